//! Lines of a page become a story: which is the title, which are credits, headings, captions, and which are furniture.
//!
//! In: the lines of a page and what the page says of its story. Out: a draft. What is left out is counted and named.

use super::Found;
use super::flow::{Flow, Form, Line};
use super::labels::{self, Label};
use super::main_text::letters;
use super::pictures::{Album, Shown};
use super::report::{self, Left};
use super::tree::Tree;
use super::wechat::{is_end, is_furniture, is_list_of_others};
use crate::byline::{self, Signed};
use crate::import::draft::{Block, Draft, Run, Sureness};
use crate::import::furniture;
use crate::import::text::{headline, is_caption, is_numbered};
use crate::say;

/// The story of a page.
pub(super) fn draft(tree: &Tree, flow: Flow, found: Found, address: Option<String>, find: &dyn Fn(&str) -> Option<Vec<u8>>) -> Draft {
    let Flow { lines, dropped, merged } = flow;
    let Found { title, source, authors, published, is_wechat, .. } = found;
    // So many of the lines outside stand above the story.
    let begin = lines.iter().take_while(|line| !line.is_inside).count();
    let (inside, outside): (Vec<Line>, Vec<Line>) = lines.into_iter().partition(|line| line.is_inside);
    let mut story = Story {
        draft: Draft { title: on_one_line(&title), published, ..Draft::default() },
        album: Album::new(tree, find),
        usual: usual_size(&inside),
        first_long: inside.iter().position(is_long),
        last_long: inside.iter().rposition(is_long),
        furniture: Vec::new(),
        is_in_others: false,
        has_ended: false,
        titles: 0,
    };
    story.title(&outside, begin, &inside);
    story.page(source, authors, address, is_wechat);
    let around = story.outside(outside, begin, is_wechat);
    let mut card: Option<String> = None;
    for (at, line) in inside.iter().enumerate() {
        if let Some(number) = card.take() {
            // PART and 01 may stand in frames of their own.
            match is_card_number(line) {
                true => card = Some(format!("{number}{}", line.text().trim())),
                false => story.card(&number, line),
            }
            continue;
        }
        let is_word = matches!(line.text().trim().to_ascii_uppercase().as_str(), "PART" | "NO." | "NO" | "PART.");
        if is_word && inside.get(at + 1).is_some_and(is_card_number) && inside.get(at + 2).is_some_and(may_follow_card) {
            card = Some(line.text().trim().to_owned());
            continue;
        }
        if is_card_number(line) && inside.get(at + 1).is_some_and(may_follow_card) && story.last_long.is_some_and(|last| at < last) {
            card = Some(line.text().trim().to_owned());
            continue;
        }
        story.line(at, line, &inside);
    }
    let Story { mut draft, album, furniture, titles, .. } = story;
    report::tell(Left { titles, furniture, dropped, around, merged }, &mut draft);
    album.tell(&mut draft);
    draft
}

fn on_one_line(text: &str) -> String {
    let mut lines = text.split('\n').map(str::trim).filter(|line| !line.is_empty());
    let mut title = lines.next().unwrap_or_default().to_owned();
    lines.for_each(|line| headline(&mut title, line));
    title
}

/// The size in which most characters stand.
fn usual_size(lines: &[Line]) -> u32 {
    let mut sizes = std::collections::BTreeMap::<u32, usize>::new();
    for line in lines {
        *sizes.entry(line.size).or_default() += line.text().chars().count();
    }
    sizes.into_iter().max_by_key(|(_, count)| *count).map_or(0, |(size, _)| size)
}

/// Whether a line is running text.
fn is_long(line: &Line) -> bool {
    let text = line.text();
    let is_text =
        matches!(line.form, Form::Text | Form::Item(..) | Form::Quote) && (text.contains(['。', '！']) || text.chars().count() > 36);
    (is_text || matches!(line.form, Form::Table(_))) && !is_furniture(&text) && labels::read(&text, false).is_none()
}

/// `01`, `壹`, `PART 2`: the number of a section that stands in a frame of its own.
fn is_card_number(line: &Line) -> bool {
    let text = line.text();
    let compact: String = text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_ascii_uppercase();
    let number = compact.trim_start_matches("PART").trim_start_matches("NO").trim_start_matches('第').trim_end_matches(['章', '篇', '节']);
    let is_number = !number.is_empty()
        && number.chars().count() <= 2
        && (number.chars().all(|c| c.is_ascii_digit()) || number.chars().all(|c| "一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾".contains(c)));
    matches!(line.form, Form::Text | Form::Heading(_)) && is_number && text.chars().count() <= 12
}

fn may_follow_card(line: &Line) -> bool {
    let text = line.text();
    matches!(line.form, Form::Text | Form::Heading(_))
        && text.chars().count() <= 30
        && !text.contains('。')
        && !is_card_number(line)
        && !is_furniture(&text)
}

struct Story<'a> {
    draft: Draft,
    album: Album<'a>,
    usual: u32,
    /// The first line of running text, and the last.
    first_long: Option<usize>,
    last_long: Option<usize>,
    furniture: Vec<String>,
    /// Below 往期回顾.
    is_in_others: bool,
    /// Below END.
    has_ended: bool,
    /// Lines that are the title.
    titles: usize,
}

impl Story<'_> {
    /// The title as the page sets it, where what it says of itself is longer or cut.
    fn title(&mut self, outside: &[Line], begin: usize, inside: &[Line]) {
        let said = letters(&self.draft.title);
        let above = outside.iter().take(begin).filter(|line| !line.is_around);
        let candidates = above.chain(inside.iter().take(3)).filter(|line| matches!(line.form, Form::Text | Form::Heading(_)));
        let mut best: Option<String> = None;
        for line in candidates {
            let (text, set) = (line.text(), letters(&line.text()));
            let count = set.chars().count();
            let is_same = (4..=80).contains(&count)
                && (said.contains(&set) || matches!(line.form, Form::Heading(1 | 2)) && !said.is_empty() && set.starts_with(&said));
            if is_same && best.as_ref().is_none_or(|best| letters(best).chars().count() < count) {
                best = Some(on_one_line(&text));
            }
        }
        // A page that says nothing of itself may still set one line as its head.
        if said.is_empty() {
            let head = inside.iter().take(3).find(|line| matches!(line.form, Form::Heading(1)));
            best = head.map(|line| on_one_line(&line.text()));
        }
        if let Some(best) = best.filter(|best| letters(best).chars().count() * 2 >= said.chars().count()) {
            self.draft.title = best;
        }
        let title = self.draft.title.clone();
        if !title.is_empty() {
            self.draft.decide("title", Sureness::Sure, say!("标题“{title}”：网页上写着", "title `{title}`: it stands on the page"));
        }
    }

    /// What the page says of its story beside the text.
    fn page(&mut self, source: Option<String>, authors: Vec<String>, address: Option<String>, is_wechat: bool) {
        if !is_wechat {
            self.draft.decide(
                "page",
                Sureness::Likely,
                say!(
                    "这不是公众号的网页，正文是按文字多少找的",
                    "this page is not from WeChat: its text was found by where most of it stands"
                ),
            );
        }
        let shown = address.map(|address| format!("（{address}）")).unwrap_or_default();
        match source {
            Some(source) if is_wechat => {
                self.draft.decide(
                    "source",
                    Sureness::Sure,
                    say!("来源 {source}：公众号的名字{shown}", "source {source}: the account{shown}"),
                );
                self.draft.source = Some(source);
            }
            Some(source) => {
                self.draft.decide(
                    "source",
                    Sureness::Sure,
                    say!("来源 {source}：网页上写着{shown}", "source {source}: it stands on the page{shown}"),
                );
                self.draft.source = Some(source);
            }
            None if !shown.is_empty() => {
                self.draft.decide(
                    "source",
                    Sureness::Asked,
                    say!("网页上没有写来源{shown}", "the page does not say where it is from{shown}"),
                );
            }
            None => {}
        }
        if !authors.is_empty() {
            self.sign(None, authors, "作者");
        }
        if let Some(day) = self.draft.published.clone() {
            self.draft.decide("date", Sureness::Sure, say!("日期 {day}：网页上的发布日期", "date {day}: the page was published then"));
        }
    }

    fn sign(&mut self, role: Option<&'static str>, names: Vec<String>, written: &str) {
        let shown = names.join("、");
        self.draft.decide(
            "author",
            Sureness::Sure,
            say!("作者 {shown}：网页上写着“{written}”", "author {shown}: the page says `{written}`"),
        );
        match self.draft.signed.iter_mut().find(|group| group.role == role) {
            Some(group) => {
                for name in names {
                    if !group.names.contains(&name) {
                        group.names.push(name);
                    }
                }
            }
            None => self.draft.signed.push(Signed { role, names }),
        }
    }

    /// Takes what stands behind labels; gives back what is no part of a story.
    fn take(&mut self, labels: Vec<Label>, written: &str, over: bool) {
        let written = written.trim();
        let mut is_whole = true;
        for label in labels {
            match label {
                Label::Published(day) => {
                    if self.draft.published.is_none() {
                        let iso = day.iso(0);
                        self.draft.decide(
                            "date",
                            Sureness::Sure,
                            say!("日期 {iso}：网页上写着“{written}”", "date {iso}: the page says `{written}`"),
                        );
                        self.draft.published = Some(iso);
                    } else {
                        is_whole = false;
                    }
                }
                Label::Source(source) => {
                    let before = self.draft.source.clone().filter(|before| *before != source);
                    match before {
                        Some(_) if !over => is_whole = false,
                        _ => {
                            self.draft.decide(
                                "source",
                                Sureness::Sure,
                                say!("来源 {source}：网页上写着“{written}”", "source {source}: the page says `{written}`"),
                            );
                            self.draft.source = Some(source);
                        }
                    }
                }
                Label::Signed(role, names) => self.sign(role, names, written),
                Label::Noise => is_whole = false,
            }
        }
        if !is_whole {
            self.furniture.push(written.to_owned());
        }
    }

    /// What stands around the story; gives back what of it is none of the story's.
    fn outside(&mut self, lines: Vec<Line>, begin: usize, is_wechat: bool) -> Vec<String> {
        let title = letters(&self.draft.title);
        let mut around = Vec::new();
        for (at, line) in lines.into_iter().enumerate() {
            let text = match &line.form {
                Form::Picture(_) => continue,
                _ => line.text(),
            };
            if !title.is_empty() && letters(&text) == title {
                self.titles += 1;
                continue;
            }
            let found = if at < begin && !line.is_around && !is_wechat { labels::read(&text, true) } else { None };
            match found {
                Some(found) => self.take(found, &text, false),
                None => around.push(text),
            }
        }
        around
    }

    /// The number of a section and its line as one heading.
    fn card(&mut self, number: &str, line: &Line) {
        let mut runs = vec![Run::plain(format!("{number} "))];
        runs.extend(unstyled(line.runs.clone()));
        self.draft.blocks.push(Block::Heading(2, runs));
    }

    fn line(&mut self, at: usize, line: &Line, all: &[Line]) {
        let text = line.text();
        let text = text.trim();
        let is_before_text = self.first_long.is_none_or(|first| at <= first);
        let is_after_text = self.last_long.is_none_or(|last| at > last);
        if let Form::Picture(element) = line.form {
            self.is_in_others = self.is_in_others && is_after_text;
            if self.is_in_others {
                self.album.leave();
                return;
            }
            let calls = self.has_ended || calls_beside(at, all);
            if let Shown::Taken(number) = self.album.take(&mut self.draft, element, calls) {
                self.draft.blocks.push(Block::Picture(number, Vec::new()));
            }
            return;
        }
        if let Form::Table(rows) = &line.form {
            self.draft.blocks.push(Block::Table(rows.clone()));
            return;
        }
        let title = letters(&self.draft.title);
        if at < 3 && !title.is_empty() && letters(text) == title {
            self.titles += 1;
            return;
        }
        if is_end(text) {
            self.has_ended = true;
        }
        self.is_in_others =
            is_after_text && (is_list_of_others(text) || self.is_in_others && line.runs.iter().all(|run| run.link.is_some()));
        // Arrows and rules of characters.
        let is_ornament = !text.chars().any(char::is_alphanumeric);
        if self.is_in_others || is_ornament || is_furniture(text) && !matches!(line.form, Form::Heading(_)) {
            self.furniture.push(text.to_owned());
            return;
        }
        let found = if is_before_text || is_after_text { labels::read(text, is_before_text) } else { None };
        // A caption may begin as a label does: 图：….
        let follows_picture = matches!(self.draft.blocks.last(), Some(Block::Picture(_, caption)) if caption.is_empty());
        if let Some(found) = found.filter(|_| !(follows_picture && is_caption(text) && !is_after_text)) {
            self.take(found, text, true);
            return;
        }
        let block = self.block(line, text, is_after_text);
        self.draft.blocks.push(block);
    }

    fn block(&mut self, line: &Line, text: &str, is_after_text: bool) -> Block {
        let runs = line.runs.clone();
        let count = text.chars().count();
        let is_last = matches!(self.draft.blocks.last(), Some(Block::Picture(_, caption)) if caption.is_empty());
        // Where the text has no size of its own, it stands in that of WeChat.
        let usual = if self.usual == 0 { 17 } else { self.usual };
        let is_small = line.size > 0 && line.size < usual;
        let is_below = line.form == Form::Caption
            || is_caption(text)
            || matches!(line.form, Form::Text | Form::Quote)
                && count <= 50
                && (is_small || line.is_centred && !is_bold(line))
                && !text.ends_with('：');
        if is_last
            && is_below
            && let Some(Block::Picture(number, _)) = self.draft.blocks.pop()
        {
            return Block::Picture(number, runs);
        }
        match line.form {
            Form::Caption => return Block::Caption(runs),
            Form::Text if is_caption(text) => return Block::Caption(runs),
            Form::Heading(level) if count <= 60 => return Block::Heading(level.max(2), unstyled(runs)),
            Form::Item(number, depth) => return Block::Item(number, depth, runs),
            Form::Quote => return Block::Quote(runs),
            _ => {}
        }
        let signs = byline::read(text, &|_| false).is_some() || furniture::only_day(text).is_some();
        let is_label = text.chars().take(6).any(|c| matches!(c, '：' | ':'));
        let is_line = count <= 32
            && count > 1
            && !text.contains(['。', '\n'])
            && !text.ends_with(['，', '；', '：', ':', '、', ','])
            && text.chars().any(char::is_alphanumeric);
        let is_large = line.size > usual + 1;
        if is_line && !signs && !is_label && !is_after_text && (is_bold(line) || is_large || is_numbered(text)) {
            let is_second = text.starts_with(['（', '(']) && is_numbered(text);
            return Block::Heading(if is_second { 3 } else { 2 }, unstyled(runs));
        }
        let bullet = text.chars().next().filter(|c| matches!(c, '●' | '•' | '■' | '◆' | '○' | '◇' | '★' | '☆' | '▪' | '✦'));
        if bullet.is_some() && count > 2 {
            return Block::Item(None, 0, without_bullet(runs));
        }
        Block::Paragraph(runs)
    }
}

/// Whether a line beside a picture calls to follow an account.
fn calls_beside(at: usize, all: &[Line]) -> bool {
    let is_call = |line: &Line| {
        let text = line.text();
        is_furniture(&text) && ["关注", "扫", "识别", "长按", "二维码"].iter().any(|word| text.contains(word))
    };
    let is_words = |line: &&Line| !matches!(line.form, Form::Picture(_));
    let before = all.get(..at).unwrap_or_default().iter().rev().take(2).find(is_words);
    let after = all.get(at + 1..).unwrap_or_default().iter().take(2).find(is_words);
    before.is_some_and(is_call) || after.is_some_and(is_call)
}

fn is_bold(line: &Line) -> bool {
    line.runs.iter().all(|run| run.bold || run.text.trim().is_empty())
}

fn unstyled(runs: Vec<Run>) -> Vec<Run> {
    runs.into_iter().map(|run| Run { bold: false, italic: false, ..run }).collect()
}

fn without_bullet(mut runs: Vec<Run>) -> Vec<Run> {
    if let Some(first) = runs.first_mut() {
        let mark = first.text.chars().next().map_or(0, char::len_utf8);
        first.text = first.text.get(mark..).unwrap_or_default().trim_start().to_owned();
    }
    runs
}
