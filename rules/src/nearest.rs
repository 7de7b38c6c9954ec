//! Which known name a mistyped one was meant to be.

/// The known name nearest to `name`, if it is near enough to be a slip.
pub(crate) fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let allowed = 1 + name.chars().count() / 4;
    known
        .into_iter()
        .map(|candidate| (distance(name, candidate), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, candidate)| candidate.to_owned())
}

/// How many letters must be put in, left out, changed or swapped with their neighbour.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    let mut previous = None;
    for (row, letter) in a.chars().enumerate() {
        let mut now = vec![row + 1];
        for (column, other) in b.iter().enumerate() {
            let at = |list: &[usize], ix: usize| list.get(ix).copied().unwrap_or(usize::MAX - 1);
            let changed = at(&last, column) + usize::from(letter != *other);
            let mut fewest = changed
                .min(at(&last, column + 1) + 1)
                .min(at(&now, column) + 1);
            let left = column.checked_sub(1).and_then(|ix| b.get(ix));
            if previous == Some(*other) && left == Some(&letter) {
                fewest = fewest.min(at(&before, column - 1) + 1);
            }
            now.push(fewest);
        }
        before = std::mem::replace(&mut last, now);
        previous = Some(letter);
    }
    last.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{distance, nearest};

    #[test]
    fn counts_single_slips() {
        assert_eq!(distance("food-hot", "food-hot"), 0);
        assert_eq!(distance("food-hto", "food-hot"), 1);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("kitten", "sitting"), 3);
    }

    #[test]
    fn offers_only_what_is_near() {
        let known = ["food-hot", "food-raw", "use-area"];
        assert_eq!(nearest("food-rwa", known).as_deref(), Some("food-raw"));
        assert_eq!(nearest("seats", known), None);
    }
}
