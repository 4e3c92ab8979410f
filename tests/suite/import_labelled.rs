//! `banbao import` against a labelled set: forty inputs as offices, papers and browsers make them, and how much of what a
//! reader would say of them it says too.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::import::{import, site, told};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import")
}

/// How often something was right.
#[derive(Default)]
struct Rate {
    right: usize,
    all: usize,
}

impl Rate {
    fn count(&mut self, is_right: bool) {
        self.right += usize::from(is_right);
        self.all += 1;
    }

    fn percent(&self) -> f64 {
        100.0 * self.right as f64 / self.all.max(1) as f64
    }
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The letters of an input as a reader of its format would see them, or none where another test compares them.
fn letters_of(file: &Path) -> Option<String> {
    let bytes = fs::read(file).expect("input");
    match file.extension()?.to_str()? {
        "txt" => Some(letters(&banbao::import::detect::decode(&bytes).0)),
        "docx" => {
            let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("archive");
            let mut text = String::new();
            for part in ["word/document.xml", "word/footnotes.xml"] {
                let mut xml = String::new();
                if archive.by_name(part).ok().is_some_and(|mut part| part.read_to_string(&mut xml).is_ok()) {
                    let tree = roxmltree::Document::parse(&xml).expect("XML");
                    // The second form of a text box says the same again.
                    let is_seen = |node: &roxmltree::Node| node.ancestors().all(|around| around.tag_name().name() != "Fallback");
                    let of_text = |node: &roxmltree::Node| node.tag_name().name() == "t";
                    tree.descendants().filter(of_text).filter(is_seen).for_each(|node| text += node.text().unwrap_or_default());
                }
            }
            Some(letters(&text))
        }
        _ => None,
    }
}

/// How many letters of the input are neither in the articles nor in the report.
fn lost(source: &str, stories: &[Value]) -> usize {
    let mut left: BTreeMap<char, usize> = BTreeMap::new();
    let mut count = |text: &str| text.chars().for_each(|c| *left.entry(c).or_default() += 1);
    for story in stories {
        count(story["text"].as_str().unwrap_or_default());
        let texts = |key: &str| story[key].as_array().cloned().unwrap_or_default();
        texts("dropped").iter().filter_map(Value::as_str).for_each(&mut count);
        // A name or date that left the text for the front matter stands in the decision with what was written.
        texts("decisions")
            .iter()
            .filter(|one| one["about"] == "author" || one["about"] == "date" || one["about"] == "source")
            .filter_map(|one| one["sentence"].as_str())
            .for_each(&mut count);
    }
    source
        .chars()
        .filter(|c| match left.get_mut(c).filter(|left| **left > 0) {
            Some(left) => {
                *left -= 1;
                false
            }
            None => true,
        })
        .count()
}

/// Whether a sentence stands in one line of an article.
fn is_whole(sentence: &str, stories: &[Value]) -> bool {
    let wanted = letters(sentence);
    stories.iter().filter_map(|story| story["text"].as_str()).flat_map(str::lines).any(|line| letters(line).contains(&wanted))
}

/// The numbers of issue 12: 95 in 100 for title, author, community and date; every sentence; no letter.
#[test]
fn a_labelled_set_is_read_as_its_makers_mean_it() {
    let set: Vec<Value> = serde_json::from_str(&fs::read_to_string(folder().join("labelled.json")).expect("labels")).expect("JSON");
    let project = site();
    let mut rates: BTreeMap<&str, Rate> = BTreeMap::new();
    let (mut letters_lost, mut wrong) = (0, String::new());
    for input in &set {
        let name = input["file"].as_str().expect("file");
        let file = folder().join(name);
        let path = file.display().to_string();
        let options: Vec<&str> = input["options"].as_array().expect("options").iter().filter_map(Value::as_str).collect();
        let args: Vec<&str> = [path.as_str()].into_iter().chain(options).chain(["--dry-run", "--format", "json"]).collect();
        let run = import(&project, &args);
        let stories: Vec<Value> =
            run.stdout.lines().filter_map(|line| serde_json::from_str(line).ok()).filter(|line: &Value| line["status"] != "note").collect();
        let told = told(&run);
        let expected = input["stories"].as_array().expect("stories");
        rates.entry("inputs with the right number of stories").or_default().count(told.len() == expected.len());
        for (at, story) in expected.iter().enumerate() {
            let fields: Vec<String> = told.get(at).map(|told| told.split(" | ").map(str::to_owned).collect()).unwrap_or_default();
            for (at, field) in ["title", "author", "community", "date"].into_iter().enumerate() {
                let meant = story[field].as_str().expect("label");
                if field == "date" && meant.is_empty() {
                    continue;
                }
                let is_right = fields.get(at).is_some_and(|found| found == meant);
                rates.entry(field).or_default().count(is_right);
                if !is_right {
                    let _ = writeln!(wrong, "{name}: {field} is {:?}, meant {meant:?}", fields.get(at));
                }
            }
            for sentence in story["sentences"].as_array().expect("sentences").iter().filter_map(Value::as_str) {
                let is_right = is_whole(sentence, &stories);
                rates.entry("sentences").or_default().count(is_right);
                if !is_right {
                    let _ = writeln!(wrong, "{name}: not whole: {sentence}");
                }
            }
        }
        let missing = letters_of(&file).map_or(0, |source| lost(&source, &stories));
        if missing > 0 {
            let _ = writeln!(wrong, "{name}: {missing} letters lost");
        }
        letters_lost += missing;
    }
    for (what, rate) in &rates {
        println!("{what:<40} {:>4} of {:<4} {:>6.1} %", rate.right, rate.all, rate.percent());
    }
    println!("letters lost {letters_lost}\n{wrong}");
    assert!(set.len() >= 40, "the set has {} inputs", set.len());
    for (field, least) in [("title", 95.0), ("author", 95.0), ("community", 95.0), ("date", 95.0), ("sentences", 100.0)] {
        assert!(rates[field].percent() >= least, "{field} {:.1} %\n{wrong}", rates[field].percent());
    }
    assert_eq!(letters_lost, 0, "{wrong}");
}
