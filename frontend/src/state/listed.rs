//! Names in one sentence.

/// Names one after the other. Where a name holds a 、 itself, a heavier mark stands between them,
/// so that nobody counts more than there are.
pub fn listed<T: AsRef<str>>(names: &[T]) -> String {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    let is_listed = names.iter().any(|name| name.contains('、'));
    names.join(if is_listed { "；" } else { "、" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_lists_things_reads_as_one() {
        assert_eq!(listed(&["身份证", "租房合同"]), "身份证、租房合同");
        assert_eq!(
            listed(&["个人、家庭经营的说明", "租房合同"]),
            "个人、家庭经营的说明；租房合同"
        );
        assert_eq!(listed::<&str>(&[]), "");
    }
}
