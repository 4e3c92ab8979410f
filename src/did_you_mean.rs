//! “Did you mean”: the known name nearest to one that is not known.
//!
//! In go a name as somebody wrote it and the names that exist, out comes at most
//! one of these. Two distances in one: edits (Damerau and Levenshtein, over
//! characters), in which a character with the sound of the other counts a
//! quarter, because a pinyin input method offers exactly these. Never decides
//! whether a name is wrong, and knows no language but Chinese endings.

use unicode_normalization::UnicodeNormalization;

use crate::pinyin;

/// One insertion, deletion, exchange of neighbours, or replacement by an unlike character.
const EDIT: usize = 4;
/// Replacement by a character of the same sound: 建园 for 建元.
const SAME_SOUND: usize = 1;
/// Replacement by a character of nearly the same sound: 城 for 陈, 林 for 宁.
const NEAR_SOUND: usize = 2;
/// Replacement of one number or direction by another: 三村 is not a slip for 四村.
const OTHER_NUMBER: usize = 2 * EDIT;
/// An ending that one of the two lacks: 莫阳 for 莫阳社区.
const NO_ENDING: usize = 1;

/// Endings that many names share and that therefore prove no likeness, longer ones first.
const ENDINGS: [&str; 24] = [
    "志愿服务队",
    "居民委员会",
    "村民委员会",
    "社区",
    "街道",
    "小区",
    "新村",
    "花园",
    "家园",
    "居委会",
    "村委会",
    "计划",
    "项目",
    "行动",
    "活动",
    "品牌",
    "联盟",
    "中心",
    "驿站",
    "服务站",
    "工作站",
    "服务队",
    "村",
    "镇",
];

/// The last characters of districts: what two names share up to one of these proves nothing either.
const DISTRICTS: &str = "省市区县镇乡道";

/// The characters of one row stand in each other's place on purpose.
const ROWS: [&str; 3] = ["一二三四五六七八九十", "东南西北中", "上下"];

/// The name nearest to `wanted` of those near enough to be meant, the first of equals.
///
/// Near enough is one edit for up to three characters, one and a half (an edit
/// and two characters of the same sound) for up to five, two for up to eight,
/// a third of the length beyond; endings and districts that both have are not
/// counted as length. Two Chinese names of up to eight characters may differ by
/// less than two whole edits, for two characters are a whole word. The very
/// same string is never near. Case and width are free.
pub fn nearest<'a>(wanted: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let query = Query::of(wanted);
    let mut best: Option<(usize, &'a str)> = None;
    for name in names {
        if name == wanted {
            continue;
        }
        let below = best.map_or(usize::MAX, |(cost, _)| cost);
        if let Some(cost) = query.cost(name, below) {
            best = Some((cost, name));
        }
    }
    best.map(|(_, name)| name)
}

/// The name that sounds like `wanted` and has one other character: 许叶婷 for 徐叶婷.
pub fn of_same_sound<'a>(wanted: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = wanted.chars().count();
    names.into_iter().find(|name| {
        // Most names differ in their length or in more than one character.
        let mut unlike = wanted.chars().zip(name.chars()).filter(|(a, b)| a != b);
        let Some((a, b)) = unlike.next() else { return false };
        unlike.next().is_none()
            && length > 1
            && name.chars().count() == length
            && pinyin::readings(a).iter().any(|sound| pinyin::readings(b).contains(sound))
    })
}

/// The wanted name, prepared once for all comparisons.
struct Query {
    letters: Vec<Letter>,
    /// How many characters stand before the ending.
    core: usize,
    /// How often each character stands in it, if all of them are ASCII.
    counts: Option<[u8; 128]>,
}

/// A character with all its readings.
struct Letter {
    c: char,
    readings: Vec<&'static str>,
}

impl Query {
    fn of(wanted: &str) -> Query {
        let chars = folded(wanted);
        let core = core(&chars);
        let counts = ascii_counts(&chars);
        let letters = chars.into_iter().map(|c| Letter { c, readings: pinyin::readings(c) }).collect();
        Query { letters, core, counts }
    }

    /// Whether an ASCII name cannot be near an ASCII one, told without comparing them: each character that only
    /// one of the two has costs an edit. A thousand broken links among ten thousand addresses depend on this.
    fn is_far(&self, name: &str, below: usize) -> bool {
        let Some(mut left) = self.counts.filter(|_| name.is_ascii()) else { return false };
        let mut shared = 0;
        for byte in name.bytes() {
            let left = &mut left[usize::from(byte.to_ascii_lowercase())];
            shared += usize::from(*left > 0);
            *left = left.saturating_sub(1);
        }
        let longer = self.letters.len().max(name.len());
        (longer - shared) * EDIT > budget(longer).min(below.saturating_sub(1))
    }

    /// The distance to a name, if it is near enough and less than `below`.
    fn cost(&self, name: &str, below: usize) -> Option<usize> {
        if self.is_far(name, below) {
            return None;
        }
        let name = folded(name);
        let end = core(&name);
        let (mine, its) = (self.letters.len(), name.len());
        // Lengths first: most names of a long list end here.
        if mine.abs_diff(its).min(self.core.abs_diff(end)) * EDIT > budget(mine.max(its)) {
            return None;
        }
        let sounds = pinyin::syllables(&name);
        let sounded: Vec<Sounded> = name.iter().copied().zip(sounds).collect();
        let chars = || self.letters[self.core..].iter().map(|l| l.c);
        if chars().eq(name[end..].iter().copied()) {
            return distance(&self.letters[..self.core], &sounded[..end], below);
        }
        let whole = distance(&self.letters, &sounded, below);
        let one_ending = self.core == mine || end == its;
        let bare = || distance(&self.letters[..self.core], &sounded[..end], below.saturating_sub(NO_ENDING));
        let bare = one_ending.then(bare).flatten().map(|cost| cost + NO_ENDING);
        whole.into_iter().chain(bare).min()
    }
}

/// A character and its reading in its word.
type Sounded = (char, Option<&'static str>);

fn folded(text: &str) -> Vec<char> {
    text.nfkc().flat_map(char::to_lowercase).collect()
}

fn ascii_counts(chars: &[char]) -> Option<[u8; 128]> {
    let mut counts = [0_u8; 128];
    for c in chars {
        let count = counts.get_mut(*c as usize)?;
        *count = count.checked_add(1)?;
    }
    Some(counts)
}

/// The length without the ending; a name that is nothing but an ending has none.
fn core(chars: &[char]) -> usize {
    let before = |ending: &&str| {
        let rest = chars.len().checked_sub(ending.chars().count())?;
        (rest > 0 && ending.chars().eq(chars[rest..].iter().copied())).then_some(rest)
    };
    ENDINGS.iter().find_map(before).unwrap_or(chars.len())
}

/// What a name of this length may cost and still be near.
fn budget(length: usize) -> usize {
    match length {
        0 | 1 => EDIT / 2,
        2 | 3 => EDIT,
        4 | 5 => EDIT + EDIT / 2,
        6..=8 => 2 * EDIT,
        _ => EDIT * length / 3,
    }
}

/// The distance of two names, if it is within their budget and less than `below`.
fn distance(wanted: &[Letter], name: &[Sounded], below: usize) -> Option<usize> {
    let shared = shared_districts(wanted, name);
    let (wanted, name) = (&wanted[shared..], &name[shared..]);
    let length = wanted.len().max(name.len());
    let han = name.iter().any(|(_, sound)| sound.is_some());
    let most = budget(length) - usize::from(han && (6..=8).contains(&length));
    let most = most.min(below.checked_sub(1)?);
    let mut rows = Rows::start(name.len());
    for (i, letter) in wanted.iter().enumerate() {
        rows.turn((i + 1) * EDIT);
        for (j, sounded) in name.iter().enumerate() {
            let swapped = i > 0 && j > 0 && letter.c == name[j - 1].0 && wanted[i - 1].c == sounded.0;
            rows.fill(j + 1, replacement(letter, *sounded), swapped);
        }
        if rows.now.iter().chain(&rows.before).min()? > &most {
            return None;
        }
    }
    rows.now.last().copied().filter(|cost| *cost <= most)
}

/// How many first characters to leave out of the comparison, as both names give the same district.
fn shared_districts(wanted: &[Letter], name: &[Sounded]) -> usize {
    let alike = wanted.iter().zip(name).take_while(|(a, b)| a.c == b.0).count();
    let inside = alike.min(wanted.len().saturating_sub(1)).min(name.len().saturating_sub(1));
    name[..inside].iter().rposition(|(c, _)| DISTRICTS.contains(*c)).map_or(0, |at| at + 1)
}

/// Three rows of the table of distances between beginnings.
struct Rows {
    earlier: Vec<usize>,
    before: Vec<usize>,
    now: Vec<usize>,
}

impl Rows {
    fn start(length: usize) -> Rows {
        let now: Vec<usize> = (0..=length).map(|j| j * EDIT).collect();
        Rows { earlier: now.clone(), before: now.clone(), now }
    }

    fn turn(&mut self, first: usize) {
        std::mem::swap(&mut self.earlier, &mut self.before);
        std::mem::swap(&mut self.before, &mut self.now);
        self.now[0] = first;
    }

    fn fill(&mut self, j: usize, replacement: usize, swapped: bool) {
        let edited = (self.before[j].min(self.now[j - 1]) + EDIT).min(self.before[j - 1] + replacement);
        self.now[j] = if swapped { edited.min(self.earlier[j - 2] + EDIT) } else { edited };
    }
}

fn replacement(wanted: &Letter, (c, sound): Sounded) -> usize {
    if wanted.c == c {
        return 0;
    }
    if c.is_ascii() || wanted.c.is_ascii() {
        return if c.is_ascii_digit() && wanted.c.is_ascii_digit() { OTHER_NUMBER } else { EDIT };
    }
    if ROWS.iter().any(|row| row.contains(c) && row.contains(wanted.c)) {
        return OTHER_NUMBER;
    }
    match sound {
        Some(sound) if wanted.readings.contains(&sound) => SAME_SOUND,
        Some(sound) if wanted.readings.iter().any(|r| blurred(r) == blurred(sound)) => NEAR_SOUND,
        _ => EDIT,
    }
}

/// A syllable as it sounds to those who do not tell zh from z, n from l or -ng from -n.
fn blurred(syllable: &str) -> (Option<char>, &str) {
    let mut chars = syllable.chars();
    let (first, mut rest) = (chars.next(), chars.as_str());
    if matches!(first, Some('z' | 'c' | 's')) {
        rest = rest.strip_prefix('h').unwrap_or(rest);
    }
    let first = if first == Some('n') && !rest.is_empty() { Some('l') } else { first };
    let rest = if rest.ends_with("ng") { &rest[..rest.len() - 1] } else { rest };
    (first, rest)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    /// The places and programs of the newspaper page and of the corpus.
    const STEMS: &str = "莫阳 姚祥 建元 蠡塘 凌浜 虎池 宝邻 和美 富强 路南 御景 元和 华辰 陆巷 沈周 春申 玉成 \
        朱巷 古巷 众泾 安元 香城 花南 康桥 日益 娄北 泰元 阳光 湖畔 金辉";
    const PROGRAMS: &str = "成长地图计划 祥爱邻距离 元气加油站 康乃馨结对行动 爱澄宝关爱品牌 海棠先锋 公益暑托班 \
        绿意创享亭 平安慧眼 健身广场微更新 随手拍一拍 八小时以外 垃圾分类指南 文明实践市集 \
        儿童主任大赛 老年助餐 邻里节 书记项目 银发课堂 反诈联盟";
    const FIELDS: &str = "title author community program date tags summary cover cover_alt id aliases pin draft \
        publish expires updated corrections retracted source reviewed_by audio privacy_allow";

    fn known() -> Vec<String> {
        let communities = STEMS.split_whitespace().map(|stem| format!("{stem}社区"));
        let places = "元和之春社区 御景湾社区 陆巷村 沈周村 白洋湾街道 元和街道";
        let others = [PROGRAMS, FIELDS, places].into_iter().flat_map(str::split_whitespace);
        communities.chain(others.map(String::from)).collect()
    }

    fn suggestion(wanted: &str) -> Option<String> {
        let known = known();
        nearest(wanted, known.iter().map(String::as_str)).map(String::from)
    }

    #[test]
    fn slips_of_the_input_method_and_of_the_finger_are_found() {
        let tables = [
            // the same sound
            "莫杨社区=莫阳社区 莫阳摄区=莫阳社区 末杨社区=莫阳社区 建园社区=建元社区 \
             见圆社区=建元社区 合美社区=和美社区 里塘社区=蠡塘社区 陆项村=陆巷村 鲁巷村=陆巷村 \
             沈州村=沈周村 华晨社区=华辰社区 凌邦社区=凌浜社区 成掌地图计划=成长地图计划 \
             城长地图计划=成长地图计划 祥爱林距离=祥爱邻距离 康乃馨结队行动=康乃馨结对行动 \
             爱城宝关爱品牌=爱澄宝关爱品牌 反炸联盟=反诈联盟 平安惠眼=平安慧眼",
            // nearly the same sound
            "林浜社区=凌浜社区 康翘社区=康桥社区 宝林社区=宝邻社区 银发客堂=银发课堂 \
             公益署拖班=公益暑托班",
            // a character too many, too few, exchanged
            "元和之春天社区=元和之春社区 御景弯社区=御景湾社区 阳莫社区=莫阳社区 \
             祥爱邻里距离=祥爱邻距离 随手拍拍=随手拍一拍",
            // the ending left out or written on, width, case and traditional forms
            "莫阳=莫阳社区 莫杨=莫阳社区 成长地图=成长地图计划 海棠先锋项目=海棠先锋 \
             莫陽社區=莫阳社区 Ｔitle=title Community=community",
            // Latin
            "commnity=community comunity=community titel=title auther=author sumary=summary \
             tag=tags dates=date programme=program expire=expires cover-alt=cover_alt \
             corections=corrections",
        ];
        let pairs = tables.iter().flat_map(|table| table.split_whitespace());
        for (wanted, meant) in pairs.filter_map(|pair| pair.split_once('=')) {
            assert_eq!(suggestion(wanted).as_deref(), Some(meant), "{wanted}");
        }
    }

    #[test]
    fn unlike_names_are_not_near() {
        let table = "城西社区 永昌村 望亭镇 姑苏街道 社区 村 x 长者食堂 垃圾回收 志愿服务 便民服务 \
            消防演练 成长计划 元气课堂 name layout category keywords weight 慈善超市 🎉";
        for wanted in table.split_whitespace().chain(["", " "]) {
            assert_eq!(suggestion(wanted), None, "{wanted}");
        }
    }

    #[test]
    fn what_names_share_by_kind_proves_nothing() {
        let table = "和美社区=富强社区 张村=李村 和美志愿服务队=富强志愿服务队 \
            姑苏区和美社区=姑苏区富强社区 \
            苏州市相城区元和街道和美社区=苏州市相城区元和街道富强社区 垃圾分类=垃圾回收 \
            白洋湾街道和美=白洋湾街道富强 阳光三村=阳光四村 莫阳东社区=莫阳西社区 \
            莫阳村=富强社区 2024=2025 和美社区=社区";
        for (wanted, name) in table.split_whitespace().filter_map(|pair| pair.split_once('=')) {
            assert_eq!(nearest(wanted, [name]), None, "{wanted} {name}");
        }
    }

    #[test]
    fn short_of_all_others_the_first_of_equals_wins_and_never_the_same_string() {
        assert_eq!(nearest("建元社区", ["建元社区"]), None);
        assert_eq!(nearest("建元社区", ["建元社区", "建园社区"]), Some("建园社区"));
        assert_eq!(nearest("建元", ["建园", "建圆"]), Some("建园"));
        assert_eq!(nearest("建元", ["建圆", "建园"]), Some("建圆"));
        assert_eq!(nearest("建元", ["健康", "建成", "建园"]), Some("建园"));
        assert_eq!(nearest("摄区", ["社区"]), Some("社区"));
        assert_eq!(nearest("张村", ["章村"]), Some("章村"));
        assert_eq!(nearest("无", []), None);
    }

    #[test]
    fn a_known_name_is_seldom_near_another() {
        let known = known();
        let near = known.iter().filter_map(|name| Some((name.as_str(), nearest(name, known.iter().map(String::as_str))?)));
        for (name, other) in near {
            let one_apart = name.chars().filter(|c| !other.contains(*c)).count() <= 1;
            assert!(one_apart, "{name} {other}");
        }
    }

    #[test]
    fn a_long_list_is_no_trouble() {
        let names: Vec<String> = (0..5_000).map(|i| format!("第{i}网格{}社区", ["和美", "富强", "建元"][i % 3])).collect();
        assert_eq!(nearest("莫杨社区", names.iter().map(String::as_str).chain(["莫阳社区"])), Some("莫阳社区"));
    }
}
