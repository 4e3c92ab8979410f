//! Which characters begin something, as one table; and the words that are looked for.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::{LazyLock, OnceLock};

/// What a character may begin, as bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Class(u16);

impl Class {
    pub(crate) const NONE: Self = Self(0);
    pub(super) const DIGIT: Self = Self(1);
    pub(super) const LETTER: Self = Self(2);
    pub(super) const BUILDING: Self = Self(4);
    pub(super) const WORD: Self = Self(8);
    /// Surnames that seldom begin another word; everyday characters; such as begin many words; the first of two.
    pub(crate) const SURE: Self = Self(16);
    pub(super) const OTHER: Self = Self(32);
    pub(super) const WEAK: Self = Self(64);
    pub(super) const DOUBLE: Self = Self(128);
    /// What given names are made of.
    pub(crate) const GIVEN: Self = Self(256);
    /// Characters that are a word by themselves.
    pub(super) const ALONE: Self = Self(512);
    /// Whatever is looked at closer.
    pub(super) const BEGINS: Self = Self(15);
    /// Whatever may begin a full name.
    pub(super) const SURNAME: Self = Self(16 | 32 | 64 | 128);

    pub(crate) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// A list of words, as text with blanks between them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words(pub(super) &'static str);

impl Words {
    pub(super) fn iter(self) -> impl Iterator<Item = &'static str> {
        self.0.split(' ')
    }

    /// Whether a text begins with one of them.
    pub(super) fn begins(self, text: &str) -> bool {
        self.iter().any(|word| text.starts_with(word))
    }

    /// Whether one of them stands in a text.
    pub(super) fn are_in(self, text: &str) -> bool {
        self.iter().any(|word| text.contains(word))
    }
}

/// Words by the character that they begin or end with: a text is held against few of them.
pub(super) struct ByCharacter(HashMap<char, Vec<&'static str>, BuildHasherDefault<OneProduct>>);

/// Hashes a character by one multiplication (Knuth's): the lists are asked at every place of a text that may be something.
#[derive(Default)]
struct OneProduct(u64);

impl Hasher for OneProduct {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u32(u32::from(*byte)));
    }

    fn write_u32(&mut self, n: u32) {
        self.0 = (self.0 ^ u64::from(n)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(32);
    }
}

impl ByCharacter {
    pub(super) fn first(words: Words) -> Self {
        Self::of(words, |word| word.chars().next())
    }

    pub(super) fn last(words: Words) -> Self {
        Self::of(words, |word| word.chars().next_back())
    }

    fn of(words: Words, character: impl Fn(&str) -> Option<char>) -> Self {
        let mut map: HashMap<char, Vec<&'static str>, _> = HashMap::default();
        for word in words.iter() {
            if let Some(c) = character(word) {
                map.entry(c).or_default().push(word);
            }
        }
        Self(map)
    }

    /// The words that a text begins with.
    pub(super) fn beginning<'a>(&'a self, text: &'a str) -> impl Iterator<Item = &'static str> + 'a {
        let words = text.chars().next().and_then(|c| self.0.get(&c));
        words.into_iter().flatten().copied().filter(move |word| text.starts_with(word))
    }

    /// The words that a text ends with.
    pub(super) fn ending<'a>(&'a self, text: &'a str) -> impl Iterator<Item = &'static str> + 'a {
        let words = text.chars().next_back().and_then(|c| self.0.get(&c));
        words.into_iter().flatten().copied().filter(move |word| text.ends_with(word))
    }

    /// Whether a text is one of the words, which are told apart by their first characters.
    pub(super) fn has(&self, text: &str) -> bool {
        self.beginning(text).any(|word| word.len() == text.len())
    }

    pub(super) fn begins(&self, text: &str) -> bool {
        self.beginning(text).next().is_some()
    }

    pub(super) fn ends(&self, text: &str) -> bool {
        self.ending(text).next().is_some()
    }
}

/// The length of the longest word about health or need that a text begins with.
pub(super) fn health(text: &str) -> Option<usize> {
    static INDEX: LazyLock<ByCharacter> = LazyLock::new(|| ByCharacter::first(HEALTH));
    INDEX.beginning(text).map(str::len).max()
}

/// The length of the longest word about school and age that a text begins with.
pub(super) fn school(text: &str) -> Option<usize> {
    static INDEX: LazyLock<ByCharacter> = LazyLock::new(|| ByCharacter::first(SCHOOL));
    INDEX.beginning(text).map(str::len).max()
}

/// Provinces as they stand on number plates.
pub(super) const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";

/// Words after which, or before which, a full name tells of somebody's health or need.
const HEALTH: Words = Words(
    "癌 肿瘤 白血病 尿毒症 糖尿病 高血压 抑郁症 抑郁 焦虑症 精神分裂 精神病 精神障碍 双相 残疾 残障 伤残 智障 智力障碍 肢残 \
     失明 失聪 聋哑 盲人 视障 听障 低保 特困 五保 困境儿童 困境 贫困户 困难户 困难家庭 困难职工 贫困生 低收入 边缘户 艾滋 \
     乙肝 肝炎 肝硬化 肺结核 结核 梅毒 性病 透析 化疗 放疗 脑瘫 自闭症 孤独症 阿尔茨海默 老年痴呆 痴呆 失智 帕金森 中风 脑梗 \
     脑溢血 脑出血 心梗 心脏病 冠心病 瘫痪 偏瘫 截瘫 截肢 重病 大病 患病 绝症 病危 病重 卧床 确诊 患有 身患 罹患 患者 住院 \
     手术 骨折 流产 不孕 失能 失独 社区矫正 吸毒 戒毒 服刑 刑满 临时救助 医疗救助 救助金 救助对象 孤儿 留守儿童 单亲 家暴 \
     轻生 自杀 癫痫 哮喘 肾衰 肾病 器官移植 骨髓移植 渐冻 血友病 红斑狼疮 骨髓炎 股骨头 罕见病 慢性病 重度 病情",
);

/// Words beside which a full name is that of a child.
const SCHOOL: Words = Words(
    "小学 幼儿园 年级 岁 班 初中 高中 中学 初一 初二 初三 高一 高二 高三 小朋友 男孩 女孩 男童 女童 少年 小学生 中学生 未成年 \
     儿童 孩子 同学 学生 小选手 小志愿者 小主持",
);

/// The characters that words of buildings begin with.
const BUILDINGS: &str = "栋幢楼单室#＃座";

/// What each character of the first plane may begin or be, and which two may begin a word.
pub(crate) struct Classes {
    characters: Box<[u16; PLANE]>,
    /// One bit for each pair's hash.
    beginnings: [u64; BEGINNINGS / 64],
}

/// Bits for the beginnings of words: so many that few other pairs share theirs.
const BEGINNINGS: usize = 4096;

/// Which bit stands for two characters.
fn beginning(first: char, second: char) -> usize {
    ((first as u32).wrapping_mul(31) ^ second as u32) as usize % BEGINNINGS
}

/// Characters of one plane of Unicode.
const PLANE: usize = 0x1_0000;

impl Classes {
    pub(crate) fn of(&self, c: char) -> Class {
        match self.characters.get(c as usize) {
            Some(bits) => Class(*bits),
            // Mathematical digits stand outside the plane of all others.
            None if super::number::digit(c).is_some() => Class::DIGIT,
            None => Class::NONE,
        }
    }

    /// Whether a word about health, welfare or school may begin with a character of [`Class::WORD`] and what follows it.
    pub(super) fn may_begin_word(&self, c: char, rest: &str) -> bool {
        let is_beginning = |second| {
            let bit = beginning(c, second);
            self.beginnings[bit / 64] >> (bit % 64) & 1 == 1
        };
        self.of(c).has(Class::ALONE) || rest.chars().next().is_some_and(is_beginning)
    }

    /// The first character of one of some classes from a byte on: where it stands, and its class.
    #[inline]
    pub(super) fn next(&self, text: &str, from: usize, wanted: Class) -> Option<(usize, char, Class)> {
        let mut at = from;
        loop {
            // Most characters are of three bytes, and of none of the classes.
            let (threes, _) = text.as_bytes().get(at..)?.as_chunks();
            for &[lead, second, third] in threes {
                if lead & 0xf0 != 0xe0 {
                    break;
                }
                let code = u16::from(lead) << 12 | u16::from(second & 0x3f) << 6 | u16::from(third & 0x3f);
                let class = Class(self.characters[usize::from(code)]);
                if class.has(wanted) {
                    return Some((at, char::from_u32(code.into())?, class));
                }
                at += 3;
            }
            let c = text.get(at..)?.chars().next()?;
            let class = self.of(c);
            if class.has(wanted) {
                return Some((at, c, class));
            }
            at += c.len_utf8();
        }
    }
}

/// The table of all characters, made once.
pub(crate) fn classes() -> &'static Classes {
    static TABLE: OnceLock<Classes> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Box::new([0; PLANE]);
        let mut beginnings = [0; BEGINNINGS / 64];
        let mut add = |c: char, class: Class| {
            if let Some(slot) = table.get_mut(c as usize) {
                *slot |= class.0;
            }
        };
        (0..=0xffff).filter_map(char::from_u32).filter(|c| super::number::digit(*c).is_some()).for_each(|c| add(c, Class::DIGIT));
        PROVINCES.chars().chain("EGDSPHMCegＥＧｅｇ".chars()).for_each(|c| add(c, Class::LETTER));
        BUILDINGS.chars().for_each(|c| add(c, Class::BUILDING));
        use super::names;
        for (characters, class) in
            [(names::SURE, Class::SURE), (names::OTHER, Class::OTHER), (names::WEAK, Class::WEAK), (names::GIVEN, Class::GIVEN)]
        {
            characters.chars().for_each(|c| add(c, class));
        }
        names::DOUBLE.iter().filter_map(|name| name.chars().next()).for_each(|c| add(c, Class::DOUBLE));
        for word in HEALTH.iter().chain(SCHOOL.iter()) {
            let mut chars = word.chars();
            let Some(first) = chars.next() else { continue };
            add(first, Class::WORD);
            match chars.next() {
                Some(second) => beginnings[beginning(first, second) / 64] |= 1u64 << (beginning(first, second) % 64),
                None => add(first, Class::ALONE),
            }
        }
        Classes { characters: table, beginnings }
    })
}

/// What a character may be in a name.
pub(super) fn in_names(c: char) -> Class {
    classes().of(c)
}

/// Whether a character may begin a full name.
pub(super) fn is_surname(c: char) -> bool {
    in_names(c).has(Class::SURNAME)
}

/// The bytes at which characters of some classes stand.
pub(super) fn places(text: &str, wanted: Class) -> impl Iterator<Item = usize> {
    let classes = classes();
    let mut from = 0;
    std::iter::from_fn(move || {
        let (at, c, _) = classes.next(text, from, wanted)?;
        from = at + c.len_utf8();
        Some(at)
    })
}
