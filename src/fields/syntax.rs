//! What is said of a text that is no YAML: the parser's complaint as a note with a remedy.

use super::Fields;
use super::front::offset;
use crate::note::{Note, codes};
use crate::yaml::{self, Span, SyntaxKind};

/// The note on a text that the parser does not take.
pub(super) fn note(fields: &Fields<'_>, error: &yaml::SyntaxError) -> Note {
    let span = fields.in_file(error.span);
    let place = fields.place(span);
    let line = fields.line(span);
    let whole_line = || {
        let indent = line.chars().take_while(|c| c.is_whitespace()).count();
        let width = line.trim().chars().count();
        let number = |n: usize| u32::try_from(n).unwrap_or(0);
        fields.place(Span { column: number(indent) + 1, width: number(width), ..span })
    };
    let said = &error.message;
    match error.kind {
        SyntaxKind::Tab => codes::front_matter::yaml_tab(place),
        SyntaxKind::DuplicateKey => codes::fields::duplicate_field(place),
        // The first colon of its line belongs to a field; then it is the line that stands too far to the right.
        SyntaxKind::SecondColon if line.starts_with([' ', '\t']) && !line[..offset(line, span.column)].contains(": ") => {
            codes::front_matter::indented_too_far(whole_line())
        }
        SyntaxKind::SecondColon => codes::front_matter::second_colon(place),
        SyntaxKind::TooMuch => codes::front_matter::yaml_too_large(place),
        SyntaxKind::Quote => codes::front_matter::unclosed_quote(place),
        SyntaxKind::Bracket => codes::front_matter::unclosed_bracket(place),
        SyntaxKind::NoColon => codes::front_matter::no_colon(whole_line()),
        SyntaxKind::Indent => codes::front_matter::uneven_indent(whole_line()),
        SyntaxKind::Other => codes::front_matter::yaml(place, said),
    }
}
