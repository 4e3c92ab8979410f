//! What may stand in a field: the words for it, shared by the reader, the guide and whatever makes forms of the table.

use super::Table;
use crate::note::code::Bilingual;

/// What a field takes.
#[derive(Debug, Clone, Copy)]
pub enum Takes {
    /// A text on one line.
    Text,
    /// A text on several lines.
    LongText,
    /// The path of a file beside this one.
    File,
    /// The path of a picture beside this one.
    Picture,
    /// An id: small letters, digits and hyphens.
    Id,
    /// One name or a list of names.
    List(Names),
    /// One name, a list of names, or a map from role to either.
    Credits,
    /// A date, with or without a time of day.
    Moment,
    /// `true`, or the last day on which it holds.
    MomentOrTrue,
    /// A day, a month or a year.
    Period,
    /// `true` or `false`.
    Flag,
    /// A whole number.
    Number,
    /// A whole number within bounds, these included.
    Count(usize, usize),
    /// One of these words: how it is written, and the one that it means.
    Choice(&'static [(&'static str, &'static str)]),
    /// A web address.
    Url,
    /// An address within the site, or a web address.
    Address,
    /// The name of a time zone.
    TimeZone,
    /// A version such as `0.2.0`.
    Version,
    /// A map from text to text.
    Texts,
    /// A map with fields of its own.
    Map(&'static Table),
    /// A list of maps with fields of their own.
    Maps(&'static Table),
}

/// What the names of a list are names of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Names {
    /// Entries of `content/communities/`.
    Communities,
    /// Entries of `content/programs/`.
    Programs,
    /// Entries of `content/tags/`.
    Tags,
    /// Articles, by id or path.
    Articles,
    /// Former addresses within the site.
    Addresses,
    /// Languages, by their tags.
    Languages,
    /// Nothing that is registered.
    Words,
}

impl Names {
    /// The folder of the register that the names refer to.
    #[must_use]
    pub fn register(self) -> Option<&'static str> {
        match self {
            Self::Communities => Some("content/communities"),
            Self::Programs => Some("content/programs"),
            Self::Tags => Some("content/tags"),
            Self::Articles | Self::Addresses | Self::Languages | Self::Words => None,
        }
    }
}

impl Takes {
    /// The folder of the register that a value refers to.
    #[must_use]
    pub fn register(self) -> Option<&'static str> {
        match self {
            Self::List(names) => names.register(),
            Self::Credits => Some("content/authors"),
            _ => None,
        }
    }

    /// The fields within, for a map or a list of maps.
    #[must_use]
    pub fn table(self) -> Option<&'static Table> {
        match self {
            Self::Map(table) | Self::Maps(table) => Some(table),
            _ => None,
        }
    }

    /// What an editor writes there, in a few words.
    #[must_use]
    pub fn words(self) -> Bilingual {
        let (zh, en) = match self {
            Self::Text => ("一段文字", "text"),
            Self::LongText => ("一两句话", "a sentence or two"),
            Self::File => ("一个文件名", "the name of a file"),
            Self::Picture => ("一张图片的文件名", "the file name of a picture"),
            Self::Id => ("小写英文字母、数字和短横线", "a-z, 0-9 and hyphens"),
            Self::List(Names::Communities) => ("一个或几个社区", "one or more communities"),
            Self::List(Names::Programs) => ("一个或几个项目", "one or more programs"),
            Self::List(Names::Tags | Names::Words) => ("一个或几个词", "one or more words"),
            Self::List(Names::Articles) => ("稿件的文件名（不带 .md），按顺序", "the articles' file names without .md, in order"),
            Self::List(Names::Addresses) => ("旧网址，一个或几个", "one or more former addresses"),
            Self::List(Names::Languages) => ("一种或几种语言", "one or more languages"),
            Self::Credits => ("一个人、几个人，或按分工写", "one or more people, by role if you like"),
            Self::Moment => ("日期，可以带钟点", "a date, with a time of day if you like"),
            Self::MomentOrTrue => (" true（是），或到哪一天为止的日期", "true, or the last day on which it holds"),
            Self::Period => ("一个年份、月份或日期", "a year, a month or a day"),
            Self::Flag => (" true（是）或 false（否）", "true or false"),
            Self::Number => ("一个整数", "a whole number"),
            Self::Count(..) => ("一个正整数", "a whole number above 0"),
            Self::Choice(_) => ("几种写法之一", "one of some words"),
            Self::Url => ("一个网址", "a web address"),
            Self::Address => ("站内地址或网址", "an address of the site or of the web"),
            Self::TimeZone => ("一个时区的名字", "the name of a time zone"),
            Self::Version => ("版本号", "a version"),
            Self::Texts => ("“名: 值”的几行", "lines of `name: value`"),
            Self::Map(_) => ("缩进两格的几行", "lines indented by two spaces"),
            Self::Maps(_) => ("用“-”开头的几项", "items that begin with `-`"),
        };
        Bilingual { zh, en }
    }
}
