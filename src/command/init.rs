//! `banbao init`: a small site that builds at once.

use std::io::Write as _;
use std::path::Path;

use super::tell;
use crate::disk::{Disk, is_nothing};
use crate::error::{At as _, Error};
use crate::note::Speech;
use crate::say;

/// The files of a new site.
type Files = [(&'static str, &'static str); 6];

const CHINESE: Files = [
    ("content/site.yaml", include_str!("init/zh/site.yaml")),
    ("content/communities/shili.md", include_str!("init/zh/community.md")),
    ("content/programs/linlijie.md", include_str!("init/zh/program.md")),
    ("content/2024/08/huanying.md", include_str!("init/zh/article.md")),
    ("content/pages/about.md", include_str!("init/zh/about.md")),
    (".gitignore", "/public/\n"),
];
/// Whoever wants to be spoken to in English could not read the other one.
const ENGLISH: Files = [
    ("content/site.yaml", include_str!("init/en/site.yaml")),
    ("content/communities/example.md", include_str!("init/en/community.md")),
    ("content/programs/neighbours-day.md", include_str!("init/en/program.md")),
    ("content/2024/08/welcome.md", include_str!("init/en/article.md")),
    ("content/pages/about.md", include_str!("init/en/about.md")),
    (".gitignore", "/public/\n"),
];

/// Makes a new site.
///
/// # Errors
/// When the folder already holds a site, or cannot be written.
pub fn run(dir: &Path, speech: Speech) -> Result<u8, Error> {
    let shown = dir.display();
    let disk = Disk::default();
    if is_there(&disk, &dir.join("content"))? {
        return Err(Error::Usage(say!("{shown} 里已经有 content/，没有改动它", "{shown} already has content/; nothing was changed")));
    }
    let files = match speech {
        Speech::Chinese => CHINESE,
        Speech::English => ENGLISH,
    };
    for (file, text) in files {
        let path = dir.join(file);
        if is_there(&disk, &path)? {
            continue;
        }
        if let Some(folder) = path.parent() {
            disk.create_dir_all(folder).at(folder)?;
        }
        let text = text.replace("{version}", env!("CARGO_PKG_VERSION"));
        disk.write_new(&path, text.as_bytes()).at(&path)?;
    }
    let _ = writeln!(std::io::stdout(), "{shown}");
    tell(
        say!(
            "新站点在 {shown}。接下来：\n  banbao --root {shown} serve --open   边写边看\n  banbao --root {shown} build          做成网站，在 {shown}/public/\n站名写在 content/site.yaml，稿件放在 content/ 里",
            "the new site is in {shown}. Next:\n  banbao --lang en --root {shown} serve --open   preview while you write\n  banbao --lang en --root {shown} build          build it into {shown}/public/\nits title is in content/site.yaml, articles go below content/"
        )
        .in_language(speech),
    );
    Ok(0)
}

fn is_there(disk: &Disk, path: &Path) -> Result<bool, Error> {
    match disk.facts(path) {
        Ok(_) => Ok(true),
        Err(error) if is_nothing(&error) => Ok(false),
        Err(error) => Err(error).at(path),
    }
}
