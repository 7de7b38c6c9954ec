//! How many cases there are: exactly, by counting the ways through the diagram.

use std::fmt;

use super::Space;
use crate::diagram::TRUE;

/// A number of cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Count(pub u128);

impl Space<'_> {
    /// Complete cases: an answer from every region to every question, no constraint broken.
    #[must_use]
    pub fn assignments(&self) -> Count {
        Count(self.functions.build.count(self.functions.valid))
    }

    /// Complete cases that differ in a question that applies: what does not apply is not asked.
    #[must_use]
    pub fn cases(&mut self) -> Count {
        let mut kept = self.functions.valid;
        for question in 0..self.contents.questions.len() {
            let applies = self.functions.applies(question);
            if applies == TRUE {
                continue;
            }
            let unanswered = self.functions.build.literal(question, |region| region == 0);
            let either = self.or(applies, unanswered);
            kept = self.and(kept, either);
        }
        Count(self.functions.build.count(kept))
    }
}

impl fmt::Display for Count {
    /// 1.6 × 10^13 (16,384,000,000,000)
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == u128::MAX {
            return write!(f, "more than {}", grouped(u128::MAX));
        }
        let digits = self.0.to_string();
        if digits.len() <= 6 {
            return f.write_str(&grouped(self.0));
        }
        let exponent = digits.len() - 1;
        let unit = 10_u128.pow(u32::try_from(exponent - 1).unwrap_or_default());
        let tenths = self.0 / unit;
        write!(f, "{}.{} × 10^{exponent} ", tenths / 10, tenths % 10)?;
        write!(f, "({})", grouped(self.0))
    }
}

fn grouped(number: u128) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (ix, digit) in digits.chars().enumerate() {
        if ix > 0 && (digits.len() - ix).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::Count;

    #[test]
    fn a_count_is_told_by_its_size_and_exactly() {
        assert_eq!(Count(12_345).to_string(), "12,345");
        let large = Count(16_384_000_000_000).to_string();
        assert_eq!(large, "1.6 × 10^13 (16,384,000,000,000)");
    }
}
