//! How fast the rules are, native: a whole assessment with its next screen after one answer
//! has changed. Also writes what the same bench in the browser's engine needs.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use lianban_backend::clock::Moment;
use lianban_backend::packages::Shelf;
use lianban_rules::package::{Days, Wish};
use serde_json::{Map, Value as Json, json};

const LONG: Duration = Duration::from_secs(2);
const ROUNDS: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let today = Moment::now().day();
    let shelf = Shelf::builtin(today);
    let offers = shelf.on(today);
    let package = &offers.first().ok_or("no package")?.package;
    let answers: Map<String, Json> =
        serde_json::from_str(include_str!("../tests/noodle-shop.json"))?;
    let half: Map<String, Json> = answers
        .clone()
        .into_iter()
        .take(answers.len() / 2)
        .collect();
    let days = Days {
        as_of: today,
        applied_on: today,
    };
    for (name, answers) in [("complete", &answers), ("half", &half)] {
        let mut other = answers.clone();
        other.insert("floor-area".to_owned(), json!(350));
        let sets = [package.read_answers(answers), package.read_answers(&other)];
        let [Ok(one), Ok(other)] = sets else {
            return Err("the answers are not of this package".into());
        };
        let mut rates = Vec::new();
        for _ in 0..ROUNDS {
            let (began, mut count) = (Instant::now(), 0_u32);
            while began.elapsed() < LONG {
                for answers in [&one, &other].iter().cycle().take(200) {
                    std::hint::black_box(package.assess(answers, days, Wish::default()));
                    count += 1;
                }
            }
            rates.push(f64::from(count) / began.elapsed().as_secs_f64());
        }
        rates.sort_by(f64::total_cmp);
        let median = rates.get(ROUNDS / 2).copied().unwrap_or_default();
        println!("rules native {name} {median:.0}");
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench");
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("package.bin"), package.bytes())?;
    let input = json!({ "complete": answers, "half": half, "day": today });
    fs::write(folder.join("answers.json"), input.to_string())?;
    println!("input {}", folder.display());
    Ok(())
}
