//! Makes inputs: takes a good one, and cuts, doubles, splices and litters it with what parsers stumble over.

/// A small generator of numbers: the same on every machine.
pub(super) struct Dice(u64);

impl Dice {
    /// The dice of one input of one target.
    pub(super) fn of(target: &str, number: u64) -> Self {
        let name = target.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
        let mut dice = Self(name ^ number.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        dice.next();
        dice
    }

    fn next(&mut self) -> u64 {
        // SplitMix64 (Steele, Lea, Flood 2014).
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub(super) fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % (n.max(1) as u64)).unwrap_or(0)
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.below(from.len())]
    }
}

/// No input is longer: what is long is tests/pathological's.
const MOST: usize = 64 * 1024;

/// Tokens of Markdown, HTML and addresses.
pub(super) const MARKDOWN: &[&str] = &[
    "**",
    "*",
    "_",
    "~~",
    "~",
    "`",
    "```",
    "```rust\n",
    "[",
    "]",
    "](",
    "![",
    "](<",
    ")",
    "<",
    ">",
    "|",
    "\n|-|-|\n",
    "\n\n",
    "\n",
    "\r",
    "\t",
    "    ",
    "  \n",
    "> ",
    "- ",
    "1. ",
    "1) ",
    "- [ ] ",
    "- [x] ",
    "# ",
    "###### ",
    "\n===\n",
    "\n---\n",
    "***",
    "[^1]",
    "\n[^1]: ",
    "\n[甲]: ",
    "[[",
    "{#id .c}",
    "{",
    "}",
    "\\",
    "&",
    "&#0;",
    "&#xD800;",
    "&lt;",
    "&colon;",
    "&Tab;",
    "&NewLine;",
    "&#8;",
    "&amp;#106;",
    "<!--",
    "-->",
    "<!--more-->",
    "<!-",
    "<![CDATA[",
    "]]>",
    "<?",
    "<br>",
    "<br/>",
    "<ruby>",
    "</ruby>",
    "<rt>",
    "<rp>",
    "<u>",
    "</u>",
    "<sub>",
    "<kbd>",
    "<script>",
    "</script>",
    "<style>",
    "<svg onload=x>",
    "<math><mtext>",
    "<img src=x onerror=y>",
    "<a href=\"",
    "<table><td>",
    "<select>",
    "<template>",
    "<noscript>",
    "<textarea>",
    "<title>",
    "<plaintext>",
    "<iframe srcdoc=\"",
    "<form action=",
    "javascript:alert(1)",
    "java\nscript:",
    "JaVaScRiPt&colon;",
    "\u{1}javascript:",
    "data:text/html,<script>",
    "data:image/png;base64,",
    "vbscript:",
    "//evil.example/",
    "\\\\evil.example",
    "https://",
    "mailto:",
    "tel:",
    "#",
    "#top",
    "../",
    "/2024/08/",
    "%2e%2e/",
    "%00",
    "%e4%b8",
    "x.md",
    "x.md#a",
    "a.png",
    "<https://a.b>",
    "<a@b.c>",
    "$",
    "$$",
    "==",
    "^",
    ":::",
    "> [!NOTE]\n> ",
    "{{ x }}",
    "{% raw %}",
    "{{< x >}}",
];

/// Tokens of front matter and configuration.
pub(super) const YAML: &[&str] = &[
    "---\n",
    "---",
    "...",
    "\n",
    ": ",
    ":",
    "- ",
    "[",
    "]",
    "{",
    "}",
    ",",
    "\"",
    "'",
    "|\n",
    ">\n",
    "|-",
    "#",
    " #",
    "&a ",
    "*a",
    "<<: *a",
    "!!str ",
    "!x ",
    "%YAML",
    "?",
    "~",
    "null",
    "true",
    "yes",
    "0x1",
    "1e999",
    ".nan",
    "-0",
    "999999999999999999999",
    "\\u0000",
    "\\",
    "\t",
    "  ",
    "\u{3000}",
    "title",
    "title: ",
    "date: ",
    "author: ",
    "community: ",
    "program: ",
    "tags: ",
    "aliases: ",
    "publish: ",
    "expires: ",
    "pin: ",
    "cover: ",
    "id: ",
    "draft: ",
    "corrections: ",
    "name: ",
    "menu: ",
    "base_url: ",
    "footer: ",
    "per_page: ",
    "time_zone: ",
    "标题：",
    "作者：",
    "社区: ",
    "日期：",
    "标签：",
    "2024-08-13",
    "2024-08-13 09:30",
    "2024-08-13T01:30:00.000Z",
    "2024年8月13日",
    "２０２４",
    "二〇二四年八月十三日",
    "8月13日",
    "下午3点",
    "晚上12点",
    "2024-13-45",
    "-9999-01-01",
    "9999-12-31",
    "{文: ",
    "，",
    "、",
    "“",
    "”",
    "：",
    "［",
    "文/",
    "图/",
    "con",
    "..",
    "/",
    "%2e",
];

/// What Chinese text and its input methods bring, and what nobody sees.
pub(super) const CHINESE: &[&str] = &[
    "莫阳社区",
    "徐叶婷",
    "祥爱邻距离",
    "垃圾分类",
    "，",
    "。",
    "！",
    "？",
    "：",
    "；",
    "（",
    "）",
    "《",
    "》",
    "【",
    "】",
    "“",
    "”",
    "‘",
    "’",
    "、",
    "…",
    "——",
    "·",
    "～",
    "￥",
    "＃＃ ",
    "１．",
    "● ",
    "　　",
    "\u{3000}",
    "𠮷",
    "㐀",
    "한글",
    "カナ",
    "ａｂ",
    "ＡＩ",
    "é",
    "e\u{301}",
    "\u{200b}",
    "\u{200d}",
    "\u{200e}",
    "\u{202e}",
    "\u{2028}",
    "\u{feff}",
    "\u{ad}",
    "\u{fdd0}",
    "\u{fffd}",
    "\u{fffe}",
    "\u{10ffff}",
    "\u{85}",
    "\u{a0}",
    "\u{7f}",
    "\u{0}",
    "\u{8}",
    "\u{b}",
    "\u{1b}[31m",
    "👨‍👩‍👧",
    "🇨🇳",
    "⽼",
    "ﷺ",
    "ß",
    "İ",
    "ǅ",
    "0",
    "9",
    "A",
    "z",
    " ",
    "\r\n",
];

/// Tokens of Tera templates and of a theme's wording.
pub(super) const TEMPLATE: &[&str] = &[
    "{{ ",
    " }}",
    "{% ",
    " %}",
    "{#",
    "#}",
    "{% for a in ",
    "{% endfor %}",
    "{% if ",
    "{% else %}",
    "{% endif %}",
    "{% set x = ",
    "{% extends \"",
    "{% include \"",
    "{% block main %}",
    "{% endblock %}",
    "{% macro a(b) %}",
    "{{ super() }}",
    "{% raw %}",
    "-%}",
    "article",
    "articles",
    "site",
    "page",
    "words",
    "words.count",
    " | safe",
    " | fill(n=20)",
    " | each(html=\"{line}\")",
    " | current(entry=1, url=2)",
    " | length",
    " | first",
    " | join(sep=\",\")",
    "range(end=9)",
    "range(end=99999999)",
    " + ",
    " * ",
    " ~ ",
    " / 0",
    " % 0",
    "not ",
    " and ",
    " in ",
    "[0]",
    "[-1]",
    ".a",
    "..",
    "\"",
    "'",
    "(",
    ")",
    "9223372036854775807",
    "-",
    "\n",
    "base.html",
    "article.html",
    "banbao/article.html",
    "<script>",
    "</script>",
    "extends: banbao\n",
    "name: t\n",
    "version: ",
];

/// One input, by its number: a seed with one to eight changes.
pub(super) fn input(target: &str, seeds: &[Vec<u8>], words: &[&[&str]], number: u64) -> Vec<u8> {
    let mut dice = Dice::of(target, number);
    let mut bytes = seeds[dice.below(seeds.len())].clone();
    // Short inputs are tried sooner and say more; long ones come too.
    if bytes.len() > 600 && !dice.one_in(4) {
        let from = dice.below(bytes.len() / 2);
        let keep = if dice.one_in(2) { 0 } else { from };
        bytes = bytes[keep..(keep + 600).min(bytes.len())].to_vec();
    }
    for _ in 0..=dice.below(8) {
        change(&mut bytes, seeds, words, &mut dice);
    }
    bytes.truncate(MOST);
    bytes
}

fn token<'a>(words: &[&[&'a str]], dice: &mut Dice) -> &'a [u8] {
    let list = dice.below(words.len());
    dice.pick(words[list]).as_bytes()
}

/// A place in the text that is no part of a character, most of the time.
fn place(bytes: &[u8], dice: &mut Dice) -> usize {
    let mut at = dice.below(bytes.len() + 1);
    if !dice.one_in(16) {
        while at < bytes.len() && bytes[at] & 0xc0 == 0x80 {
            at += 1;
        }
    }
    at
}

fn range(bytes: &[u8], dice: &mut Dice) -> std::ops::Range<usize> {
    let (a, b) = (place(bytes, dice), place(bytes, dice));
    let (from, to) = (a.min(b), a.max(b));
    // Mostly short.
    if dice.one_in(4) { from..to } else { from..to.min(from + 1 + dice.below(24)) }
}

fn insert(bytes: &mut Vec<u8>, at: usize, what: impl IntoIterator<Item = u8>) {
    bytes.splice(at..at, what);
}

fn change(bytes: &mut Vec<u8>, seeds: &[Vec<u8>], words: &[&[&str]], dice: &mut Dice) {
    match dice.below(16) {
        0..=4 => {
            let at = place(bytes, dice);
            insert(bytes, at, token(words, dice).iter().copied());
        }
        5 | 6 => {
            let gone = range(bytes, dice);
            bytes.drain(gone);
        }
        7 => {
            let gone = range(bytes, dice);
            bytes.splice(gone, token(words, dice).iter().copied());
        }
        8 => {
            let (part, at) = (bytes[range(bytes, dice)].to_vec(), place(bytes, dice));
            insert(bytes, at, part);
        }
        9 => {
            let other = &seeds[dice.below(seeds.len())];
            let (part, at) = (other[range(other, dice)].to_vec(), place(bytes, dice));
            insert(bytes, at, part);
        }
        10 => {
            // The same a thousand times: what is not linear shows.
            let times = if dice.one_in(8) { 2000 } else { 1 + dice.below(40) };
            let at = place(bytes, dice);
            let many = token(words, dice).repeat(times);
            insert(bytes, at, many);
        }
        11 => {
            let (first, second) = (token(words, dice), token(words, dice));
            let pair = [first, second].concat().repeat(1 + dice.below(30));
            let at = place(bytes, dice);
            insert(bytes, at, pair);
        }
        12 => {
            if let Some(byte) = (!bytes.is_empty()).then(|| dice.below(bytes.len())).and_then(|at| bytes.get_mut(at)) {
                *byte = byte.wrapping_add(1 << dice.below(8));
            }
        }
        13 => {
            let cut = place(bytes, dice);
            bytes.truncate(cut);
        }
        14 => {
            // Two lines in each other's place.
            let mut lines: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').collect();
            let (a, b) = (dice.below(lines.len()), dice.below(lines.len()));
            lines.swap(a, b);
            *bytes = lines.join(&b'\n');
        }
        _ => {
            let at = place(bytes, dice);
            let random: Vec<u8> = (0..=dice.below(8)).map(|_| (dice.next() & 0xff) as u8).collect();
            insert(bytes, at, random);
        }
    }
}
