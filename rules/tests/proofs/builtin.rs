//! The repository's own catalogue: everything proved, or accepted with a reason.

use lianban_rules::catalogue::{self, SignOffs, builtin};
use lianban_rules::proofs::{Judged, PROOFS, Space, judge, stale};

#[test]
fn nothing_is_found_that_is_not_accepted() {
    let (catalogue, _) = catalogue::read(builtin());
    let laws = catalogue.laws();
    let mut judged: Vec<Judged> = Vec::new();
    for package in catalogue.packages() {
        for interval in catalogue.intervals(package) {
            let (edition, _) = catalogue.edition(package, interval.from, SignOffs::District);
            let edition = edition.expect("a sound package");
            let mut space = Space::new(&edition.contents, &edition.handbook, &laws);
            for proof in PROOFS {
                judged.push(judge(proof.run(&mut space), catalogue.accepted()));
            }
        }
    }
    let open = judged.iter().flat_map(|it| &it.open);
    let open: Vec<String> = open.map(ToString::to_string).collect();
    assert!(open.is_empty(), "{}", open.join("\n"));
    let of_proofs = |proof: &str| PROOFS.iter().any(|it| it.id == proof);
    let stale = stale(catalogue.accepted(), &judged);
    let stale: Vec<_> = stale.iter().filter(|it| of_proofs(&it.proof)).collect();
    assert!(stale.is_empty(), "{stale:?}");
}
