//! Every example of the CommonMark specification, byte for byte, with every rule of ours off.

use banbao::article::markdown::{MarkdownOptions, render};

/// The specification: where `tests/run` puts npm's `commonmark-spec` 0.31.2, or where `COMMONMARK_SPEC` says.
fn spec() -> String {
    let path = std::env::var("COMMONMARK_SPEC")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/tests/browser/node_modules/commonmark-spec/spec.txt").to_string());
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}: run tests/run"))
}

/// The examples: Markdown and HTML, with `→` for a tab.
fn examples(spec: &str) -> Vec<(String, String)> {
    let fence = "`".repeat(32);
    let mut examples = Vec::new();
    let mut rest = spec;
    while let Some(start) = rest.find(&format!("{fence} example\n")) {
        let body = &rest[start + fence.len() + " example\n".len()..];
        let end = body.find(&format!("{fence}\n")).unwrap_or(body.len());
        let (markdown, html) =
            if let Some(html) = body[..end].strip_prefix(".\n") { ("", html) } else { body[..end].split_once("\n.\n").unwrap_or_default() };
        let markdown = if markdown.is_empty() { String::new() } else { format!("{markdown}\n") };
        examples.push((markdown.replace('→', "\t"), html.replace('→', "\t")));
        rest = &body[end..];
    }
    examples
}

#[test]
fn every_example_is_rendered_byte_for_byte() {
    let examples = examples(&spec());
    assert_eq!(examples.len(), 652);
    let failures: Vec<String> = examples
        .iter()
        .enumerate()
        .filter_map(|(index, (markdown, html))| {
            let ours = render(markdown, &MarkdownOptions::commonmark(), &|_| String::new()).html;
            (ours != *html).then(|| format!("example {}\n{markdown}--- expected\n{html}--- got\n{ours}", index + 1))
        })
        .collect();
    assert!(failures.is_empty(), "{} of 652 differ\n{}", failures.len(), failures.join("\n"));
}
