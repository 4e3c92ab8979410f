//! Pages of WeChat accounts: where they keep title, account, author and date, and what stands in them around a story.
//!
//! In: a tree and the page's text, or one line. Out: what the page says of its story; whether a line is furniture.

use super::Found;
use super::tree::Tree;
use crate::import::furniture;
use crate::moment;

/// What a page of WeChat says of its story; nothing if it is another page.
pub(super) fn read(tree: &Tree, text: &str) -> Option<Found> {
    let inside = tree.by_id("js_content")?;
    let by_id = |id: &str| tree.by_id(id).map(|at| tree.text(at)).filter(|text| !text.is_empty());
    let account = by_id("js_name")
        .or_else(|| by_id("post-user"))
        .or_else(|| variable(text, "nickname"))
        .or_else(|| variable(text, "nick_name"))
        .or_else(|| tree.meta(&["profile_nickname"]));
    let author =
        by_id("js_author_name").or_else(|| tree.meta(&["author", "og:article:author"])).filter(|author| Some(author) != account.as_ref());
    let day = |text: String| furniture::day_at_start(&text).filter(|(day, _)| day.year.is_some()).map(|(day, _)| day.iso(0));
    let seconds = |name: &str| variable(text, name).and_then(|value| value.parse().ok()).and_then(moment::day_in_china);
    let published = by_id("publish_time")
        .and_then(day)
        .or_else(|| by_id("post-date").and_then(day))
        .or_else(|| variable(text, "createTime").and_then(day))
        .or_else(|| variable(text, "create_time").and_then(day))
        .or_else(|| seconds("ct"))
        .or_else(|| seconds("ori_create_time"))
        .or_else(|| seconds("oriCreateTime"));
    Some(Found {
        inside,
        title: by_id("activity-name")
            .or_else(|| tree.meta(&["og:title", "twitter:title"]))
            .or_else(|| variable(text, "msg_title"))
            .unwrap_or_default(),
        source: account,
        authors: author
            .into_iter()
            .flat_map(|author| author.split(['、', ' ', '，', ',', '/']).map(str::to_owned).collect::<Vec<_>>())
            .filter(|name| !name.is_empty())
            .collect(),
        published,
        is_wechat: true,
    })
}

/// The text that a script gives a variable: `var nickname = htmlDecode("莫阳社区");`.
fn variable(text: &str, name: &str) -> Option<String> {
    let is_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '$' | '.'));
    let of = |at: usize| {
        let rest = text.get(at + name.len()..)?;
        if is_word(text.get(..at)?.chars().next_back().filter(|c| *c != '.')) {
            return None;
        }
        let rest = rest.trim_start_matches(['"', '\'']).trim_start().strip_prefix(['=', ':'])?;
        let open = rest.char_indices().take(24).find(|(_, c)| matches!(c, '"' | '\'' | ';' | '\n' | ','))?;
        let quote = Some(open.1).filter(|c| matches!(c, '"' | '\''))?;
        let value: String = rest.get(open.0 + 1..)?.chars().take(300).take_while(|c| *c != quote && *c != '\n').collect();
        let value = value.trim().to_owned();
        (!value.is_empty() && !value.contains(['\\', '<', '&', '$', '+'])).then_some(value)
    };
    text.match_indices(name).take(200).find_map(|(at, _)| of(at))
}

/// Whether a line belongs to the account and not to the story: calls to follow, tags, counts, ends.
pub(super) fn is_furniture(line: &str) -> bool {
    let compact: String = line.chars().filter(|c| c.is_alphanumeric()).collect();
    let count = compact.chars().count();
    if count == 0 || count > 44 || line.contains('。') && count > 30 {
        return false;
    }
    let is_whole = [
        "预览时标签不可点",
        "收录于合集",
        "收录于话题",
        "关注",
        "点击关注",
        "关注我们",
        "欢迎关注",
        "欢迎关注我们",
        "点个在看",
        "阅读原文",
        "点击阅读原文",
        "分享",
        "收藏",
        "点赞",
        "在看",
        "分享收藏点赞在看",
        "分享收藏在看点赞",
        "分享点赞在看",
        "点赞在看分享",
        "分享收藏点赞",
        "点分享",
        "点收藏",
        "点点赞",
        "点在看",
        "微信扫一扫关注该公众号",
        "继续滑动看下一个",
        "轻触阅读原文",
        "向上滑动看下一个",
        "滑动查看更多",
        "左右滑动查看更多",
        "左右滑动查看更多图片",
        "上下滑动查看更多",
        "原创",
        "喜欢作者",
        "赞赏",
        "人划线",
        "投诉",
        "写留言",
        "知道了",
    ];
    if is_whole.contains(&compact.as_str()) || is_end(line) {
        return true;
    }
    let has = |words: &[&str]| words.iter().any(|word| compact.contains(word));
    let follows = compact.contains("关注")
        && has(&["长按", "扫码", "扫一扫", "二维码", "蓝字", "点击上方", "点击下方", "公众号", "名片"])
        && !has(&["报名", "预约", "咨询", "登记"]);
    let likes = has(&["点个在看", "点亮在看", "点个赞", "右下角", "点赞在看", "在看点赞"]) && has(&["在看", "点赞", "转发", "分享"]);
    let swipes = has(&["上方蓝字", "蓝色字"]) || (compact.contains("滑动") && compact.contains("查看"));
    let counts = (compact.starts_with("阅读")
        || compact.starts_with("收录于合集")
        || compact.starts_with("收录于话题")
        || compact.starts_with("个人观点仅供参考"))
        && (compact.chars().any(|c| c.is_ascii_digit()) || line.contains('#'))
        && count <= 24;
    // What the account says of itself: 微信号｜moyang-example, 转载请注明来源.
    let account = compact.strip_prefix("微信号").is_some_and(|id| !id.is_empty() && id.is_ascii());
    let notice = compact.contains("转载") && compact.contains("注明") && count <= 20;
    follows || likes || swipes || counts || account || notice
}

/// `END`, `— THE END —`, `· 完 ·`.
pub(super) fn is_end(line: &str) -> bool {
    let compact: String = line.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_ascii_uppercase();
    matches!(compact.as_str(), "END" | "THEEND" | "完" | "全文完" | "END完" | "结束") && line.chars().count() <= 24
}

/// Whether links to other stories stand below a line.
pub(super) fn is_list_of_others(line: &str) -> bool {
    let compact: String = line.chars().filter(|c| c.is_alphanumeric()).collect();
    let words = [
        "往期推荐",
        "往期回顾",
        "往期精选",
        "往期精彩",
        "精彩回顾",
        "推荐阅读",
        "相关阅读",
        "延伸阅读",
        "热门推荐",
        "更多精彩",
        "历史文章",
        "猜你喜欢",
        "相关链接",
        "相关新闻",
        "热门文章",
        "精彩推荐",
    ];
    compact.chars().count() <= 14 && words.iter().any(|word| compact.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn furniture_is_told_from_text() {
        for line in [
            "预览时标签不可点",
            "- END -",
            "长按二维码关注我们",
            "点击上方蓝字关注我们",
            "收录于合集 #社区 12个",
            "阅读 1024",
            "分享、收藏、点赞、在看",
            "扫一扫关注“莫阳社区”公众号",
            "喜欢就点个在看吧，点赞转发",
            "微信号｜moyang-example",
            "如需转载，请注明来源",
        ] {
            assert!(is_furniture(line), "{line}");
        }
        for line in [
            "长按识别二维码报名",
            "扫码登记，关注活动通知",
            "社区关注老人的午饭",
            "关注孩子，关注未来",
            "今天的活动结束了",
            "阅读室开到晚上八点",
        ] {
            assert!(!is_furniture(line), "{line}");
        }
    }

    #[test]
    fn scripts_tell_account_and_time() {
        let page = "var user_name = 'gh_1'; var nickname = htmlDecode(\"莫阳社区\"); var ct = \"1723773600\"; d.ct=1;";
        assert_eq!(variable(page, "nickname").as_deref(), Some("莫阳社区"));
        assert_eq!(variable(page, "ct").as_deref(), Some("1723773600"));
        assert_eq!(variable(page, "name"), None);
    }
}
