//! Which program draws which page is written down twice: for the server, and for the worker that
//! keeps the app on the device.

use lianban_api::path::{OF_CASE, is_drawn_by_case};
use lianban_tests::Told;

use crate::read;

/// The worker keeps nothing of the windows.
const OF_WINDOWS: &str = "staff";

#[test]
fn server_and_worker_send_the_same_program() -> Told {
    let worker = read("public/sw.js")?;
    let list = worker.split("const LATER = [").nth(1);
    let list = list.and_then(|rest| rest.split(']').next());
    let list = list.ok_or("public/sw.js has no list `LATER`")?;
    let words = list.split(',').map(|it| it.trim().trim_matches('"'));
    let worker_has: Vec<&str> = words.collect();
    let server_has = OF_CASE.iter().copied().filter(|it| *it != OF_WINDOWS);
    assert_eq!(worker_has, server_has.collect::<Vec<_>>());

    // Of a package, both send the guide's program for the guide only.
    let rule = r#"(first === "packages" && step !== "guide")"#;
    assert!(worker.contains(rule), "public/sw.js decides otherwise");
    assert!(!is_drawn_by_case("/packages/open-restaurant/guide"));
    assert!(is_drawn_by_case("/packages/open-restaurant"));
    assert!(is_drawn_by_case("/packages/open-restaurant/form"));
    Ok(())
}
