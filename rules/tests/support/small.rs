//! Random small packages with questions of every type, whose cases can all be listed.

use std::collections::BTreeSet;

use lianban_rules::answers::{Answer, Answers, Value};
use lianban_rules::contents::*;
use lianban_rules::date::Date;

use super::oracle::Oracle;
use super::random::Random;

/// The day of application in these packages.
pub fn today() -> Date {
    "2026-11-23".parse().unwrap()
}

/// A random package.
pub fn contents(random: &mut Random) -> Contents {
    let mut small = Small {
        random,
        questions: Vec::new(),
        conditions: Vec::new(),
    };
    let count = 3 + small.random.below(3);
    for _ in 0..count {
        small.add_question();
    }
    let constraints = small.constraints();
    for ix in 0..2 {
        let condition = small.condition(2, count - 1, &[]);
        small.conditions.push(NamedCondition {
            id: format!("n{ix}"),
            text: String::new(),
            condition,
        });
    }
    // Permit 0 may not depend on the last question, which may ask whether it is needed.
    let mut rules: Vec<Rule> = (0..4).map(|ix| small.rule(ix, 0, count - 1)).collect();
    rules.extend((4..9).map(|ix| small.rule(ix, 1, count)));
    if small.random.chance(40) {
        small.questions[count - 1].asked_when = Some(Condition::Needs(vec![0]));
    }
    let demands = (0..3).map(|_| small.demand(count)).collect();
    let items = (0..2).map(|ix| LicenceItem {
        id: format!("i{ix}"),
        name: String::new(),
        condition: small.condition(2, count, &[0, 1]),
        mark: Mark::Verified,
    });
    let licence_items = items.collect();
    let hints = vec![Hint {
        id: "h0".to_owned(),
        text: String::new(),
        condition: small.condition(1, count, &[]),
        citations: Vec::new(),
        mark: Mark::Verified,
    }];
    let half = count / 2;
    let (questions, conditions) = (small.questions, small.conditions);
    let topic = |ix: usize| usize::from(ix > half);
    Contents {
        id: "small".to_owned(),
        name: "小".to_owned(),
        summary: String::new(),
        icon: String::new(),
        category: String::new(),
        words: Vec::new(),
        handbook: String::new(),
        district: District {
            id: String::new(),
            name: String::new(),
        },
        in_force: Interval {
            from: today(),
            until: None,
        },
        topics: ["first", "second"].map(topic_named).into(),
        questions: questions
            .into_iter()
            .enumerate()
            .map(|(ix, it)| Question {
                topic: topic(ix),
                ..it
            })
            .collect(),
        fields: Vec::new(),
        conditions,
        permits: (0..2).map(permit).collect(),
        rules,
        materials: ["m0", "m1"].map(material).into(),
        demands,
        licence_items,
        hints,
        constraints,
        parameters: Vec::new(),
        citations: Vec::new(),
    }
}

struct Small<'a> {
    random: &'a mut Random,
    questions: Vec<Question>,
    conditions: Vec<NamedCondition>,
}

impl Small<'_> {
    fn add_question(&mut self) {
        let ix = self.questions.len();
        let option = |at: usize| ChoiceOption {
            id: format!("o{at}"),
            label: format!("选项{at}"),
            help: None,
            icon: None,
            band: None,
        };
        let kind = match self.random.below(6) {
            0 => QuestionKind::YesNo {
                yes: "是".to_owned(),
                no: "否".to_owned(),
            },
            1 => QuestionKind::Choice {
                options: (0..3).map(option).collect(),
            },
            2 => QuestionKind::Multi {
                options: (0..3).map(option).collect(),
                exclusive: self.random.chance(50).then_some(2),
            },
            3 => QuestionKind::Date,
            _ => {
                let scale = if self.random.chance(50) {
                    Scale::Integer
                } else {
                    Scale::Hundredths
                };
                QuestionKind::Number {
                    scale,
                    min: -2,
                    max: 3,
                    except: vec![0],
                }
            }
        };
        let asked_when = (ix > 0 && self.random.chance(40)).then(|| self.condition(1, ix, &[]));
        self.questions.push(Question {
            id: format!("q{ix}"),
            topic: 0,
            text: format!("问题{ix}"),
            short: format!("问题{ix}"),
            help: None,
            find_out: None,
            unit: None,
            icon: None,
            kind,
            asked_when,
            cost: Cost::Offhand,
            change: Change::Easy,
        });
    }

    /// `a ≤ b` between numbers of one scale, upwards only, so that there is no cycle.
    fn constraints(&mut self) -> Vec<Constraint> {
        let scale = |it: &Question| match it.kind {
            QuestionKind::Number { scale, .. } => Some(scale),
            _ => None,
        };
        let mut constraints = Vec::new();
        for lesser in 0..self.questions.len() {
            for greater in lesser + 1..self.questions.len() {
                let scales = [lesser, greater].map(|ix| scale(&self.questions[ix]));
                if scales[0].is_some() && scales[0] == scales[1] && self.random.chance(60) {
                    let pair = if self.random.chance(50) {
                        (lesser, greater)
                    } else {
                        (greater, lesser)
                    };
                    let message = "太大了".to_owned();
                    constraints.push(Constraint {
                        lesser: pair.0,
                        greater: pair.1,
                        message,
                    });
                    return constraints;
                }
            }
        }
        constraints
    }

    /// A random condition over the first `questions` questions.
    fn condition(&mut self, depth: usize, questions: usize, permits: &[usize]) -> Condition {
        let part = |small: &mut Self| small.condition(depth - 1, questions, permits);
        match self.random.below(if depth == 0 { 1 } else { 7 }) {
            1 => Condition::Not(Box::new(part(self))),
            2 => Condition::All(vec![part(self), part(self)]),
            3 => Condition::Any(vec![part(self), part(self)]),
            4 => Condition::If(
                Box::new(part(self)),
                Box::new(part(self)),
                Box::new(part(self)),
            ),
            5 if !permits.is_empty() => Condition::Needs(vec![*self.random.pick(permits)]),
            5 if !self.conditions.is_empty() && questions >= self.questions.len() => {
                Condition::Named(self.random.below(self.conditions.len()))
            }
            _ => self.atom(questions),
        }
    }

    fn atom(&mut self, questions: usize) -> Condition {
        let question = self.random.below(questions);
        let negated = self.random.chance(30);
        let comparisons = [
            Comparison::Lt,
            Comparison::Le,
            Comparison::Gt,
            Comparison::Ge,
            Comparison::Eq,
            Comparison::Ne,
        ];
        let comparison = *self.random.pick(&comparisons);
        let test = match &self.questions[question].kind {
            QuestionKind::YesNo { .. } => Test::YesNo {
                value: self.random.chance(50),
                negated,
            },
            QuestionKind::Choice { .. } => Test::OneOf {
                options: self.random.some(3),
                negated,
            },
            QuestionKind::Multi { .. } => Test::AnyOf {
                options: self.random.some(3),
            },
            QuestionKind::Number { .. } => {
                let value = i64::try_from(self.random.below(6)).unwrap() - 2;
                Test::Compare {
                    comparison,
                    bound: Bound::Number(value),
                }
            }
            QuestionKind::Date => {
                let years = i32::try_from(self.random.below(2)).unwrap();
                Test::Compare {
                    comparison,
                    bound: Bound::Applied {
                        years,
                        months: 0,
                        days: 0,
                    },
                }
            }
        };
        Condition::Is(Atom { question, test })
    }

    fn rule(&mut self, ix: usize, permit: usize, questions: usize) -> Rule {
        let kinds = [
            EffectKind::Require,
            EffectKind::Require,
            EffectKind::Skip,
            EffectKind::Pending,
            EffectKind::Refuse,
            EffectKind::Manual,
            EffectKind::Out,
        ];
        let kind = if ix.is_multiple_of(4) {
            EffectKind::Require
        } else {
            *self.random.pick(&kinds)
        };
        let by_name = kind == EffectKind::Out && self.random.chance(40);
        let stop = ix == 8;
        let effects = if stop {
            Vec::new()
        } else {
            vec![Effect {
                kind,
                permits: vec![permit],
                by_name,
            }]
        };
        Rule {
            id: format!("r{ix}"),
            condition: self.condition(2, questions, if permit == 1 { &[0] } else { &[] }),
            effects,
            stop,
            reason: String::new(),
            way_out: None,
            is_final: false,
            note: None,
            citations: Vec::new(),
            mark: Mark::Verified,
            parameters: Vec::new(),
            signed_off: false,
            gated: self.random.chance(20),
        }
    }

    fn demand(&mut self, questions: usize) -> Demand {
        let forms = [Form::Original, Form::Copy, Form::Electronic, Form::Drawing];
        Demand {
            rule: "d".to_owned(),
            condition: self.condition(2, questions, &[0, 1]),
            material: self.random.below(2),
            form: if self.random.chance(30) {
                Form::Shared
            } else {
                *self.random.pick(&forms)
            },
            or_form: self.random.chance(50).then_some(Form::Copy),
            copies: 1,
            consumers: self.random.some(2),
            note: None,
            mark: Mark::Verified,
        }
    }
}

fn topic_named(id: &str) -> Topic {
    Topic {
        id: id.to_owned(),
        title: String::new(),
        help: None,
        layout: Layout::Questions,
    }
}

fn permit(ix: usize) -> Permit {
    Permit {
        id: format!("p{ix}"),
        name: String::new(),
        summary: String::new(),
        nature: Nature::Licence,
        category: Category::Social,
        authority: String::new(),
        informational: false,
        otherwise: Otherwise {
            reason: String::new(),
            citations: Vec::new(),
            mark: Mark::Verified,
            signed_off: false,
        },
        issues: (ix == 1).then_some(1),
        citations: Vec::new(),
        mark: Mark::Verified,
    }
}

fn material(id: &str) -> Material {
    Material {
        id: id.to_owned(),
        name: String::new(),
        help: None,
        issuer: String::new(),
    }
}

/// Every value that some rule could tell from another.
pub fn values(question: &Question) -> Vec<Value> {
    match &question.kind {
        QuestionKind::YesNo { .. } => vec![Value::YesNo(false), Value::YesNo(true)],
        QuestionKind::Choice { options } => options
            .iter()
            .map(|it| Value::Choice(it.id.clone()))
            .collect(),
        QuestionKind::Multi { options, exclusive } => {
            let subsets = (0..1_usize << options.len()).map(|bits| {
                let on = |ix: &usize| bits >> ix & 1 == 1;
                (0..options.len()).filter(on).collect::<Vec<_>>()
            });
            let allowed = |on: &Vec<usize>| {
                exclusive
                    .is_none_or(|none| !on.is_empty() && (!on.contains(&none) || on.len() == 1))
            };
            let ids = |on: Vec<usize>| -> BTreeSet<String> {
                on.into_iter().map(|ix| options[ix].id.clone()).collect()
            };
            subsets
                .filter(allowed)
                .map(|on| Value::Multi(ids(on)))
                .collect()
        }
        QuestionKind::Number {
            scale,
            min,
            max,
            except,
        } => (*min..=*max)
            .filter(|value| !except.contains(value))
            .map(|value| match scale {
                Scale::Integer => Value::Integer(value),
                Scale::Hundredths => Value::Hundredths(value),
            })
            .collect(),
        QuestionKind::Date => [(0, -1), (0, 0), (0, 1), (1, -1), (1, 0), (1, 1)]
            .map(|(years, days)| Value::Date(today().plus(years, 0, days)))
            .into(),
    }
}

/// Every valid complete case, with the value of every outcome.
pub fn cases(contents: &Contents) -> Vec<(Answers, Vec<u32>)> {
    let mut cases = vec![Answers::default()];
    for question in &contents.questions {
        let values = values(question);
        cases = cases
            .iter()
            .flat_map(|case| {
                values.iter().map(|value| {
                    let mut case = case.clone();
                    case.0
                        .insert(question.id.clone(), Answer::Known(value.clone()));
                    case
                })
            })
            .collect();
    }
    let judged = cases.into_iter().filter_map(|case| {
        let oracle = Oracle::new(contents, &case, today());
        let outcomes = oracle.is_valid().then(|| oracle.outcomes());
        outcomes.map(|outcomes| (case, outcomes))
    });
    judged.collect()
}
