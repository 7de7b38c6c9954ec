//! How long explanations take, native: over 500 drawn cases of the restaurant, each call
//! of [`Explaining`] on its own. Also writes what the same bench in the browser's engine needs.

use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use lianban_rules::catalogue::{SignOffs, builtin, read};
use lianban_rules::date::Date;
use lianban_rules::interviews::{Cases, Draw};
use lianban_rules::package::Package;
use lianban_wasm_probe::Explaining;
use serde_json::{Map, Value as Json};

const CASES: usize = 500;
const SEED: u64 = 20_260_815;

/// Each call is timed so many times, and the shortest counts: the rest is the machine.
const TRIES: usize = 3;

fn main() -> Result<(), Box<dyn Error>> {
    let day: Date = "2026-11-23".parse()?;
    let (catalogue, _) = read(builtin());
    let (contents, _) = catalogue.contents("open-restaurant", day, SignOffs::All);
    let package = Package::compile(contents.ok_or("the package does not compile")?);
    let drawn = Cases::of(&package).ok_or("too many cases")?;
    let drawn = drawn.draw(SEED, CASES);
    let sets: Vec<_> = drawn.iter().map(|it| answers(&package, it, day)).collect();
    let sets = serde_json::to_string(&sets)?;

    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("explain");
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("package.bin"), package.bytes())?;
    fs::write(folder.join("cases.json"), &sets)?;
    println!("explain-input {} {day}", folder.display());

    let explaining = Explaining::new(package.bytes(), &sets, &day.to_string())
        .map_err(|_| "the cases do not fit the package")?;
    let each = |count: fn(&Explaining, usize) -> usize| {
        let mut all = Vec::new();
        for case in 0..explaining.cases() {
            all.extend((0..count(&explaining, case)).map(|nth| (case, nth)));
        }
        all
    };
    let once = |_: &Explaining, _| 1;
    report("assess", each(once), |case, _| explaining.assess(case));
    report("reason", each(Explaining::reasons), |case, nth| {
        explaining.reason(case, nth)
    });
    report("ways-out", each(Explaining::wishes), |case, nth| {
        explaining.ways_out(case, nth)
    });
    report("compare", each(once), |case, _| explaining.compare(case));
    Ok(())
}

/// `explain native NAME COUNT MEDIAN WORST`, in microseconds.
fn report(name: &str, calls: Vec<(usize, usize)>, call: impl Fn(usize, usize) -> usize) {
    let time = |(case, nth)| {
        let tries = (0..TRIES).map(|_| {
            let began = Instant::now();
            black_box(call(case, nth));
            began.elapsed().as_secs_f64() * 1e6
        });
        tries.fold(f64::INFINITY, f64::min)
    };
    let mut times: Vec<f64> = calls.into_iter().map(time).collect();
    times.sort_by(f64::total_cmp);
    let median = times.get(times.len() / 2).copied().unwrap_or_default();
    let worst = times.last().copied().unwrap_or_default();
    println!(
        "explain native {name} {} {median:.1} {worst:.1}",
        times.len()
    );
}

/// The answers of a drawn case: to the questions that apply.
fn answers(package: &Package, drawn: &Draw, day: Date) -> Map<String, Json> {
    let known = drawn.iter().copied().map(Some).collect();
    let state = package.state(&known);
    let questions = package.contents().questions.iter().enumerate();
    let applying =
        questions.filter(|(ix, _)| state.can_be_true(package.outcomes().applies_to(*ix)));
    let answered = applying.filter_map(|(ix, question)| {
        let region = *drawn.get(ix)?;
        let value = package.value_near(ix, region, None, day)?;
        Some((question.id.clone(), value.to_json()))
    });
    answered.collect()
}
