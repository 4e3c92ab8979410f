//! Notes for machines: JSON lines, workflow commands of GitHub, SARIF.

use std::collections::HashMap;
use std::fmt::Write as _;

use serde::Serialize;

use super::{Fix, Note, Severity, Speech, codes, explain, mended_front_matter};

/// One line of `check --format json`.
#[derive(Serialize)]
struct JsonLine<'a> {
    severity: Severity,
    code: &'a str,
    file: &'a str,
    line: u32,
    column: u32,
    message: &'a str,
    remedy: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<&'a Fix>,
}

/// The note as one line of JSON with severity, code, file, line, column, message, remedy, and the lines as they should be if they are known.
#[must_use]
pub fn json(note: &Note, speech: Speech) -> String {
    let line = JsonLine {
        severity: note.severity,
        code: note.code,
        file: &note.place.path,
        line: note.place.line,
        column: note.place.column,
        message: note.message.in_language(speech),
        remedy: note.remedy.as_ref().map(|r| r.in_language(speech)),
        fix: note.fix.as_ref(),
    };
    serde_json::to_string(&line).unwrap_or_default()
}

/// The note as a workflow command of GitHub Actions, which shows it beside the changed line.
#[must_use]
pub fn github(note: &Note, speech: Speech) -> String {
    let kind = match note.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "notice",
    };
    let mut text = note.message.in_language(speech).to_owned();
    if let Some(remedy) = &note.remedy {
        let _ = write!(text, "\n{}", remedy.in_language(speech));
    }
    let escape = |s: &str| s.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |s: &str| escape(s).replace(':', "%3A").replace(',', "%2C");
    let mut out = format!("::{kind} file={},title={}", property(&note.place.path), property(note.code));
    if note.place.line > 0 {
        let _ = write!(out, ",line={},col={}", note.place.line, note.place.column.max(1));
    }
    let _ = write!(out, "::{}", escape(&text));
    out
}

/// The rules of SARIF: every code of the table, in its order.
fn rules(speech: Speech) -> Vec<serde_json::Value> {
    codes::all()
        .map(|code| {
            serde_json::json!({
                "id": code.name,
                "shortDescription": { "text": explain::first(code).shown(speech) },
                "help": { "text": explain::explained(code, speech) },
                "defaultConfiguration": { "level": level(explain::gravest(code)) },
            })
        })
        .collect()
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "note",
    }
}

/// The lines as they should be, as an editor's tool takes them over.
fn fixes(note: &Note, fix: &Fix, speech: Speech) -> serde_json::Value {
    serde_json::json!([{
        "description": { "text": mended_front_matter().in_language(speech) },
        "artifactChanges": [{
            "artifactLocation": { "uri": note.place.path },
            "replacements": [{
                "deletedRegion": { "startLine": fix.first_line, "startColumn": 1, "endLine": fix.last_line + 1, "endColumn": 1 },
                "insertedContent": { "text": fix.text },
            }],
        }],
    }])
}

/// All notes as one SARIF 2.1.0 log, the format of code-scanning services.
#[must_use]
pub fn sarif(notes: &[Note], speech: Speech) -> String {
    let index: HashMap<&str, usize> = codes::all().enumerate().map(|(at, code)| (code.name, at)).collect();
    let results: Vec<_> = notes
        .iter()
        .map(|note| {
            let mut text = note.message.in_language(speech).to_owned();
            if let Some(remedy) = &note.remedy {
                let _ = write!(text, "\n{}", remedy.in_language(speech));
            }
            let mut physical = serde_json::json!({ "artifactLocation": { "uri": note.place.path } });
            if note.place.line > 0 {
                physical["region"] = serde_json::json!({ "startLine": note.place.line, "startColumn": note.place.column.max(1) });
            }
            let mut result = serde_json::json!({
                "ruleId": note.code, "ruleIndex": index.get(note.code), "level": level(note.severity), "message": { "text": text },
                "locations": [{ "physicalLocation": physical }],
            });
            if let Some(fix) = &note.fix {
                result["fixes"] = fixes(note, fix, speech);
            }
            result
        })
        .collect();
    serde_json::json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
        "runs": [{ "tool": { "driver": { "name": "banbao", "version": env!("CARGO_PKG_VERSION"), "rules": rules(speech) } }, "results": results }],
    })
    .to_string()
}
