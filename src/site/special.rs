//! File names that mean something to hosts, to browsers or to banbao: one table for former addresses, for files of the
//! site below `content/static/`, and for attachments.
//!
//! A former address is an article's wish and never takes such a name. A file of the site may, since whoever keeps it
//! may want it, but it is named. Nothing here knows which of these names a site has.

use std::collections::HashMap;

use crate::article::is_reserved;
use crate::fold;
use crate::source::{Kind, Sources};

/// What a name means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A host takes orders from it.
    Host,
    /// Browsers let it stand between every page and the network.
    Worker,
    /// banbao's own, or another program's that lives in such folders.
    Own,
    /// No folder or file of Windows can have it.
    Windows,
    /// Some hosts run it as a program.
    Program,
    /// What whoever keeps the site tells browsers, search engines and others about it, proofs that it is theirs among them.
    Keeper,
}

/// Names, in lower case, wherever in an address they stand.
const NAMES: &[(&str, Meaning)] = &[
    (".htaccess", Meaning::Host),
    (".htpasswd", Meaning::Host),
    (".user.ini", Meaning::Host),
    ("web.config", Meaning::Host),
    ("_headers", Meaning::Host),
    ("_redirects", Meaning::Host),
    ("_worker.js", Meaning::Host),
    ("_routes.json", Meaning::Host),
    ("_config.yml", Meaning::Host),
    ("netlify.toml", Meaning::Host),
    ("vercel.json", Meaning::Host),
    ("wrangler.toml", Meaning::Host),
    ("staticwebapp.config.json", Meaning::Host),
    ("edgeone.json", Meaning::Host),
    ("firebase.json", Meaning::Host),
    ("now.json", Meaning::Host),
    ("serve.json", Meaning::Host),
    ("static.json", Meaning::Host),
    (".htdigest", Meaning::Host),
    ("200.html", Meaning::Host),
    ("sw.js", Meaning::Worker),
    ("service-worker.js", Meaning::Worker),
    ("serviceworker.js", Meaning::Worker),
    (".git", Meaning::Own),
    (".gitignore", Meaning::Own),
    (".gitattributes", Meaning::Own),
    (".gitmodules", Meaning::Own),
    (".svn", Meaning::Own),
    (".hg", Meaning::Own),
    (".github", Meaning::Own),
    (".gitlab-ci.yml", Meaning::Own),
    (".well-known", Meaning::Keeper),
    (".nojekyll", Meaning::Keeper),
    ("cname", Meaning::Keeper),
    ("robots.txt", Meaning::Keeper),
    ("humans.txt", Meaning::Keeper),
    ("security.txt", Meaning::Keeper),
    ("ads.txt", Meaning::Keeper),
    ("app-ads.txt", Meaning::Keeper),
    ("favicon.ico", Meaning::Keeper),
    ("crossdomain.xml", Meaning::Keeper),
    ("clientaccesspolicy.xml", Meaning::Keeper),
    ("apple-app-site-association", Meaning::Keeper),
    ("bingsiteauth.xml", Meaning::Keeper),
];

/// Names of banbao's own files begin so: its record, what it has not finished, its cache.
const OWN: &str = ".banbao";

/// Endings, in lower case, of files that some hosts run as programs.
const PROGRAMS: &[&str] = &[
    "php", "php3", "php4", "php5", "php7", "phtml", "phar", "shtml", "shtm", "stm", "hta", "htc", "cgi", "fcgi", "pl", "asp", "aspx",
    "ashx", "asmx", "cer", "jsp", "jspx", "jhtml", "cfm",
];

/// What the segments of a path mean, the gravest of them first; none when they are names like others.
pub(super) fn meaning(path: &str) -> Option<(&str, Meaning)> {
    path.split('/').filter(|segment| !segment.is_empty()).find_map(|segment| Some((segment, of_segment(segment)?)))
}

/// Whether a path holds a name that belongs to banbao itself or to version control, and to no site.
pub(crate) fn is_own_name(path: &str) -> bool {
    path.split('/').any(|segment| segment.starts_with('.') && of_segment(segment) == Some(Meaning::Own))
}

fn of_segment(segment: &str) -> Option<Meaning> {
    let name = segment.to_ascii_lowercase();
    if let Some((_, meaning)) = NAMES.iter().find(|(known, _)| *known == name) {
        return Some(*meaning);
    }
    if name.starts_with(OWN) {
        return Some(Meaning::Own);
    }
    let stem = name.split('.').next().unwrap_or_default();
    if is_reserved(stem) || name.ends_with('.') || name.ends_with(' ') {
        return Some(Meaning::Windows);
    }
    if is_program(&name) {
        return Some(Meaning::Program);
    }
    is_proof(&name).then_some(Meaning::Keeper)
}

/// Whether a file proves to a search engine or to WeChat whose site it is: `google1a2b.html`, `baidu_verify_x.html`.
fn is_proof(name: &str) -> bool {
    let by_google =
        name.strip_prefix("google").is_some_and(|rest| rest.ends_with(".html") && rest.starts_with(|c: char| c.is_ascii_hexdigit()));
    by_google || name.contains('.') && name.contains("verif")
}

/// Files whose names differ only in how their characters are composed, with the other's path: they look alike, and
/// macOS holds one of them. The one in parts is meant.
pub(super) fn twins(sources: &Sources) -> Vec<(&str, String)> {
    // Texts of one name have one address, which is told of them.
    let files = sources.entries.iter().filter(|entry| matches!(entry.kind, Kind::Beside | Kind::Static));
    let decomposed = files.filter(|entry| fold::may_be_decomposed(&entry.path));
    let mut seen: HashMap<String, &str> = HashMap::new();
    let mut twins = Vec::new();
    for entry in decomposed {
        let [composed, _] = fold::spellings(&entry.path);
        let path = entry.path.as_str();
        if composed != path && sources.get(&composed).is_some() {
            twins.push((path, composed));
        } else if let Some(other) = seen.insert(composed, path) {
            twins.push((path, other.to_owned()));
        }
    }
    twins
}

/// Whether some hosts run files of this ending, also with another ending behind it (`a.php.txt` where hosts are careless).
pub(super) fn is_program(name: &str) -> bool {
    name.split('.').skip(1).any(|ending| PROGRAMS.iter().any(|known| known.eq_ignore_ascii_case(ending)))
}
