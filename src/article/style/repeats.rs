//! Words that stand twice: 的的, 我们我们. Most doubled characters of Chinese are meant, so only few are looked for.

use super::running::{Sign, is_han};
use super::{MOST, Rule, Slip};

/// Characters that are seldom doubled, with what may stand before and after them when they are.
const SINGLE: &[(char, &str, &str)] = &[
    ('的', "目有标", "确士"),
    ('了', "为除小到末未", "解然不结之"),
    ('在', "所现潜存实内自正好外健", "线校职编建场座岗册"),
    ('和', "元共饱温中柔缓平谐总祥维调议亲讲晴人随暖求", "平谐美气睦解好善田风蔼尚谈约"),
    ('是', "但就还于可总只要若正便才都不也倒国老更尤凡或既则", "非否以因"),
    ('与', "参赠给付授", "会其此"),
    ('及', "以涉普顾波触危企遍来不", "时其格早至"),
    ('也', "", ""),
    ('于', "由对关属处基终等位至源敢善便甘限急勇鉴限在", "是今"),
    ('从', "服听跟随自遵顺", "容事来业严此而前"),
    ('被', "棉植", "子褥窝套"),
    ('对', "面应针相核校绝反派一", "方象手面待于比应联话外子"),
    ('为', "因作认成以行较称更", "了民何此人"),
    ('将', "即上中少大名老小战健", "来军士领"),
    ('把', "一两几三", "关握手脉门守"),
    ('并', "", "且不非购"),
    ('让', "", "座利步位"),
    ('使', "即", "用命得馆者"),
    ('由', "自理", "于衷此"),
    ('就', "成", "业是近地餐医"),
    ('这', "", ""),
    ('们', "", ""),
    ('给', "供补自", "予力"),
    ('得', "值取获", "到心益体"),
    ('着', "", "力手急眼重"),
];

/// Words of two characters that nobody says twice.
const DOUBLE: &[&str] = &[
    "我们", "他们", "她们", "你们", "咱们", "因为", "所以", "但是", "而且", "以及", "已经", "通过", "对于", "关于", "由于", "如果", "为了",
    "同时", "其中", "居民", "群众", "大家", "进行", "并且", "不仅", "之后", "可以", "没有", "社会", "志愿", "按照",
];

/// Whether a character is one that is seldom doubled.
pub(super) fn is_seldom_doubled(c: char) -> bool {
    SINGLE.iter().any(|(single, ..)| *single == c)
}

/// Whether two characters are a word that nobody says twice.
pub(super) fn is_never_doubled(first: char, second: char) -> bool {
    DOUBLE.iter().any(|word| word.chars().eq([first, second]))
}

pub(super) fn look(signs: &[Sign], slips: &mut Vec<Slip>) {
    for (nth, pair) in signs.windows(2).enumerate() {
        let [first, second] = pair else { continue };
        if first.c != second.c {
            continue;
        }
        if !is_han(first.c) || slips.len() >= MOST {
            continue;
        }
        let Some((_, before, after)) = SINGLE.iter().find(|(c, ..)| *c == first.c) else { continue };
        let at = |nth: Option<usize>| nth.and_then(|nth| signs.get(nth)).map_or(' ', |sign| sign.c);
        let (left, right) = (at(nth.checked_sub(1)), at(Some(nth + 2)));
        // Three of one kind are laughter or a name.
        if before.contains(left) || after.contains(right) || right == first.c || left == first.c {
            continue;
        }
        push(first, second, first.c.to_string(), slips);
    }
    for (nth, four) in signs.windows(4).enumerate() {
        let [a, b, c, d] = four else { continue };
        if a.c != c.c || b.c != d.c || a.c == b.c || !is_han(a.c) || slips.len() >= MOST {
            continue;
        }
        // `群众群众性活动` has a longer word behind it.
        let is_longer = signs.get(nth + 4).is_some_and(|sign| matches!(sign.c, '性' | '们' | '化' | '者'));
        if is_never_doubled(a.c, b.c) && !is_longer {
            push(a, d, [a.c, b.c].iter().collect(), slips);
        }
    }
}

fn push(first: &Sign, last: &Sign, wanted: String, slips: &mut Vec<Slip>) {
    slips.push(Slip { range: first.at..last.at + last.c.len_utf8(), rule: Rule::RepeatedWord, wanted });
}
