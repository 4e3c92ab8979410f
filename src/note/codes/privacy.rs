//! What personal data in a text may say. Hints, never a promise: numbers stand here masked.

use crate::note::code::codes;
use crate::note::{Note, Place};

codes! {
    "private-id-number" {
        [file "content/2024/08/a.md" "---\ntitle: 补贴名单\ndate: 2024-08-13\n---\n王丹，11010519491231002X。\n"]
        Error id_number(masked) "隐私提示：这里像是身份证号 {masked}，这一篇先不发布", "privacy hint: this looks like an identity number, {masked}; the text is not published"
            => "删掉号码；确实要登的，在 privacy_allow 里写明 what 和 why", "remove it, or say in privacy_allow what may stand and why";
    }
    "private-bank-card" {
        [file "content/2024/08/a.md" "---\ntitle: 捐款\ndate: 2024-08-13\n---\n捐款请打到 6222 0212 0800 0123 453。\n"]
        Error bank_card(masked) "隐私提示：这里像是银行卡号 {masked}，这一篇先不发布", "privacy hint: this looks like the number of a bank card, {masked}; the text is not published"
            => "删掉卡号；单位公开的账号，在 privacy_allow 里写明 what 和 why", "remove it, or say in privacy_allow what may stand and why";
    }
    "private-mobile" {
        [file "content/2024/08/a.md" "---\ntitle: 报名\ndate: 2024-08-13\n---\n报名请打 138-0013-8000。\n"]
        Warning mobile(masked) "隐私提示：这里像是手机号 {masked}", "privacy hint: this looks like a mobile number, {masked}"
            => "换成办公电话；本人同意公开的，在 privacy_allow 里写明 what 和 why", "give an office's number instead, or say in privacy_allow what may stand and why";
    }
    "private-address" {
        [file "content/2024/08/a.md" "---\ntitle: 探望\ndate: 2024-08-13\n---\n老人住在莫阳新村12幢2单元305室。\n"]
        Warning address(masked) "隐私提示：这里像是住户的门牌 {masked}", "privacy hint: this looks like somebody's address, {masked}"
            => "只写到小区；可以公开的，在 privacy_allow 里写明 what 和 why", "name only the neighbourhood, or say in privacy_allow what may stand and why";
    }
    "private-health" {
        [file "content/2024/08/a.md" "---\ntitle: 探望\ndate: 2024-08-13\n---\n居民王丹患有糖尿病多年。\n"]
        Warning health(masked) "隐私提示：全名 {masked} 和病情、残疾或救助写在一起", "privacy hint: the full name {masked} stands beside an illness, a disability or a benefit"
            => "改称“一位居民”，或去掉病情；本人同意的，在 privacy_allow 里写明 what 和 why", "write `a resident`, or leave the illness out; if they agree, say in privacy_allow what may stand and why";
    }
    "private-minor" {
        [file "content/2024/08/a.md" "---\ntitle: 小画家\ndate: 2024-08-13\n---\n8岁的王丹画了一幅画。\n"]
        Warning minor(masked) "隐私提示：{masked} 像是未成年人的全名，和学校、班级或年龄写在一起", "privacy hint: {masked} looks like the full name of a child, beside a school, a class or an age"
            => "改称“小王同学”，或去掉学校和年龄；监护人同意的，在 privacy_allow 里写明 what 和 why", "use the first name only, or leave the school out; if the parents agree, say in privacy_allow what may stand and why";
    }
    "private-plate" {
        [file "content/2024/08/a.md" "---\ntitle: 挪车\ndate: 2024-08-13\n---\n请苏E·8K321的车主挪车。\n"]
        Warning plate(masked) "隐私提示：这里像是车牌号 {masked}", "privacy hint: this looks like a number plate, {masked}"
            => "只写车的颜色和位置；可以公开的，在 privacy_allow 里写明 what 和 why", "describe the car instead, or say in privacy_allow what may stand and why";
    }
    "private-passport" {
        [file "content/2024/08/a.md" "---\ntitle: 招领\ndate: 2024-08-13\n---\n捡到护照一本，号码E12345678。\n"]
        Warning passport(masked) "隐私提示：这里像是护照或通行证号码 {masked}", "privacy hint: this looks like the number of a passport or permit, {masked}"
            => "删掉号码；可以公开的，在 privacy_allow 里写明 what 和 why", "remove it, or say in privacy_allow what may stand and why";
    }
    "private-old-id-number" {
        [file "content/2024/08/a.md" "---\ntitle: 招领\ndate: 2024-08-13\n---\n身份证号110105491231002。\n"]
        Warning old_id_number(masked) "隐私提示：这里像是15位的老身份证号 {masked}", "privacy hint: this looks like an old identity number, {masked}"
            => "删掉号码；可以公开的，在 privacy_allow 里写明 what 和 why", "remove it, or say in privacy_allow what may stand and why";
    }
    "private-file-name" {
        [file "content/2024/08/baoming-13800138000.md" "---\ntitle: 报名\ndate: 2024-08-13\n---\n请来报名。\n"]
        Warning number_in_name(masked) "隐私提示：文件名里像是有个人号码 {masked}，它会出现在网址里", "privacy hint: the file's name seems to hold a personal number, {masked}, which shows in the address"
            => "给文件换个名字", "rename the file";
        Error grave_number_in_name(masked) "隐私提示：文件名里像是有证件号或卡号 {masked}，先不发布", "privacy hint: the file's name seems to hold the number of a document or card, {masked}; it is not published"
            => "给文件换个名字", "rename the file";
    }
    "privacy-allowed" {
        [file "content/2024/08/a.md" "---\ntitle: 报名\ndate: 2024-08-13\nprivacy_allow:\n  - what: 138-0013-8000\n    why: 活动专用号码\n---\n报名请打 138-0013-8000。\n"]
        Advice allowed(masked, why) "已按 privacy_allow 放行 {masked}：{why}", "let through by privacy_allow: {masked} ({why})";
    }
    "privacy-allow-unused" {
        [file "content/2024/08/a.md" "---\ntitle: 报名\ndate: 2024-08-13\nprivacy_allow:\n  - what: 138-0013-8000\n    why: 活动专用号码\n---\n请来报名。\n"]
        Advice allows_nothing(masked) "privacy_allow 里的“{masked}”在这一篇里没有对上任何提示", "`{masked}` in privacy_allow matches no hint in this text"
            => "照正文里的写法改，或删掉这一项", "write it as in the text, or remove the entry";
    }
    "privacy-allow-reason" {
        [file "content/2024/08/a.md" "---\ntitle: 报名\ndate: 2024-08-13\nprivacy_allow:\n  - what: 138-0013-8000\n---\n报名请打 138-0013-8000。\n"]
        Warning no_reason() "privacy_allow 的这一项没有写全，不起作用", "this entry of privacy_allow is incomplete and has no effect"
            => "两样都要写：what: 文中的原文，why: 为什么可以公开", "give both: what: the text as it stands, why: the reason";
    }
}

/// The note on a file's name: an error for what keeps a text from being published.
pub(crate) fn in_file_name(is_error: bool, place: Place, masked: &str) -> Note {
    if is_error { grave_number_in_name(place, masked) } else { number_in_name(place, masked) }
}
