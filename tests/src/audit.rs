//! The accessibility audit: axe-core with every rule on, the experimental ones too.
//!
//! Left out are only rules that axe itself has given up (`deprecated`), and those
//! of WCAG's level AAA: text here promises a contrast of 4.5 : 1, not of 7 : 1.

use std::path::PathBuf;

use serde_json::Value as Json;
use thirtyfour::WebDriver;

use crate::Told;

/// Runs the rules and returns one text a finding.
const RUN: &str = "
    const done = arguments[arguments.length - 1];
    const left_out = ['deprecated', 'wcag2aaa', 'wcag21aaa', 'wcag22aaa'];
    const wanted = axe.getRules().filter(({ tags }) => !tags.some((tag) => left_out.includes(tag)));
    const runOnly = { type: 'rule', values: wanted.map(({ ruleId }) => ruleId) };
    axe.run(document, { runOnly, resultTypes: ['violations'] }).then(
        ({ violations }) => done(violations.flatMap(({ id, help, nodes }) =>
            nodes.map(({ target, failureSummary }) =>
                `${id} at ${target.join(' ')}: ${help}\\n    ${failureSummary.split('\\n').join('\\n    ')}`))),
        (error) => done([String(error)]),
    );
";

/// What would bar someone from the page as it stands: one text a finding, empty when nothing would.
///
/// # Errors
/// When axe-core is not installed or the browser is gone.
pub async fn findings(driver: &WebDriver) -> Told<Vec<String>> {
    let is_loaded = driver
        .execute("return typeof axe !== 'undefined'", Vec::new())
        .await?;
    if is_loaded.json() != &Json::Bool(true) {
        driver.execute(axe()?, Vec::new()).await?;
    }
    let found = driver.execute_async(RUN, Vec::new()).await?;
    Ok(found.convert()?)
}

fn axe() -> Told<String> {
    let path = tools()?.join("tools/node_modules/axe-core/axe.min.js");
    std::fs::read_to_string(&path)
        .map_err(|error| format!("{}: {error}: run `make test`", path.display()).into())
}

/// Where the tools are: as `scripts/lib.sh` says.
fn tools() -> Told<PathBuf> {
    let folder = |name: &str| std::env::var_os(name).map(PathBuf::from);
    folder("LIANBAN_TOOLS")
        .or_else(|| folder("XDG_CACHE_HOME").map(|cache| cache.join("lianban")))
        .or_else(|| folder("HOME").map(|home| home.join(".cache/lianban")))
        .ok_or_else(|| "neither LIANBAN_TOOLS nor HOME is set".into())
}
