//! `banbao import` of saved pages: the story comes out whole, what is around it is named, and nothing else is lost.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use banbao::import::{self, Context, Draft, Foreign, write};
use proptest::prelude::*;
use snapbox::str;

use crate::import::{import, site, told};
use crate::project::same_text;

/// A saved page of `tests/import/pages`.
fn page(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/pages").join(name).display().to_string()
}

#[test]
fn saved_pages_of_several_editors_and_sites_give_their_stories() {
    let table = [
        ("wechat-plain.html", "莫阳社区：旧衣服改成新布袋 | 文:徐叶婷 图:王丹 | 莫阳社区 | 2024-08-16"),
        ("wechat-135.html", "姚祥社区把理发师请到楼下 | 编辑:王丹 审核:徐晓安 | 姚祥社区 | 2024-08-09"),
        ("wechat-xiumi.html", "跟着“成长地图”走一遍建元社区 | 文:徐叶婷 图:王丹 | 建元社区 | 2024-08-16"),
        ("wechat-cards.html", "蠡塘社区暑托班的四十天 | :蠡塘社区 编辑:王丹 审核:徐晓安 | 蠡塘社区 | 2024-08-16"),
        ("wechat-singlefile.html", "凌浜社区送出第一锅绿豆汤 | :王丹 | 凌浜社区 | 2024-08-16"),
        ("wechat-edge.mhtml", "和美社区：树荫下有张议事桌 | :徐晓安 | 和美社区 | 2024-08-16"),
        ("wechat-chrome.mhtml", "停用电梯的通知 | :富强社区党群服务中心+富强社区居委会 | 富强社区 | 2024-08-16"),
        ("gov-meta.html", "莫阳社区开展防汛演练 | :徐晓安 | 莫阳社区 | 2024-08-12"),
        ("gov-table.html", "建元社区办起晒书会 | :徐叶婷 | 建元社区 | 2024-08-11"),
        ("gov-page.mhtml", "关于凌浜社区道路封闭施工的通告 | :凌浜社区居委会 | 凌浜社区 | 2024-08-13"),
        ("news-article.html", "夜里十一点，姚祥社区还亮着一盏灯 | 文:徐晓安 | 姚祥社区 | 2024-08-14"),
        ("blog-entry.html", "莫阳社区的菜园开园了 | :王丹 | 莫阳社区 | 2024-08-10"),
    ];
    let project = site();
    for (name, expected) in table {
        let run = import(&project, &[&page(name), "--dry-run", "--format", "json"]);
        assert_eq!(told(&run), [expected], "{name}: {}", run.stderr);
    }
}

#[test]
fn a_page_of_wechat_keeps_its_form_and_leaves_the_account_behind() {
    let project = site();
    let run = import(&project, &[&page("wechat-plain.html")]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    same_text(
        &run.stderr.replace(&page(""), ""),
        str![[r#"
wechat-plain.html → content/2024/08/moyangshequjiuyifugai.md：莫阳社区：旧衣服改成新布袋
  · 标题“莫阳社区：旧衣服改成新布袋”：网页上写着（有把握）
  · 来源 莫阳社区：公众号的名字（https://mp.weixin.qq.com/s/banbao-example）（有把握）
  · 日期 2024-08-16：网页上的发布日期（有把握）
  · 作者 徐叶婷：网页上写着“文字：徐叶婷　图片：王丹”（有把握）
  · 作者 王丹：网页上写着“文字：徐叶婷　图片：王丹”（有把握）
  · 3 处关注、分享、往期一类的字没有放进来：“点击上方蓝字关注我们；END；长按二维码关注我们”（有把握）
  · 1 处公众号、小程序和音频的卡片没有放进来（有把握）
  · 正文外面的 8 处文字（菜单、链接、页脚）没有放进来：“原创 莫阳社区；莫阳社区 微信号shequ-example 功能介绍社区的事在这里说。；2024年8月16日 10:00 江苏；预览时标签不可点；收录于合集#社…”（有把握）
  · 1 个叫人关注的二维码没有放进来（有把握）
  · 社区 莫阳社区：题目里有“莫阳社区”（有把握）
读了 1 个文件，写成 1 篇，以前导入过 0 篇，读不了 0 个，要看一眼的决定 0 处；稿件是草稿时，读一遍，删掉 draft: true 就会发布

"#]],
    );
    same_text(
        &fs::read_to_string(project.path("content/2024/08/moyangshequjiuyifugai.md")).expect("article"),
        str![[r#"
---
title: "莫阳社区：旧衣服改成新布袋"
author:
  文: 徐叶婷
  图: 王丹
community: 莫阳社区
date: 2024-08-16
source: 莫阳社区
draft: true
---

8月14日上午，莫阳社区的活动室里坐满了人。社区请来志愿者，给居民讲怎么把家里的旧衣服改成布袋。

“一件旧衬衫，**二十分钟**就能改成一个布袋。”志愿者一边剪，一边教。

![▲居民在改布袋](moyangshequjiuyifugai-1.png "▲居民在改布袋")

## 怎么报名

- 到服务台登记。
- 长按识别二维码报名。
1. 带一件旧衣服。
2. 带一把剪刀。

> 旧物有了新用处，邻里也熟了。

下一期在9月初开班，名额二十个。

"#]],
    );
    let folder = fs::read_dir(project.path("content/2024/08")).expect("folder").count();
    assert_eq!(folder, 2, "the article and its one picture");
    let run = import(&project, &[&page("wechat-xiumi.html"), "--publish"]);
    same_text(
        &fs::read_to_string(project.path("content/2024/08/genzhechengzhangdituzouyi.md")).expect("article"),
        str![[r#"
---
title: "跟着“成长地图”走一遍建元社区"
author:
  文: 徐叶婷
  图: 王丹
community: 建元社区
program: 成长地图
date: 2024-08-16
source: 建元之声
---

建元社区的“成长地图”挂上墙已经一个月。孩子们照着图，把社区走了一遍。

## 从哪里出发

地图上有二十二个点位，起点是图书角。每到一处，盖一个章。

盖满十个，可以换一本书。

![图为孩子们在图书角盖章（建元社区供图）](genzhechengzhangdituzouyi-1.png "图为孩子们在图书角盖章（建元社区供图）")

## 走完以后

“我知道服务台在哪儿了。”二年级的孩子说。

社区还打算把地图印成小册子，9月开学时发给新生。

"#]],
    );
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    project.build().code(0).holds("2024/08/genzhechengzhangdituzouyi/index.html", "<figcaption>图为孩子们在图书角盖章");
}

#[test]
fn another_page_gives_its_main_text_and_says_so() {
    let project = site();
    let run = import(&project, &[&page("gov-page.mhtml")]);
    same_text(
        &run.stderr.replace(&page(""), ""),
        str![[r#"
gov-page.mhtml → content/2024/08/guanyulingbangshequdaolu.md：关于凌浜社区道路封闭施工的通告
  · 标题“关于凌浜社区道路封闭施工的通告”：网页上写着（有把握）
  · 这不是公众号的网页，正文是按文字多少找的（请看一眼）
  · 网页上没有写来源（http://www.example.gov.cn/tz/1.html）（没有动，请您定）
  · 日期 2024-08-13：网页上写着“时间：2024年08月13日　信息来源：凌浜社区　【打印】 【关闭】”（有把握）
  · 来源 凌浜社区：网页上写着“时间：2024年08月13日　信息来源：凌浜社区　【打印】 【关闭】”（有把握）
  · 1 处关注、分享、往期一类的字没有放进来：“时间：2024年08月13日 信息来源：凌浜社区 【打印】 【关闭】”（有把握）
  · 正文外面的 2 处文字（菜单、链接、页脚）没有放进来：“首页通告；联系我们 | 网站地图”（有把握）
  · 日期 2024-08-13：文中落款“2024年8月13日”（有把握）
  · 作者 凌浜社区居委会：文末落款的单位（请看一眼）
  · 社区 凌浜社区：题目里有“凌浜社区”（有把握）
读了 1 个文件，写成 1 篇，以前导入过 0 篇，读不了 0 个，要看一眼的决定 3 处；稿件是草稿时，读一遍，删掉 draft: true 就会发布

"#]],
    );
    same_text(
        &fs::read_to_string(project.path("content/2024/08/guanyulingbangshequdaolu.md")).expect("article"),
        str![[r#"
---
title: 关于凌浜社区道路封闭施工的通告
author: 凌浜社区居委会
community: 凌浜社区
date: 2024-08-13
source: 凌浜社区
draft: true
---

因雨污管网改造，凌浜社区东门外道路自8月15日起封闭施工，8月30日恢复通行。

施工期间，请行人走南门，车辆绕行。

| 路段 | 时间 |
| --- | --- |
| 东门至桥头 | 8月15日至22日 |
| 桥头至菜场 | 8月23日至30日 |

"#]],
    );
}

/// What a page may ask for, and what it gets.
#[test]
fn pictures_come_from_a_folder_beside_the_page_and_from_nowhere_else() {
    let body = "<p>莫阳社区的居民在楼下种花，<img src='a_files/in.png'>大家都说好。</p>";
    let picture = fs::read(page("news-article_files/lamp.png")).expect("picture");
    let project = site().write("in/a.html", format!("<html><body><h1>种花</h1>{body}</body></html>"));
    for path in ["in/a_files/in.png", "in/beside.png", "outside.png"] {
        fs::create_dir_all(project.path("in/a_files")).expect("folder");
        fs::write(project.path(path), &picture).expect("picture");
    }
    let pictures_of = |src: &str| {
        let page = format!("<html><body><h1>种花</h1>{}</body></html>", body.replace("a_files/in.png", src));
        fs::write(project.path("in/a.html"), page).expect("page");
        let run = import(&project, &["in/a.html", "--dry-run", "--format", "json"]);
        let story: serde_json::Value = serde_json::from_str(run.stdout.lines().next().expect("a story")).expect("JSON");
        story["pictures"].as_array().expect("list").len()
    };
    for src in ["a_files/in.png", "./a_files/in.png", "a_files/in%2Epng", "a_files/in.png?wx_fmt=png", "a_files\\in.png"] {
        assert_eq!(pictures_of(src), 1, "{src}");
    }
    let absolute = project.path("in/a_files/in.png").display().to_string();
    let outside =
        ["beside.png", "../outside.png", "a_files/../../outside.png", "a_files/%2e%2e/%2e%2e/outside.png", "file:///in/a_files/in.png"];
    for src in outside.into_iter().chain([absolute.as_str()]) {
        assert_eq!(pictures_of(src), 0, "{src}");
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(project.path("outside.png"), project.path("in/a_files/link.png")).expect("link");
        assert_eq!(pictures_of("a_files/link.png"), 0, "a link out of the folder");
    }
}

#[test]
fn what_is_no_page_with_text_is_told() {
    let shell = "<!DOCTYPE html><html><head><title>加载中</title></head><body><div id=\"app\"></div><script>start()</script></body></html>";
    let attributes: String = (0..2_000).fold(String::new(), |mut all, number| {
        let _ = write!(all, " a{number}");
        all
    });
    let project = site()
        .write("shell.html", shell)
        .write("slow.html", format!("<html><body><p{attributes}>字</p></body></html>"))
        .write("none.mhtml", "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: image/png\n\nx\n--b--\n")
        .write("page.txt", "<html><body><p>莫阳社区的居民在楼下种花。</p></body></html>");
    let run = import(&project, &["shell.html", "slow.html", "none.mhtml", "page.txt", "--date", "2024-08-16"]);
    assert_eq!(run.code, Some(1));
    same_text(
        &run.stderr,
        str![[r#"
错误[import-empty]: 这个网页里没有正文：文字可能是打开以后才显示的，存下来的只有空壳
--> shell.html
 = 提示: 在浏览器里打开网页，等文字和图片都出来，再“另存为”完整网页或 .mhtml

错误[import-bomb]: 这个网页不正常：一个标签里的属性太多，最多 400
--> slow.html
 = 提示: 在浏览器里打开它，把正文复制到 .txt 文件里再导入

错误[import-empty]: 这个网页里没有正文：文字可能是打开以后才显示的，存下来的只有空壳
--> none.mhtml
 = 提示: 在浏览器里打开网页，等文字和图片都出来，再“另存为”完整网页或 .mhtml

警告[import-ending]: 文件名以 .txt 结尾，内容却是网页，按内容读了
--> page.txt
 = 提示: 给文件换一个对的结尾

page.txt → content/2024/08/moyangshequdejuminzai.md：莫阳社区的居民在楼下种花
  · 这不是公众号的网页，正文是按文字多少找的（请看一眼）
  · 标题“莫阳社区的居民在楼下种花”：原文没有标题，取了开头的字，正文没有动（请看一眼）
  · 没有找到署名，作者空着（没有动，请您定）
  · 社区 莫阳社区：题目里有“莫阳社区”（有把握）
  · 日期 2024-08-16：命令里写的（有把握）
读了 4 个文件，写成 1 篇，以前导入过 0 篇，读不了 3 个，要看一眼的决定 3 处；稿件是草稿时，读一遍，删掉 draft: true 就会发布

"#]],
    );
}

/// Everything that a report and an article say.
fn kept(drafts: &[Draft]) -> String {
    let mut all = String::new();
    for draft in drafts {
        all += &write::article(draft, true);
        draft.dropped.iter().chain(draft.decisions.iter().map(|decision| &decision.sentence.zh)).for_each(|text| {
            all += "\n";
            all += text;
        });
    }
    all
}

/// Tags that a text may stand in.
fn tags() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "p",
        "section",
        "div",
        "span",
        "strong",
        "b",
        "em",
        "h1",
        "h2",
        "h3",
        "li",
        "ul",
        "ol",
        "blockquote",
        "table",
        "tr",
        "td",
        "th",
        "a href='https://x.test/'",
        "figure",
        "figcaption",
        "section style='display:inline-block'",
        "p style='text-align:center;font-size:12px'",
        "div style='display:none'",
        "nav",
        "footer",
        "button",
        "mp-common-profile",
        "svg",
        "pre",
        "article",
        "div id='js_content'",
        "h1 id='activity-name'",
        "em id='publish_time'",
        "a id='js_name'",
        "p>长按二维码关注<b",
        "p>往期回顾<i",
        "p>END</p><p",
        "br><i",
        "textarea",
    ])
}

/// Text around a word that stands nowhere else.
fn words() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "@",
        "近日，社区@开展活动，居民都说好。",
        "▲@",
        "文丨@",
        "编辑：@ 审核：@",
        "来源：@",
        "01@",
        "一、@",
        "2024年8月16日 @",
        "@社区供图",
        "● @",
        "发布时间：2024-08-16 来源：@ 浏览：@",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the tags are, a word of the page is in the article or in what the report says.
    #[test]
    fn no_word_of_a_page_is_lost(parts in prop::collection::vec((tags(), words(), any::<bool>(), any::<bool>()), 1..24)) {
        let mut page = "<html><body>".to_owned();
        let mut count = 0;
        for (tag, text, closes, opens) in parts {
            let name = tag.split([' ', '>']).next().unwrap_or_default();
            if opens {
                let _ = write!(page, "<{tag}>");
            }
            for piece in text.split_inclusive('@') {
                match piece.strip_suffix('@') {
                    Some(before) => { count += 1; let _ = write!(page, "{before}字{count}句"); }
                    None => page += piece,
                }
            }
            if closes {
                let _ = write!(page, "</{name}>");
            }
        }
        let file = Foreign { name: "page.html", bytes: page.as_bytes(), beside: &|_| None };
        let imported = import::read(&file, &Context { today: "2024-08-16".to_owned(), ..Context::default() });
        // A page without running text is refused with a sentence, and nothing is written.
        prop_assume!(!imported.drafts.is_empty());
        let kept = kept(&imported.drafts);
        for number in 1..=count {
            prop_assert!(kept.contains(&format!("字{number}句")), "字{number}句 of {page} is not in {kept}");
        }
    }
}
