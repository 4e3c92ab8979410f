//! Links inside the site: a path as an editor wrote it, to what it means.

use std::cell::Cell;
use std::collections::{BTreeMap, HashMap, HashSet};

use crate::article::{Body, LinkSlot, SlotKind, percent_decoded};
use crate::did_you_mean;
use crate::fold;
use crate::key::Key;
use crate::note::{Note, Place, codes};
use crate::source::{Kind, Sources};

use super::retracted;
use super::route::Route;
use super::special;

/// What a picture or attachment is, once its bytes have been seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileFacts {
    /// Hash of its bytes.
    pub key: Key,
    /// Size in bytes.
    pub size: u64,
    /// Width and height in pixels, if it is a picture whose head tells.
    pub pixels: Option<(u32, u32)>,
    /// What in an SVG drawing could run or reach out; none for every other file.
    pub active: Option<&'static str>,
}

/// Files beside articles that something refers to, by path.
pub type Files = BTreeMap<String, FileFacts>;

/// What a link slot leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A page or file of the site, with `?…#…` as written.
    Route(Route, String),
    /// A picture: its path, and its address under `/assets/`.
    Picture(String, Route),
    /// An attachment: its path, and its address beside the page.
    Attachment(String, Route),
    /// Nothing: an error was noted.
    Broken,
}

/// What links can lead to.
#[derive(Debug, Default)]
pub struct LinkTargets<'a> {
    /// Published documents: path of the source file to route.
    pub documents: HashMap<&'a str, Route>,
    /// Every route of the site that a link may name, with the body of the document that it shows.
    pub routes: BTreeMap<String, Option<&'a Body>>,
    /// Bodies of published documents, by path.
    pub bodies: HashMap<&'a str, &'a Body>,
    /// Addresses of retracted articles, at which only a notice stands.
    pub retracted: HashSet<Route>,
    /// How many names were looked at for what broken links probably meant.
    pub guessed: Cell<usize>,
}

/// File endings that are pictures.
const PICTURES: &[&str] = &["jpg", "jpeg", "png", "gif", "webp", "avif", "svg"];
/// File endings that would run as part of the site; never published as attachments (S1, S3).
const ACTIVE: &[&str] = &[
    "html",
    "htm",
    "xhtml",
    "xht",
    "mht",
    "mhtml",
    "webarchive",
    "js",
    "mjs",
    "cjs",
    "wasm",
    "swf",
    "svg",
    "svgz",
    // XML of any kind may hold a script to a browser that shows it.
    "xml",
    "xsl",
    "xslt",
    "xsd",
    "dtd",
    "rdf",
    "rss",
    "atom",
    "mathml",
    "mml",
    "xspf",
    "xul",
    "vxml",
    "smil",
    "wsdl",
    "kml",
    "gpx",
];

/// Whether a path names a picture.
#[must_use]
pub fn is_picture(path: &str) -> bool {
    has_ending(path, PICTURES)
}

fn has_ending(path: &str, endings: &[&str]) -> bool {
    path.rsplit_once('.').is_some_and(|(_, ending)| endings.iter().any(|one| one.eq_ignore_ascii_case(ending)))
}

/// The path below the root that a relative target means, without query and fragment; none for a route
/// or a path that leaves the root.
#[must_use]
pub fn path_of(from: &str, target: &str) -> Option<String> {
    let (path, _) = take_apart(target);
    if path.is_empty() || path.starts_with('/') {
        return None;
    }
    let path = percent_decoded(path);
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split(['/', '\\']) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The same, as a file of that name is spelled: a name that was typed composed may lie on the disk in parts, as macOS
/// writes names, and the other way round.
#[must_use]
pub fn path_in(sources: &Sources, from: &str, target: &str) -> Option<String> {
    let path = path_of(from, target)?;
    if path.is_ascii() || sources.get(&path).is_some() {
        return Some(path);
    }
    let found = fold::spellings(&path).into_iter().find(|path| sources.get(path).is_some());
    Some(found.unwrap_or(path))
}

/// A target as path and the rest (`?…#…`).
fn take_apart(target: &str) -> (&str, &str) {
    target.split_at(target.find(['?', '#']).unwrap_or(target.len()))
}

/// Resolves every slot of a body. `own` is the page's route, `from` its source file.
pub fn resolve(
    body: &Body,
    from: &str,
    own: &Route,
    reachable: &LinkTargets<'_>,
    files: &Files,
    sources: &Sources,
    notes: &mut Vec<Note>,
) -> Vec<Target> {
    let mut guesses = Guesses::of(reachable);
    let targets: Vec<Target> =
        body.slots.iter().map(|slot| resolve_slot(slot, from, own, reachable, files, sources, &mut guesses, notes)).collect();
    retracted::notes(body, &targets, reachable, notes);
    each_at_its_own_address(targets, own)
}

/// Files of one page whose names come to one address (`报表.pdf` and `抱表.pdf`, `A.pdf` and `a.pdf`) get addresses with
/// a suffix from their paths: each keeps it whatever else the page links to first.
fn each_at_its_own_address(mut targets: Vec<Target>, own: &Route) -> Vec<Target> {
    let mut paths: HashMap<&Route, &str> = HashMap::new();
    let mut shared: HashSet<Route> = HashSet::new();
    for target in &targets {
        if let Target::Attachment(path, route) = target
            && *paths.entry(route).or_insert(path) != path
        {
            shared.insert(route.clone());
        }
    }
    if !shared.is_empty() {
        for target in &mut targets {
            if let Target::Attachment(path, route) = target
                && shared.contains(route)
            {
                *route = own.attachment_apart(path);
            }
        }
    }
    targets
}

/// So many broken links of one text are told what was probably meant: looking through all addresses of a large site
/// for each of thousands takes long, and nobody reads that far.
const MOST_GUESSES: usize = 50;
/// The same of all texts of a site: so many names are looked at in all.
const MOST_NAMES: usize = 2_000_000;

/// How many guesses a text has had, and all texts.
struct Guesses<'k> {
    own: usize,
    all: &'k Cell<usize>,
}

impl<'k> Guesses<'k> {
    fn of(reachable: &'k LinkTargets<'_>) -> Self {
        Self { own: 0, all: &reachable.guessed }
    }

    /// Takes one among so many names; whether there was one left.
    fn left(&mut self, names: usize) -> bool {
        self.own += 1;
        let all = self.all.get() + names;
        let is_left = self.own <= MOST_GUESSES && all <= MOST_NAMES;
        if is_left {
            self.all.set(all);
        }
        is_left
    }
}

#[expect(clippy::too_many_arguments, reason = "what a link is resolved against, and where its notes go")]
fn resolve_slot(
    slot: &LinkSlot,
    from: &str,
    own: &Route,
    reachable: &LinkTargets<'_>,
    files: &Files,
    sources: &Sources,
    guesses: &mut Guesses<'_>,
    notes: &mut Vec<Note>,
) -> Target {
    let (path, rest) = take_apart(&slot.target);
    if path.starts_with('/') {
        return to_route(slot, path, rest, reachable, guesses, notes);
    }
    let Some(wanted) = path_in(sources, from, &slot.target) else {
        notes.push(broken(slot, sources, None, guesses));
        return Target::Broken;
    };
    if let Some(route) = reachable.documents.get(wanted.as_str()) {
        check_anchor(slot, reachable.bodies.get(wanted.as_str()).copied(), rest, notes);
        return Target::Route(route.clone(), rest.to_owned());
    }
    match sources.get(&wanted) {
        Some(entry) if entry.kind == Kind::Beside || entry.kind == Kind::Static => to_file(slot, &wanted, own, files, notes),
        Some(_) => {
            let shown = &slot.target;
            notes.push(codes::site::link_unpublished(slot.place.clone(), shown));
            Target::Broken
        }
        None => {
            notes.push(broken(slot, sources, Some(&wanted), guesses));
            Target::Broken
        }
    }
}

fn to_route(
    slot: &LinkSlot,
    path: &str,
    rest: &str,
    reachable: &LinkTargets<'_>,
    guesses: &mut Guesses<'_>,
    notes: &mut Vec<Note>,
) -> Target {
    let slashed = format!("{}/", path.trim_end_matches('/'));
    for candidate in [path, &slashed] {
        if let Some((found, body)) = reachable.routes.get_key_value(candidate) {
            check_anchor(slot, *body, rest, notes);
            return Target::Route(Route::verbatim(&found[1..]), rest.to_owned());
        }
    }
    // Percent signs stay: they may stand for what an address cannot hold as it is.
    if path.contains('%') && reachable.routes.contains_key(&percent_decoded(path)) {
        return Target::Route(Route::verbatim(&path[1..]), rest.to_owned());
    }
    let note = codes::site::broken_route(slot.place.clone(), path);
    let routes = reachable.routes.keys().map(String::as_str).filter(|route| route.len() > 1);
    let is_page = !path.rsplit('/').next().is_some_and(|last| last.contains('.'));
    notes.push(
        match guesses.left(reachable.routes.len()).then(|| did_you_mean::nearest(if is_page { &slashed } else { path }, routes)).flatten() {
            Some(near) => note.remedy(codes::did_you_mean(near)),
            None if is_page => note.remedy(codes::site::link_to_file()),
            None => note.remedy(codes::site::put_in_static(percent_decoded(path))),
        },
    );
    Target::Broken
}

fn to_file(slot: &LinkSlot, path: &str, own: &Route, files: &Files, notes: &mut Vec<Note>) -> Target {
    let name = path.rsplit('/').next().unwrap_or(path);
    if slot.kind == SlotKind::Picture || (is_picture(path) && !has_ending(path, ACTIVE)) {
        return match files.get(path) {
            Some(FileFacts { active: Some(what), .. }) => {
                notes.push(codes::site::active_svg(slot.place.clone(), name, what));
                Target::Broken
            }
            Some(facts) if is_picture(path) => Target::Picture(path.to_owned(), Route::asset(name, &facts.key)),
            Some(_) => {
                notes.push(not_a_picture(name, slot.place.clone()));
                Target::Broken
            }
            None => Target::Broken,
        };
    }
    if has_ending(path, ACTIVE) || special::is_program(name) {
        notes.push(codes::site::unsafe_attachment(slot.place.clone(), name));
        return Target::Broken;
    }
    if files.contains_key(path) { Target::Attachment(path.to_owned(), own.attachment(name)) } else { Target::Broken }
}

fn not_a_picture(name: &str, place: Place) -> Note {
    codes::text::not_a_picture(place, name)
}

fn check_anchor(slot: &LinkSlot, body: Option<&Body>, rest: &str, notes: &mut Vec<Note>) {
    let (Some(body), Some((_, fragment))) = (body, rest.split_once('#')) else { return };
    let fragment = percent_decoded(fragment);
    if !body.has_anchor(&fragment) {
        let note = codes::text::no_section_there(slot.place.clone(), &fragment);
        notes.push(body.with_nearest_section(note, &fragment));
    }
}

/// The note on a link or picture whose file does not exist, with the nearest file in the same folder.
fn broken(slot: &LinkSlot, sources: &Sources, wanted: Option<&str>, guesses: &mut Guesses<'_>) -> Note {
    let shown = &slot.target;
    let note = match slot.kind {
        SlotKind::Picture => codes::site::missing_picture(slot.place.clone(), shown),
        SlotKind::Link => codes::site::broken_link(slot.place.clone(), shown),
    };
    let folder = shown.rfind('/').map_or("", |at| &shown[..=at]);
    let near = wanted.and_then(|wanted| nearest_file(wanted, sources, guesses)).map(|near| format!("{folder}{near}"));
    match (near, slot.kind) {
        (Some(near), _) => note.remedy(codes::did_you_mean(near)),
        (None, SlotKind::Picture) => note.remedy(codes::site::put_picture_beside()),
        (None, SlotKind::Link) => note.remedy(codes::site::check_names()),
    }
}

/// The name of the file that was probably meant: the same but for case, else the nearest in that folder.
fn nearest_file<'a>(wanted: &str, sources: &'a Sources, guesses: &mut Guesses<'_>) -> Option<&'a str> {
    let (folder, name) = wanted.rsplit_once('/')?;
    let folder = format!("{folder}/");
    // Entries are sorted by path, so those of a folder stand together.
    let first = sources.entries.partition_point(|entry| entry.path.as_str() < folder.as_str());
    // What begins with the character after `/` stands behind them.
    let after = format!("{}0", folder.trim_end_matches('/'));
    let end = sources.entries.partition_point(|entry| entry.path.as_str() < after.as_str()).max(first);
    if !guesses.left(end - first) {
        return None;
    }
    let names: Vec<&str> = sources.entries[first..end]
        .iter()
        .map_while(|entry| entry.path.strip_prefix(folder.as_str()))
        .filter(|rest| !rest.contains('/'))
        .collect();
    let same_but_case = |other: &&str| other.eq_ignore_ascii_case(name);
    names.iter().copied().find(same_but_case).or_else(|| did_you_mean::nearest(name, names.iter().copied()))
}

/// Where a field such as `cover` is read from, and what it names there: `/img/a.png` lies below `content/static/`.
#[must_use]
pub fn of_field<'a>(from: &'a str, written: &'a str) -> (&'a str, &'a str) {
    match written.strip_prefix('/').filter(|below| !below.starts_with(['/', '\\'])) {
        Some(below) => ("content/static/", below),
        None => (from, written),
    }
}

/// The picture that a field such as `cover` names.
pub fn picture(
    written: &str,
    from: &str,
    place: impl Fn() -> Place,
    reachable: &LinkTargets<'_>,
    files: &Files,
    sources: &Sources,
    notes: &mut Vec<Note>,
) -> Option<(String, Route)> {
    let (from, below) = of_field(from, written);
    let path = path_in(sources, from, below);
    let found = path.as_ref().and_then(|path| files.get(path).filter(|_| is_picture(path)).map(|facts| (path.clone(), facts)));
    if let Some((path, FileFacts { active: Some(what), .. })) = &found {
        notes.push(codes::site::active_svg(place(), path.rsplit('/').next().unwrap_or(path), what));
        return None;
    }
    if let Some((path, facts)) = found {
        let name = path.rsplit('/').next().unwrap_or(&path).to_owned();
        return Some((path, Route::asset(&name, &facts.key)));
    }
    if let Some(path) = path.as_ref().filter(|path| files.contains_key(*path)) {
        notes.push(not_a_picture(path.rsplit('/').next().unwrap_or(path), place()));
        return None;
    }
    let slot = LinkSlot { at: 0, kind: SlotKind::Picture, target: written.to_owned(), place: place() };
    notes.push(broken(&slot, sources, path.as_deref(), &mut Guesses::of(reachable)));
    None
}

/// A body's HTML with every gap filled by `address`.
pub fn fill<'a>(body: &'a Body, targets: &[Target], mut address: impl FnMut(&Target, &mut String)) -> std::borrow::Cow<'a, str> {
    if body.slots.is_empty() {
        return std::borrow::Cow::Borrowed(&body.html);
    }
    let mut html = String::with_capacity(body.html.len() + 48 * body.slots.len());
    let mut from = 0;
    // Whether a link without a target is open: its text stays, its end goes.
    let mut is_bare = false;
    for (slot, target) in body.slots.iter().zip(targets) {
        push_without_end(&body.html[from..slot.at], &mut is_bare, &mut html);
        from = slot.at;
        let start = (*target == Target::Broken && slot.kind == SlotKind::Link).then(|| html.rfind("<a ")).flatten();
        match (start, tag_end(&body.html[from..])) {
            (Some(start), Some(length)) => {
                html.truncate(start);
                from += length;
                is_bare = true;
            }
            _ => address(target, &mut html),
        }
    }
    push_without_end(&body.html[from..], &mut is_bare, &mut html);
    std::borrow::Cow::Owned(html)
}

/// Adds a piece of a body, without the end of a link whose beginning is not there. Links do not stand in one another.
fn push_without_end(piece: &str, is_bare: &mut bool, html: &mut String) {
    const END: &str = "</a>";
    match piece.find(END).filter(|_| *is_bare) {
        Some(at) => {
            html.push_str(&piece[..at]);
            html.push_str(&piece[at + END.len()..]);
            *is_bare = false;
        }
        None => html.push_str(piece),
    }
}

/// The length of the rest of a tag, from within a quoted value of it.
fn tag_end(rest: &str) -> Option<usize> {
    let mut is_quoted = true;
    for (at, byte) in rest.bytes().enumerate() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'>' if !is_quoted => return Some(at + 1),
            _ => {}
        }
    }
    None
}
