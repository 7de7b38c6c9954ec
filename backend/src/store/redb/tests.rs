//! What is filed is there, once, in an unbroken chain, and unreadable without the key.

use std::time::Duration;

use bytes::Bytes;
use lianban_api::{Ground, Notice, NoticeKind};
use lianban_rules::assessment::{Assessment, Left};
use redb::ReadableTable;
use serde_json::{Map, json};

use super::*;
use crate::casework::event::{Actor, Role, Submission};
use crate::notice::Draft;
use crate::store::{Dossier, Summary};

type Events<'a> = redb::Table<'a, u64, &'static [u8]>;

fn moment() -> Moment {
    Moment(1_795_449_600)
}

fn assessment() -> Assessment {
    Assessment {
        package: "open-restaurant".to_owned(),
        hash: "abc".to_owned(),
        as_of: moment().day(),
        applied_on: moment().day(),
        permits: Vec::new(),
        stops: Vec::new(),
        licence_items: Vec::new(),
        materials: Vec::new(),
        hints: Vec::new(),
        to_settle: Vec::new(),
        next: None,
        left: Left { screens_at_most: 0 },
    }
}

fn filing(key: &str, name: &str) -> Filing {
    Filing {
        key: key.to_owned(),
        body: name.to_owned(),
        at: moment(),
        submission: Submission {
            package: "open-restaurant".to_owned(),
            hash: "abc".to_owned(),
            receipt: "def".to_owned(),
            on: moment().day(),
            insisted: false,
            consult: false,
        },
        package: Bytes::from_static(b"compiled"),
        handbook: ("handbook".to_owned(), Bytes::from_static(b"handbook")),
        summary: Summary {
            package_name: "我要开餐馆".to_owned(),
            permits: 3,
            to_settle: 0,
        },
        dossier: Dossier {
            answers: Map::new(),
            assessment: assessment(),
            documents: Vec::new(),
            checks: Vec::new(),
            warnings: Vec::new(),
        },
        form: Map::from_iter([("applicant-name".to_owned(), json!(name))]),
        handover: None,
    }
}

fn open(folder: &Path) -> RedbStore {
    RedbStore::open(&folder.join("data"), &folder.join("data.key")).unwrap()
}

fn number(filed: Filed) -> String {
    match filed {
        Filed::New(submitted) => submitted.number,
        other => panic!("not new: {other:?}"),
    }
}

fn receiver() -> Actor {
    Actor::Staff {
        account: "chen".to_owned(),
        role: Role::Receiver,
    }
}

/// A notice on this case, without its number.
fn draft(case: &str, kind: NoticeKind) -> Draft {
    Draft {
        prefix: "号".to_owned(),
        notice: Notice {
            kind,
            number: String::new(),
            case: case.to_owned(),
            authority: "审批局".to_owned(),
            applicant: "王小明".to_owned(),
            agent: None,
            phone: String::new(),
            package_name: String::new(),
            matters: Vec::new(),
            received_on: moment().day(),
            issued_on: moment().day(),
            basis: Vec::new(),
            together: Vec::new(),
            refused: None,
            remedies: Vec::new(),
            inquiry: String::new(),
            copies: String::new(),
        },
    }
}

fn accept(case: &str, version: u64) -> Order {
    Order::accept(version, draft(case, NoticeKind::Acceptance))
}

fn not_accept(case: &str, version: u64) -> Order {
    let notice = draft(case, NoticeKind::NonAcceptance);
    Order::not_accept(version, Ground::NotNeeded, notice)
}

/// Opens again what was just dropped: the writer's thread lets go of the file a moment later.
async fn reopened(folder: &Path) -> RedbStore {
    tokio::time::sleep(Duration::from_millis(300)).await;
    open(folder)
}

async fn listed(store: &RedbStore) -> Vec<String> {
    let page = store.search(CaseQuery::default()).await.unwrap();
    page.rows.into_iter().map(|it| it.number).collect()
}

#[tokio::test]
async fn a_case_is_there_after_a_restart_and_numbers_go_on() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let first = number(store.file(filing("a", "王小明")).await.unwrap());
    assert_eq!(first, "XD-2026-000001");
    drop(store);

    let store = reopened(folder.path()).await;
    assert_eq!(store.verify(), Ok(1));
    let stored = store.case(first).await.unwrap().unwrap();
    assert_eq!(stored.form["applicant-name"], "王小明");
    let package = store.package("abc".to_owned()).await.unwrap();
    assert_eq!(package.unwrap(), b"compiled");
    let second = number(store.file(filing("b", "李四")).await.unwrap());
    assert_eq!(second, "XD-2026-000002");
}

#[tokio::test]
async fn the_same_key_never_makes_two_cases() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let first = number(store.file(filing("a", "王小明")).await.unwrap());
    let again = store.file(filing("a", "王小明")).await.unwrap();
    assert!(matches!(again, Filed::Again(submitted) if submitted.number == first));
    let other = store.file(filing("a", "李四")).await.unwrap();
    assert_eq!(other, Filed::OtherBody);
    let seen = store
        .filed("a".to_owned(), "李四".to_owned())
        .await
        .unwrap();
    assert_eq!(seen, Some(Filed::OtherBody));
    assert_eq!(store.verify(), Ok(1));
}

#[tokio::test]
async fn many_at_once_are_each_there_and_no_number_is_skipped_or_doubled() {
    let folder = tempfile::tempdir().unwrap();
    let store = Arc::new(open(folder.path()));
    let tasks: Vec<_> = (0..300)
        .map(|n| {
            let store = Arc::clone(&store);
            tokio::spawn(async move { store.file(filing(&n.to_string(), "王小明")).await })
        })
        .collect();
    let mut numbers = Vec::new();
    for task in tasks {
        numbers.push(number(task.await.unwrap().unwrap()));
    }
    numbers.sort();
    let expected: Vec<_> = (1..=300).map(|n| format!("XD-2026-{n:06}")).collect();
    assert_eq!(numbers, expected);
    assert_eq!(store.verify(), Ok(300));
}

#[tokio::test]
async fn accepting_is_recorded_once_and_waiting_cases_come_first() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    for key in ["a", "b", "c"] {
        store.file(filing(key, "王小明")).await.unwrap();
    }
    let accept = |version| {
        let number = "XD-2026-000001";
        let order = accept(number, version);
        store.carry_out(number.to_owned(), order, receiver(), moment())
    };
    assert!(accept(1).await.unwrap().is_ok());
    let stale = Refusal::Stale { seen: 1, now: 2 };
    assert_eq!(accept(1).await.unwrap(), Err(stale));
    let waiting_first = ["XD-2026-000002", "XD-2026-000003", "XD-2026-000001"];
    assert_eq!(listed(&store).await, waiting_first);
    assert_eq!(store.verify(), Ok(4));
    drop(store);
    let store = reopened(folder.path()).await;
    assert_eq!(listed(&store).await, waiting_first);
}

#[tokio::test]
async fn notices_of_many_windows_are_numbered_without_a_gap_or_a_double() {
    let folder = tempfile::tempdir().unwrap();
    let store = Arc::new(open(folder.path()));
    let mut cases = Vec::new();
    for key in 0..120 {
        cases.push(number(
            store
                .file(filing(&key.to_string(), "王小明"))
                .await
                .unwrap(),
        ));
    }
    // Two windows decide each case at the same time: one wins, and the other takes no number.
    let decide = |case: &str, first: bool, version: u64| {
        let (store, case) = (Arc::clone(&store), case.to_owned());
        let order = if first {
            accept(&case, version)
        } else {
            not_accept(&case, version)
        };
        tokio::spawn(async move { store.carry_out(case, order, receiver(), moment()).await })
    };
    let tasks: Vec<_> = cases
        .iter()
        .enumerate()
        .flat_map(|(at, case)| {
            let first = at % 3 == 0;
            [
                decide(case, first, 1),
                decide(case, !first, 1),
                decide(case, true, 9),
            ]
        })
        .collect();
    let mut done = 0;
    for task in tasks {
        done += usize::from(task.await.unwrap().unwrap().is_ok());
    }
    assert_eq!(done, cases.len());

    let mut numbers = [Vec::new(), Vec::new()];
    for case in &cases {
        let stored = store.case(case.clone()).await.unwrap().unwrap();
        let notice = stored.notice.unwrap();
        assert_eq!(&notice.case, case);
        let is_acceptance = stored.case.state == lianban_api::CaseState::Accepted;
        assert_eq!(is_acceptance, notice.kind == NoticeKind::Acceptance);
        numbers[usize::from(is_acceptance)].push(notice.number);
    }
    for given in &mut numbers {
        given.sort();
        let expected = (1..=given.len()).map(|n| format!("号〔2026〕第{n:04}号"));
        assert_eq!(*given, expected.collect::<Vec<_>>());
    }
}

#[tokio::test]
async fn a_year_begins_with_the_first_number() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let new_year = moment().plus(60 * 24 * 60 * 60);
    let mut numbers = Vec::new();
    for (key, at) in [("a", moment()), ("b", moment()), ("c", new_year)] {
        let case = number(store.file(filing(key, "王小明")).await.unwrap());
        let order = accept(&case, 1);
        let done = store.carry_out(case.clone(), order, receiver(), at).await;
        assert!(done.unwrap().is_ok());
        let stored = store.case(case).await.unwrap().unwrap();
        numbers.push(stored.notice.unwrap().number);
    }
    assert_eq!(
        numbers,
        [
            "号〔2026〕第0001号",
            "号〔2026〕第0002号",
            "号〔2027〕第0001号"
        ]
    );
}

#[tokio::test]
async fn a_changed_event_breaks_the_chain() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    for key in ["a", "b", "c"] {
        store.file(filing(key, "王小明")).await.unwrap();
    }
    let transaction = store.database.begin_write().unwrap();
    {
        let mut table = transaction.open_table(log::EVENTS).unwrap();
        let json = table.get(2).unwrap().unwrap().value().to_vec();
        let changed = String::from_utf8(json).unwrap().replace("false", "true");
        table.insert(2, changed.as_bytes()).unwrap();
    }
    transaction.commit().unwrap();
    assert_eq!(store.verify(), Err(StoreError::Chain(2)));
}

#[tokio::test]
async fn the_end_of_the_log_cannot_be_cut_off_or_written_anew() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    for key in ["a", "b"] {
        store.file(filing(key, "王小明")).await.unwrap();
    }
    let last = |change: &dyn Fn(&mut Events<'_>)| {
        let transaction = store.database.begin_write().unwrap();
        change(&mut transaction.open_table(log::EVENTS).unwrap());
        transaction.commit().unwrap();
        store.verify()
    };
    let changed = |table: &mut Events<'_>| {
        let json = table.get(2).unwrap().unwrap().value().to_vec();
        let changed = String::from_utf8(json).unwrap().replace("false", "true");
        table.insert(2, changed.as_bytes()).unwrap();
    };
    assert_eq!(last(&changed), Err(StoreError::Chain(2)));
    let cut = |table: &mut Events<'_>| drop(table.remove(2).unwrap());
    assert_eq!(last(&cut), Err(StoreError::Chain(2)));
}

#[tokio::test]
async fn nothing_of_the_person_is_readable_on_disk() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    store.file(filing("a", "欧阳测试姓名")).await.unwrap();
    let bytes = fs::read(folder.path().join("data/lianban.redb")).unwrap();
    let contains = |text: &str| bytes.windows(text.len()).any(|it| it == text.as_bytes());
    assert!(contains("我要开餐馆"));
    assert!(!contains("欧阳测试姓名"));
}
