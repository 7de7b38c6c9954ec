//! Documents of a submission: brought, uploaded, written.

use axum::http::{Method, header};
use image::ImageFormat;
use insta::assert_snapshot;
use lianban_api::path;
use lianban_backend::casework::event::Role;
use serde_json::{Value as Json, json};

use crate::files::{TOKEN, all_bytes, contains, id};
use crate::samples::{MARKER, encoded, page, photo};
use crate::support::{Service, submission, with};

/// A submission whose first document has these files.
fn with_files(token: &str, files: &[String]) -> Json {
    let body = submission(&json!({}));
    let body = with(body, "/documents/0/by", json!("files"));
    let body = with(body, "/documents/0/files", json!(files));
    with(body, "/draft_token", json!(token))
}

#[tokio::test]
async fn the_window_sees_what_the_person_uploaded() {
    let service = Service::start();
    let first = photo(&page(1200, 1600, 1), 1);
    let second = encoded(&page(1100, 1100, 2), ImageFormat::Png);
    service.upload(TOKEN, &id(1), &first).await;
    service.upload(TOKEN, &id(2), &second).await;
    service
        .upload(
            TOKEN,
            &id(3),
            &encoded(&page(1000, 1000, 3), ImageFormat::Png),
        )
        .await;
    let kept = service.content(TOKEN, &id(1)).await.body;
    let body = with_files(TOKEN, &[id(2), id(1)]);
    let material = body["documents"][0]["id"].as_str().unwrap().to_owned();
    let submitted = service.submit("a", &body).await;
    assert_eq!(submitted.status, 201, "{}", submitted.said());

    // The draft has become the case: its token opens nothing any more, and asking again changes nothing.
    assert_eq!(service.content(TOKEN, &id(1)).await.status, 404);
    let again = service.submit("a", &body).await;
    assert_eq!((again.status, again.json()), (200, submitted.json()));
    assert_eq!(service.files.sweep_orphans().await.unwrap(), 0);

    let service = service.restart();
    assert_eq!(service.files.sweep_orphans().await.unwrap(), 0);
    let window = service.window("li", Role::Receiver).await;
    let none = json!(null);
    let number = "XD-2026-000001";
    let case = service
        .at(&window, Method::GET, &path::case(number), &none)
        .await
        .json();
    let files = &case["documents"][0]["files"];
    assert_eq!(files[0]["id"], id(2));
    assert_eq!(files[1]["size"], json!([1200, 1600]));
    for (place, file, bytes) in [(1, id(2), &second), (2, id(1), &kept)] {
        let path = path::case_file(number, &file);
        let content = service.at(&window, Method::GET, &path, &none).await;
        assert_eq!((content.status, &content.body), (200, bytes));
        let ending = if place == 1 { "png" } else { "jpg" };
        let name = format!("inline; filename=\"{number}-{material}-{place}.{ending}\"");
        assert_eq!(content.headers[header::CONTENT_DISPOSITION], name.as_str());
        let policy = content.headers[header::CONTENT_SECURITY_POLICY]
            .to_str()
            .unwrap();
        assert!(policy.contains("sandbox"), "{policy}");
    }
    // The third file was not handed in.
    let path = path::case_file(number, &id(3));
    assert_eq!(
        service.at(&window, Method::GET, &path, &none).await.status,
        404
    );
    assert!(!contains(&all_bytes(&service.data()), MARKER));
}

#[tokio::test]
async fn only_the_intake_window_opens_the_files_of_a_case() {
    let service = Service::start();
    service
        .upload(TOKEN, &id(1), &photo(&page(1000, 1000, 1), 1))
        .await;
    let reply = service.submit("a", &with_files(TOKEN, &[id(1)])).await;
    assert_eq!(reply.status, 201);
    let path = path::case_file("XD-2026-000001", &id(1));
    assert_eq!(service.get(&path).await.status, 401);
    let advisor = service.window("wu", Role::Advisor).await;
    let seen = service.at(&advisor, Method::GET, &path, &json!(null)).await;
    assert_eq!(seen.status, 403);
    let receiver = service.window("li", Role::Receiver).await;
    for number in [
        "XD-2026-000002",
        "draft%2fa",
        "..%2f..",
        "XD-2026-000001%00",
    ] {
        let path = format!("/api/cases/{number}/files/{}", id(1));
        let seen = service
            .at(&receiver, Method::GET, &path, &json!(null))
            .await;
        assert_eq!(seen.status, 404, "{number}");
    }
}

#[tokio::test]
async fn a_file_that_is_not_there_is_named() {
    let service = Service::start();
    let file = encoded(&page(1000, 1000, 1), ImageFormat::Png);
    let large = [file.as_slice(), &vec![0; 100_000]].concat();
    service.upload(TOKEN, &id(1), &file).await;
    service.piece(TOKEN, &id(2), 0, &large, 20_000).await;
    let body = with_files(TOKEN, &[id(1), id(2), id(3), id(1)]);
    assert_snapshot!(service.submit("a", &body).await.said(), @"
    422 /problems/invalid
    有些内容需要改一下。
    /documents/0/files/1 [unfinished] 这个文件还没有传完。请等它传完再提交。
    /documents/0/files/2 [gone] 这个文件不在了，可能放得太久被删除了。请再传一次。
    /documents/0/files/3 [twice] 同一个文件用了两次。请给每份材料各传一个。
    ");
    let foreign = with_files("ffffffffffffffffffffffffffffffff", &[id(1)]);
    assert_snapshot!(service.submit("b", &foreign).await.said(), @"
    422 /problems/invalid
    有些内容需要改一下。
    /documents/0/files/0 [gone] 这个文件不在了，可能放得太久被删除了。请再传一次。
    ");
    let ids: Vec<_> = (1..12).map(id).collect();
    assert_snapshot!(service.submit("c", &with_files(TOKEN, &ids)).await.said(), @"
    422 /problems/invalid
    有些内容需要改一下。
    /documents/0/files [too-many] 一份材料最多 10 个文件。请合成一个 PDF，或者删掉几个。
    ");
    let brought = with(
        with_files(TOKEN, &[id(1)]),
        "/documents/0/by",
        json!("bring"),
    );
    assert_snapshot!(service.submit("d", &brought).await.said(), @"
    422 /problems/invalid
    有些内容需要改一下。
    /documents/0/files [not-needed] 这份材料不是用文件交的，请去掉文件。
    ");
    assert_snapshot!(service.submit("e", &with_files(TOKEN, &[])).await.said(), @"
    422 /problems/invalid
    有些内容需要改一下。
    /documents/0/files [missing] 还没有传文件。请传上来，或者改成带到窗口。
    ");
    // Nothing of this touched the draft, and no number was lost.
    let reply = service.submit("f", &with_files(TOKEN, &[id(1)])).await;
    assert_eq!(reply.json()["number"], "XD-2026-000001");
}

#[tokio::test]
async fn a_kill_between_file_and_submission_loses_nothing() {
    let service = Service::start();
    let file = encoded(&page(1000, 1000, 1), ImageFormat::Png);
    service.upload(TOKEN, &id(1), &file).await;
    let service = service.restart();
    service.files.sweep_orphans().await.unwrap();
    assert_eq!(service.content(TOKEN, &id(1)).await.body, file);
    let reply = service.submit("a", &with_files(TOKEN, &[id(1)])).await;
    assert_eq!(reply.status, 201, "{}", reply.said());
}

#[tokio::test]
async fn two_submissions_of_one_draft_make_one_case() {
    let service = Service::start();
    let file = encoded(&page(1000, 1000, 1), ImageFormat::Png);
    service.upload(TOKEN, &id(1), &file).await;
    let body = with_files(TOKEN, &[id(1)]);
    let (one, other) = tokio::join!(service.submit("a", &body), service.submit("b", &body));
    let mut status = [one.status, other.status];
    status.sort_unstable();
    assert_eq!(status, [201, 422]);
    let next = service.submit("c", &submission(&json!({}))).await;
    assert_eq!(next.json()["number"], "XD-2026-000002");
}

#[tokio::test]
async fn a_document_that_has_run_out_is_not_taken() {
    let service = Service::start();
    let body = submission(&json!({}));
    let today = with(
        body.clone(),
        "/documents/0/valid_until",
        json!("2026-11-24"),
    );
    assert_eq!(service.submit("a", &today).await.status, 201);
    let gone = with(body, "/documents/0/valid_until", json!("2026-11-23"));
    assert_snapshot!(service.submit("b", &gone).await.said(), @"
    422 /problems/invalid
    有些内容需要改一下。
    /documents/0/valid_until [expired] 这份材料2026-11-23就到期了。请先换一份在有效期内的。
    ");
    let never = json!({ "id": "m-drain-plan", "by": "bring", "valid_until": "2027-01-01" });
    let mut body = submission(&json!({}));
    let documents = body["documents"].as_array_mut().unwrap();
    let at = documents
        .iter()
        .position(|it| it["id"] == "m-drain-plan")
        .unwrap();
    documents[at] = never;
    let reply = service.submit("c", &body).await;
    let error = &reply.json()["errors"][0];
    assert_eq!(error["pointer"], format!("/documents/{at}/valid_until"));
    assert_eq!(error["message"], "这份材料没有到期日，请去掉。");
}
