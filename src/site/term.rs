//! Terms: communities, programs, authors and tags, from registers and from what articles name.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization as _;

use crate::article::{Register, is_reserved};
use crate::did_you_mean;
use crate::fields::{Front, Named, several_in};
use crate::fold;
use crate::key::Key;
use crate::note::{Note, Sentence, codes};
use crate::pinyin;
use crate::say;
use crate::source::Kind;

use super::held;
use super::route::Route;

/// The four kinds of term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TermKind {
    /// 社区
    Community,
    /// 项目
    Program,
    /// 作者
    Author,
    /// 标签
    Tag,
}

impl TermKind {
    /// All kinds, in the order in which a site shows them.
    pub const ALL: [Self; 4] = [Self::Community, Self::Program, Self::Author, Self::Tag];

    /// The first segment of their addresses.
    #[must_use]
    pub fn segment(self) -> &'static str {
        match self {
            Self::Community => "communities",
            Self::Program => "programs",
            Self::Author => "authors",
            Self::Tag => "tags",
        }
    }

    /// The kind whose register holds such files.
    #[must_use]
    pub fn of(kind: Kind) -> Option<Self> {
        match kind {
            Kind::Community => Some(Self::Community),
            Kind::Program => Some(Self::Program),
            Kind::Author => Some(Self::Author),
            Kind::Tag => Some(Self::Tag),
            _ => None,
        }
    }

    /// What it is called in a sentence.
    fn word(self) -> Sentence {
        match self {
            Self::Community => say!("社区", "community"),
            Self::Program => say!("项目", "program"),
            Self::Author => say!("作者", "author"),
            Self::Tag => say!("标签", "tag"),
        }
    }
}

/// One community, program, author or tag.
#[derive(Debug, Clone)]
pub struct Term {
    /// Last part of its address.
    pub id: String,
    /// Name as shown.
    pub name: String,
    /// Address of its page.
    pub route: Route,
    /// Its entry in the register.
    pub register: Option<Arc<Register>>,
    /// Whether it may be a slip for a registered name: it is printed, and has no page until it is known who is meant.
    pub is_asked: bool,
    /// Its listed articles, newest first, as indices into the site's articles.
    pub articles: Vec<u32>,
}

/// All terms of one kind.
#[derive(Debug, Clone)]
pub struct Taxonomy {
    /// Which kind.
    pub kind: TermKind,
    /// The terms: registered ones first, then as they came.
    pub terms: Vec<Term>,
    /// The terms in the order of lists, as indices.
    pub order: Vec<u32>,
    /// Whether only registered names are allowed.
    strict: bool,
    by_name: HashMap<String, u32>,
    ids: BTreeMap<String, u32>,
}

/// A name as it is shown: letters and digits of full width become plain ones, Chinese punctuation stays Chinese.
fn shown(name: &str) -> String {
    let plain = |c: char| match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => c.nfkc().next().unwrap_or(c),
        c => c,
    };
    fold::cleaned(name).nfc().map(plain).collect()
}

impl Taxonomy {
    /// The terms of one register. Two that share a name, alias or id are an error; the first stays.
    #[must_use]
    pub fn registered(kind: TermKind, entries: &[Arc<Register>], notes: &mut Vec<Note>) -> Self {
        let strict = matches!(kind, TermKind::Community | TermKind::Program) && !entries.is_empty();
        let mut taxonomy = Self { kind, terms: Vec::new(), order: Vec::new(), strict, by_name: HashMap::new(), ids: BTreeMap::new() };
        for entry in entries {
            taxonomy.register(entry, notes);
        }
        taxonomy
    }

    fn register(&mut self, entry: &Arc<Register>, notes: &mut Vec<Note>) {
        let index = index(self.terms.len());
        let id = Named { text: entry.id.clone(), spot: entry.name.spot };
        let mut names: Vec<&Named> = vec![&entry.name];
        names.extend(&entry.aliases);
        let taken = |name: &Named| self.by_name.get(&fold::name(&name.text)).copied();
        let clash = names.iter().find_map(|name| taken(name).map(|other| (*name, other))).or_else(|| taken(&id).map(|other| (&id, other)));
        if let Some((name, other)) = clash {
            let (text, other) =
                (&name.text, self.terms[other as usize].register.as_ref().map_or_else(String::new, |r| r.front.path.clone()));
            let word = self.kind.word();
            let (zh, en) = (word.zh, word.en);
            notes.push(codes::site::duplicate_term(entry.front.place(name.spot), text, &zh, &en, &other));
            return;
        }
        for name in names.into_iter().chain([&id]) {
            self.by_name.entry(fold::name(&name.text)).or_insert(index);
        }
        self.ids.insert(entry.id.clone(), index);
        self.terms.push(Term {
            id: entry.id.clone(),
            name: entry.name.text.clone(),
            route: Route::term(self.kind, &entry.id),
            register: Some(Arc::clone(entry)),
            is_asked: false,
            articles: Vec::new(),
        });
    }

    /// The term that a name, alias or id means.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<u32> {
        self.by_name.get(name).or_else(|| self.by_name.get(&fold::name(name))).copied()
    }

    /// The terms that a name of the register, or a text that holds several, means.
    #[must_use]
    pub fn find_all(&self, name: &str) -> Vec<u32> {
        match self.find(name) {
            Some(one) => vec![one],
            None => held::terms(name, &|name| self.find(name)).unwrap_or_default(),
        }
    }

    /// Whether a name may be used, with a note if it is more than a registered one; if not, the note that says which
    /// name was probably meant.
    pub fn allows(&self, named: &Named, front: &Front) -> Result<Option<Note>, Box<Note>> {
        if !self.strict || self.find(&named.text).is_some() {
            return Ok(None);
        }
        if let Some(found) = held::terms(&named.text, &|name| self.find(name)) {
            let names: Vec<&str> = found.iter().map(|at| self.terms[*at as usize].name.as_str()).collect();
            let written = if let [one] = names.as_slice() { (*one).to_owned() } else { format!("[{}]", names.join(", ")) };
            let (place, names) = (front.place(named.spot), names.join("、"));
            return Ok(Some(codes::site::held_name(place, &named.text, names, written)));
        }
        let (name, place) = (&named.text, front.place(named.spot));
        let note = match self.kind {
            TermKind::Program => codes::site::unknown_program(place, name),
            // Only communities and programs can be strict.
            _ => codes::site::unknown_community(place, name),
        };
        let names = self
            .terms
            .iter()
            .filter_map(|term| term.register.as_ref())
            .flat_map(|entry| std::iter::once(&entry.name).chain(&entry.aliases));
        let near = did_you_mean::nearest(name, names.map(|named| named.text.as_str()));
        let entry = near.and_then(|near| self.find(near)).and_then(|at| self.terms[at as usize].register.as_ref());
        Err(Box::new(match (near, entry) {
            (Some(near), Some(entry)) => {
                let path = &entry.front.path;
                note.remedy(codes::site::did_you_mean_term(near, path))
            }
            _ => {
                let folder = self.kind.segment();
                let file = self.free_file(name);
                note.remedy(match self.within(name) {
                    Some(held) => codes::site::names_a_registered(held, folder, file, name),
                    None => codes::site::register_it(folder, file, name),
                })
            }
        }))
    }

    /// The registered name that stands within a text, the longest of them; with other words around it, it may be meant.
    fn within(&self, text: &str) -> Option<&str> {
        let entries = self.terms.iter().filter_map(|term| term.register.as_ref());
        let named =
            entries.flat_map(|entry| std::iter::once(&entry.name).chain(&entry.aliases).map(move |name| (entry, name.text.as_str())));
        let held = named.filter(|(_, name)| name.chars().nth(1).is_some() && text.contains(name));
        held.max_by_key(|(_, name)| name.len()).map(|(entry, _)| entry.name.text.as_str())
    }

    /// The stem of a file in which a new name can be registered.
    fn free_file(&self, name: &str) -> String {
        let slug = pinyin::slug(name);
        let slug = if slug.is_empty() || is_reserved(&slug) || slug.len() > 40 { "x".to_owned() } else { slug };
        let numbered = (2..).map(|number| format!("{slug}-{number}"));
        std::iter::once(slug.clone()).chain(numbered).find(|file| !self.ids.contains_key(file)).unwrap_or(slug)
    }

    /// The terms of a text that is no name itself and holds several, or a registered one with other words.
    pub(super) fn held(&self, named: &Named, front: &Front, notes: &mut Vec<Note>) -> Option<Vec<u32>> {
        if self.strict {
            return if self.find(&named.text).is_some() { None } else { held::terms(&named.text, &|name| self.find(name)) };
        }
        if self.kind != TermKind::Author || !named.text.contains(char::is_whitespace) {
            return None;
        }
        let registered = |name: &str| self.find(name).filter(|at| self.terms[*at as usize].register.is_some());
        if registered(&named.text).is_some() {
            return None;
        }
        let found: Option<Vec<u32>> = named.text.split_whitespace().map(registered).collect();
        let place = || front.place(named.spot);
        if found.is_some() {
            let items = named.text.split_whitespace().collect::<Vec<_>>().join(", ");
            notes.push(codes::fields::names_apart(place(), &named.text, items));
        } else if let Some(items) = several_in(&named.text) {
            notes.push(codes::fields::one_name(place(), &named.text, items));
        }
        found
    }

    /// An author who is not registered and sounds like one who is may be a slip of the input method.
    fn ask_of_sound(&self, named: &Named, front: &Front, notes: &mut Vec<Note>) -> bool {
        let registered = self.terms.iter().filter_map(|term| term.register.as_ref());
        let names = registered.flat_map(|entry| std::iter::once(&entry.name).chain(&entry.aliases)).map(|name| name.text.as_str());
        let near = did_you_mean::of_same_sound(&named.text, names);
        if let Some(near) = near {
            let file = self.free_file(&named.text);
            notes.push(codes::site::author_sounds_alike(front.place(named.spot), &named.text, near, file));
        }
        near.is_some()
    }

    /// The term of a name that is allowed; made if it is new. Call from the oldest article to the newest:
    /// of two names with one pinyin, the first keeps the plain slug.
    pub fn find_or_add(&mut self, named: &Named, front: &Front, notes: &mut Vec<Note>) -> u32 {
        if let Some(found) = self.find(&named.text) {
            self.warn_of_variant(found, named, front, notes);
            return found;
        }
        let is_asked = self.kind == TermKind::Author && self.ask_of_sound(named, front, notes);
        let at = index(self.terms.len());
        let name = shown(&named.text);
        // Who has no page needs no address that others could want.
        let id = if is_asked { format!("x-{}", Key::of(name.as_bytes()).hex()) } else { self.free_id(&name, named, front, notes) };
        self.by_name.insert(fold::name(&named.text), at);
        self.ids.insert(id.clone(), at);
        self.terms.push(Term { route: Route::term(self.kind, &id), id, name, register: None, is_asked, articles: Vec::new() });
        at
    }

    /// An open term in another spelling (ＡＩ beside AI, 環保 beside 环保) is the same term; worth saying once.
    fn warn_of_variant(&mut self, found: u32, named: &Named, front: &Front, notes: &mut Vec<Note>) {
        let term = &self.terms[found as usize];
        if term.register.is_some() || term.name == named.text || self.by_name.contains_key(&named.text) {
            return;
        }
        let (written, name, word) = (&named.text, &term.name, self.kind.word());
        let (zh, en) = (word.zh, word.en);
        notes.push(codes::site::same_term(front.place(named.spot), written, name, &zh, &en));
        self.by_name.insert(named.text.clone(), found);
    }

    /// The pinyin of a name, with a suffix made from the name itself when another name has the same.
    fn free_id(&self, name: &str, named: &Named, front: &Front, notes: &mut Vec<Note>) -> String {
        let hash = Key::of(name.as_bytes()).hex();
        let mut id = pinyin::slug(name);
        id.truncate(80);
        let id = id.trim_end_matches('-').to_owned();
        let id = match id.as_str() {
            "" => format!("x-{}", &hash[..6]),
            name if is_reserved(name) => format!("{name}-{}", &hash[..4]),
            _ => id,
        };
        let Some(other) = self.ids.get(&id) else { return id };
        let other = &self.terms[*other as usize].name;
        let longer =
            (4..=hash.len()).map(|digits| format!("{id}-{}", &hash[..digits])).find(|longer| !self.ids.contains_key(longer)).unwrap_or(id);
        let (folder, word) = (self.kind.segment(), self.kind.word());
        let (zh, en) = (word.zh, word.en);
        notes.push(codes::site::same_pinyin(front.place(named.spot), &zh, name, other, folder, &longer, &en));
        longer
    }

    /// Fixes the order of lists: by the register's order; then communities, programs and authors by id, tags
    /// by the number of their articles.
    pub fn sort(&mut self) {
        let rank = |at: &u32| {
            let term = &self.terms[*at as usize];
            let order = term.register.as_ref().and_then(|entry| entry.order).unwrap_or(i64::MAX);
            let count = if self.kind == TermKind::Tag { usize::MAX - term.articles.len() } else { 0 };
            (order, term.register.is_none(), count, term.id.as_str())
        };
        let mut order: Vec<u32> = (0..index(self.terms.len())).filter(|at| !self.terms[*at as usize].is_asked).collect();
        order.sort_by(|a, b| rank(a).cmp(&rank(b)));
        self.order = order;
    }

    /// The terms in the order of lists.
    pub fn in_order(&self) -> impl Iterator<Item = (u32, &Term)> {
        self.order.iter().map(|at| (*at, &self.terms[*at as usize]))
    }
}

/// A position as the 32 bits that lists hold.
pub(crate) fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
