//! Time and truth: what was put right, what was taken back, what stands on every page for a while, and when all that
//! changes by itself.

use snapbox::str;

use crate::project::{NOW, Project};

/// A sentence of the text, its summary, its cover and what lies beside it: none of them may be found after a retraction.
const SECRET: [&str; 6] = ["水塔要拆", "拆塔的摘要", "tupian", "biao.csv", "塔的样子", "原来说三天"];

fn tower(more: &str) -> Project {
    Project::new()
        .write("content/site.yaml", "title: 试验板报\nbase_url: https://example.org/\n")
        .write("content/communities/moyang.md", "---\nname: 莫阳社区\n---\n")
        .article("content/2024/08/hao.md", "", "好，见[那一篇](ta.md#jindu)。\n")
        .write("content/2024/08/tupian.png", crate::project::png(400, 300))
        .write("content/2024/08/biao.csv", "塔,高\n")
        .write(
            "content/2024/08/ta.md",
            format!(
                "---\ntitle: 旧塔\nauthor: 王丹\ncommunity: 莫阳社区\ndate: 2024-08-14\nsummary: 拆塔的摘要\ncover: tupian.png\n\
                 cover_alt: 塔的样子\naliases: [/jiu/]\ncorrections:\n  - {{date: 2024-08-15, text: 要两天, wrong: 原来说三天}}\n{more}---\n\
                 ## 进度 {{#jindu}}\n\n水塔要拆了。[表](biao.csv)\n\n![塔的样子](tupian.png)\n"
            ),
        )
        .write("content/issues/2.md", "---\nnumber: 2\ndate: 2024-08-16\narticles: [ta]\n---\n")
}

/// The files of the built site in which a text stands, the record aside.
fn holding(project: &Project, text: &str) -> Vec<String> {
    let holds =
        |(file, bytes): (&String, &Vec<u8>)| file.contains(text) || bytes.windows(text.len()).any(|window| window == text.as_bytes());
    project.built().iter().filter(|entry| holds(*entry)).map(|(file, _)| file.clone()).filter(|file| file != ".banbao").collect()
}

#[test]
fn what_was_put_right_stands_wherever_the_article_does() {
    tower("")
        .build()
        .code(0)
        .holds(
            "2024/08/ta/index.html",
            "<div class=\"notice\"><p><b class=\"label\">更正</b><time datetime=\"2024-08-15\">2024年8月15日</time> 原文：原来说三天；应为：要两天</p></div>",
        )
        .holds(
            "2024/08/ta/index.html",
            "\"correction\":[{\"@type\":\"CorrectionComment\",\"datePublished\":\"2024-08-15T00:00:00+08:00\",\"text\":\"原文：原来说三天；应为：要两天\"}],\
             \"dateModified\":\"2024-08-15T00:00:00+08:00\"",
        )
        .holds("feed.xml", "&lt;p&gt;&lt;strong&gt;更正（2024年8月15日）：原文：原来说三天；应为：要两天&lt;/strong&gt;&lt;/p&gt;")
        .holds("feed.xml", "<updated>2024-08-15T00:00:00+08:00</updated>")
        .holds("communities/moyang/feed.json", "更正（2024年8月15日）：原文：原来说三天；应为：要两天 拆塔的摘要")
        .holds(
            "corrections/index.html",
            "<li><p><a href=\"/2024/08/ta/\">旧塔</a></p>\n<p><time datetime=\"2024-08-15\">2024年8月15日</time> 原文：原来说三天；应为：要两天</p></li>",
        )
        .holds("index.html", "<a href=\"/corrections/\">更正</a>")
        .holds("sitemap.xml", "https://example.org/corrections/")
        .article("content/2024/08/lian.md", "", "[更正](/corrections/)\n")
        .build()
        .code(0)
        .remove("content/2024/08/ta.md")
        .remove("content/2024/08/lian.md")
        .remove("content/issues/2.md")
        .article("content/2024/08/hao.md", "", "好。\n")
        .build()
        .code(0)
        .built_no(&["corrections/index.html"])
        .lacks("index.html", "/corrections/")
        .same_as_clean_build();
}

#[test]
fn one_build_takes_a_text_back_from_every_file() {
    let project = tower("").build().code(0);
    for secret in SECRET {
        assert!(!holding(&project, secret).is_empty(), "{secret}");
    }
    let project = tower("retracted: 内容有误\n").build().code(0).said(str![[r#"
建议[link-retracted]: “ta.md#jindu”已经撤稿，链接通到撤稿说明
 --> content/2024/08/hao.md:7:10
  |
7 | 好，见[那一篇](ta.md#jindu)。
  |                ^^^^^^^^^^^
  |
  = 提示: 看看这里的话还对不对，不要复述撤下的内容

建议[issue-retracted]: “ta”已经撤稿，这一期里只留标题，通到撤稿说明
 --> content/issues/2.md:4:12
  |
4 | articles: [ta]
  |            ^^
  |
  = 提示: 标题也不该留的，从 articles 里去掉

成功 2 篇，错误 0，警告 0，建议 2，用时 [TIME] 秒

"#]]);
    for secret in SECRET {
        assert_eq!(holding(&project, secret), [""; 0], "{secret}");
    }
    project
        .holds("2024/08/ta/index.html", "<b class=\"label\">已撤回</b>内容有误")
        .holds("2024/08/ta/index.html", "<meta name=\"robots\" content=\"noindex\">")
        .holds("issues/2/index.html", "旧塔")
        .lacks("sitemap.xml", "/2024/08/ta/")
        .built_no(&["corrections/index.html"])
        .same_as_clean_build();
}

/// What was built before goes with the next build, also what only the text that was taken back used.
#[test]
fn a_text_that_was_published_goes_with_the_next_build() {
    let project = tower("").build().code(0);
    let text = std::fs::read_to_string(project.path("content/2024/08/ta.md")).expect("article");
    let project = project.write("content/2024/08/ta.md", text.replace("aliases:", "retracted: 内容有误\naliases:")).build().code(0);
    for secret in SECRET {
        assert_eq!(holding(&project, secret), [""; 0], "{secret}");
    }
    project.same_as_clean_build();
}

/// Personal data is what texts are taken back for, and pictures are removed with them: neither keeps the notice away.
#[test]
fn what_is_wrong_in_a_text_does_not_keep_it_from_being_taken_back() {
    Project::new()
        .article(
            "content/2024/08/ta.md",
            "retracted: 误登个人信息\ncover: meiyou.png\n",
            "身份证号 11010519491231002X。\n\n![没有](meiyou.png)\n",
        )
        .build()
        .code(0)
        .said(str![[r#"
成功 1 篇，错误 0，警告 0，用时 [TIME] 秒

"#]])
        .holds("2024/08/ta/index.html", "误登个人信息");
}

#[test]
fn an_urgent_notice_stands_on_every_page_from_its_moment_to_its_end() {
    let pages = ["index.html", "2024/08/hao/index.html", "404.html", "search/index.html"];
    let notice = "<b class=\"label\">紧急</b>今晚八点停水";
    let title = "<b class=\"label\">紧急</b><a href=\"/2024/08/tai/\">标题</a>";
    let project = Project::new()
        .write("content/site.yaml", "title: 试验板报\nurgent:\n  from: 2024-08-20 08:00\n  until: 2024-08-20 20:00\n  text: 今晚八点停水\n")
        .article("content/2024/08/hao.md", "", "好。\n")
        .article("content/2024/08/tai.md", "publish: 2024-08-20 10:00\nurgent: 2024-08-20\n", "台风。\n");
    let mut project = project;
    for (now, has_notice, has_title) in [
        ("2024-08-20 07:59", false, false),
        ("2024-08-20 08:00", true, false),
        ("2024-08-20 10:00", true, true),
        ("2024-08-20 20:00", false, true),
        ("2024-08-20 23:59", false, true),
        ("2024-08-21", false, false),
    ] {
        project = project.after(&["build", "--now", now]).code(0);
        for page in pages {
            assert_eq!(project.page(page).contains(notice), has_notice, "{now} {page}");
            assert_eq!(project.page(page).contains(title), has_title, "{now} {page}");
        }
    }
}

/// `next` names each moment at which the output becomes another, and no other.
#[test]
fn next_names_each_moment_at_which_the_site_changes() {
    let project = Project::new()
        .write("content/site.yaml", "title: 试验板报\nurgent: {from: 2024-09-02 08:00, until: 2024-09-02 20:00, text: 今晚八点停水}\n")
        .article("content/2024/08/hao.md", "pin: 2024-09-03\n", "好。\n")
        .article("content/2024/08/deng.md", "publish: 2024-09-04 08:00\nexpires: 2024-09-05\nurgent: 2024-09-09\n", "等。\n")
        .article("content/2024/08/gao.md", "draft: true\npublish: 2024-09-04\n", "稿。\n")
        .article("content/2024/08/che.md", "retracted: 有误\nexpires: 2024-09-08\n", "撤。\n");
    let mut told = String::new();
    let mut now = NOW.to_owned();
    loop {
        let run = project.run(["next", "--now", &now]);
        told.push_str(&run.stdout);
        if run.code != Some(0) {
            assert_eq!(run.code, Some(1), "{}", run.stderr);
            break;
        }
        now = run.stdout.lines().next().expect("a moment").to_owned();
    }
    crate::project::same_text(
        &told,
        str![[r#"
2024-09-02T08:00:00+08:00
  content/site.yaml 紧急通知开始
2024-09-02T20:00:00+08:00
  content/site.yaml 紧急通知结束
2024-09-04T00:00:00+08:00
  content/2024/08/hao.md 不再置顶
2024-09-04T08:00:00+08:00
  content/2024/08/deng.md 发布
2024-09-06T00:00:00+08:00
  content/2024/08/deng.md 到期
没有稿件在等时间，网站不会自己变

"#]],
    );
    let project = project
        .after(&["next", "--now", "2024-09-05", "--format", "json"])
        .code(0)
        .printed(str![[r#"
{"at":"2024-09-06T00:00:00+08:00","seconds":1725552000,"events":[{"path":"content/2024/08/deng.md","event":"expired"}]}

"#]])
        .after(&["next", "--now", "2024-09-06", "--format", "json"])
        .code(1)
        .printed(str![[r#"
{"at":null,"seconds":null,"events":[]}

"#]]);
    // The output is another from each of these moments on, and the same a second before.
    let mut project = project.after(&["build", "--now", "2024-09-01 12:00"]);
    for (before, at) in [
        ("2024-09-02 07:59:59", "2024-09-02 08:00"),
        ("2024-09-02 19:59:59", "2024-09-02 20:00"),
        ("2024-09-03 23:59:59", "2024-09-04"),
        ("2024-09-04 07:59:59", "2024-09-04 08:00"),
        ("2024-09-05 23:59:59", "2024-09-06"),
    ] {
        project = project.after(&["build", "--now", before]).rewrote(&[]).after(&["build", "--now", at]);
        assert!(holding(&project, "标题").len() > 1);
        let changed = project.built().clone();
        project = project.after(&["build", "--now", before]);
        assert_ne!(project.built(), &changed, "{at}");
        project = project.after(&["build", "--now", at]);
    }
    project.after(&["build", "--now", "2030-01-01"]).rewrote(&[]);
}

#[test]
fn what_is_wrong_with_time_and_truth_is_told() {
    Project::with("content/2024/08/a.md", "---\ntitle: 停水\nauthor: 王丹\ncommunity: 莫阳社区\ndate: 2024-08-13\ncorrections:\n  - text: 应为两点\n  - date: 2024-08-14\nurgent: 2024-08-12\n---\n停。\n")
        .tells(
            1,
            str![[r#"
错误[missing-field]: “corrections”里没有写 date
 --> content/2024/08/a.md:7:5
  |
7 |   - text: 应为两点
  |     ^^^^
  |
  = 提示: 加上 date，像这样：date: 2024-08-14

错误[missing-field]: “corrections”里没有写 text
 --> content/2024/08/a.md:8:5
  |
8 |   - date: 2024-08-14
  |     ^^^^
  |
  = 提示: 加上 text，像这样：text: 活动时间应为下午两点

错误[urgent-too-short]: 紧急通知还没有开始就结束了，永远不会登出来
 --> content/2024/08/a.md:9:9
  |
9 | urgent: 2024-08-12
  |         ^^^^^^^^^^
  |
  = 提示: 把结束的时间改到开始以后

成功 1 篇，错误 3，警告 0，用时 [TIME] 秒

"#]],
        );
    Project::new()
        .write("content/site.yaml", "title: 试验板报\nurgent: {from: 2024-08-14, until: 2024-08-13}\n")
        .article("content/2024/08/hao.md", "", "好。\n")
        .build()
        .code(1)
        .said(str![[r#"
错误[missing-field]: “urgent”里没有写 text
 --> content/site.yaml:2:10
  |
2 | urgent: {from: 2024-08-14, until: 2024-08-13}
  |          ^^^^
  |
  = 提示: 加上 text，像这样：text: 今晚八点停水

没有写任何文件：先改好上面的问题
成功 0 篇，错误 1，警告 0，用时 [TIME] 秒

"#]]);
    Project::new()
        .write("content/site.yaml", "title: 试验板报\nurgent: {from: 2024-08-14, until: 2024-08-13, text: 停水}\n")
        .article("content/2024/08/hao.md", "", "好。\n")
        .after(&["--lang", "en", "build", "--now", NOW])
        .code(1)
        .said(str![[r#"
error[urgent-too-short]: the urgent notice ends before it begins: it would never be shown
 --> content/site.yaml:2:35
  |
2 | urgent: {from: 2024-08-14, until: 2024-08-13, text: 停水}
  |                                   ^^^^^^^^^^
  |
  = hint: move its end after its beginning

nothing was written: mend what is listed above first
articles 0, errors 1, warnings 0, [TIME] s

"#]]);
}
