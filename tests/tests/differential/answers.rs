//! Random answers to a package: of every kind, some 还不清楚, some not given.

use lianban_rules::contents::{Question, QuestionKind, Scale};
use lianban_rules::package::Package;
use serde_json::{Map, Value as Json, json};

/// So many sets that the package accepts; the same ones on every run.
pub fn random_sets(package: &Package, count: usize) -> Vec<Map<String, Json>> {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let mut sets = Vec::new();
    while sets.len() < count {
        // From nearly empty to complete, so that open and settled both occur.
        let given = 1 + dice.below(10);
        let mut set: Map<String, Json> = package
            .contents()
            .questions
            .iter()
            .filter_map(|question| {
                let is_given = dice.below(10) < given;
                is_given.then(|| (question.id.clone(), dice.answer(question)))
            })
            .collect();
        // What breaks a constraint is taken back: constraints are not what is tried here.
        while let Err(errors) = package.read_answers(&set) {
            for error in errors {
                set.remove(error.pointer.trim_start_matches('/'));
            }
        }
        sets.push(set);
    }
    sets
}

/// A small generator of random numbers (xorshift64*): good enough to throw, the same everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % sides
    }

    fn coin(&mut self) -> bool {
        self.below(2) == 0
    }

    fn answer(&mut self, question: &Question) -> Json {
        if self.below(8) == 0 {
            return Json::Null;
        }
        match &question.kind {
            QuestionKind::YesNo { .. } => self.coin().into(),
            QuestionKind::Choice { options } => {
                let ids: Vec<&String> = options.iter().map(|option| &option.id).collect();
                self.pick(&ids).map_or(Json::Null, |id| json!(id))
            }
            QuestionKind::Multi { options, exclusive } => {
                let alone = exclusive.and_then(|ix| options.get(ix));
                let is_other = |id: &&String| alone.is_none_or(|alone| alone.id != **id);
                let ids = options.iter().map(|option| &option.id);
                let chosen: Vec<&String> = ids.filter(is_other).filter(|_| self.coin()).collect();
                match alone {
                    Some(alone) if chosen.is_empty() => json!([alone.id]),
                    _ => json!(chosen),
                }
            }
            QuestionKind::Number {
                scale, min, max, ..
            } => self.number(*scale, *min, *max),
            QuestionKind::Date => {
                let (year, month, day) =
                    (2024 + self.below(9), 1 + self.below(12), 1 + self.below(28));
                json!(format!("{year}-{month:02}-{day:02}"))
            }
        }
    }

    /// Half of the time a round number, where the limits of the law are.
    fn number(&mut self, scale: Scale, min: i64, max: i64) -> Json {
        let unit = match scale {
            Scale::Integer => 1,
            Scale::Hundredths => 100,
        };
        let most = max.min(min.saturating_add(600 * unit));
        let span = u64::try_from(most - min).unwrap_or(0).saturating_add(1);
        let value = min + i64::try_from(self.below(span)).unwrap_or(0);
        let value = if self.coin() {
            value / (50 * unit) * 50 * unit
        } else {
            value
        };
        let value = value.clamp(min, max);
        match scale {
            Scale::Integer => value.into(),
            Scale::Hundredths => lianban_rules::answers::Value::Hundredths(value).to_json(),
        }
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        let sides = u64::try_from(from.len()).ok().filter(|sides| *sides > 0)?;
        from.get(usize::try_from(self.below(sides)).ok()?)
    }
}
