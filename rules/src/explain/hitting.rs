//! A smallest set that meets every set of a list.

use crate::contents::QuestionIx;

/// A smallest set that has an element in common with each of `sets`; of equally small
/// ones the first by the order of the sets. Exact: the lists of a reason are short.
pub(crate) fn smallest_meeting(sets: &[Vec<QuestionIx>]) -> Vec<QuestionIx> {
    // Sets met by their neighbours alone need no branch of their own: short ones first.
    let mut order: Vec<&Vec<QuestionIx>> = sets.iter().collect();
    order.sort_by_key(|set| set.len());
    let mut best = None;
    branch(&order, &mut Vec::new(), &mut best);
    let mut best = best.unwrap_or_default();
    best.sort_unstable();
    best
}

fn branch(
    sets: &[&Vec<QuestionIx>],
    chosen: &mut Vec<QuestionIx>,
    best: &mut Option<Vec<QuestionIx>>,
) {
    let is_met = |set: &&&Vec<QuestionIx>| set.iter().any(|it| chosen.contains(it));
    let unmet: Vec<&Vec<QuestionIx>> = sets.iter().filter(|set| !is_met(set)).copied().collect();
    let Some(first) = unmet.first() else {
        if best.as_ref().is_none_or(|best| chosen.len() < best.len()) {
            *best = Some(chosen.clone());
        }
        return;
    };
    let at_least = chosen.len() + disjoint(&unmet);
    if best.as_ref().is_some_and(|best| at_least >= best.len()) {
        return;
    }
    for question in *first {
        chosen.push(*question);
        branch(&unmet, chosen, best);
        chosen.pop();
    }
}

/// So many elements are needed at least: sets that share none need one each.
fn disjoint(sets: &[&Vec<QuestionIx>]) -> usize {
    let mut taken: Vec<QuestionIx> = Vec::new();
    let mut count = 0;
    for set in sets {
        if set.iter().all(|it| !taken.contains(it)) {
            taken.extend(*set);
            count += 1;
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_smallest_set_meets_them_all() {
        assert_eq!(smallest_meeting(&[]), Vec::<usize>::new());
        assert_eq!(smallest_meeting(&[vec![1, 2], vec![2, 3], vec![4]]), [2, 4]);
        assert_eq!(
            smallest_meeting(&[vec![0, 1], vec![0, 2], vec![1, 2]]).len(),
            2
        );
    }
}
