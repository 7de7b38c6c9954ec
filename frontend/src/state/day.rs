//! A day typed in three parts, kept as one text.
//!
//! A whole day is `2026-05-01`, as the checks read it; what is not whole yet keeps its parts as
//! typed: `2026-5-`. So nothing typed is lost, and no half of a day passes for one.

/// One part of a day: year, month, day.
pub fn part(text: &str, at: usize) -> String {
    text.splitn(3, '-').nth(at).unwrap_or_default().to_owned()
}

/// The day with another part.
pub fn with_part(text: &str, at: usize, typed: &str) -> String {
    let typed: String = typed.chars().filter_map(digit).collect();
    let parts: Vec<String> = (0..3)
        .map(|place| {
            if place == at {
                typed.clone()
            } else {
                part(text, place)
            }
        })
        .collect();
    if parts.iter().all(String::is_empty) {
        return String::new();
    }
    parts.join("-")
}

/// The day as the checks read it: months and days of two digits. What is not whole stays as it is.
pub fn tidy(text: &str) -> String {
    let parts: Vec<&str> = text.split('-').collect();
    match parts.as_slice() {
        [year, month, day] if year.len() == 4 && is_short(month) && is_short(day) => {
            format!("{year}-{month:0>2}-{day:0>2}")
        }
        _ => text.to_owned(),
    }
}

fn is_short(part: &str) -> bool {
    (1..=2).contains(&part.len())
}

/// Full-width digits are no mistake; anything else but digits is not taken.
fn digit(c: char) -> Option<char> {
    let half = match c {
        '０'..='９' => char::from_u32(u32::from(c) - 0xFEE0)?,
        _ => c,
    };
    half.is_ascii_digit().then_some(half)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_typed_part_by_part_and_nothing_is_lost() {
        let mut text = String::new();
        for (at, typed) in [(0, "2026"), (1, "5"), (2, "１")] {
            text = with_part(&text, at, typed);
        }
        assert_eq!(text, "2026-5-1");
        assert_eq!(tidy(&text), "2026-05-01");
        assert_eq!([0, 1, 2].map(|at| part(&text, at)), ["2026", "5", "1"]);
    }

    #[test]
    fn what_is_not_whole_is_no_day() {
        let text = with_part("", 1, "5");
        assert_eq!((text.as_str(), part(&text, 1).as_str()), ("-5-", "5"));
        assert_eq!(tidy("2026-5-"), "2026-5-");
        assert_eq!(tidy("26-5-1"), "26-5-1", "a year has four digits");
        assert_eq!(with_part("-5-", 1, ""), "", "all taken out again");
        assert_eq!(with_part("", 0, "二〇"), "");
    }

    #[test]
    fn a_whole_day_from_elsewhere_stays_one() {
        assert_eq!(part("2026-05-01", 1), "05");
        assert_eq!(tidy("2026-05-01"), "2026-05-01");
    }
}
