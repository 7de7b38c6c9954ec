//! `lianban check --interviews`: how long the guide's interviews are, in three orders.

use std::process::ExitCode;

use lianban_rules::catalogue::{SignOffs, builtin, read};
use lianban_rules::date::Date;
use lianban_rules::interviews::{Basis, Order, Row, Table, exactly, table};
use lianban_rules::package::Package;

/// What the drawing begins with: the same cases on every machine.
const SEED: u64 = 20_260_815;
/// How many are drawn.
const SIZE: usize = 20_000;
/// A package with no more cases is interviewed in full.
const ALL_UP_TO: u128 = 20_000;
/// Places that dynamic programming may keep.
const PLACES: usize = 200_000;

const LEGEND: &str = "\
A case: one region of answers for each question that applies, no constraint broken; all count alike.
An interview goes as the guide does, and ends early where the case cannot be submitted online.
screens     runs of questions of one topic: mean, what 90 % of cases do not exceed, longest
questions   asked in an interview, on average
effort      the same; an answer to be looked up counts 2, one to be measured 4
useless     asked although no outcome depended on it any more
no effect   all other answers of the interview as they are, no answer to it changes any outcome";

/// Prints the table of one package.
pub fn print(package: &str, as_of: Date) -> ExitCode {
    let (catalogue, _) = read(builtin());
    let (contents, _) = catalogue.contents(package, as_of, SignOffs::District);
    let Some(contents) = contents else {
        eprintln!("error: no package `{package}` on {as_of}");
        return ExitCode::from(2);
    };
    let package = Package::compile(contents);
    let Some(table) = table(&package, ALL_UP_TO, SEED, SIZE) else {
        eprintln!("error: more cases than 128 bits can count");
        return ExitCode::from(2);
    };
    print_table(&package, &table);
    print_exact(&package, &table);
    print_order(&package, &table.order);
    println!("\n{LEGEND}");
    ExitCode::SUCCESS
}

fn print_table(package: &Package, table: &Table) {
    let contents = package.contents();
    println!(
        "{} from {}: {} complete cases",
        contents.id, contents.in_force.from, table.cases
    );
    match table.basis {
        Basis::All => println!("every case interviewed"),
        Basis::Sample { seed, size } => {
            println!("{size} cases interviewed, drawn uniformly by exact counts, seed {seed}");
        }
    }
    println!(
        "\n{:<11} {:>7} {:>5} {:>8} {:>10} {:>7} {:>8} {:>10}",
        "order", "screens", "90 %", "longest", "questions", "effort", "useless", "no effect"
    );
    for (name, row) in ["author", "publicodes", "ours"].iter().zip(&table.rows) {
        println!("{name:<11} {}", figures(row));
    }
}

fn figures(row: &Row) -> String {
    format!(
        "{:>7.2} {:>5} {:>8} {:>10.2} {:>7.2} {:>8.2} {:>10.2}",
        row.mean_screens(),
        row.percentile(90),
        row.longest(),
        row.mean_questions(),
        row.mean_effort(),
        row.mean_useless(),
        row.mean_without_effect(),
    )
}

/// The same over all cases, where that can be computed.
fn print_exact(package: &Package, table: &Table) {
    if table.basis == Basis::All {
        return;
    }
    for (name, order) in [("author", &Order::author(package)), ("ours", &table.order)] {
        match exactly(package, order, PLACES) {
            Some(row) => println!(
                "{name}, exactly: {:.4} screens, {:.4} questions",
                row.mean_screens(),
                row.mean_questions()
            ),
            None => {
                println!("{name}, exactly: more than {PLACES} places differ, so the sample stands");
            }
        }
    }
}

/// The topics whose questions are better asked otherwise.
fn print_order(package: &Package, order: &Order) {
    let contents = package.contents();
    if *order == Order::author(package) {
        println!("\nthe author's order stays: no other was found that is better");
        return;
    }
    println!("\nbetter:");
    let of = |topic: usize, from: &[usize]| -> Vec<&str> {
        let questions = from.iter().filter_map(|ix| contents.questions.get(*ix));
        let own = questions.filter(|question| question.topic == topic);
        own.map(|question| question.id.as_str()).collect()
    };
    let author = Order::author(package);
    let mut seen = Vec::new();
    for question in order.0.iter().filter_map(|ix| contents.questions.get(*ix)) {
        if !seen.contains(&question.topic) {
            seen.push(question.topic);
        }
    }
    for (at, topic) in seen.into_iter().enumerate() {
        let ours = of(topic, &order.0);
        if at == topic && ours == of(topic, &author.0) {
            continue;
        }
        let id = contents.topics.get(topic).map_or("", |topic| &topic.id);
        println!("  screen {}, {id}: [{}]", at + 1, ours.join(", "));
    }
}
