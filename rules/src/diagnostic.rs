//! What can be wrong with a catalogue, said with the place underlined.
//!
//! Messages are fragments in the author's words, names in backticks; the
//! remedy is the help.

use std::fmt;
use std::sync::Arc;

use miette::{LabeledSpan, NamedSource, SourceCode};

use crate::date::Date;
use crate::place::Place;

/// A fault of the catalogue with the text in which it stands.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    fault: Fault,
    place: Place,
    source: Arc<NamedSource<String>>,
}

impl Diagnostic {
    pub(crate) fn new(fault: Fault, place: Place, source: Arc<NamedSource<String>>) -> Self {
        Self {
            fault,
            place,
            source,
        }
    }

    /// What is wrong.
    #[must_use]
    pub fn fault(&self) -> &Fault {
        &self.fault
    }

    /// Path of the file.
    #[must_use]
    pub fn path(&self) -> &str {
        self.source.name()
    }

    /// Where in the file.
    #[must_use]
    pub fn place(&self) -> Place {
        self.place
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fault.fmt(f)
    }
}

impl std::error::Error for Diagnostic {}

impl miette::Diagnostic for Diagnostic {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.fault.code()
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.fault.help()
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.source)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let Place { start, end, .. } = self.place;
        let span = LabeledSpan::underline((start, end.saturating_sub(start)));
        Some(Box::new(std::iter::once(span)))
    }
}

/// What can be wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, miette::Diagnostic)]
pub enum Fault {
    /// The file is no YAML.
    #[error("not readable as YAML: {problem}")]
    #[diagnostic(
        code(yaml),
        help(
            "inside `{{ … }}` a value holds no `[`, `]`, `,` or `: `; write such a value on a line of its own"
        )
    )]
    Yaml {
        /// What the YAML reader says.
        problem: String,
    },
    /// One key twice in one place; the rest of the file is not looked at.
    #[error("`{key}` stands here twice")]
    #[diagnostic(
        code(duplicate_key),
        help("give one of them another name, or join them")
    )]
    DuplicateKey {
        /// The key.
        key: String,
    },
    /// A condition in quotes or as a block.
    #[error("a condition is never quoted")]
    #[diagnostic(
        code(quoted_condition),
        help("write it bare after the colon; it may run over several lines")
    )]
    QuotedCondition,
    /// A condition breaks off or goes on wrongly.
    #[error("expected {expected}, found {found}")]
    #[diagnostic(code(syntax))]
    Syntax {
        /// What may stand here.
        expected: String,
        /// What stands here.
        found: String,
        /// How to write it.
        #[help]
        remedy: Option<String>,
    },
    /// A value of another shape.
    #[error("`{key}` must be {expected}")]
    #[diagnostic(code(wrong_shape))]
    WrongShape {
        /// The key.
        key: String,
        /// `a list`, `true or false`, `one of …`.
        expected: String,
    },
    /// A record lacks something.
    #[error("{record} lacks `{key}`")]
    #[diagnostic(code(missing_key))]
    MissingKey {
        /// `a question`.
        record: &'static str,
        /// The key.
        key: String,
    },
    /// A text is there but empty.
    #[error("`{key}` has no text")]
    #[diagnostic(code(missing_text), help("write the words that the person reads"))]
    MissingText {
        /// The key.
        key: String,
    },
    /// A key that the record does not have.
    #[error("{record} has no key `{key}`")]
    #[diagnostic(code(unknown_key))]
    UnknownKey {
        /// `a question`.
        record: &'static str,
        /// The key.
        key: String,
        /// Nearest key.
        #[help]
        remedy: Option<String>,
    },
    /// Two records with one id.
    #[error("`{id}` is defined twice")]
    #[diagnostic(
        code(duplicate_id),
        help("the first stands in {first}; give this one another id")
    )]
    DuplicateId {
        /// The id.
        id: String,
        /// File and line of the first.
        first: String,
    },
    /// A calendar that contradicts itself.
    #[error("`{entry}`: {why}")]
    #[diagnostic(
        code(calendar),
        help(
            "`off` names Mondays to Fridays off, `on` the weekends worked, `working-days` their sum"
        )
    )]
    Calendar {
        /// As written.
        entry: String,
        /// What is wrong with it.
        why: String,
    },
    /// A name that nothing has.
    #[error("unknown {kind} `{name}`")]
    #[diagnostic(code(unknown_name))]
    UnknownName {
        /// `question`, `permit`, …
        kind: &'static str,
        /// As written.
        name: String,
        /// Nearest name.
        #[help]
        remedy: Option<String>,
    },
    /// An option that the question does not have.
    #[error("`{question}` has no option `{option}`")]
    #[diagnostic(code(unknown_option))]
    UnknownOption {
        /// The question.
        question: String,
        /// As written.
        option: String,
        /// Nearest option or all of them.
        #[help]
        remedy: Option<String>,
    },
    /// A test that does not fit the type.
    #[error("`{name}` is {is}, not {wanted}")]
    #[diagnostic(code(wrong_type))]
    WrongType {
        /// Question, derived value or parameter.
        name: String,
        /// `a choice`.
        is: String,
        /// `a yes/no question`.
        wanted: String,
        /// How to write it.
        #[help]
        remedy: Option<String>,
    },
    /// A constant that no answer can reach.
    #[error("{value} is no possible answer to `{question}`")]
    #[diagnostic(
        code(out_of_range),
        help("answers lie between {min} and {max}{except}")
    )]
    OutOfRange {
        /// The constant.
        value: String,
        /// The question.
        question: String,
        /// Smallest answer.
        min: String,
        /// Largest answer.
        max: String,
        /// `, without 0`.
        except: String,
    },
    /// Something depends on itself.
    #[error("circle: {path}")]
    #[diagnostic(code(cycle), help("take one of these references out"))]
    Cycle {
        /// `` `a` → `b` → `a` ``.
        path: String,
    },
    /// A rule without source.
    #[error("`{id}` cites no source")]
    #[diagnostic(
        code(missing_citation),
        help("add `cite: [law/article]`, or `cite: none` where the fact base names none")
    )]
    MissingCitation {
        /// The rule.
        id: String,
    },
    /// Every law cited by a record is out of force.
    #[error("no law that `{id}` cites is in force on {day}")]
    #[diagnostic(
        code(not_in_force),
        help("cite the law in force, or end the rule with `to:`")
    )]
    NotInForce {
        /// The rule.
        id: String,
        /// The day.
        day: Date,
    },
    /// A refusal or stop that leaves the person alone.
    #[error("`{id}` turns the person away and shows no way out")]
    #[diagnostic(
        code(missing_way_out),
        help("add `way-out:`, or `final: true` where there is none")
    )]
    MissingWayOut {
        /// The rule.
        id: String,
    },
    /// A rule that does nothing.
    #[error("`{id}` has no effect")]
    #[diagnostic(
        code(no_effect),
        help("add `require`, `skip`, `pending`, `refuse`, `manual`, `out` or `stop: true`")
    )]
    NoEffect {
        /// The rule.
        id: String,
    },
    /// A question that decides but is on no screen.
    #[error("`{question}` is asked by no topic of `{package}`")]
    #[diagnostic(code(not_asked), help("add it to `ask` of a topic"))]
    NotAsked {
        /// The question.
        question: String,
        /// The package.
        package: String,
    },
    /// A question on two screens.
    #[error("`{question}` is asked twice")]
    #[diagnostic(code(asked_twice), help("leave it in the earlier topic"))]
    AskedTwice {
        /// The question.
        question: String,
    },
    /// A follow-up that comes before what it follows.
    #[error("`{question}` is asked in `{topic}`, but it hangs on `{on}`, asked only in `{later}`")]
    #[diagnostic(
        code(later_topic),
        help("move `{question}` to `{later}` or after it, or `{on}` to the front")
    )]
    LaterTopic {
        /// The follow-up.
        question: String,
        /// Its topic.
        topic: String,
        /// What it hangs on.
        on: String,
        /// The topic of that.
        later: String,
    },
    /// A date compared with a day and with the day of application.
    #[error("`{question}` is compared both with fixed days and with `applied-on`")]
    #[diagnostic(code(mixed_dates), help("use one kind of constant for one question"))]
    MixedDates {
        /// The question.
        question: String,
    },
    /// A constraint between things that cannot be compared.
    #[error("`{lesser}` and `{greater}` are not two numbers of one kind")]
    #[diagnostic(
        code(constraint_type),
        help("a constraint stands between two `integer` or two `decimal` questions")
    )]
    ConstraintType {
        /// The one.
        lesser: String,
        /// The other.
        greater: String,
    },
    /// The package does not speak for the day.
    #[error("`{package}` speaks for no day before {from}")]
    #[diagnostic(code(before_package), help("choose a later day"))]
    BeforePackage {
        /// The package.
        package: String,
        /// Its first day.
        from: Date,
    },
    /// No district, or a second one.
    #[error("a catalogue has exactly one district")]
    #[diagnostic(code(district), help("keep one record `district:`"))]
    District,
}

/// Faults found so far, in the order of finding.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    list: Vec<(Place, Fault)>,
}

impl Findings {
    pub(crate) fn add(&mut self, place: Place, fault: Fault) {
        if !self
            .list
            .iter()
            .any(|(at, known)| *at == place && *known == fault)
        {
            self.list.push((place, fault));
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Joined with the sources, in the order of files and lines.
    pub(crate) fn diagnostics(mut self, sources: &[Arc<NamedSource<String>>]) -> Vec<Diagnostic> {
        self.list.sort_by_key(|(place, _)| *place);
        self.list
            .into_iter()
            .filter_map(|(place, fault)| {
                let source = Arc::clone(sources.get(place.file)?);
                Some(Diagnostic::new(fault, place, source))
            })
            .collect()
    }
}

/// The help of an unknown name: the nearest known one.
pub(crate) fn did_you_mean<'a>(
    name: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    crate::nearest::nearest(name, known).map(|near| format!("did you mean `{near}`?"))
}
