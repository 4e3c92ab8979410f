//! Fields that hold a date or a moment.

use super::{Fields, Named};
use crate::field::{Field, Need};
use crate::moment::{self, Moment, Supposed, Zone};
use crate::note::{Sentence, codes};
use crate::say;
use crate::yaml::Span;

impl Fields<'_> {
    /// A date or moment with its place.
    pub fn moment(&mut self, field: &Field, zone: &Zone) -> Option<(Moment, Span)> {
        let (_, node) = self.take(field)?;
        if node.as_text().is_none() {
            let spot = self.in_file(node.span);
            self.wrong_type(field.key, spot, &say!("日期", "a date"), &say!("2024-08-13", "2024-08-13"));
            return None;
        }
        let named = self.as_text(field.key, &node)?;
        let remedy = |named: &Named| {
            let example = if named.text.contains([':', '：', '点', '时']) { "2024-08-13 09:30" } else { "2024-08-13" };
            codes::fields::write_date(field.key, example)
        };
        self.as_moment(field, &named, zone, remedy).map(|moment| (moment, named.spot))
    }

    /// Reads a text as a moment. What had to be supposed is said.
    pub fn as_moment(&mut self, field: &Field, named: &Named, zone: &Zone, remedy: impl FnOnce(&Named) -> Sentence) -> Option<Moment> {
        let read = match moment::read(&named.text, zone, || year_of(self.path).or(self.year)) {
            Ok((moment, None)) => return Some(moment),
            Ok((moment, Some(supposed))) => Ok((moment, supposed)),
            Err(no) => Err(no),
        };
        let (place, text, key, remedy) = (self.place(named.spot), short(&named.text), field.key, remedy(named));
        let note = match read {
            // A month stands for its first day where the file cannot do without; elsewhere nobody knows which day is meant.
            Ok((_, Supposed::FirstDay)) if field.need != Need::Required => codes::fields::no_day(place, text).remedy(remedy),
            Ok((moment, supposed)) => {
                let read = moment.written();
                self.notes.push(match supposed {
                    Supposed::Year if year_of(self.path).is_none() => codes::fields::year_of_neighbours(place, text, key, read),
                    Supposed::Year => codes::fields::year_supposed(place, text, key, read),
                    Supposed::FirstDay => codes::fields::day_supposed(place, text, key, read),
                    Supposed::NextDay => codes::fields::late_hour(place, text, key, read),
                });
                return Some(moment);
            }
            Err(no) => {
                self.lacks_year |= no.lacks_year;
                let note = codes::fields::bad_date(place, &no.reason.zh, &no.reason.en);
                match no.maybe.as_slice() {
                    [one] => note.remedy(codes::fields::maybe_date(key, one)),
                    [one, other, ..] => note.remedy(codes::fields::which_date(key, one, other)),
                    [] => note.remedy(remedy),
                }
            }
        };
        self.notes.push(note);
        None
    }
}

/// What a note repeats of a date.
fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

/// The year that the folders or the name of a file tell: `content/2024/08/a.md`, `2024年稿件/a.md`, `2024-08-13-a.md`.
#[must_use]
pub fn year_of(path: &str) -> Option<i16> {
    let year = |part: &str| -> Option<i16> {
        let (digits, rest) = part.split_at_checked(4)?;
        let ends_here =
            !rest.starts_with(|c: char| c.is_ascii_digit()) || (rest.len() >= 4 && rest.bytes().take(4).all(|b| b.is_ascii_digit()));
        digits
            .bytes()
            .all(|b| b.is_ascii_digit())
            .then(|| digits.parse().ok())
            .flatten()
            .filter(|year| ends_here && (1900..2200).contains(year))
    };
    path.rsplit('/').find_map(year)
}

#[cfg(test)]
mod tests {
    use super::year_of;

    #[test]
    fn folders_and_names_tell_the_year() {
        let table = "content/2024/08/a.md=2024 content/2023/2024-08-13-a.md=2024 content/20240813.md=2024 content/2024年稿件/a.md=2024 \
            content/2024a.md=2024 content/a.md= content/12345/a.md= content/08/a.md= content/三月/a.md= content/稿/a.md=";
        for pair in table.split_whitespace() {
            let (path, wanted) = pair.split_once('=').unwrap_or_default();
            assert_eq!(year_of(path).map_or(String::new(), |year| year.to_string()), wanted, "{path}");
        }
    }
}
