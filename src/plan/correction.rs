//! Corrections in the words of the theme: on the page of their article, in feeds, and on the page of all of them.

use std::borrow::Cow;

use super::feed::xml;
use super::page::address;
use super::view::Text;
use crate::article::Correction;
use crate::site::Site;
use crate::site::route::Route;
use crate::theme::Theme;

/// A wording with its gaps filled by texts, which are not looked at again.
fn filled(word: &str, gaps: &[(&str, &str)]) -> String {
    let Some(((name, value), rest)) = gaps.split_first() else { return word.to_owned() };
    word.split(name).map(|part| filled(part, rest)).collect::<Vec<_>>().join(value)
}

/// What is right, beside what was wrong where that is told apart.
pub(super) fn sentence<'a>(theme: &Theme, correction: &'a Correction) -> Text<'a> {
    match &correction.wrong {
        None => Cow::Borrowed(&correction.text),
        Some(wrong) => Cow::Owned(filled(theme.word("correction_of"), &[("{wrong}", wrong), ("{right}", &correction.text)])),
    }
}

/// A correction with its day, on one line of plain text.
pub(super) fn line(theme: &Theme, correction: &Correction) -> String {
    let day = &correction.date;
    let day = theme.dates.full.write(day.year, day.month, day.day);
    filled(theme.word("correction_line"), &[("{date}", &day), ("{text}", &sentence(theme, correction))])
}

/// All corrections as a list, newest first, each with a link to its article.
pub(super) fn list(site: &Site, theme: &Theme, own: &Route) -> String {
    let mut html = String::from("<ul>\n");
    for (at, nth) in &site.corrections {
        let placed = site.article(*at);
        let Some(correction) = placed.article.corrections.get(*nth) else { continue };
        let day = &correction.date;
        html.push_str("<li><p><a href=\"");
        address(&site.linker.href(own, &placed.route), &mut html);
        html.extend(["\">", &xml(&placed.article.title), "</a></p>\n<p><time datetime=\"", &day.iso(), "\">"]);
        html.extend([&xml(&theme.dates.full.write(day.year, day.month, day.day)), "</time> "]);
        html.extend([&xml(&sentence(theme, correction)), "</p></li>\n"]);
    }
    html + "</ul>\n"
}
