//! The document for people: plain HTML without scripts and styles of its own.

use std::fmt::{Arguments, Write};

use serde_json::{Map, Value as Json};

/// The page of a document.
pub fn page(document: &Json) -> String {
    let title = text(document, "/info/title");
    let mut html = format!(
        "<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\">\
         <title>{title}</title><main><h1>{title} {}</h1><p>{}</p>\
         <p><a href=\"/api/openapi.json\">openapi.json</a></p>",
        text(document, "/info/version"),
        text(document, "/info/description"),
    );
    html.push_str("<h2>请求</h2>");
    for (path, methods) in object(document, "/paths") {
        for (method, operation) in methods.as_object().into_iter().flatten() {
            route(&mut html, path, method, operation);
        }
    }
    html.push_str("<h2>内容</h2>");
    for (name, schema) in object(document, "/components/schemas") {
        shape(&mut html, name, schema);
    }
    html.push_str("</main></html>");
    html
}

fn route(html: &mut String, path: &str, method: &str, operation: &Json) {
    let method = method.to_uppercase();
    add(
        html,
        format_args!("<h3><code>{method} {}</code></h3>", escaped(path)),
    );
    add(
        html,
        format_args!("<p>{}</p><ul>", text(operation, "/summary")),
    );
    if operation.get("security").is_some() {
        html.push_str("<li>要先登录</li>");
    }
    for parameter in operation["parameters"].as_array().into_iter().flatten() {
        let (name, place) = (text(parameter, "/name"), text(parameter, "/in"));
        add(
            html,
            format_args!("<li><code>{name}</code>（{place}）</li>"),
        );
    }
    for (media_type, body) in object(operation, "/requestBody/content") {
        let what = schema_words(&body["schema"]);
        add(
            html,
            format_args!("<li>发送 {}：{what}</li>", escaped(media_type)),
        );
    }
    for (status, answer) in object(operation, "/responses") {
        let words = text(answer, "/description");
        add(html, format_args!("<li>{}：{words}", escaped(status)));
        for (_, body) in object(answer, "/content") {
            add(html, format_args!(" {}", schema_words(&body["schema"])));
        }
        html.push_str("</li>");
    }
    html.push_str("</ul>");
}

fn shape(html: &mut String, name: &str, schema: &Json) {
    let name = escaped(name);
    add(html, format_args!("<h3 id=\"{name}\">{name}</h3>"));
    add(
        html,
        format_args!("<p>{}</p><ul>", text(schema, "/description")),
    );
    let words: Vec<_> = schema["enum"].as_array().into_iter().flatten().collect();
    for word in words {
        let word = escaped(word.as_str().unwrap_or_default());
        add(html, format_args!("<li><code>{word}</code></li>"));
    }
    let required = schema["required"].as_array().into_iter().flatten();
    let required: Vec<&str> = required.filter_map(Json::as_str).collect();
    for (name, property) in object(schema, "/properties") {
        let must = if required.contains(&name.as_str()) {
            ""
        } else {
            "，可以没有"
        };
        let (what, words) = (schema_words(property), text(property, "/description"));
        let name = escaped(name);
        add(
            html,
            format_args!("<li><code>{name}</code>：{what}{must}。{words}</li>"),
        );
    }
    html.push_str("</ul>");
}

fn add(html: &mut String, words: Arguments<'_>) {
    // Writing to a text cannot fail.
    let _ = html.write_fmt(words);
}

/// What a schema is, in a few words.
fn schema_words(schema: &Json) -> String {
    if let Some(name) = schema["$ref"].as_str().and_then(|it| it.rsplit('/').next()) {
        let name = escaped(name);
        return format!("<a href=\"#{name}\">{name}</a>");
    }
    if let Some(items) = schema.get("items") {
        return format!("一列 {}", schema_words(items));
    }
    match &schema["type"] {
        Json::String(kind) => escaped(kind),
        Json::Array(kinds) => {
            let kinds: Vec<&str> = kinds.iter().filter_map(Json::as_str).collect();
            escaped(&kinds.join(" | "))
        }
        _ => "…".to_owned(),
    }
}

fn object<'a>(json: &'a Json, pointer: &str) -> impl Iterator<Item = (&'a String, &'a Json)> {
    let map = json.pointer(pointer).and_then(Json::as_object);
    map.into_iter().flat_map(Map::iter)
}

fn text(json: &Json, pointer: &str) -> String {
    let text = json.pointer(pointer).and_then(Json::as_str);
    escaped(text.unwrap_or_default())
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}
