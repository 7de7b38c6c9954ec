//! A type of question that holds the answers of two.

use crate::contents::{ChoiceOption, OptionIx, QuestionKind};

/// A type that holds the answers of both, and where the old one's options are in it.
/// `None` where the two have nothing in common.
pub(super) fn joined(
    new: &QuestionKind,
    old: &QuestionKind,
) -> Option<(QuestionKind, Vec<OptionIx>)> {
    use QuestionKind::{Choice, Date, Multi, Number, YesNo};
    match (new, old) {
        (YesNo { .. }, YesNo { .. }) | (Date, Date) => Some((new.clone(), Vec::new())),
        (Choice { options: new }, Choice { options: old }) => {
            let (options, moved) = union(new, old);
            Some((Choice { options }, moved))
        }
        (
            Multi {
                options: new,
                exclusive,
            },
            Multi {
                options: old,
                exclusive: other,
            },
        ) => {
            let id = |of: &[ChoiceOption], ix: &Option<OptionIx>| {
                ix.and_then(|ix| of.get(ix)).map(|it| it.id.clone())
            };
            if id(new, exclusive) != id(old, other) {
                return None;
            }
            let (options, moved) = union(new, old);
            Some((
                Multi {
                    options,
                    exclusive: *exclusive,
                },
                moved,
            ))
        }
        (
            Number {
                scale,
                min,
                max,
                except,
            },
            Number {
                scale: other,
                min: low,
                max: high,
                except: none,
            },
        ) if scale == other => Some((
            Number {
                scale: *scale,
                min: *min.min(low),
                max: *max.max(high),
                except: except
                    .iter()
                    .copied()
                    .filter(|it| none.contains(it))
                    .collect(),
            },
            Vec::new(),
        )),
        _ => None,
    }
}

fn union(new: &[ChoiceOption], old: &[ChoiceOption]) -> (Vec<ChoiceOption>, Vec<OptionIx>) {
    let mut all = new.to_vec();
    let moved = old.iter().map(|option| {
        all.iter()
            .position(|it| it.id == option.id)
            .unwrap_or_else(|| {
                all.push(option.clone());
                all.len() - 1
            })
    });
    let moved = moved.collect();
    (all, moved)
}
