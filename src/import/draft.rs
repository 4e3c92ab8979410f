//! The one shape that every foreign format is read into.

use crate::byline::Signed;
use crate::note::Sentence;

/// A story as it was found, before it is written as an article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// Title.
    pub title: String,
    /// Byline.
    pub signed: Vec<Signed>,
    /// Communities, by the names of the register.
    pub communities: Vec<String>,
    /// Programs, by the names of the register.
    pub programs: Vec<String>,
    /// Date as `2024-08-13`, with its time of day where one was written.
    pub date: Option<String>,
    /// The day on which a page says that it was published; it stands before a day that the text ends with.
    pub published: Option<String>,
    /// Where the text comes from.
    pub source: Option<String>,
    /// The text.
    pub blocks: Vec<Block>,
    /// Footnotes, in the order of their numbers.
    pub footnotes: Vec<Vec<Run>>,
    /// Pictures that blocks show.
    pub pictures: Vec<Picture>,
    /// What had no place.
    pub homeless: Vec<String>,
    /// What was decided and why.
    pub decisions: Vec<Decision>,
    /// What is not in the article, as the report says.
    pub dropped: Vec<String>,
}

/// A piece of a text in one style.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Run {
    /// Its characters; a line feed is a line break.
    pub text: String,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Address that it leads to.
    pub link: Option<String>,
    /// Number of the footnote whose mark stands here, from 0.
    pub footnote: Option<usize>,
}

impl Run {
    /// A run without style.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}

/// A block of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading within the article: 1 is the highest.
    Heading(u8, Vec<Run>),
    /// A paragraph.
    Paragraph(Vec<Run>),
    /// An item of a list: its number if it is counted, how deep it stands, its text.
    Item(Option<u32>, u8, Vec<Run>),
    /// Rows of cells; the first row is the head.
    Table(Vec<Vec<Vec<Run>>>),
    /// A quotation.
    Quote(Vec<Run>),
    /// What stands below a picture that is not there.
    Caption(Vec<Run>),
    /// A picture, by its place in the draft's list, and what stands below it.
    Picture(usize, Vec<Run>),
    /// Markdown that is kept as it was typed.
    Markdown(String),
}

impl Block {
    /// The runs of a block that is one text.
    #[must_use]
    pub fn runs(&self) -> Option<&[Run]> {
        match self {
            Self::Heading(_, runs)
            | Self::Paragraph(runs)
            | Self::Item(_, _, runs)
            | Self::Quote(runs)
            | Self::Caption(runs)
            | Self::Picture(_, runs) => Some(runs),
            Self::Table(_) | Self::Markdown(_) => None,
        }
    }

    /// Every run of the block, to change it.
    pub fn each_line(&mut self, change: &mut dyn FnMut(&mut Vec<Run>)) {
        match self {
            Self::Heading(_, runs)
            | Self::Paragraph(runs)
            | Self::Item(_, _, runs)
            | Self::Quote(runs)
            | Self::Caption(runs)
            | Self::Picture(_, runs) => change(runs),
            Self::Table(rows) => rows.iter_mut().flatten().for_each(change),
            Self::Markdown(_) => {}
        }
    }

    /// The characters of the block.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Table(rows) => {
                rows.iter().map(|row| row.iter().map(|cell| text_of(cell)).collect::<Vec<_>>().join("\t")).collect::<Vec<_>>().join("\n")
            }
            Self::Markdown(text) => text.clone(),
            other => other.runs().map(text_of).unwrap_or_default(),
        }
    }
}

/// The characters of runs.
#[must_use]
pub fn text_of(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

/// A picture of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its file name, ASCII and lower case, with the ending of its format.
    pub name: String,
    /// Its bytes; none when the picture was not found where the text said.
    pub bytes: Vec<u8>,
}

/// How sure a decision is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sureness {
    /// It stands there, or follows from a rule without exception.
    Sure,
    /// Likely; look at it.
    Likely,
    /// Asked: nothing was done.
    Asked,
}

impl Sureness {
    /// In words.
    #[must_use]
    pub fn words(self) -> Sentence {
        match self {
            Self::Sure => crate::say!("有把握", "sure"),
            Self::Likely => crate::say!("请看一眼", "look at it"),
            Self::Asked => crate::say!("没有动，请您定", "left to you"),
        }
    }

    /// For machines.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Sure => "sure",
            Self::Likely => "likely",
            Self::Asked => "asked",
        }
    }
}

/// Something that was decided, from where and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// A stable word for machines: title, author, community, program, date, marks, joined, caption, dropped, …
    pub about: &'static str,
    /// What, from where, why.
    pub sentence: Sentence,
    /// How sure.
    pub sureness: Sureness,
}

impl Draft {
    /// Notes down a decision.
    pub fn decide(&mut self, about: &'static str, sureness: Sureness, sentence: Sentence) {
        self.decisions.push(Decision { about, sentence, sureness });
    }
}
