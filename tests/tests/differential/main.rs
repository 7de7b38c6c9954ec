//! The browser's engine and the server's decide alike, byte for byte.
//!
//! The same crate is compiled twice, for this machine and to WebAssembly; both
//! assess the same random answers with the same compiled package, here and in
//! Chromium.

mod answers;

use std::path::PathBuf;
use std::time::Duration;

use lianban_rules::catalogue::{self, SignOffs, builtin};
use lianban_rules::date::Date;
use lianban_rules::package::{Days, Package, Wish};
use lianban_tests::Told;
use lianban_tests::browser::Chrome;
use serde_json::{Map, Value as Json, json};
use thirtyfour::WebDriver;

/// Sets of answers compared.
const SETS: usize = 300;
const TODAY: &str = "2026-11-23";

/// Starts the WebAssembly in `arguments[1]` with its glue in `arguments[0]`, then assesses.
const ASSESS: &str = "
    const [glue, wasm, bytes, sets, day, done] = arguments;
    const start = new Function(`${glue}; return wasm_bindgen;`)();
    start({ module_or_path: new Uint8Array(wasm) })
        .then(() => done(start.assess_all(new Uint8Array(bytes), sets, day)))
        .catch((error) => done([`failed: ${error}`]));
";

#[tokio::test]
async fn browser_and_server_decide_alike() -> Told {
    let package = package()?;
    let sets = answers::random_sets(&package, SETS);
    let native = native(&package, &sets)?;

    let chrome = Chrome::start().await?;
    let driver = chrome.open().await?;
    let browser = in_browser(&driver, &package, &sets).await;
    driver.quit().await?;
    let browser = browser?;

    assert_eq!(browser.len(), SETS, "{:?}", browser.first());
    for ((browser, native), set) in browser.iter().zip(&native).zip(&sets) {
        assert_eq!(browser, native, "for {}", Json::Object(set.clone()));
    }
    let different: std::collections::BTreeSet<&String> = native.iter().collect();
    assert!(
        different.len() > SETS / 2,
        "the sets hardly differ: {}",
        different.len()
    );
    Ok(())
}

fn package() -> Told<Package> {
    let (catalogue, faults) = catalogue::read(builtin());
    assert!(faults.is_empty(), "{faults:?}");
    let (contents, faults) =
        catalogue.contents("open-restaurant", TODAY.parse()?, SignOffs::District);
    let contents = contents.ok_or_else(|| format!("{faults:?}"))?;
    Ok(Package::compile(contents))
}

fn native(package: &Package, sets: &[Map<String, Json>]) -> Told<Vec<String>> {
    let day: Date = TODAY.parse()?;
    let days = Days {
        as_of: day,
        applied_on: day,
    };
    sets.iter()
        .map(|set| {
            let answers = package
                .read_answers(set)
                .map_err(|errors| format!("{errors:?}"))?;
            let assessment = package.assess(&answers, days, Wish::default());
            let receipt = package.receipt(&answers, &assessment);
            Ok(format!("{receipt} {}", serde_json::to_string(&assessment)?))
        })
        .collect()
}

async fn in_browser(
    driver: &WebDriver,
    package: &Package,
    sets: &[Map<String, Json>],
) -> Told<Vec<String>> {
    let probe = probe()?;
    let glue = std::fs::read_to_string(probe.join("lianban_wasm_probe.js"))?;
    let wasm = std::fs::read(probe.join("lianban_wasm_probe_bg.wasm"))?;
    driver.goto("data:text/html,<title>probe</title>").await?;
    driver.set_script_timeout(Duration::from_mins(2)).await?;
    let arguments = vec![
        json!(glue),
        json!(wasm),
        json!(package.bytes()),
        json!(serde_json::to_string(sets)?),
        json!(TODAY),
    ];
    let answer = driver.execute_async(ASSESS, arguments).await?;
    Ok(answer.convert()?)
}

/// Where `scripts/test.sh` put the rules as WebAssembly.
fn probe() -> Told<PathBuf> {
    let built = std::env::current_exe()?
        .ancestors()
        .nth(3)
        .map(|target| target.join("wasm-probe"));
    std::env::var_os("LIANBAN_PROBE")
        .map(PathBuf::from)
        .or(built)
        .filter(|folder| folder.exists())
        .ok_or_else(|| "the rules are not built for the browser: run `make test`".into())
}
