//! No text breaks the reader, whatever an author leaves out or puts in.

use lianban_rules::catalogue;
use proptest::prelude::*;

use crate::show::files;

proptest! {
    #[test]
    fn a_catalogue_with_a_hole_is_reported_and_never_breaks(
        start in 0_usize..4_000,
        length in 0_usize..60,
        instead in "[ a-z:,\\[\\]{}\"'|\n@(-]{0,6}",
    ) {
        let sound = include_str!("small.yaml");
        let letters: Vec<char> = sound.chars().collect();
        let (before, rest) = letters.split_at(start.min(letters.len()));
        let after = rest.iter().skip(length);
        let text: String =
            before.iter().copied().chain(instead.chars()).chain(after.copied()).collect();
        let files = files(&text);
        let (catalogue, mut faults) = catalogue::read(&files);
        faults.extend(catalogue.check());
        for fault in faults {
            let place = fault.place();
            let text = &files[place.file].text;
            prop_assert!(text.get(place.start..place.end).is_some(), "{place:?} of {fault}");
        }
    }
}
