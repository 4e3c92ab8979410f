//! The doors of `banbao import`: any bytes as a page, a page in one file, a Word file and a text.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use banbao::import::{self, Context, Draft, Foreign, Names, detect, write};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, EndTag, StartTag, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use super::targets::{article, articles, files};

/// Tags and what editors of WeChat write into them.
pub(super) const TAGS: &[&str] = &[
    "<p>",
    "</p>",
    "<section>",
    "</section>",
    "<div id=\"js_content\">",
    "<h1 id=\"activity-name\">",
    "<em id=\"publish_time\">",
    "<a id=\"js_name\">",
    "<table>",
    "<tr>",
    "<td colspan=3>",
    "</table>",
    "<ul>",
    "<li>",
    "<ol start=99999999999>",
    "<blockquote>",
    "<br>",
    "<img data-src=\"a_files/1.png\">",
    "<img src=\"data:image/png;base64,",
    "\">",
    "<script>",
    "</script>",
    "<style>",
    "<textarea>",
    "<title>",
    "</title>",
    "<!--",
    "-->",
    "<svg>",
    "<plaintext>",
    "<mp-common-profile>",
    " style=\"display:none",
    " style=\"font-size:12px;text-align:center",
    "<strong>",
    "</strong>",
    "<head>",
    "<body>",
    "&nbsp;",
    "&#x4e00;",
    "01",
    "END",
    "▲",
    "文丨",
    "编辑：",
    "来源：",
    "发布时间：2024-08-16",
    "往期回顾",
    "长按二维码关注",
    "var ct = \"1723773600\"",
    "\u{3000}\u{3000}",
];
/// What stands in the head of a mail.
pub(super) const MIME: &[&str] = &[
    "\r\n\r\n",
    "\r\n--",
    "--\r\n",
    "Content-Type: text/html",
    "; charset=gbk",
    "; boundary=\"b\"",
    "Content-Transfer-Encoding: base64",
    "Content-Transfer-Encoding: quoted-printable",
    "Content-Location: ",
    "Content-ID: <a>",
    "cid:a",
    "=\r\n",
    "=E7=",
    "MIME-Version: 1.0",
];
/// What a page of a paper has.
pub(super) const PAGE: &[&str] = &[
    "# ",
    "\n\n",
    "（下转第3版）",
    "（上接第1版）",
    "王丹",
    "徐叶婷 徐晓安",
    "文/王丹",
    "▲",
    "社区供图",
    "责任编辑：",
    "2024年8月16日 星期五 第3版",
    "A03",
    "一、",
    "（一）",
    "。",
    "，",
    "“",
    "\"",
    "莫阳社区",
    "\u{3000}\u{3000}",
    "\r",
    "\t",
    "\u{2028}",
];

pub(super) fn pages() -> Vec<Vec<u8>> {
    files("tests/import/pages", ".html")
}

pub(super) fn archives() -> Vec<Vec<u8>> {
    files("tests/import/pages", ".mhtml")
}

pub(super) fn word_files() -> Vec<Vec<u8>> {
    files("tests/import/word", ".docx")
}

pub(super) fn texts() -> Vec<Vec<u8>> {
    articles()
}

static CONTEXT: LazyLock<Context> = LazyLock::new(|| Context {
    communities: Names::new([("莫阳社区", vec!["莫阳"], "moyang"), ("相城区（全区）", vec!["相城区"], "xiangcheng")]),
    programs: Names::new([("成长地图", vec![], "chengzhang")]),
    authors: ["王丹", "徐叶婷", "徐晓安"].map(str::to_owned).into(),
    today: "2024-09-01".to_owned(),
    ..Context::default()
});

fn read(bytes: &[u8]) -> Vec<Draft> {
    let beside = |path: &str| path.ends_with(".png").then(|| b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\0\0\0\x02\0".to_vec());
    import::read(&Foreign { name: "a.html", bytes, beside: &beside }, &CONTEXT).drafts
}

/// Whatever it was, what comes of it is an article that banbao reads.
pub(super) fn any(bytes: &[u8]) -> Result<(), String> {
    read(bytes).iter().try_for_each(|draft| article(write::article(draft, false).as_bytes()))
}

/// A page: no letter of it may be missing in the article and the report together.
pub(super) fn page(bytes: &[u8]) -> Result<(), String> {
    any(bytes)?;
    let drafts = read(bytes);
    if drafts.is_empty() || detect::kind(bytes) != detect::Kind::Html {
        return Ok(());
    }
    let mut left: BTreeMap<char, usize> = BTreeMap::new();
    let mut count = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).for_each(|c| *left.entry(c).or_default() += 1);
    for draft in &drafts {
        count(&write::article(draft, false));
        draft.dropped.iter().for_each(|text| count(text));
        draft.decisions.iter().for_each(|decision| count(&decision.sentence.zh));
    }
    let (text, _, _) = detect::decode_page(bytes);
    for c in letters_of(&text).chars().filter(|c| c.is_alphanumeric()) {
        match left.get_mut(&c).filter(|left| **left > 0) {
            Some(left) => *left -= 1,
            None => return Err(format!("“{c}” of the page is neither in the article nor in the report")),
        }
    }
    Ok(())
}

/// The text of a page as a tokenizer alone sees it.
#[derive(Default)]
struct Letters(RefCell<(String, Option<String>)>);

impl TokenSink for Letters {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut state = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) if state.1.is_none() => state.0.push_str(&text),
            Token::TagToken(tag) if tag.kind == StartTag => {
                let unseen = match &*tag.name {
                    "script" => RawKind::ScriptData,
                    "style" => RawKind::Rawtext,
                    "title" => RawKind::Rcdata,
                    "textarea" => return TokenSinkResult::RawData(RawKind::Rcdata),
                    "xmp" | "iframe" | "noembed" | "noframes" => return TokenSinkResult::RawData(RawKind::Rawtext),
                    "plaintext" => return TokenSinkResult::Plaintext,
                    // What stands in a template is no text of the page, however deep.
                    "template" => {
                        state.1 = Some("template".to_owned());
                        return TokenSinkResult::Continue;
                    }
                    _ => return TokenSinkResult::Continue,
                };
                state.1.get_or_insert(tag.name.to_string());
                return TokenSinkResult::RawData(unseen);
            }
            Token::TagToken(tag) if tag.kind == EndTag && state.1.as_deref() == Some(&*tag.name) => state.1 = None,
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

fn letters_of(text: &str) -> String {
    let tokenizer = Tokenizer::new(Letters::default(), TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from_slice(text));
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    tokenizer.sink.0.into_inner().0
}
