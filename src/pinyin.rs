//! Pinyin by words: the ASCII part of an address, and readings to compare names by.
//!
//! In goes any text, out come lower-case ASCII slugs or syllables without tones.
//! A polyphone is read by the word that it stands in (成长 is `chengzhang`,
//! 长期 is `changqi`), from our own table `pinyin.txt`; a character outside the
//! table has the first reading of the `pinyin` crate. This is the only door to
//! that crate. Never cuts a slug, never makes it unique: both belong to whoever
//! knows the other slugs.

use std::sync::OnceLock;

use pinyin::{ToPinyin, ToPinyinMulti};
use unicode_normalization::UnicodeNormalization;

/// The slug of a text: words of `[a-z0-9]`, joined by single hyphens.
///
/// A run of Han is one word (成长地图 is `chengzhangditu`), and so is a run of
/// ASCII letters and digits, after NFKC and without diacritics. A letter that
/// has no such form is a word of its own, `u` and its hexadecimal code point,
/// so that texts in other scripts stay apart. All else only separates, so a
/// text of punctuation or emoji has the empty slug.
pub fn slug(text: &str) -> String {
    let chars: Vec<char> = text.nfkc().flat_map(char::to_lowercase).collect();
    let mut out = Words::default();
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        if c.is_ascii() {
            out.ascii(c);
        } else if let Some(phrase) = table().longest(&chars[at..]) {
            phrase.syllables().for_each(|s| out.push(Kind::Han, s));
            at += phrase.chars.len();
            continue;
        } else if let Some(syllable) = first_reading(c) {
            out.push(Kind::Han, syllable);
        } else {
            out.foreign(c);
        }
        at += 1;
    }
    out.text
}

/// Every reading of a character, without tones, the most usual first; none if it is not Han.
pub fn readings(c: char) -> Vec<&'static str> {
    let mut found: Vec<&'static str> = single(c).into_iter().collect();
    for reading in c.to_pinyin_multi().into_iter().flatten() {
        let syllable = ascii(reading.plain());
        if !syllable.is_empty() && !found.contains(&syllable) {
            found.push(syllable);
        }
    }
    found
}

/// The reading of each character in its word; `None` for what is not Han. Does not normalize.
pub(crate) fn syllables(chars: &[char]) -> Vec<Option<&'static str>> {
    let mut out = Vec::with_capacity(chars.len());
    while let Some(&c) = chars.get(out.len()) {
        match table().longest(&chars[out.len()..]) {
            Some(phrase) => out.extend(phrase.syllables().map(Some)),
            None => out.push(first_reading(c)),
        }
    }
    out
}

/// What the last character of a slug was, to know where a word ends.
#[derive(Clone, Copy, Default, PartialEq)]
enum Kind {
    #[default]
    Gap,
    Han,
    Latin,
}

/// A slug as it grows.
#[derive(Default)]
struct Words {
    text: String,
    last: Kind,
}

impl Words {
    fn push(&mut self, kind: Kind, part: &str) {
        if self.last != kind && !self.text.is_empty() {
            self.text.push('-');
        }
        self.text.push_str(part);
        self.last = kind;
    }

    fn ascii(&mut self, c: char) {
        if c.is_ascii_alphanumeric() {
            self.push(Kind::Latin, c.encode_utf8(&mut [0; 4]));
        } else {
            self.last = Kind::Gap;
        }
    }

    /// A character that is neither ASCII nor Han with a reading.
    fn foreign(&mut self, c: char) {
        if is_diacritic(c) {
            return; // NFKC found no single character for it and its letter; the word goes on.
        }
        let mut bare = std::iter::once(c).nfkd().filter(|c| !is_diacritic(*c)).peekable();
        if bare.peek().is_some_and(char::is_ascii_alphanumeric) {
            return bare.for_each(|c| self.ascii(c));
        }
        self.last = Kind::Gap;
        if c.is_alphanumeric() {
            self.push(Kind::Latin, &format!("u{:x}", u32::from(c)));
            self.last = Kind::Gap;
        }
    }
}

/// Combining Diacritical Marks, U+0300 to U+036F.
fn is_diacritic(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// The most usual reading of a character by itself.
pub(crate) fn first_reading(c: char) -> Option<&'static str> {
    let syllable = ascii(c.to_pinyin()?.plain());
    (!syllable.is_empty()).then_some(syllable)
}

/// The reading that the table gives to a character alone.
fn single(c: char) -> Option<&'static str> {
    table().longest(&[c])?.syllables().next()
}

/// ü is written v, as in the input methods that everybody types with; the few
/// interjections that only a diacritic tells apart (ê, m̀) have no ASCII form.
fn ascii(syllable: &'static str) -> &'static str {
    match syllable {
        "lü" => "lv",
        "nü" => "nv",
        "lüe" => "lve",
        "nüe" => "nve",
        "lüan" => "lvan",
        "lün" => "lvn",
        s if s.bytes().all(|b| b.is_ascii_lowercase()) => s,
        _ => "",
    }
}

/// One line of the table.
struct Phrase {
    chars: Vec<char>,
    syllables: &'static str,
    /// Takes its first character from a phrase that would end with it: in 社区长期
    /// the phrase 长期 is strong, so that nobody reads 区长 (a district's head).
    strong: bool,
}

impl Phrase {
    fn parse(line: &'static str) -> Option<Phrase> {
        let (word, syllables) = line.split_once(' ')?;
        let (strong, word) = word.strip_prefix('!').map_or((false, word), |word| (true, word));
        (word != "#").then(|| Phrase { chars: word.chars().collect(), syllables, strong })
    }

    fn syllables(&self) -> impl Iterator<Item = &'static str> {
        self.syllables.split(' ')
    }
}

/// The phrases of `pinyin.txt`, by first character, of these the longest first.
struct Table {
    phrases: Vec<Phrase>,
    /// For each of [`UNIFIED`], where the phrases begin that begin with it; one more for the end.
    starts: Vec<u16>,
}

/// The first and the last character that a phrase may begin with: CJK Unified Ideographs.
const UNIFIED: (char, char) = ('\u{4e00}', '\u{9fff}');

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| Table::parse(include_str!("pinyin.txt")))
}

impl Table {
    fn parse(text: &'static str) -> Table {
        let mut phrases: Vec<Phrase> = text.lines().filter_map(Phrase::parse).collect();
        phrases.sort_by(|a, b| {
            let by_first = a.chars[..1].cmp(&b.chars[..1]);
            by_first.then(b.chars.len().cmp(&a.chars.len())).then(a.chars.cmp(&b.chars))
        });
        let mut starts = Vec::new();
        let mut next = 0_u16;
        for c in UNIFIED.0..=UNIFIED.1 {
            starts.push(next);
            next += phrases[usize::from(next)..].iter().take_while(|p| p.chars[0] == c).map(|_| 1).sum::<u16>();
        }
        starts.push(next);
        Table { phrases, starts }
    }

    /// The phrases that begin with this character, the longest first.
    fn beginning(&self, c: Option<&char>) -> &[Phrase] {
        let range = || {
            let at = u32::from(*c?).checked_sub(u32::from(UNIFIED.0))?;
            let at = usize::try_from(at).ok()?;
            Some(usize::from(*self.starts.get(at)?)..usize::from(*self.starts.get(at + 1)?))
        };
        range().map_or(&[], |range| &self.phrases[range])
    }

    /// The longest phrase that the text begins with and that no strong phrase cuts short.
    fn longest(&self, text: &[char]) -> Option<&Phrase> {
        let mut found = self.beginning(text.first()).iter().filter(|p| text.starts_with(&p.chars));
        found.find(|p| p.strong || p.chars.len() == 1 || !self.strong_at(&text[p.chars.len() - 1..]))
    }

    fn strong_at(&self, text: &[char]) -> bool {
        let longest = self.beginning(text.first()).iter().find(|p| text.starts_with(&p.chars));
        longest.is_some_and(|p| p.strong)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn hold(table: &[(&str, &str)]) {
        for (text, expected) in table {
            assert_eq!(slug(text), *expected, "{text}");
        }
    }

    fn hold_words(table: &str) {
        let pairs: Vec<_> = table.split_whitespace().filter_map(|pair| pair.split_once('=')).collect();
        hold(&pairs);
    }

    #[test]
    fn runs_of_han_latin_and_digits_are_words() {
        hold(&[
            ("", ""),
            ("成长地图", "chengzhangditu"),
            ("莫阳社区", "moyangshequ"),
            ("8月15日", "8-yue-15-ri"),
            ("AI课堂", "ai-ketang"),
            ("２０２４年ＡＩ课堂！", "2024-nian-ai-ketang"),
            ("  “凝‘新’聚力，心‘新’相融” ", "ning-xin-juli-xin-xin-xiangrong"),
            ("Café du Monde", "cafe-du-monde"),
            ("cafe\u{301}1", "cafe1"),
            ("e-mail__5G / A4", "e-mail-5g-a4"),
            ("党建+网格", "dangjian-wangge"),
            ("①号楼", "1-haolou"),
            ("——！🎉", ""),
        ]);
    }

    #[test]
    fn umlaut_is_v_and_nothing_without_a_reading_is_lost() {
        hold_words(
            "绿色旅游=lvselvyou 妇女法律战略=funvfalvzhanlve 张𠮷=zhang-u20bb7 \
             Москва=u43c-u43e-u441-u43a-u432-u430 〇=ling",
        );
    }

    #[test]
    fn a_word_decides_its_polyphones() {
        hold_words(
            "家长学校=jiazhangxuexiao 长者食堂=zhangzheshitang 长效机制=changxiaojizhi \
             特长班=techangban 重阳节=chongyangjie 重要节点=zhongyaojiedian \
             重残家庭=zhongcanjiating 银行=yinhang 出行安全=chuxinganquan \
             银行行长=yinhanghangzhang 音乐会=yinyuehui 快乐暑假=kuaileshujia 首都=shoudu \
             还书=huanshu 还有=haiyou 目的地=mudidi 了解=liaojie 会计=kuaiji 会议=huiyi \
             人民调解=renmintiaojie 调查研究=diaochayanjiu 参与=canyu 人参=renshen 便宜=pianyi \
             便民=bianmin 率先提高效率=shuaixiantigaoxiaolv 苏州评弹=suzhoupingtan 校对=jiaodui \
             提防=difang 反省=fanxing 主角=zhujue 角落=jiaoluo 午觉=wujiao 自传=zizhuan \
             厦门的大厦=xiamendedasha 蚌埠=bengbu 六安=luan 大夫=daifu 瑜伽课=yujiake \
             无偿献血=wuchangxianxue",
        );
    }

    #[test]
    fn people_and_places_of_suzhou_have_their_own() {
        hold_words(
            "蠡塘社区=litangshequ 凌浜社区=lingbangshequ 陆巷村=luxiangcun 众泾社区=zhongjingshequ \
             阳澄湖镇=yangchenghuzhen 浒墅关=xushuguan 甪直=luzhi 阊门=changmen 黄埭=huangdai \
             渭塘=weitang 唯亭=weiting 沙家浜=shajiabang 同德里弄堂=tongdelilongtang \
             曾丽华=zenglihua 曾经=cengjing 沈周村=shenzhoucun 翟安=zhaian 文徵明=wenzhengming",
        );
    }

    #[test]
    fn a_strong_word_keeps_its_first_character() {
        hold_words(
            "社区长期坚持=shequchangqijianchi 学校长廊=xuexiaochanglang 校长期待=xiaozhangqidai \
             50余人参加=50-yurencanjia 严重影响=yanzhongyingxiang 项目的意义=xiangmudeyiyi \
             银行为老服务=yinhangweilaofuwu 为了解决=weilejiejue 居民乐享=juminlexiang",
        );
    }

    #[test]
    fn readings_begin_with_the_usual_one() {
        assert_eq!(readings('长'), ["chang", "zhang"]);
        assert_eq!(readings('绿')[0], "lv");
        assert_eq!(readings('a'), Vec::<&str>::new());
        assert_eq!(syllables(&['成', '长', '图', 'A']), [Some("cheng"), Some("zhang"), Some("tu"), None]);
    }

    #[test]
    fn every_line_of_the_table_is_whole_and_stands_once() {
        let lines = include_str!("pinyin.txt").lines().filter(|line| !line.starts_with('#'));
        let mut words: Vec<&str> = Vec::new();
        let mut odd: Vec<String> = Vec::new();
        for line in lines {
            let Some(phrase) = Phrase::parse(line) else { panic!("no syllables: {line}") };
            let syllables: Vec<&str> = phrase.syllables().collect();
            assert_eq!(syllables.len(), phrase.chars.len(), "{line}");
            for (c, syllable) in phrase.chars.iter().zip(syllables) {
                assert!((UNIFIED.0..=UNIFIED.1).contains(c), "{line}");
                let known = c.to_pinyin_multi().into_iter().flatten().any(|r| ascii(r.plain()) == syllable);
                if !known {
                    odd.push(format!("{c} {syllable} in {line}"));
                }
            }
            words.extend(line.trim_start_matches('!').split(' ').next());
        }
        let local = ["乐 lao in 乐亭 lao ting", "栅 shi in 大栅栏 da shi lan"];
        assert_eq!(odd, local, "readings that no dictionary gives");
        let all = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), all);
    }

    proptest! {
        #[test]
        fn any_text_has_a_clean_slug_that_is_its_own(text in any::<String>(), han in "[一-龥a-zA-Z0-9 é，ü]{0,20}") {
            for text in [text, han] {
                let slug = slug(&text);
                prop_assert!(slug.split('-').all(|w| !w.is_empty() && w.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())) || slug.is_empty());
                prop_assert_eq!(super::slug(&slug), slug);
            }
        }
    }
}
