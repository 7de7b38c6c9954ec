//! When two names or two addresses written by different hands are the same
//! (30-restaurant cc-02, 40-checks section 9): full width, blanks, 附号, Chinese numerals.

use crate::field::tidy;

/// Whether two names are the same but for blanks, brackets' width and the dot between names.
#[must_use]
pub fn same_name(one: &str, other: &str) -> bool {
    plain_name(one) == plain_name(other)
}

/// A name without what hands write differently.
pub(super) fn plain_name(name: &str) -> String {
    let is_kept = |c: &char| !c.is_whitespace() && !matches!(c, '·' | '•' | '．' | '.');
    tidy(name).chars().filter(is_kept).collect()
}

/// Whether two addresses are the same word for word once written alike.
#[must_use]
pub fn same_address(one: &str, other: &str) -> bool {
    plain_address(one) == plain_address(other)
}

/// An address written one way: half width, no blanks and hyphens, numerals in digits, without
/// the province and city that everybody leaves out, 附号 before its house number's end.
#[must_use]
pub fn plain_address(address: &str) -> String {
    let is_kept =
        |c: &char| !c.is_whitespace() && !matches!(c, '，' | ',' | '。' | '（' | '）' | '(' | ')');
    let text: String = tidy(address).chars().filter(is_kept).collect();
    let text = text.strip_prefix("中国").unwrap_or(&text);
    let text = text.strip_prefix("四川省").unwrap_or(text);
    let text = text.strip_prefix("成都市").unwrap_or(text);
    annexes(&in_digits(&text.replace(['—', '－', '–'], "-")))
}

/// `8号附1号` and `8附1号` and `附1号8号` mean the same door: `8号附1号`.
fn annexes(text: &str) -> String {
    text.replace("号附", "附").replace('附', "号附")
}

/// Runs of Chinese numerals in digits: 八 → 8, 十二 → 12, 一百零五 → 105, 二〇三 → 203.
fn in_digits(text: &str) -> String {
    let mut out = String::new();
    let mut run = String::new();
    for c in text.chars() {
        if numeral(c).is_some() {
            run.push(c);
        } else {
            out.push_str(&as_digits(&run));
            run.clear();
            out.push(c);
        }
    }
    out.push_str(&as_digits(&run));
    out
}

/// What a numeral stands for: a digit, or a power of ten.
fn numeral(c: char) -> Option<Numeral> {
    let digit = match c {
        '〇' | '零' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        '十' => return Some(Numeral::Power(10)),
        '百' => return Some(Numeral::Power(100)),
        '千' => return Some(Numeral::Power(1000)),
        _ => return None,
    };
    Some(Numeral::Digit(digit))
}

#[derive(Clone, Copy)]
enum Numeral {
    Digit(u32),
    Power(u32),
}

fn as_digits(run: &str) -> String {
    let numerals: Vec<_> = run.chars().filter_map(numeral).collect();
    let spells = |it: &Numeral| matches!(it, Numeral::Digit(_));
    if numerals.iter().all(spells) {
        let digit = |it: &Numeral| match it {
            Numeral::Digit(digit) => char::from_digit(*digit, 10),
            Numeral::Power(_) => None,
        };
        return numerals.iter().filter_map(digit).collect();
    }
    let (mut sum, mut digit) = (0_u32, None);
    for numeral in numerals {
        match numeral {
            Numeral::Digit(it) => digit = Some(it),
            Numeral::Power(power) => {
                sum = sum.saturating_add(digit.take().unwrap_or(1).saturating_mul(power));
            }
        }
    }
    sum.saturating_add(digit.unwrap_or(0)).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_the_same_however_it_is_written() {
        let written = [
            (
                "四川省成都市新都区桂湖中路8号附1号",
                "新都区桂湖中路 ８ 号附１号",
            ),
            ("成都市新都区桂湖中路8附1号", "新都区桂湖中路八号附一号"),
            (
                "新都区样例路12号3栋2单元101号",
                "新都区样例路十二号三栋二单元一〇一号",
            ),
            ("新都区样例路105号", "新都区样例路一百零五号"),
            ("新都区三河街道样例路20号", "新都区三河街道样例路二十号"),
        ];
        for (one, other) in written {
            assert!(
                same_address(one, other),
                "{} {}",
                plain_address(one),
                plain_address(other)
            );
        }
    }

    #[test]
    fn another_door_is_another_address() {
        let written = [
            ("新都区桂湖中路8号", "新都区桂湖中路8号附1号"),
            ("新都区桂湖中路8号", "新都区桂湖中路18号"),
            ("新都区桂湖中路1-2号", "新都区桂湖中路12号"),
            ("新都区桂湖中路8号", "金牛区桂湖中路8号"),
        ];
        for (one, other) in written {
            assert!(!same_address(one, other), "{one} {other}");
        }
    }

    #[test]
    fn a_name_is_the_same_but_for_blanks_and_width() {
        assert!(same_name("李 小明", "李小明"));
        assert!(same_name("样例物流（有限合伙）", "样例物流(有限合伙)"));
        assert!(same_name("阿依·古丽", "阿依古丽"));
        assert!(!same_name("李小明", "李小鸣"));
    }
}
