//! Who signs: names, lists of names, names by role, and bylines typed as one text (`文/徐叶婷 图/王丹`).

use super::front::offset;
use super::{Fields, Named};
use crate::byline::{self, Byline};
use crate::field::Field;
use crate::note::codes;
use crate::yaml::{Node, Span, Value};

/// Names under one role, or under none.
type Group = (Option<Named>, Vec<Named>);

impl Fields<'_> {
    /// A map of role to one name or a list of names, a byline, or just names without a role.
    pub fn roles(&mut self, field: &Field) -> Vec<Group> {
        let Some((_, node)) = self.take(field) else { return Vec::new() };
        match &node.value {
            Value::Map(pairs) => self.by_role(field, pairs, self.in_file(node.span)),
            Value::Text(text) => self.byline(text, self.in_file(node.span)).unwrap_or_else(|| without_role(self.as_list(field, &node))),
            Value::List(items) if items.iter().any(|item| item.as_text().is_some_and(may_have_a_role)) => {
                let items: Vec<(Span, &Node)> = items.iter().map(|item| (self.in_file(item.span), item)).collect();
                let group = |(spot, item): (Span, &Node)| {
                    let byline = item.as_text().and_then(|text| self.byline(text, spot));
                    byline.unwrap_or_else(|| without_role(self.as_text(field.key, item).into_iter().collect()))
                };
                items.into_iter().flat_map(group).collect()
            }
            _ => without_role(self.as_list(field, &node)),
        }
    }

    fn by_role(&mut self, field: &Field, pairs: &[(Node, Node)], spot: Span) -> Vec<Group> {
        if self.are_too_many(field.key, pairs.len(), spot) {
            return Vec::new();
        }
        let mut groups = Vec::with_capacity(pairs.len());
        let mut is_typed = false;
        for (role, names) in pairs {
            let role = self.key(role);
            if !names.is_unset() {
                groups.push((Some(role), self.as_list(field, names)));
            } else if let Some(byline) = within_braces(&role.text) {
                is_typed = true;
                groups.extend(self.groups(&byline, role.spot));
            }
        }
        groups.retain(|(_, names)| !names.is_empty());
        if is_typed {
            let shown = shown(
                groups.iter().map(|(role, names)| (role.as_ref().map(|role| role.text.as_str()), names.iter().map(|n| n.text.as_str()))),
            );
            let place = self.place(spot);
            self.say(codes::fields::byline_in_braces(place, shown));
        }
        groups
    }

    /// A text that says who did what. One that may be read in several ways stays as it is, with a question.
    fn byline(&mut self, text: &str, spot: Span) -> Option<Vec<Group>> {
        if !may_have_a_role(text) {
            return None;
        }
        let place = self.place(spot);
        let short: String = text.chars().take(40).collect();
        // In a field of names, what stands behind a role and its mark is a name.
        let is_marked = byline::is_marked(text, &['/', '／', ':', '：']);
        let found = byline::read(text, &|_| is_marked).filter(|byline| byline.has_role);
        let note = match &found {
            Some(byline) if byline.is_sure => codes::fields::byline_read(place, short, as_yaml(byline)),
            Some(byline) => codes::fields::byline_unsure(place, short).remedy(codes::fields::by_role(as_yaml(byline))),
            // What looks like markup or an address is a name as somebody wants it, and escaped wherever it stands.
            None if text.contains(['/', '／', ':', '：']) && !text.contains(['<', '>', '@']) && !text.contains("://") => {
                codes::fields::byline_unsure(place, short).remedy(codes::fields::write_by_role())
            }
            None => return None,
        };
        self.say(note);
        let sure = found.filter(|byline| byline.is_sure);
        Some(sure.map_or_else(|| vec![(None, vec![Named { text: text.trim().to_owned(), spot }])], |byline| self.groups(&byline, spot)))
    }

    fn groups(&self, byline: &Byline, spot: Span) -> Vec<Group> {
        let line = self.line(spot);
        let from = offset(line, spot.column);
        let count = |text: &str| u32::try_from(text.chars().count()).unwrap_or(0);
        let named = |name: &String| {
            let at = line[from..].find(name.as_str()).map(|at| from + at);
            let spot = at.map_or(spot, |at| Span { column: count(&line[..at]) + 1, width: count(name), ..spot });
            Named { text: name.clone(), spot }
        };
        let role = |role: &str| Named { text: role.to_owned(), spot };
        byline.signed.iter().map(|signed| (signed.role.map(role), signed.names.iter().map(named).collect())).collect()
    }
}

fn without_role(names: Vec<Named>) -> Vec<Group> {
    if names.is_empty() { Vec::new() } else { vec![(None, names)] }
}

/// Whether a text is more than a name of two or three characters. Most are not.
fn may_have_a_role(text: &str) -> bool {
    text.contains('摄') || text.chars().nth(3).is_some()
}

/// `文：徐叶婷，图：王丹` between braces: who writes them means roles, so whatever stands behind one is a name.
fn within_braces(text: &str) -> Option<Byline> {
    let found = byline::read(text, &|_| true)?;
    let are_names = || found.signed.iter().flat_map(|signed| &signed.names).all(|name| byline::looks_like_a_name(name));
    (found.has_role || are_names()).then_some(found)
}

/// A value of a field of names that is a byline, by role as it is written here; none if it is anything else.
#[must_use]
pub fn byline_by_role(value: &str) -> Option<String> {
    let byline = match value.strip_prefix('{').and_then(|value| value.strip_suffix('}')) {
        Some(inner) if !inner.contains(':') => within_braces(inner)?,
        Some(_) => return None,
        None => byline::read(value, &|_| false).filter(|byline| byline.has_role && byline.is_sure)?,
    };
    Some(as_yaml(&byline))
}

fn as_yaml(byline: &Byline) -> String {
    shown(byline.signed.iter().map(|signed| (signed.role, signed.names.iter().map(String::as_str))))
}

/// `{文: 徐叶婷, 图: [王丹, 徐晓安]}`, or just the names where nobody has a role.
fn shown<'a>(groups: impl Iterator<Item = (Option<&'a str>, impl Iterator<Item = &'a str>)>) -> String {
    let list = |names: Vec<&str>| if let [one] = names.as_slice() { (*one).to_owned() } else { format!("[{}]", names.join(", ")) };
    let groups: Vec<(Option<&str>, Vec<&str>)> = groups.map(|(role, names)| (role, names.collect())).collect();
    if groups.iter().all(|(role, _)| role.is_none()) {
        return list(groups.into_iter().flat_map(|(_, names)| names).collect());
    }
    let pairs = groups.into_iter().map(|(role, names)| format!("{}: {}", role.unwrap_or("文"), list(names)));
    format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
}
