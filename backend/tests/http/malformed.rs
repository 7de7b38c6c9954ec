//! A thousand bodies that no browser sends: each is refused in words, none brings the server down.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::{Method, header};
use lianban_api::{IDEMPOTENCY_KEY, path};
use serde_json::{Value as Json, json};

use crate::support::{Service, request, submission, track};

const BODIES: u64 = 1_000;

/// The same numbers on every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides as u64).unwrap()
    }
}

/// What is put in place of a value.
fn odd(dice: &mut Dice) -> Json {
    let long = "长".repeat(20_000);
    let odd = [
        json!(null),
        json!(true),
        json!(-1),
        json!(1e300),
        json!(18_446_744_073_709_551_615_u64),
        json!(""),
        json!(long),
        json!("\u{0}\u{1f}\u{7f}"),
        json!("\u{202e}\u{feff}\u{e000}"),
        json!("../../etc/passwd"),
        json!("\r\nSet-Cookie: a=b"),
        json!("'; drop table cases; --"),
        json!("<script>alert(1)</script>"),
        json!("9999-99-99"),
        json!([]),
        json!({}),
        json!([[[[[]]]]]),
        json!({ "": { "": {} } }),
        json!(vec![1; 5_000]),
    ];
    let at = dice.roll(odd.len());
    odd.into_iter().nth(at).unwrap()
}

/// Pointers of everything in a value.
fn pointers(json: &Json, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match json {
        Json::Object(map) => map
            .iter()
            .for_each(|(key, value)| pointers(value, &format!("{at}/{key}"), found)),
        Json::Array(list) => list
            .iter()
            .enumerate()
            .for_each(|(ix, value)| pointers(value, &format!("{at}/{ix}"), found)),
        _ => {}
    }
}

/// A body that is not what `good` is.
fn malformed(good: &Json, dice: &mut Dice) -> Vec<u8> {
    let mut found = Vec::new();
    pointers(good, "", &mut found);
    let place = found.swap_remove(dice.roll(found.len()));
    let mut json = good.clone();
    let text = good.to_string();
    let at = dice.roll(text.len());
    let mut bytes = text.clone().into_bytes();
    match dice.roll(9) {
        0..=2 => {
            *json.pointer_mut(&place).unwrap() = odd(dice);
            json.to_string().into_bytes()
        }
        3 => {
            if let Some(map) = json.pointer_mut(&place).and_then(Json::as_object_mut) {
                map.insert("unheard-of".to_owned(), odd(dice));
            } else {
                json = json!([json]);
            }
            json.to_string().into_bytes()
        }
        4 => {
            bytes.truncate(at);
            bytes
        }
        5 => {
            bytes[at] ^= 1 << dice.roll(8);
            bytes
        }
        6 => {
            bytes.splice(at..at, [0xff, 0xfe, 0x00]);
            bytes
        }
        7 => [b"[".repeat(1 + dice.roll(5_000)), bytes].concat(),
        _ => {
            let odd = [
                "\"\\ud800\"",
                "1e999999",
                "-",
                "NaN",
                "{\"a\":1,\"a\":2}",
                "//",
                "",
            ];
            odd[dice.roll(odd.len())].as_bytes().to_vec()
        }
    }
}

#[tokio::test]
async fn a_thousand_malformed_bodies_are_refused_and_bring_nothing_down() {
    let service = Service::start();
    let routes = [
        (path::CASES.to_owned(), submission(&json!({}))),
        (path::CASES.to_owned(), submission(&json!({}))),
        (path::TRACK.to_owned(), track("XD-2026-000001", "5678")),
        (
            path::WITHDRAW.to_owned(),
            json!({ "number": "XD-2026-000001", "mobile": "13800138000" }),
        ),
        (
            path::LICENCE.to_owned(),
            json!({ "code": "91510114MA0000000X" }),
        ),
        (
            path::EARLIER.to_owned(),
            json!({ "number": "XD-2026-000001", "id_number": "510114199001010011",
                "mobile": "13800138000", "consent": true }),
        ),
        (
            path::assess("open-restaurant"),
            json!({ "answers": submission(&json!({}))["answers"], "as_of": "2026-11-24" }),
        ),
        (
            path::REPORTS.to_owned(),
            json!({ "package": "open-restaurant", "hash": "a", "about": "permit", "id": "food-licence",
                "answers": {}, "doubt": "unclear", "remark": "不明白" }),
        ),
        (path::SEARCH.to_owned(), json!({ "text": "王", "page": 1 })),
        (path::accept("XD-2026-000001"), json!({ "version": 1 })),
    ];
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut answers: BTreeMap<u16, u64> = BTreeMap::new();
    for turn in 0..BODIES {
        // So that limits on tries do not stand in front of what is tested.
        service.wait(600);
        let (path, good) = &routes[dice.roll(routes.len())];
        let body = malformed(good, &mut dice);
        let request = request(Method::POST, path)
            .header(header::CONTENT_TYPE, "application/json")
            .header(IDEMPOTENCY_KEY, format!("malformed-{turn}"))
            .body(Body::from(body.clone()))
            .unwrap();
        let reply = service.send(request).await;
        let said = String::from_utf8_lossy(&reply.body).into_owned();
        let shown: String = String::from_utf8_lossy(&body).chars().take(200).collect();
        assert!(reply.status < 500, "{path} {said}\n{shown}");
        if reply.status >= 400 {
            let kind = &reply.headers[header::CONTENT_TYPE];
            assert_eq!(kind, "application/problem+json", "{path}");
            assert!(!reply.json()["title"].as_str().unwrap().is_empty());
        }
        *answers.entry(reply.status).or_default() += 1;
    }
    println!("{BODIES} malformed bodies: {answers:?}");
    let refused: u64 = answers.range(400..500).map(|(_, count)| count).sum();
    assert!(refused > BODIES * 9 / 10, "{answers:?}");
    assert_eq!(service.get(path::HEALTH).await.status, 200);
}
