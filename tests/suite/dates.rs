//! Dates that do not exist (row 13), lie ahead or are over (row 14), and how people write them (E2).

use snapbox::str;

use crate::project::Project;

const X: &str = "content/2024/08/x.md";

/// An article with this date and more fields.
fn dated(date: &str, more: &str) -> Project {
    Project::with(X, format!("---\ntitle: 停水\nauthor: 王丹\ncommunity: 莫阳社区\ndate: {date}\n{more}---\n正文。\n"))
}

#[test]
fn a_month_that_does_not_exist() {
    dated("2024-13-45", "").tells(
        1,
        str![[r#"
错误[bad-date]: 没有 13 月
 --> content/2024/08/x.md:5:7
  |
5 | date: 2024-13-45
  |       ^^^^^^^^^^
  |
  = 提示: 像这样写：date: 2024-08-13

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn a_day_that_does_not_exist() {
    dated("2023-02-29", "").tells(
        1,
        str![[r#"
错误[bad-date]: 2023 年 2 月没有 29 日，最后一天是 28 日
 --> content/2024/08/x.md:5:7
  |
5 | date: 2023-02-29
  |       ^^^^^^^^^^
  |
  = 提示: 像这样写：date: 2024-08-13

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn the_same_in_chinese() {
    dated("2023年2月29日", "").tells(
        1,
        str![[r#"
错误[bad-date]: 2023 年 2 月没有 29 日，最后一天是 28 日
 --> content/2024/08/x.md:5:7
  |
5 | date: 2023年2月29日
  |       ^^^^^^^^^^^^^
  |
  = 提示: 像这样写：date: 2024-08-13

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn an_hour_that_does_not_exist() {
    dated("2024-08-13 25:70", "").tells(
        1,
        str![[r#"
错误[bad-date]: 没有 25:70:00 这个时间
 --> content/2024/08/x.md:5:7
  |
5 | date: 2024-08-13 25:70
  |       ^^^^^^^^^^^^^^^^
  |
  = 提示: 像这样写：date: 2024-08-13 09:30

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn words_for_a_date() {
    dated("八月十三日", "").after(&["check", "--now", "2024-09-01 12:00"]).code(0).said(str![[r#"
警告[date-supposed]: “八月十三日”没有写年份，按文件夹或文件的名字读作 2024-08-13
 --> content/2024/08/x.md:5:7
  |
5 | date: 八月十三日
  |       ^^^^^^^^^^
  |
  = 提示: 写成：date: 2024-08-13

改好的开头，整段复制过去就行（content/2024/08/x.md 第 1–6 行）：
---
title: 停水
author: 王丹
community: 莫阳社区
date: 2024-08-13
---

成功 2 篇，错误 0，警告 1，用时 [TIME] 秒

"#]]);
}

#[test]
fn a_date_without_a_year() {
    dated("8月13日", "").after(&["check", "--now", "2024-09-01 12:00"]).code(0).said(str![[r#"
警告[date-supposed]: “8月13日”没有写年份，按文件夹或文件的名字读作 2024-08-13
 --> content/2024/08/x.md:5:7
  |
5 | date: 8月13日
  |       ^^^^^^^
  |
  = 提示: 写成：date: 2024-08-13

改好的开头，整段复制过去就行（content/2024/08/x.md 第 1–6 行）：
---
title: 停水
author: 王丹
community: 莫阳社区
date: 2024-08-13
---

成功 2 篇，错误 0，警告 1，用时 [TIME] 秒

"#]]);
}

#[test]
fn an_offset_that_does_not_exist() {
    dated("2024-08-13T09:30:00+99:99", "").tells(
        1,
        str![[r#"
错误[bad-date]: “2024-08-13T09:30:00+99:99”不是日期
 --> content/2024/08/x.md:5:7
  |
5 | date: 2024-08-13T09:30:00+99:99
  |       ^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = 提示: 像这样写：date: 2024-08-13 09:30

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
    dated("2024-08-13T09:30:00-26:00", "").build().code(1);
    dated("9999-12-31T23:59:59-23:59", "").build().code(1);
}

#[test]
fn a_day_beyond_the_calendar() {
    let never = || dated("2024-08-13", "expires: 9999-12-31\n");
    never().build().code(0).holds("news/index.html", "/2024/08/x/");
    never().write("content/site.yaml", "title: 试验板报\ntime_zone: Europe/London\n").tells(
        1,
        str![[r#"
错误[bad-date]: 9999-12-31 太远了，最晚写 9999-12-30
 --> content/2024/08/x.md:6:10
  |
6 | expires: 9999-12-31
  |          ^^^^^^^^^^
  |
  = 提示: 像这样写：expires: 2024-08-13

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn no_date_at_all() {
    Project::with(X, "---\ntitle: 停水\nauthor: 王丹\ncommunity: 莫阳社区\n---\n正文。\n").tells(
        1,
        str![[r#"
错误[missing-date]: 没有日期
 --> content/2024/08/x.md:1:1
  |
1 | ---
  | ^^^
  |
  = 提示: 在 --- 之间加一行：date: 2024-08-13

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn an_unset_date() {
    dated("\"\"", "").tells(
        1,
        str![[r#"
错误[missing-date]: 没有日期
 --> content/2024/08/x.md:5:1
  |
5 | date: ""
  | ^^^^
  |
  = 提示: 在这一行的冒号后面写上，像这样：date: 2024-08-13

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn every_usual_form_is_one_day() {
    for date in [
        "2024-08-13",
        "2024-8-13",
        "2024/8/13",
        "2024/08/13",
        "2024.8.13",
        "2024年8月13日",
        "2024年08月13号",
        "2024 年 8 月 13 日",
        "２０２４－０８－１３",
        "２０２４年８月１３日",
        "\"2024-08-13\"",
        "'2024/8/13'",
    ] {
        dated(date, "").build().code(0).holds("2024/08/x/index.html", "<time datetime=\"2024-08-13\">2024年8月13日</time>");
    }
}

#[test]
fn every_usual_form_is_one_moment() {
    for date in [
        "2024-08-13 09:30",
        "2024-08-13T09:30",
        "2024-08-13 09:30:00",
        "2024-08-13T09:30:00+08:00",
        "2024-08-13T09:30:00.000+0800",
        "2024-08-13T01:30:00.000Z",
        "2024-08-13 01:30Z",
        "2024年8月13日 9点30分",
        "2024年8月13日 上午9点30分",
        "2024年8月13日 9:30",
        "2024/8/13 9:30",
        "2024-08-13 ０９：３０",
    ] {
        dated(date, "").build().code(0).holds("2024/08/x/index.html", "datetime=\"2024-08-13T09:30:00+08:00\"");
    }
}

#[test]
fn a_date_is_in_the_zone_of_the_site() {
    dated("2024-07-31T23:30:00Z", "").build().code(0).built_files(&["2024/08/x/index.html"]);
    dated("2024-07-31T23:30:00Z", "")
        .write("content/site.yaml", "title: 试验板报\ntime_zone: Europe/London\n")
        .build()
        .code(0)
        .built_files(&["2024/08/x/index.html"])
        .holds("2024/08/x/index.html", "2024-08-01T00:30:00+01:00");
}

#[test]
fn a_date_that_lies_ahead() {
    dated("2024-10-01", "")
        .build()
        .code(0)
        .said(str![[r#"
建议[future-date]: 日期 2024-10-01 还没有到，稿件照常发布
--> content/2024/08/x.md
 = 提示: 要到时候才发布，加一行：publish: 2024-10-01

成功 2 篇，错误 0，警告 0，建议 1，用时 [TIME] 秒

"#]])
        .built_files(&["2024/10/x/index.html"]);
}

#[test]
fn a_moment_of_publishing_that_lies_ahead() {
    dated("2024-08-13", "publish: 2024-09-15 08:00\n")
        .build()
        .code(0)
        .said(str![[r#"
建议[waiting]: 待发布：2024-09-15 08:00
--> content/2024/08/x.md

成功 1 篇，错误 0，警告 0，建议 1，待发布 1，用时 [TIME] 秒

"#]])
        .built_no(&["2024/08/x/index.html"]);
}

#[test]
fn an_expired_article_is_off_the_lists() {
    dated("2024-08-13", "expires: 2024-08-20\n")
        .build()
        .code(0)
        .said(str![[r#"
成功 2 篇，错误 0，警告 0，用时 [TIME] 秒

"#]])
        .holds("2024/08/x/index.html", "class=\"notice\"")
        .lacks("index.html", "/2024/08/x/")
        .lacks("news/index.html", "/2024/08/x/")
        .lacks("feed.xml", "/2024/08/x/")
        .lacks("communities/moyangshequ/index.html", "/2024/08/x/")
        .lacks("archive/2024/08/index.html", "/2024/08/x/")
        .lacks("sitemap.xml", "/2024/08/x/");
}

#[test]
fn an_end_before_the_beginning() {
    dated("2024-08-13", "expires: 2024-08-01\n").tells(
        1,
        str![[r#"
错误[expires-too-early]: 到期（expires）不晚于稿件的日期，这篇稿件永远不会列出
 --> content/2024/08/x.md:6:10
  |
6 | expires: 2024-08-01
  |          ^^^^^^^^^^
  |
  = 提示: 把 expires 改到 date 和 publish 之后

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn an_end_at_the_moment_itself() {
    dated("2024-08-13 09:30", "expires: 2024-08-13 09:30\n").tells(
        1,
        str![[r#"
错误[expires-too-early]: 到期（expires）不晚于稿件的日期，这篇稿件永远不会列出
 --> content/2024/08/x.md:6:10
  |
6 | expires: 2024-08-13 09:30
  |          ^^^^^^^^^^^^^^^^
  |
  = 提示: 把 expires 改到 date 和 publish 之后

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn an_end_on_a_day_is_the_end_of_that_day() {
    let news = |more: &str, now: &str| {
        let project = dated("2024-08-13", more).write("content/site.yaml", "title: 试验板报\ntime_zone: Europe/London\n");
        assert_eq!(project.run(["build", "--now", now]).code, Some(0));
        let page = |file: &str| std::fs::read_to_string(project.path("public").join(file)).expect("a page");
        (page("news/index.html").contains("/2024/08/x/"), page("2024/08/x/index.html"))
    };
    // The day that the clocks go back has 25 hours.
    assert!(news("expires: 2024-10-27\n", "2024-10-27 23:59:59").0);
    let (is_listed, page) = news("expires: 2024-10-27\n", "2024-10-28 00:00:00");
    assert!(!is_listed);
    assert!(page.contains("从<time datetime=\"2024-10-28\">2024年10月28日</time>起不再有效"), "{page}");
    assert!(news("expires: 2024-08-13\n", "2024-08-13 12:00").0);
    assert!(!news("expires: 2024-08-13 11:00\n", "2024-08-13 12:00").0);
    assert!(news("expires: 9999-12-30\n", "2024-08-13 12:00").0);
}

#[test]
fn an_end_before_publishing() {
    dated("2024-08-13", "publish: 2024-08-20\nexpires: 2024-08-15\n").tells(
        1,
        str![[r#"
错误[expires-too-early]: 到期（expires）不晚于稿件的日期，这篇稿件永远不会列出
 --> content/2024/08/x.md:7:10
  |
7 | expires: 2024-08-15
  |          ^^^^^^^^^^
  |
  = 提示: 把 expires 改到 date 和 publish 之后

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn every_wrong_date_of_a_file_at_once() {
    dated("2024-02-30", "publish: 明天\nexpires: 2024-13-01\nupdated: 8月\npin: 以后\n").tells(
        1,
        str![[r#"
错误[bad-date]: 2024 年 2 月没有 30 日，最后一天是 29 日
 --> content/2024/08/x.md:5:7
  |
5 | date: 2024-02-30
  |       ^^^^^^^^^^
  |
  = 提示: 像这样写：date: 2024-08-13

错误[bad-date]: “明天”不是日期
 --> content/2024/08/x.md:6:10
  |
6 | publish: 明天
  |          ^^^^
  |
  = 提示: 像这样写：publish: 2024-08-13

错误[bad-date]: 没有 13 月
 --> content/2024/08/x.md:7:10
  |
7 | expires: 2024-13-01
  |          ^^^^^^^^^^
  |
  = 提示: 像这样写：expires: 2024-08-13

错误[bad-date]: “8月”不是日期
 --> content/2024/08/x.md:8:10
  |
8 | updated: 8月
  |          ^^^
  |
  = 提示: 像这样写：updated: 2024-08-13

错误[bad-date]: “以后”不是日期
 --> content/2024/08/x.md:9:6
  |
9 | pin: 以后
  |      ^^^^
  |
  = 提示: 一直置顶写 pin: true，到某一天为止写 pin: 2024-08-20

成功 1 篇，错误 5，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn a_draft_waits_in_silence_and_may_be_asked_for() {
    dated("2024-08-13", "draft: true\n")
        .build()
        .code(0)
        .said(str![[r#"
成功 1 篇，错误 0，警告 0，草稿 1，用时 [TIME] 秒

"#]])
        .built_no(&["2024/08/x/index.html"]);
    dated("2024-08-13", "draft: 是\n").build_with(&["--drafts"]).code(0).built_files(&["2024/08/x/index.html"]);
}

#[test]
fn what_a_draft_lacks_is_told_when_drafts_are_asked_for() {
    let project = || dated("昨天", "draft: true\nautor: 王丹\n");
    project().build_with(&["--strict"]).code(0).said(str![[r#"
成功 1 篇，错误 0，警告 0，用时 [TIME] 秒

"#]]);
    project().build_with(&["--drafts"]).code(1).said(str![[r#"
错误[bad-date]: “昨天”不是日期
 --> content/2024/08/x.md:5:7
  |
5 | date: 昨天
  |       ^^^^
  |
  = 提示: 像这样写：date: 2024-08-13

错误[unknown-field]: 没有“autor”这个字段
 --> content/2024/08/x.md:7:1
  |
7 | autor: 王丹
  | ^^^^^
  |
  = 提示: 是不是“author”？

成功 1 篇，错误 2，警告 0，用时 [TIME] 秒

"#]]);
}

#[test]
fn a_pin_ends_after_its_day() {
    let pinned = |now: &str| {
        let project = dated("2024-08-13", "pin: 2024-08-31\n");
        project.run(["build", "--now", now]);
        std::fs::read_to_string(project.path("public/index.html")).expect("the home page")
    };
    assert_ne!(pinned("2024-08-31 23:59:59"), pinned("2024-09-01 00:00:00"));
}

/// How people write a day, and the moment that it is.
#[test]
fn days_and_hours_as_people_write_them() {
    let table = [
        ("20240815", "2024-08-15"),
        ("二〇二四年八月十三日", "2024-08-13"),
        ("2024年八月十三日 下午三点三刻", "2024-08-13T15:45:00+08:00"),
        ("2024-8-13 下午3点", "2024-08-13T15:00:00+08:00"),
        ("2024-8-13 晚上12:30", "2024-08-14T00:30:00+08:00"),
        ("08-13", "2024-08-13"),
        ("8月13日（周二）上午9点半", "2024-08-13T09:30:00+08:00"),
        ("2024年8月", "2024-08-01"),
    ];
    for (date, iso) in table {
        dated(date, "").build().code(0).holds("2024/08/x/index.html", &format!("datetime=\"{iso}\""));
    }
}

#[test]
fn a_day_before_its_month_is_asked_not_guessed() {
    for (date, remedy) in [
        ("13/8/2024", "如果是这一天，写成：date: 2024-08-13"),
        ("5/8/2024", "按年、月、日的次序写：date: 2024-08-05，还是 date: 2024-05-08"),
    ] {
        let project = dated(date, "").build().code(1);
        assert!(project.last().stderr.contains(remedy), "{}", project.last().stderr);
    }
}

#[test]
fn midnight_is_the_end_of_its_day() {
    let project = dated("2024-08-13", "expires: 2024-08-20 晚上12点\n").after(&["check", "--now", "2024-08-20 13:00"]).code(0);
    assert!(project.last().stderr.contains("读作 2024-08-21 00:00，是第二天"), "{}", project.last().stderr);
    assert!(!project.last().stderr.contains("过期"), "{}", project.last().stderr);
}

/// A month names no last day: that an article goes on its first day is not meant.
#[test]
fn a_month_to_expire_in_is_asked() {
    let project = dated("2024-08-13", "expires: 2024年9月\n").build().code(1);
    assert!(project.last().stderr.contains("没有写哪一天"), "{}", project.last().stderr);
}

/// Without a year in the names of folder and file there is nothing to suppose.
#[test]
fn a_year_that_nothing_tells_is_asked() {
    let text = "---\ntitle: 停水\nauthor: 王丹\ncommunity: 莫阳社区\ndate: 8月13日\n---\n正文。\n";
    let project = Project::with("content/gonggao/x.md", text).build().code(1);
    assert!(project.last().stderr.contains("“8月13日”没有写年份"), "{}", project.last().stderr);
}

#[test]
fn a_date_without_a_year_takes_that_of_its_neighbours() {
    let text = |title: &str, date: &str| format!("---\ntitle: {title}\nauthor: 王丹\ncommunity: 莫阳社区\ndate: {date}\n---\n正文。\n");
    let project = Project::new()
        .write("content/稿件/a.md", text("甲", "2023-08-01"))
        .write("content/稿件/b.md", text("乙", "8月13日"))
        .write("content/稿件/c.md", text("丙", "08-14").replace("title", "expires: 8月20日\ntitle"))
        .write("content/别的/d.md", text("丁", "8月15日"))
        .write("content/两年/e.md", text("戊", "2022-01-01"))
        .write("content/两年/f.md", text("己", "2023-01-01"))
        .write("content/两年/g.md", text("庚", "8月16日"))
        .build()
        .code(1)
        .said(str![[r#"
错误[bad-date]: “8月16日”没有写年份
 --> content/两年/g.md:5:7
  |
5 | date: 8月16日
  |       ^^^^^^^
  |
  = 提示: 像这样写：date: 2024-08-13

错误[bad-date]: “8月15日”没有写年份
 --> content/别的/d.md:5:7
  |
5 | date: 8月15日
  |       ^^^^^^^
  |
  = 提示: 像这样写：date: 2024-08-13

警告[date-supposed]: “8月13日”没有写年份，按同一个文件夹里别的稿件读作 2023-08-13
 --> content/稿件/b.md:5:7
  |
5 | date: 8月13日
  |       ^^^^^^^
  |
  = 提示: 写成：date: 2023-08-13

改好的开头，整段复制过去就行（content/稿件/b.md 第 1–6 行）：
---
title: 乙
author: 王丹
community: 莫阳社区
date: 2023-08-13
---

警告[date-supposed]: “8月20日”没有写年份，按同一个文件夹里别的稿件读作 2023-08-20
 --> content/稿件/c.md:2:10
  |
2 | expires: 8月20日
  |          ^^^^^^^
  |
  = 提示: 写成：expires: 2023-08-20

警告[date-supposed]: “08-14”没有写年份，按同一个文件夹里别的稿件读作 2023-08-14
 --> content/稿件/c.md:6:7
  |
6 | date: 08-14
  |       ^^^^^
  |
  = 提示: 写成：date: 2023-08-14

改好的开头，整段复制过去就行（content/稿件/c.md 第 1–7 行）：
---
expires: 2023-08-20
title: 丙
author: 王丹
community: 莫阳社区
date: 2023-08-14
---

成功 5 篇，错误 2，警告 3，用时 [TIME] 秒

"#]])
        .built_files(&["2023/08/b/index.html", "2023/08/c/index.html"]);
    // Neighbours that come, change and go are those of the next build.
    project
        .write("content/别的/h.md", text("辛", "2021-01-01"))
        .write("content/稿件/a.md", text("甲", "2024-08-01"))
        .remove("content/两年/e.md")
        .build()
        .code(0)
        .built_files(&["2021/08/d/index.html", "2024/08/b/index.html", "2024/08/c/index.html", "2023/08/g/index.html"])
        .built_no(&["2023/08/b/index.html"])
        .same_as_clean_build();
}
