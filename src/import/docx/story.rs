//! Paragraphs of a Word file become a story: which line is the title, which are headings, what stands below a picture.

use crate::byline;
use crate::say;

use super::super::draft::{Block, Draft, Picture, Run, Sureness, text_of};
use super::super::picture;
use super::super::text::{headline, is_caption, is_numbered};
use super::package::Package;
use super::shape::{Document, Item, Paragraph};

/// The largest picture that is taken out of a Word file.
const LARGEST_PICTURE: u64 = 50 * 1024 * 1024;

/// The stories of a document: one, or one for each paragraph in the style of titles.
pub(super) fn drafts(document: Document, package: &mut Package<'_>) -> Vec<Draft> {
    let Document { items, footnotes, numbering, links, counts, around } = document;
    let body_size = usual_size(&items);
    let titles = titles(&items, body_size);
    let mut story = Story { draft: Draft::default(), package, links: &links, counters: Vec::new() };
    let mut drafts = Vec::new();
    let mut has_body = false;
    for (at, item) in items.into_iter().enumerate() {
        match item {
            Item::Table(rows) => {
                has_body = true;
                story.table(rows);
            }
            Item::Paragraph(paragraph) if titles.contains(&at) => {
                if has_body {
                    drafts.push(std::mem::take(&mut story.draft));
                    has_body = false;
                }
                story.title(&paragraph);
            }
            Item::Paragraph(paragraph) => {
                has_body |= paragraph.runs.iter().any(|run| !run.text.trim().is_empty());
                story.paragraph(paragraph, body_size, &numbering);
            }
        }
    }
    let mut draft = std::mem::take(&mut story.draft);
    draft.footnotes = footnotes;
    tell(&mut draft, &counts, around);
    drafts.push(draft);
    drafts
}

/// What was left out or made flat.
fn tell(draft: &mut Draft, counts: &super::shape::Counts, around: Vec<String>) {
    if !around.is_empty() {
        let text = around.join("；");
        draft.decide("dropped", Sureness::Sure, say!("页眉页脚没有放进来：“{text}”", "headers and footers were left out: `{text}`"));
        draft.dropped.extend(around);
    }
    if counts.deletions > 0 {
        let (count, text) = (counts.deletions, &counts.deleted);
        draft.decide(
            "dropped",
            Sureness::Sure,
            say!("{count} 处修订中删掉的字没有放进来：“{text}”", "{count} tracked deletions were left out: `{text}`"),
        );
        draft.dropped.push(counts.deleted.clone());
    }
    if counts.insertions > 0 {
        let count = counts.insertions;
        draft.decide("tracked", Sureness::Sure, say!("{count} 处修订中加上的字保留了", "{count} tracked insertions were kept"));
    }
    if counts.comments > 0 {
        let count = counts.comments;
        draft.decide("dropped", Sureness::Sure, say!("{count} 条批注没有放进来", "{count} comments were left out"));
    }
    if counts.merged > 0 {
        let count = counts.merged;
        draft.decide(
            "table",
            Sureness::Likely,
            say!("表格里有 {count} 处合并的格子，已摊平，请看一眼", "{count} merged cells of tables were made flat: look at them"),
        );
    }
    if counts.boxes > 0 {
        let count = counts.boxes;
        draft.decide(
            "box",
            Sureness::Likely,
            say!(
                "{count} 个文本框里的字放在它所在那一段的后面",
                "the text of {count} text boxes stands after the paragraph that they hang on"
            ),
        );
    }
}

/// The size in which most characters stand.
fn usual_size(items: &[Item]) -> u32 {
    let mut sizes = std::collections::BTreeMap::<u32, usize>::new();
    for item in items {
        if let Item::Paragraph(paragraph) = item {
            *sizes.entry(paragraph.size).or_default() += paragraph.runs.iter().map(|run| run.text.chars().count()).sum::<usize>();
        }
    }
    sizes.into_iter().max_by_key(|(_, count)| *count).map_or(0, |(size, _)| size)
}

fn is_title_style(paragraph: &Paragraph) -> bool {
    matches!(paragraph.style.as_str(), "title" | "标题" | "文章标题" | "大标题" | "题目")
}

/// Which paragraphs are titles: by style; else the only first heading; else what is centred, large or bold at the head.
fn titles(items: &[Item], body_size: u32) -> Vec<usize> {
    let texts = || {
        items.iter().enumerate().filter_map(|(at, item)| match item {
            Item::Paragraph(paragraph) if paragraph.runs.iter().any(|run| !run.text.trim().is_empty()) => Some((at, paragraph)),
            _ => None,
        })
    };
    let by_style: Vec<usize> = texts().filter(|(_, paragraph)| is_title_style(paragraph)).map(|(at, _)| at).collect();
    if !by_style.is_empty() {
        return by_style;
    }
    let firsts: Vec<usize> = texts().filter(|(_, paragraph)| paragraph.outline == Some(1)).map(|(at, _)| at).collect();
    if let [only] = firsts.as_slice()
        && texts().position(|(at, _)| at == *only).is_some_and(|place| place < 3)
    {
        return vec![*only];
    }
    let mut found: Vec<usize> = Vec::new();
    for (at, paragraph) in texts().take(4) {
        let text = text_of(&paragraph.runs);
        let text = text.trim();
        let is_short = text.chars().count() <= 45 && !text.ends_with(['。', '；', '，', '：', ':']);
        let is_large = paragraph.size > body_size && body_size > 0;
        let is_bold = paragraph.runs.iter().all(|run| run.bold || run.text.trim().is_empty());
        let stands_out = is_large || paragraph.is_centred || is_bold;
        let signs = byline::read(text, &|_| false).is_some_and(|byline| byline.has_role || !paragraph.is_centred && !is_large)
            || super::super::furniture::only_day(text).is_some();
        if !is_short || !stands_out || signs || is_numbered(text) || is_caption(text) || paragraph.is_right || paragraph.number.is_some() {
            break;
        }
        // A second line of the same kind goes on with the first, or is what stands below a title.
        let same = found.first().and_then(|first| items.get(*first)).is_none_or(|first| matches!(first, Item::Paragraph(first) if (first.size, first.is_centred) == (paragraph.size, paragraph.is_centred) && (first.is_centred || is_large) || text.starts_with('—')));
        if !same {
            break;
        }
        found.push(at);
        if found.len() == 2 {
            break;
        }
    }
    found
}

struct Story<'a, 'b> {
    draft: Draft,
    package: &'a mut Package<'b>,
    links: &'a std::collections::BTreeMap<String, (String, bool)>,
    counters: Vec<(String, u8, u32)>,
}

impl Story<'_, '_> {
    fn title(&mut self, paragraph: &Paragraph) {
        let text = text_of(&paragraph.runs).split_whitespace().collect::<Vec<_>>().join(" ");
        if self.draft.title.is_empty() {
            self.draft.title = text.clone();
            let how = if is_title_style(paragraph) || paragraph.outline.is_some() {
                say!("用了标题样式", "it has the style of a title")
            } else {
                say!("在最前面，居中、加粗或字大", "it stands first, centred, bold or large")
            };
            let (zh, en) = (how.zh, how.en);
            self.draft.decide("title", Sureness::Sure, say!("标题“{text}”：{zh}", "title `{text}`: {en}"));
        } else {
            headline(&mut self.draft.title, &text);
        }
        self.pictures(&paragraph.pictures);
    }

    fn table(&mut self, rows: Vec<Vec<Vec<Run>>>) {
        // A table of one cell is a frame around its text.
        if let [row] = rows.as_slice()
            && let [cell] = row.as_slice()
        {
            self.draft.blocks.push(Block::Paragraph(cell.clone()));
            return;
        }
        self.draft.blocks.push(Block::Table(rows));
    }

    fn paragraph(&mut self, paragraph: Paragraph, body_size: u32, numbering: &super::parts::Numbering) {
        let text = text_of(&paragraph.runs);
        let text = text.trim();
        if !text.is_empty() || paragraph.runs.iter().any(|run| run.footnote.is_some()) {
            let block = self.block(&paragraph, text, body_size, numbering);
            self.draft.blocks.push(block);
        }
        self.pictures(&paragraph.pictures);
    }

    fn block(&mut self, paragraph: &Paragraph, text: &str, body_size: u32, numbering: &super::parts::Numbering) -> Block {
        let mut runs = paragraph.runs.clone();
        trim(&mut runs);
        let last_is_picture = matches!(self.draft.blocks.last(), Some(Block::Picture(_, caption)) if caption.is_empty());
        let is_below = is_caption(text)
            || paragraph.style.contains("caption")
            || paragraph.style == "题注"
            || paragraph.is_centred && text.chars().count() <= 40 && !text.ends_with('。');
        if last_is_picture
            && is_below
            && let Some(Block::Picture(at, _)) = self.draft.blocks.pop()
        {
            return Block::Picture(at, runs);
        }
        if is_caption(text) && !is_title_style(paragraph) {
            return Block::Caption(runs);
        }
        if let Some(level) = paragraph.outline.filter(|_| text.chars().count() <= 60) {
            let label = self.label(paragraph, numbering);
            return Block::Heading(level, with_label(label, unstyled(runs)));
        }
        let is_line = text.chars().count() <= 30 && !text.ends_with(['。', '；', '，', '：', ':', '！', '？']) && !text.contains('。');
        if let Some((number, level)) = paragraph.number.as_ref().filter(|(number, _)| number != "0") {
            let format = numbering.level(number, *level).map(|(format, _)| format.as_str()).unwrap_or("bullet");
            match format {
                "bullet" | "none" => return Block::Item(None, *level, runs),
                "decimal"
                    if numbering.level(number, *level).is_none_or(|(_, text)| {
                        text.trim_end_matches(['.', '、', '．', ' ']).starts_with('%') && text.chars().count() <= 4
                    }) =>
                {
                    let count = self.count(number, *level);
                    return Block::Item(Some(count), *level, runs);
                }
                _ => {
                    let label = self.label(paragraph, numbering);
                    let is_heading = is_line && *level == 0;
                    let runs = with_label(label, if is_heading { unstyled(runs) } else { runs });
                    return if is_heading { Block::Heading(1, runs) } else { Block::Paragraph(runs) };
                }
            }
        }
        let is_bold = runs.iter().all(|run| run.bold || run.text.trim().is_empty());
        let is_large = paragraph.size > body_size && body_size > 0;
        let signs = byline::read(text, &|_| false).is_some() || super::super::furniture::only_day(text).is_some();
        let is_heading = is_line && !paragraph.is_right && !signs && (is_numbered(text) || is_bold || is_large);
        if is_heading {
            let is_second = text.starts_with(['（', '(']);
            return Block::Heading(if is_second { 2 } else { 1 }, unstyled(runs));
        }
        Block::Paragraph(runs)
    }

    fn count(&mut self, number: &str, level: u8) -> u32 {
        self.counters.retain(|(other, at, _)| other != number || *at <= level);
        match self.counters.iter_mut().find(|(other, at, _)| other == number && *at == level) {
            Some((_, _, count)) => {
                *count += 1;
                *count
            }
            None => {
                self.counters.push((number.to_owned(), level, 1));
                1
            }
        }
    }

    /// The number that Word shows before a paragraph, as text: 一、
    fn label(&mut self, paragraph: &Paragraph, numbering: &super::parts::Numbering) -> String {
        let Some((number, level)) = paragraph.number.as_ref().filter(|(number, _)| number != "0") else { return String::new() };
        let Some((format, text)) = numbering.level(number, *level) else { return String::new() };
        if format == "bullet" || format == "none" {
            return String::new();
        }
        let count = self.count(number, *level);
        let shown = if format.contains("hinese") || format.contains("ideograph") || format == "japaneseCounting" {
            chinese(count)
        } else {
            count.to_string()
        };
        text.replace(&format!("%{}", level + 1), &shown)
    }

    fn pictures(&mut self, ids: &[String]) {
        for id in ids {
            let Some((target, is_outside)) = self.links.get(id) else { continue };
            if *is_outside {
                let shown: String = target.chars().take(80).collect();
                self.draft.decide(
                    "picture",
                    Sureness::Likely,
                    say!("有一张图片在文件外面（{shown}），没有取", "a picture lies outside of the file ({shown}) and was not fetched"),
                );
                continue;
            }
            let part = if let Some(absolute) = target.strip_prefix('/') { absolute.to_owned() } else { format!("word/{target}") };
            let bytes = if part.contains("..") { Ok(None) } else { self.package.bytes(&part, LARGEST_PICTURE) };
            match bytes.ok().flatten().and_then(|bytes| Some((picture::ending(&bytes)?, bytes))) {
                Some((ending, bytes)) => {
                    self.draft.blocks.push(Block::Picture(self.draft.pictures.len(), Vec::new()));
                    self.draft.pictures.push(Picture { name: format!("picture.{ending}"), bytes });
                }
                None => self.draft.decide(
                    "picture",
                    Sureness::Likely,
                    say!(
                        "图片“{part}”网页显示不了（可能是 EMF、WMF 或坏了），没有放进来",
                        "the picture `{part}` cannot be shown on a page and was left out"
                    ),
                ),
            }
        }
    }
}

/// Without the blanks at both ends, such as an indent of two full-width blanks.
fn trim(runs: &mut Vec<Run>) {
    let is_blank = |c: char| c.is_whitespace();
    while let Some(first) = runs.first_mut().filter(|run| run.footnote.is_none()) {
        first.text = first.text.trim_start_matches(is_blank).to_owned();
        if !first.text.is_empty() {
            break;
        }
        runs.remove(0);
    }
    while let Some(last) = runs.last_mut().filter(|run| run.footnote.is_none()) {
        last.text.truncate(last.text.trim_end_matches(is_blank).len());
        if !last.text.is_empty() {
            break;
        }
        runs.pop();
    }
}

fn unstyled(runs: Vec<Run>) -> Vec<Run> {
    runs.into_iter().map(|run| Run { bold: false, italic: false, ..run }).collect()
}

fn with_label(label: String, mut runs: Vec<Run>) -> Vec<Run> {
    if !label.is_empty() {
        runs.insert(0, Run::plain(label));
    }
    runs
}

/// 1 to 99 in Chinese numerals.
fn chinese(number: u32) -> String {
    let digit = |number: u32| "一二三四五六七八九".chars().nth(number.saturating_sub(1) as usize).map(String::from).unwrap_or_default();
    match number {
        0 | 100.. => number.to_string(),
        1..=9 => digit(number),
        _ => {
            let (tens, ones) = (number / 10, number % 10);
            format!("{}十{}", if tens == 1 { String::new() } else { digit(tens) }, if ones == 0 { String::new() } else { digit(ones) })
        }
    }
}
