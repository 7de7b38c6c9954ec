//! `lianban assess`: answers in, what they say out.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::path::PathBuf;

use clap::Args;
use lianban_api::{Problem, problem};
use lianban_rules::catalogue::{SignOffs, builtin, read};
use lianban_rules::date::Date;
use lianban_rules::package::{Days, Package, Wish};
use serde::Serialize;
use serde_json::{Map, Value as Json};

use crate::answering::{Asked, assess};
use crate::clock::Moment;
use crate::gate::{fault, invalid};

/// Assesses answers and prints what they say as JSON.
#[derive(Args)]
pub struct Assess {
    /// Package id, such as `open-restaurant`.
    package: String,
    /// JSON object of answers, question id → value; `-`, or nothing, is stdin.
    #[arg(long, value_name = "FILE", default_value = "-")]
    answers: PathBuf,
    /// The day whose law is used; today in Chengdu if left out.
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
    /// The day of application; the day of `--as-of` if left out.
    #[arg(long, value_name = "DATE")]
    applied_on: Option<Date>,
    /// Takes every rule and parameter as signed off.
    #[arg(long)]
    signed_off: bool,
    /// Goes on asking although a site stop is settled.
    #[arg(long)]
    go_on: bool,
    /// One JSON object of answers a line in, one line out for each; empty lines are skipped.
    #[arg(long)]
    batch: bool,
}

/// Why nothing is assessed.
#[derive(Debug, thiserror::Error)]
pub enum AssessError {
    /// There is no such package on that day.
    #[error("no package `{package}` on {day}; there are: {known}")]
    NoSuchPackage {
        /// As given.
        package: String,
        /// The day asked for.
        day: Date,
        /// Ids of all packages.
        known: String,
    },
    /// The answers cannot be assessed; problem details as JSON.
    #[error("{}", as_json(.0))]
    Problem(Box<Problem>),
    /// The answers cannot be read.
    #[error("cannot read `{path}`: {cause}")]
    File {
        /// As given.
        path: String,
        /// What the system says.
        cause: io::Error,
    },
    /// The output cannot be written.
    #[error("cannot write: {0}")]
    Output(io::Error),
}

/// A bad line of a batch.
#[derive(Serialize)]
struct BadLine {
    error: Problem,
}

impl Assess {
    /// Runs the command.
    ///
    /// # Errors
    /// [`AssessError`].
    pub fn run(self) -> Result<(), AssessError> {
        let as_of = self.as_of.unwrap_or_else(|| Moment::now().day());
        let days = Days {
            as_of,
            applied_on: self.applied_on.unwrap_or(as_of),
        };
        let package = self.compiled(as_of)?;
        let input = self.input()?;
        let mut output = BufWriter::new(io::stdout().lock());
        let written = if self.batch {
            self.all(&package, days, input, &mut output)
        } else {
            self.single(&package, days, input, &mut output)
        };
        written?;
        output.flush().or_else(unless_closed)
    }

    fn compiled(&self, as_of: Date) -> Result<Package, AssessError> {
        let (catalogue, _) = read(builtin());
        let sign_offs = if self.signed_off {
            SignOffs::All
        } else {
            SignOffs::District
        };
        let (contents, _) = catalogue.contents(&self.package, as_of, sign_offs);
        contents.map(Package::compile).ok_or_else(|| {
            let known: Vec<_> = catalogue.packages().collect();
            AssessError::NoSuchPackage {
                package: self.package.clone(),
                day: as_of,
                known: known.join(", "),
            }
        })
    }

    fn input(&self) -> Result<Box<dyn BufRead>, AssessError> {
        if self.answers.as_os_str() == "-" {
            return Ok(Box::new(io::stdin().lock()));
        }
        let file = File::open(&self.answers).map_err(|cause| self.unreadable(cause))?;
        Ok(Box::new(BufReader::new(file)))
    }

    fn unreadable(&self, cause: io::Error) -> AssessError {
        AssessError::File {
            path: self.answers.display().to_string(),
            cause,
        }
    }

    fn asked(&self, answers: Map<String, Json>, days: Days) -> Asked {
        Asked {
            answers,
            days,
            wish: Wish { go_on: self.go_on },
        }
    }

    fn single(
        &self,
        package: &Package,
        days: Days,
        mut input: impl Read,
        output: &mut impl Write,
    ) -> Result<(), AssessError> {
        let mut text = Vec::new();
        input
            .read_to_end(&mut text)
            .map_err(|cause| self.unreadable(cause))?;
        let assessed = object(&text).and_then(|it| assess(package, &self.asked(it, days)));
        let assessed = assessed.map_err(|problem| AssessError::Problem(Box::new(problem)))?;
        writeln!(output, "{}", as_json(&assessed)).or_else(unless_closed)
    }

    /// Lines may hold bytes that are no text: each is judged by itself.
    fn all(
        &self,
        package: &Package,
        days: Days,
        input: impl BufRead,
        output: &mut impl Write,
    ) -> Result<(), AssessError> {
        for line in input.split(b'\n') {
            let line = line.map_err(|cause| self.unreadable(cause))?;
            if line.trim_ascii().is_empty() {
                continue;
            }
            let assessed = object(&line).and_then(|it| assess(package, &self.asked(it, days)));
            let said = match assessed {
                Ok(assessment) => as_json(&assessment),
                Err(error) => as_json(&BadLine { error }),
            };
            writeln!(output, "{said}").or_else(unless_closed)?;
        }
        Ok(())
    }
}

/// A JSON object of answers.
fn object(text: &[u8]) -> Result<Map<String, Json>, Problem> {
    let json = serde_json::from_slice(text).map_err(|error| Problem {
        kind: problem::BLANK.to_owned(),
        title: "这不是有效的 JSON。".to_owned(),
        status: 400,
        detail: Some(format!(
            "第 {} 行第 {} 列读不下去。",
            error.line(),
            error.column()
        )),
        errors: Vec::new(),
    })?;
    if let Json::Object(answers) = json {
        return Ok(answers);
    }
    let message = "这里应该是一个对象：问题的名称，对应它的答案。";
    Err(invalid(vec![fault("/answers", "type", message)]))
}

/// Plain data with string keys: writing to memory cannot fail.
fn as_json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// Whoever reads may stop reading, as `head` does.
fn unless_closed(error: io::Error) -> Result<(), AssessError> {
    if error.kind() == io::ErrorKind::BrokenPipe {
        Ok(())
    } else {
        Err(AssessError::Output(error))
    }
}
