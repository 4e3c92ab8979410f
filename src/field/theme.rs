//! The fields of theme.yaml.

use super::{Names, Takes, fields};

fields! {
    /// theme.yaml.
    TABLE "theme" "theme.yaml", "theme.yaml" {
        "name" ["名称", "名字"] "name", Takes::Text,
            "主题的名字", "the theme's name", "mine";
        VERSION Optional "version" ["版本"] "version", Takes::Version,
            "主题是给哪个版本的 banbao 做的", "the version of banbao that the theme was made for", "0.2.0";
        EXTENDS Optional "extends" ["基于"] "extends", Takes::Text,
            "没写的模板和文字取自哪个主题", "the theme that has what this one lacks", "banbao";
        "languages" ["语言"] "languages", Takes::List(Names::Languages),
            "有哪些语言的文字", "the languages that it has wording for", "[zh-Hans, en]";
        "description" ["说明", "简介"] "description", Takes::Text,
            "一句话说明", "one sentence about it", "大字的主题";
    }
}
