//! Where articles stand: each on its address, newest first, by year and month.

use std::collections::HashMap;
use std::sync::Arc;

use crate::article::Article;
use crate::note::{Note, Place, codes};

use super::route::Route;
use super::special::{self, Meaning};
use super::{Month, Placed, Year};

/// The folder of what a page asks for by the hash of its bytes.
const ASSETS: &str = "/assets/";

/// The articles whose former addresses are names like others, and those with one that means something to a host, a
/// browser or banbao: a page's stub never takes such a place.
pub(super) fn without_special_aliases<'a>(
    articles: Vec<&'a Arc<Article>>,
    notes: &mut Vec<Note>,
) -> (Vec<&'a Arc<Article>>, Vec<&'a Arc<Article>>) {
    articles.into_iter().partition(|article| {
        let before = notes.len();
        for alias in &article.aliases {
            let place = || article.front.place(alias.spot);
            // `//host/` would be another host's address.
            if alias.text.contains("//") {
                notes.push(codes::fields::bad_alias(place(), &alias.text));
            } else if alias.text.starts_with(ASSETS) {
                // What lies there is kept by browsers for ever.
                notes.push(codes::site::special_alias(place(), &alias.text, ASSETS));
            } else if let Some((name, meaning)) = special::meaning(&alias.text) {
                notes.push(match meaning {
                    Meaning::Windows => codes::site::windows_name(place(), name),
                    Meaning::Own | Meaning::Host | Meaning::Worker | Meaning::Program | Meaning::Keeper => {
                        codes::site::special_alias(place(), &alias.text, name)
                    }
                });
            }
        }
        notes.len() == before
    })
}

/// An article with its address, before its terms are known.
pub(super) type Seed<'a> = (&'a Arc<Article>, Route);

/// Gives each article its address; of two with one address the first by path stays. Newest first, the same
/// moment by route.
pub(super) fn placed_once<'a>(articles: Vec<&'a Arc<Article>>, notes: &mut Vec<Note>) -> Vec<Seed<'a>> {
    let mut taken: HashMap<Route, &str> = HashMap::with_capacity(articles.len());
    let mut placed = Vec::with_capacity(articles.len());
    for article in articles {
        let route = Route::article(&article.date, &article.id);
        let path = article.front.path.as_str();
        if let Some(other) = taken.get(&route) {
            let place = article.id_spot.map_or_else(|| Place::file(path), |spot| article.front.place(spot));
            notes.push(codes::site::duplicate_article_route(place, &route, other, path));
            continue;
        }
        taken.insert(route.clone(), path);
        placed.push((article, route));
    }
    placed.sort_by(|(a, a_route), (b, b_route)| b.date.seconds.cmp(&a.date.seconds).then_with(|| a_route.cmp(b_route)));
    placed
}

/// The list is sorted by time, so years and months are runs of it.
pub(super) fn calendar(articles: &[Placed], listed: &[u32]) -> Vec<Year> {
    let mut years: Vec<Year> = Vec::new();
    for (position, at) in listed.iter().enumerate() {
        let date = articles[*at as usize].article.date;
        if years.last().is_none_or(|year| year.year != date.year) {
            years.push(Year { year: date.year, months: Vec::new() });
        }
        let Some(year) = years.last_mut() else { continue };
        match year.months.last_mut() {
            Some(month) if month.month == date.month => month.range.end = position + 1,
            _ => year.months.push(Month { month: date.month, range: position..position + 1 }),
        }
    }
    years
}
