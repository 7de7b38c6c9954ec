//! Finding a package by what people type: its name, everyday words, pinyin.

use lianban_api::PackageCard;

/// The cards that fit what was typed; all of them while nothing is.
pub fn found(cards: &[PackageCard], typed: &str) -> Vec<PackageCard> {
    let wanted = plain(typed);
    let fits = |card: &&PackageCard| {
        let own = [&card.name, &card.summary, &card.category];
        let mut words = own.into_iter().chain(&card.words).map(|word| plain(word));
        wanted.is_empty() || words.any(|word| word.contains(&wanted) || is_part(&wanted, &word))
    };
    cards.iter().filter(fits).cloned().collect()
}

/// A word of two letters or more inside what was typed: 我想开个面馆.
fn is_part(wanted: &str, word: &str) -> bool {
    word.chars().count() >= 2 && wanted.contains(word)
}

/// Without blanks and punctuation, half-width, lower case.
pub fn plain(text: &str) -> String {
    let narrow = |c: char| match c {
        'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '０'..='９' => {
            char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c)
        }
        c => c,
    };
    // Blanks and punctuation lie between: the standard library's tables would weigh too much.
    text.chars()
        .map(narrow)
        .filter(|c| c.is_ascii_alphanumeric() || ('\u{4e00}'..='\u{9fff}').contains(c))
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card() -> PackageCard {
        PackageCard {
            id: "open-restaurant".into(),
            name: "我要开餐馆".into(),
            summary: "餐馆、小吃".into(),
            icon: "bowl".into(),
            category: "餐饮".into(),
            words: ["面馆", "火锅", "mianguan"].map(String::from).into(),
            hash: String::new(),
            handbook: String::new(),
            today: "2026-11-24".parse().unwrap(),
        }
    }

    #[test]
    fn it_is_found_by_name_everyday_word_pinyin_and_in_a_sentence() {
        for typed in [
            "",
            "餐馆",
            "面 馆",
            "MianGuan",
            "ｍｉａｎ",
            "火锅",
            "我想开个面馆！",
            "餐饮",
        ] {
            assert_eq!(found(&[card()], typed).len(), 1, "{typed}");
        }
    }

    #[test]
    fn what_is_not_offered_is_not_found() {
        for typed in ["驾校", "hotel", "x"] {
            assert!(found(&[card()], typed).is_empty(), "{typed}");
        }
    }
}
