//! Makes labelled texts: for each kind of personal data true ones in many ways of writing, and look-alikes.

use super::Case;

/// Numbers that follow from a seed (xorshift).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, most: u64) -> u64 {
        self.next() % most
    }

    fn of<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len() as u64) as usize]
    }

    fn digits(&mut self, count: usize) -> String {
        (0..count).map(|_| char::from(b'0' + self.below(10) as u8)).collect()
    }
}

const SURNAMES: &[&str] = &[
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "朱", "马", "胡", "郭", "林", "何", "高", "梁", "沈", "陆",
    "顾", "钱", "欧阳", "钟", "谢", "叶",
];
const GIVEN: &[&str] = &[
    "子涵", "欣怡", "浩然", "梓轩", "雨桐", "诗涵", "一诺", "建国", "秀英", "桂兰", "志强", "丽华", "国平", "美玲", "玉珍", "晓东", "文静",
    "俊杰", "思远", "佳怡", "阿宝", "明", "敏", "静", "伟", "芳", "宇航", "若曦", "雅婷", "金根", "水根", "根娣",
];

fn name(dice: &mut Dice) -> String {
    format!("{}{}", dice.of(SURNAMES), dice.of(GIVEN))
}

fn id(dice: &mut Dice) -> String {
    let mut body =
        format!("{}{:02}{:02}", dice.of(&["32", "11", "31", "34", "41", "51", "44", "61", "83"]), 1 + dice.below(20), 1 + dice.below(80));
    body += &format!("{}{:02}{:02}{}", 1925 + dice.below(100), 1 + dice.below(12), 1 + dice.below(28), dice.digits(3));
    let check = check_digit(&body);
    body.push(check);
    body
}

fn check_digit(body: &str) -> char {
    let sum: u32 = body.bytes().enumerate().map(|(nth, digit)| u32::from(digit - b'0') * (2_u32.pow(17 - nth as u32) % 11)).sum();
    b"10X98765432"[(sum % 11) as usize].into()
}

fn card(dice: &mut Dice) -> String {
    let (prefix, length) = dice.of(&[
        ("622202", 19),
        ("621700", 19),
        ("622848", 19),
        ("621661", 19),
        ("622588", 16),
        ("625965", 16),
        ("436742", 16),
        ("6217", 16),
        ("955880", 19),
        ("521899", 16),
    ]);
    let mut body = prefix.to_owned() + &dice.digits(length - prefix.len() - 1);
    let check = ('0'..='9').find(|check| is_luhn(&format!("{body}{check}"))).expect("a check digit");
    body.push(check);
    body
}

fn is_luhn(digits: &str) -> bool {
    let doubled = |nth: usize, digit: u32| if nth % 2 == 1 { digit * 2 / 10 + digit * 2 % 10 } else { digit };
    digits.bytes().rev().enumerate().map(|(nth, digit)| doubled(nth, u32::from(digit - b'0'))).sum::<u32>() % 10 == 0
}

fn mobile(dice: &mut Dice) -> String {
    format!("{}{}", dice.of(&["139", "138", "151", "159", "186", "189", "177", "199", "166", "147", "130", "193"]), dice.digits(8))
}

/// A number in one of the ways in which people write it.
fn written(dice: &mut Dice, number: &str, groups: &[usize]) -> String {
    let wide = |text: &str| -> String {
        text.chars().map(|c| if c.is_ascii_digit() { char::from_u32(u32::from(c) + 0xfee0).expect("wide") } else { c }).collect()
    };
    let parted = |sign: &str| -> String {
        let (mut out, mut at) = (String::new(), 0);
        for size in groups {
            if at > 0 {
                out += sign;
            }
            out += &number[at..at + size];
            at += size;
        }
        out
    };
    match dice.below(9) {
        0 | 1 => number.to_owned(),
        2 => parted(" "),
        3 => parted("-"),
        4 => wide(number),
        5 => wide(&parted(" ")),
        6 => number
            .chars()
            .map(|c| c.to_digit(10).map_or(c, |digit| "〇一二三四五六七八九".chars().nth(digit as usize).expect("a digit")))
            .collect(),
        7 => {
            let at = groups[0] + groups[1];
            format!("{}\n{}", &number[..at], &number[at..])
        }
        _ => parted("\u{3000}"),
    }
}

/// A text around what is meant.
fn around(dice: &mut Dice, label: &str, what: &str) -> String {
    let who = name(dice);
    let one_line = what.replace('\n', "");
    match dice.below(8) {
        0 => format!("{label}：{what}。"),
        1 => format!("请记下{label}{what}，过期不候。"),
        2 => format!("| 姓名 | {label} |\n|---|---|\n| {who} | {one_line} |\n"),
        3 => format!("![{label}{one_line}](tu.jpg)"),
        4 => format!("---\ntitle: 通知\nsummary: {label}{one_line}\ndate: 2024-08-13\n---\n正文。\n"),
        5 => format!("{who}（{what}）已经登记。"),
        6 => format!("- {label}: **{one_line}**\n- 时间：8月13日上午9点\n"),
        _ => format!("活动定在2024年8月13日，{label}是{what}，请大家互相转告。"),
    }
}

/// The labelled texts of a seed.
pub(super) fn cases(seed: u64) -> Vec<Case> {
    let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let dice = &mut dice;
    let mut cases = Vec::new();
    for _ in 0..80 {
        let number = id(dice);
        let groups = dice.of(&[&[6, 8, 4][..], &[3, 3, 4, 4, 4], &[6, 4, 4, 4]]);
        let what = written(dice, &number, groups);
        let label = dice.of(&["身份证号", "证件号码", "号码", "身份证"]);
        push(&mut cases, "id-number", around(dice, label, &what));
        let number = card(dice);
        let groups = if number.len() == 19 { dice.of(&[&[4, 4, 4, 4, 3][..], &[6, 13]]) } else { &[4, 4, 4, 4][..] };
        let what = written(dice, &number, groups);
        let label = dice.of(&["银行卡号", "卡号", "账号", "捐款账户"]);
        push(&mut cases, "bank-card", around(dice, label, &what));
        let number = mobile(dice);
        let groups = dice.of(&[&[3, 4, 4][..], &[4, 3, 4], &[3, 8]]);
        let what = written(dice, &number, groups);
        let label = dice.of(&["手机", "联系电话", "报名热线", "微信同号", "电话"]);
        push(&mut cases, "mobile", around(dice, label, &what));
        push(&mut cases, "address", address(dice));
        push(&mut cases, "health", health(dice));
        push(&mut cases, "minor", minor(dice));
        push(&mut cases, "plate", plate(dice));
        if cases.len() % 3 == 0 {
            push(&mut cases, "passport", passport(dice));
        }
        for _ in 0..7 {
            cases.push(Case { wanted: None, text: look_alike(dice) });
        }
    }
    cases
}

fn push(cases: &mut Vec<Case>, wanted: &'static str, text: String) {
    cases.push(Case { wanted: Some(wanted), text });
}

fn address(dice: &mut Dice) -> String {
    let (building, stairs, room) = (1 + dice.below(60), 1 + dice.below(4), (1 + dice.below(18)) * 100 + 1 + dice.below(6));
    let house = dice.of(&["栋", "幢", "号楼"]);
    let place = dice.of(&["莫阳新村", "元和花园", "陆巷家园", "北区", ""]);
    let door = match dice.below(5) {
        0 => format!("{building}{house}{stairs}单元{room}室"),
        1 => format!("{building}{house}{room}室"),
        2 => format!("{building} {house} {stairs} 单元 {room} 室"),
        3 => format!("{building}{house}-{stairs}单元-{room}室"),
        _ => format!("{building}{house}{stairs}单元{room}"),
    };
    let wide: String =
        door.chars().map(|c| if c.is_ascii_digit() { char::from_u32(u32::from(c) + 0xfee0).expect("wide") } else { c }).collect();
    let door = if dice.below(5) == 0 { wide } else { door };
    let who = name(dice);
    match dice.below(6) {
        0 => format!("老人住在{place}{door}，行动不便。"),
        1 => format!("{place}{door}的住户反映楼道漏水。"),
        2 => format!("志愿者敲开了{place}{door}的门。"),
        3 => format!("| 户主 | 住址 |\n|---|---|\n| {who} | {place}{door} |\n"),
        4 => format!("失主请到{place}{door}领取。"),
        _ => format!("---\ntitle: 探望{place}{door}的邻居\ndate: 2024-08-13\n---\n正文。\n"),
    }
}

fn health(dice: &mut Dice) -> String {
    let who = name(dice);
    let ill = dice.of(&["乳腺癌", "尿毒症", "糖尿病", "高血压", "白血病", "抑郁症", "肝硬化", "脑梗", "帕金森", "肺结核"]);
    let need = dice.of(&["低保", "特困供养", "残疾人两项补贴", "临时救助", "医疗救助"]);
    match dice.below(9) {
        0 => format!("居民{who}去年查出{ill}，一直在治疗。"),
        1 => format!("{who}患有{ill}，每月药费不少。"),
        2 => format!("今年社区为{who}申请了{need}。"),
        3 => format!("低保户{who}说，日子有了盼头。"),
        4 => format!("| 姓名 | 困难情况 |\n|---|---|\n| {who} | {ill} |\n"),
        5 => format!("身患{ill}的{who}一直乐观。"),
        6 => format!("![{who}做完化疗回家](tu.jpg)"),
        7 => format!("残疾老人{who}，独自生活。"),
        _ => format!("今年62岁的{who}，三年前因{ill}住院。"),
    }
}

fn minor(dice: &mut Dice) -> String {
    let who = name(dice);
    let age = 4 + dice.below(13);
    let school = dice.of(&["元和小学", "阳澄湖小学", "蠡口中心小学", "御窑小学"]);
    let grade = dice.of(&["一", "二", "三", "四", "五", "六"]);
    match dice.below(9) {
        0 => format!("{age}岁的{who}跑在最前面。"),
        1 => format!("{school}{grade}年级学生{who}获得一等奖。"),
        2 => format!("{who}今年{age}岁，在{school}读书。"),
        3 => format!("{grade}（{}）班的{who}写了一首诗。", 1 + dice.below(9)),
        4 => format!("| 姓名 | 学校 |\n|---|---|\n| {who} | {school} |\n"),
        5 => format!("小朋友{who}，{age}岁，最爱画画。"),
        6 => format!("![{school}{grade}年级{who}的画](hua.jpg)"),
        7 => format!("获奖的有{who}（{school}）。"),
        _ => format!("---\ntitle: {age}岁的{who}当上小小讲解员\ndate: 2024-08-13\n---\n正文。\n"),
    }
}

fn plate(dice: &mut Dice) -> String {
    let serial = match dice.below(4) {
        0 => dice.digits(5),
        1 => format!("{}{}", dice.of(&["A", "B", "K", "Q"]), dice.digits(4)),
        2 => format!("{}{}{}", dice.digits(2), dice.of(&["C", "M", "X"]), dice.digits(2)),
        _ => format!("{}{}", dice.of(&["D", "F"]), dice.digits(5)),
    };
    let plate = format!(
        "{}{}{}{serial}",
        dice.of(&["苏", "沪", "浙", "皖", "京", "鲁"]),
        dice.of(&["E", "A", "B", "U"]),
        dice.of(&["", "·", " ", "-"])
    );
    match dice.below(4) {
        0 => format!("请{plate}的车主挪车。"),
        1 => format!("车牌{plate}长期占用消防通道。"),
        2 => format!("| 车位 | 车牌 |\n|---|---|\n| 12 | {plate} |\n"),
        _ => format!("![{plate}停在楼道口](che.jpg)"),
    }
}

fn passport(dice: &mut Dice) -> String {
    let number = if dice.below(2) == 0 {
        format!("{}{}", dice.of(&["E", "G"]), dice.digits(8))
    } else {
        format!("E{}{}", dice.of(&["A", "B", "H", "K"]), dice.digits(7))
    };
    match dice.below(3) {
        0 => format!("护照号码{number}，请核对。"),
        1 => format!("捡到护照一本（{number}），请失主来领。"),
        _ => format!("| 姓名 | 护照号 |\n|---|---|\n| {} | {number} |\n", name(dice)),
    }
}

fn look_alike(dice: &mut Dice) -> String {
    let who = name(dice);
    match dice.below(32) {
        0 => format!("咨询电话0512-{}。", dice.digits(8)),
        1 => format!("咨询电话：0512 {} {}。", dice.digits(4), dice.digits(4)),
        2 => format!("服务热线400-{}-{}。", dice.digits(3), dice.digits(4)),
        3 => format!("拨打{}即可。", dice.of(&["12345", "12333", "96889", "110", "12348"])),
        4 => format!("2024年{}月{}日上午9:30开始，共{}人参加。", 1 + dice.below(12), 1 + dice.below(28), dice.below(900)),
        5 => format!("订单号{}，请保存。", dice.digits(18)),
        6 => format!("流水号：{}", dice.digits(16)),
        7 => {
            let body = format!("320507{}{:02}{:02}{}", 1950 + dice.below(60), 1 + dice.below(12), 1 + dice.below(28), dice.digits(3));
            let wrong = if check_digit(&body) == '5' { '6' } else { '5' };
            format!("编号{body}{wrong}的档案已经归档。")
        }
        8 => format!("ISBN 978-7-{}-{}-{}", dice.digits(4), dice.digits(4), dice.digits(1)),
        9 => format!("书号9787{}。", dice.digits(9)),
        10 => format!("统一社会信用代码：9132050{}MA{}", dice.digits(1), "1XYZ2345A"),
        11 => format!("苏ICP备{}号", dice.digits(8)),
        12 => format!("苏公网安备{}号", dice.digits(14)),
        13 => format!("全年支出{}.{}元，增长{}%。", dice.digits(9), dice.digits(2), dice.digits(2)),
        14 => format!("累计步数1{}步。", "38".to_owned() + &dice.digits(8)),
        15 => format!("坐标{}.{}，{}.{}。", 120, dice.digits(11), 31, dice.digits(8)),
        16 => format!("参加活动的有{}户、{}人，分三批进行。", dice.below(90), dice.below(300)),
        17 => format!("社区医生{who}讲解高血压的防治。"),
        18 => format!("志愿者{who}走访了{}户低保家庭。", 2 + dice.below(20)),
        19 => format!("{who}书记看望残疾居民。"),
        20 => format!("{}岁的{who}每天来跳舞。", 55 + dice.below(30)),
        21 => format!("元和小学教师{who}为孩子们上课。"),
        22 => format!("便民服务中心{}号楼{}室办理。", 1 + dice.below(5), 101 + dice.below(200)),
        23 => format!("{}号楼、{}号楼加装电梯，共{}个单元。", 1 + dice.below(9), 10 + dice.below(9), 2 + dice.below(5)),
        24 => format!("快递单号SF{}。", dice.digits(13)),
        25 => format!("型号G{}的灯管已经更换。", dice.digits(4)),
        26 => format!("苏B2-2021{}", dice.digits(4)),
        27 => format!("版本{}.{}.{}发布。", dice.below(9), dice.below(20), dice.digits(3)),
        28 => format!("文/{who} 图/{}，稿件讲的是糖尿病防治。", name(dice)),
        29 => format!("案号：（2024）苏0507民初{}号。", dice.digits(4)),
        30 => "残疾人联合会和小学联合举办低年级绘画展。".to_owned(),
        _ => format!("网址https://example.org/a/1{}{}.html", "39", dice.digits(8)),
    }
}
