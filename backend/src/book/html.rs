//! HTML as text: everything from the catalogue is escaped.

/// Text between tags or in a quoted attribute.
pub fn text(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    for character in raw.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

/// Pieces of HTML, one after the other.
pub fn all(pieces: impl IntoIterator<Item = String>) -> String {
    let mut out = String::new();
    for piece in pieces {
        out.push_str(&piece);
    }
    out
}

/// An element around HTML that is finished.
pub fn element(tag: &str, class: &str, inner: &str) -> String {
    if class.is_empty() {
        format!("<{tag}>{inner}</{tag}>\n")
    } else {
        format!("<{tag} class=\"{class}\">{inner}</{tag}>\n")
    }
}

/// A table; the first cell of each row is its heading. Cells are HTML.
pub fn table(head: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let name = |it: &&str| format!("<th scope=\"col\">{it}</th>");
    let heads = all(head.iter().map(name));
    let rows = all(rows.into_iter().map(|row| {
        let cells = row.iter().zip(head).enumerate();
        let cells = all(cells.map(|(at, (cell, name))| match at {
            0 => format!("<th scope=\"row\">{cell}</th>"),
            _ => format!("<td data-name=\"{name}\">{cell}</td>"),
        }));
        format!("<tr>{cells}</tr>\n")
    }));
    format!(
        "<div class=\"wide\"><table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody></table></div>\n"
    )
}

/// Lines of HTML, each on its own.
pub fn lines(lines: impl IntoIterator<Item = String>) -> String {
    lines.into_iter().collect::<Vec<_>>().join("<br>")
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn nothing_of_the_catalogue_becomes_markup() {
        let escaped = text("<b onclick=\"x('&')\">");
        assert_eq!(escaped, "&lt;b onclick=&quot;x(&#39;&amp;&#39;)&quot;&gt;");
    }
}
