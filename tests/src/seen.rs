//! What a person sees, as `XPath`: words on a button, beside a box, above a field.

/// A button, link or disclosure with exactly these words.
pub fn pressable(words: &str) -> String {
    let words = quoted(words);
    format!(
        "//*[self::button or self::a or self::summary][normalize-space(.) = {words} or @aria-label = {words}]"
    )
}

/// A group of answers whose legend begins with these words.
pub fn group(words: &str) -> String {
    format!(
        "//fieldset[legend[starts-with(normalize-space(.), {})]]",
        quoted(words)
    )
}

/// A section with exactly this heading.
pub fn section(heading: &str) -> String {
    format!("//section[.//h2[normalize-space(.) = {}]]", quoted(heading))
}

/// A label that is, or that has a part that is, exactly these words.
pub fn label(words: &str) -> String {
    format!(
        "//label[descendant-or-self::*[normalize-space(.) = {}]]",
        quoted(words)
    )
}

/// The field whose label begins with these words.
pub fn field(words: &str) -> String {
    format!(
        "//*[self::input or self::textarea or self::select]\
         [@id = //label[starts-with(normalize-space(.), {})]/@for]",
        quoted(words)
    )
}

/// A text as `XPath` literal: `XPath` has no escapes, so the quote that is not inside is used.
pub fn quoted(text: &str) -> String {
    if text.contains('"') {
        format!("'{text}'")
    } else {
        format!("\"{text}\"")
    }
}
