//! What stands around a number and says what it is: a label before it, the head of its column, a unit after it.

use super::words::Words;

/// Words before an identity number.
pub(super) const ID_LABELS: Words = Words("身份证 身份號 身份号 证件 公民身份 居民身份 身分證 ID");
/// Words before the number of a card.
pub(super) const CARD_LABELS: Words = Words(
    "卡号 卡號 银行 銀行 账号 帐号 賬號 账户 帐户 工资卡 储蓄卡 信用卡 社保卡金融 打款 汇款 转账 转入 收款 存折 银联 打到 \
     打入 开户",
);
/// Words before a mobile number.
pub(super) const MOBILE_LABELS: Words =
    Words("手机 手機 电话 電話 联系 聯繫 致电 拨打 微信 tel Tel TEL mobile Mobile phone Phone 热线 短信 来电 报名 家长");
/// Words before numbers that are nobody's.
pub(super) const OTHER_NUMBERS: Words = Words(
    "编号 編號 单号 單號 订单 訂單 流水 序号 批号 批次 条码 条形码 货号 型号 备案 ICP 案号 准考证 代码 文号 发票 运单 快递 \
     物流 票号 工单 受理号 回执 凭证 序列 版本 ISBN ISSN 书号 刊号 合同 档案号 登记号 许可证 证书 资产 学号 工号 SN S/N No. \
     NO. no. № ID id= QQ 经度 纬度 坐标 时间戳 追溯码 交易 项目号 标识 取件码 批文 凭条 数据 编码 产权 统计 投资 预算 产值 \
     总数 合计 金额 稿件号 文章 设备 表号 户号 水表 电表 燃气",
);
/// Units after a count or an amount.
const UNITS: Words = Words(
    "元 万 亿 千元 人次 件 吨 公里 千米 平方 立方 ％ % 千瓦 度 字节 步 票 美元 日元 份 斤 公斤 克 米 户 株 棵 册 本 辆 台 套 \
     次 条 秒 毫秒 KB MB GB kWh kg",
);

/// How many characters before a number may say what it is.
const REACH: usize = 14;
/// So much of a line's text is looked at for a table's columns.
const LONGEST_ROW: usize = 2_000;
/// So many rows a table's head may be above.
const MOST_ROWS: usize = 60;

/// The last characters of a text, at most so many.
pub(super) fn tail(text: &str, count: usize) -> &str {
    text.char_indices().rev().take(count).last().map_or("", |(at, _)| &text[at..])
}

/// The first characters of a text, at most so many.
pub(super) fn head(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).map_or(text, |(at, _)| &text[..at])
}

/// Whether one of these words stands right before a number, or over its column; of several words the nearest counts,
/// so a word that another kind of number has is asked for by its own list.
pub(super) fn is_called(text: &str, at: usize, labels: Words) -> bool {
    let before = tail(text.get(..at).unwrap_or_default(), REACH);
    // What is said before the last sentence's end, another number or a cell's edge is said of something else.
    let from =
        before.rfind(['。', '；', ';', '|', '，', '！', '？']).map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let near = &before[from..];
    let own = near.trim_end_matches(|c: char| !c.is_alphanumeric());
    if ends_in_label(own, labels) {
        return true;
    }
    column_head(text, at).is_some_and(|head| labels.are_in(head))
}

/// Whether a label stands in the words right before a number, with no other number between.
fn ends_in_label(words: &str, labels: Words) -> bool {
    let from = words.rfind(|c: char| c.is_ascii_digit()).map_or(0, |at| at + 1);
    let words = words.get(from..).unwrap_or_default();
    labels.are_in(words)
}

/// The cell over a number in the first row of its table.
fn column_head(text: &str, at: usize) -> Option<&str> {
    let line_start = text.get(..at)?.rfind('\n').map_or(0, |at| at + 1);
    let before = &text[line_start..at];
    if before.len() > LONGEST_ROW || !before.contains(['|', ',', '\t']) {
        return None;
    }
    let mark = if before.contains('|') {
        '|'
    } else if before.contains('\t') {
        '\t'
    } else {
        ','
    };
    let column = before.matches(mark).count();
    let above = text.get(..line_start)?;
    let rows = above.lines().rev().take(MOST_ROWS).take_while(|row| row.len() <= LONGEST_ROW && row.contains(mark));
    rows.last()?.split(mark).nth(column).map(str::trim)
}

/// Whether a number is an amount or a count: a currency before it, a unit or a decimal after it.
pub(super) fn is_amount(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).unwrap_or_default().trim_end_matches(' ');
    if before.ends_with(['¥', '￥', '$', '€', '£']) || before.ends_with("人民币") || ends_in_decimal(before) {
        return true;
    }
    let after = text.get(end..).unwrap_or_default();
    let mut rest = after.chars();
    if rest.next() == Some('.') && rest.next().is_some_and(|c| c.is_ascii_digit()) {
        return true;
    }
    let after = after.trim_start_matches([' ', '余', '多', '\u{a0}']);
    UNITS.begins(after)
}

fn ends_in_decimal(before: &str) -> bool {
    before.strip_suffix('.').is_some_and(|number| number.ends_with(|c: char| c.is_ascii_digit()))
}

/// Whether a number is part of a longer name of letters and digits, of an address on the web or of a version.
pub(super) fn is_in_token(text: &str, start: usize, end: usize) -> bool {
    let (before, after) = (text.get(..start).unwrap_or_default(), text.get(end..).unwrap_or_default());
    let letters = before.chars().rev().take(12).take_while(char::is_ascii_alphabetic).count();
    let word = tail(before, letters).to_ascii_lowercase();
    let is_label =
        matches!(word.as_str(), "" | "tel" | "phone" | "mobile" | "mob" | "wx" | "weixin" | "vx" | "v" | "img" | "nbsp" | "br" | "n");
    if !is_label || after.starts_with(|c: char| c.is_ascii_alphabetic() || c == '%') {
        return true;
    }
    let token = tail(before, 300);
    let from = token
        .rfind(|c: char| c.is_whitespace() || c > '\u{2e7f}' || matches!(c, '(' | '<' | '"' | '\''))
        .map_or(0, |at| at + token[at..].chars().next().map_or(1, char::len_utf8));
    let token = &token[from..];
    token.contains("://") || token.starts_with("www.") || token.ends_with(['=', '&', '#', '@']) && token.contains(['?', '/'])
}
