//! Fields as an earlier version called them: each is read under its name of today, with a note that says what to write.

use super::Fields;
use crate::changes;
use crate::note::codes;

impl Fields<'_> {
    /// Gives fields that are called otherwise by now their name, and takes out those that have no effect any more.
    pub(super) fn rename_old(&mut self) {
        for nth in (0..self.pairs.len()).rev() {
            let (key, spot) = (&self.pairs[nth].0.text, self.pairs[nth].0.spot);
            let Some(change) = changes::of_field(self.changes, self.table.name, key) else { continue };
            let place = self.place(spot);
            let Some(new) = change.new else {
                let note = codes::fields::dropped_field(place, change.old, change.since);
                self.notes.push(note.remedy(codes::fields::instead(change.how.zh, change.how.en)));
                self.pairs.remove(nth);
                continue;
            };
            if self.pairs.iter().any(|(key, _)| key.text == new) {
                self.notes.push(codes::fields::same_field(place, change.old, new));
            } else {
                self.notes.push(codes::fields::renamed_field(place, change.old, new, change.since));
            }
            new.clone_into(&mut self.pairs[nth].0.text);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::changes::{Change, Version, What};
    use crate::field::article;
    use crate::fields::Fields;
    use crate::note::code::Bilingual;

    /// What a later version might change; 0.2.0 has called no field otherwise.
    fn changes() -> &'static [Change] {
        let change = |old, new| Change {
            since: Version::parse("3.1").expect("a version"),
            what: What::Field("article"),
            old,
            new,
            how: Bilingual { zh: "删掉这一行", en: "remove the line" },
        };
        Box::leak(Box::new([change("headline", Some("title")), change("mood", None)]))
    }

    fn read(text: &str) -> (Option<String>, Vec<String>) {
        let mut fields = Fields::parse_after(changes(), &article::TABLE, "a.md", text, text, 1).expect("a map");
        let title = fields.text(&article::TITLE).map(|named| named.text);
        let said = fields.finish().into_iter().map(|note| {
            let remedy = note.remedy.map(|remedy| remedy.zh).unwrap_or_default();
            format!("{}:{} {} {} {remedy}", note.place.line, note.place.column, note.code, note.message.zh)
        });
        (title, said.collect())
    }

    #[test]
    fn an_old_name_is_read_and_told() {
        let (title, said) = read("mood: 好\nheadline: 停水\n");
        assert_eq!(title.as_deref(), Some("停水"));
        assert_eq!(
            said,
            [
                "2:1 old-field “headline”从 banbao 3.1.0 起叫 title，已当作 title 写成：title:",
                "1:1 old-field “mood”从 banbao 3.1.0 起没有用了 删掉这一行"
            ]
        );
        let (title, said) = read("headline: 停水\ntitle: 停电\n");
        assert_eq!(title.as_deref(), Some("停水"));
        assert_eq!(said, ["1:1 duplicate-field “headline”和“title”是同一个字段，写了两遍 只留 title"]);
        assert_eq!(read("title: 停水\n"), (Some("停水".to_owned()), Vec::new()));
    }
}
