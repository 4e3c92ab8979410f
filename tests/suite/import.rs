//! `banbao import`: what goes in comes out as articles, whole, and each decision is told.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use snapbox::str;

use crate::project::{Project, Run, same_text, tree};

/// A site with a register of communities, programs and authors.
pub(crate) fn site() -> Project {
    let mut project = Project::new();
    let communities = [
        ("moyang", "莫阳社区", "莫阳"),
        ("jianyuan", "建元社区", "建元"),
        ("yaoxiang", "姚祥社区", "姚祥"),
        ("litang", "蠡塘社区", "蠡塘"),
        ("fuqiang", "富强社区", "富强"),
        ("hemei", "和美社区", "和美"),
        ("lingbang", "凌浜社区", "凌浜"),
        ("xiangcheng", "相城区（全区）", "相城区"),
    ];
    for (id, name, alias) in communities {
        project = project.write(&format!("content/communities/{id}.md"), format!("---\nname: {name}\naliases: [{alias}]\n---\n"));
    }
    for (id, name, alias) in
        [("chengzhang", "成长地图", "建小元伙成长地图"), ("linjuli", "祥爱邻距离", "邻距离"), ("shutuo", "公益暑托班", "暑托班")]
    {
        project = project.write(&format!("content/programs/{id}.md"), format!("---\nname: {name}\naliases: [{alias}]\n---\n"));
    }
    for (id, name) in
        [("xuxiaoan", "徐晓安"), ("wangdan", "王丹"), ("xuyeting", "徐叶婷"), ("xiangjingkai", "相经开"), ("dengshichao", "邓仕超")]
    {
        project = project.write(&format!("content/authors/{id}.md"), format!("---\nname: {name}\n---\n"));
    }
    project
}

/// Imports files of the site's folder.
pub(crate) fn import(project: &Project, args: &[&str]) -> Run {
    project.run(["import"].iter().chain(args))
}

/// A page as a newspaper's site gives it: headings, columns that break sentences, a caption in the middle of one.
const PAGE: &str = "\
2024年8月16日 星期五 第3版

# 莫阳社区:一袋垃圾分得清

“桶在哪儿,怎么分,现在一看就懂。”近日,莫阳社区的居民站在新贴的图前说。社区里的年轻人把分类的办法画

莫阳社区:一袋垃圾分得清 社区供图

成了一张图。

志愿者每天傍晚来到桶边

等候,手把手地教。 徐叶婷 徐晓安

## 建元社区发布成长地图
居民抬脚就能学

近日,建元社区的成长地图贴到了楼道里,22个点位一目了然。

下一步,社区还会办(免费的)课。

王丹

责任编辑:王丹 校对:徐晓安
";

#[test]
fn a_newspaper_page_becomes_whole_articles() {
    let project = site().write("page.txt", PAGE);
    let run = import(&project, &["page.txt"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    same_text(
        &run.stderr,
        str![[r#"
page.txt → content/2024/08/moyangshequyidailaji.md：莫阳社区：一袋垃圾分得清
  · ““桶在哪儿,怎么分,现在…”这一段被分栏断开 1 处，已接好（有把握）
  · “莫阳社区:一袋垃圾分得清 社区供图”是图片说明，放在那一段后面；原文没有带图片（请看一眼）
  · “志愿者每天傍晚来到桶边等…”这一段被分栏断开 1 处，已接好（有把握）
  · 版面上的字（2024年8月16日 星期五 第3版；责任编辑:王丹 校对:徐晓安）放在这一篇的最后（有把握）
  · 日期 2024-08-16：版面上写着（有把握）
  · 作者 徐叶婷、徐晓安：文中署名“徐叶婷 徐晓安”（有把握）
  · 6 个半角标点或没配对的引号改成了中文的（有把握）
  · 社区 莫阳社区：题目里有“莫阳社区”（有把握）
  · 有 2 处文字没有位置，放在稿件最后，请看一遍
page.txt → content/2024/08/jianyuanshequfabuchengzhang.md：建元社区发布成长地图 居民抬脚就能学
  · 日期 2024-08-16：版面上写着（有把握）
  · 作者 王丹：文中署名“王丹”（有把握）
  · 5 个半角标点或没配对的引号改成了中文的（有把握）
  · 社区 建元社区：题目里有“建元社区”（有把握）
  · 项目 成长地图：题目里有“成长地图”（有把握）
读了 1 个文件，写成 2 篇，以前导入过 0 篇，读不了 0 个，要看一眼的决定 1 处；稿件是草稿时，读一遍，删掉 draft: true 就会发布

"#]],
    );
    same_text(
        &run.stdout,
        str![[r#"
content/2024/08/moyangshequyidailaji.md
content/2024/08/jianyuanshequfabuchengzhang.md

"#]],
    );
    same_text(
        &fs::read_to_string(project.path("content/2024/08/moyangshequyidailaji.md")).expect("article"),
        str![[r#"
---
title: "莫阳社区：一袋垃圾分得清"
author: [徐叶婷, 徐晓安]
community: 莫阳社区
date: 2024-08-16
draft: true
---

“桶在哪儿，怎么分，现在一看就懂。”近日，莫阳社区的居民站在新贴的图前说。社区里的年轻人把分类的办法画成了一张图。

莫阳社区：一袋垃圾分得清 社区供图

志愿者每天傍晚来到桶边等候，手把手地教。

<!-- 导入时没有位置的文字 -->

2024年8月16日 星期五 第3版

责任编辑:王丹 校对:徐晓安

"#]],
    );
}

#[test]
fn what_was_imported_before_is_left_alone_whatever_was_edited() {
    let project = site().write("page.txt", PAGE);
    import(&project, &["page.txt"]);
    let file = project.path("content/2024/08/moyangshequyidailaji.md");
    fs::write(&file, "---\ntitle: 改过的\n---\n").expect("edit");
    let before = tree(&project.path("content"));
    let run = import(&project, &["page.txt"]);
    assert_eq!(run.code, Some(0));
    assert!(run.stderr.contains("以前导入过，没有动它"), "{}", run.stderr);
    assert!(before == tree(&project.path("content")));
}

#[test]
fn a_dry_run_writes_nothing_and_prints_each_file() {
    let project = site().write("page.txt", PAGE);
    let before = tree(&project.path("."));
    let run = import(&project, &["page.txt", "--dry-run"]);
    assert!(run.stdout.starts_with("=== content/2024/08/"), "{}", run.stdout);
    assert!(before == tree(&project.path(".")));
}

#[test]
fn a_message_comes_from_standard_input() {
    let project = site();
    let mut child = Command::new(env!("CARGO_BIN_EXE_banbao"))
        .args(["import", "-", "--dry-run"])
        .current_dir(project.path("."))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("banbao runs");
    let text =
        "停水通知\n各位居民：\n因管道检修，本周六上午停水。\n时间：8月17日8:00-11:00\n地点：3*5号楼\n莫阳社区居委会\n2024年8月15日\n";
    child.stdin.take().expect("input").write_all(text.as_bytes()).expect("written");
    let output = child.wait_with_output().expect("ends");
    same_text(
        &String::from_utf8_lossy(&output.stdout),
        str![[r#"
=== content/2024/08/tingshuitongzhi.md
---
title: 停水通知
author: 莫阳社区居委会
community: 莫阳社区
date: 2024-08-15
draft: true
---

各位居民：

因管道检修，本周六上午停水。

时间：8月17日8:00-11:00

地点：3\*5号楼

"#]],
    );
}

#[test]
fn sections_of_a_message_are_headings_and_counted_lines_are_not() {
    let project = site()
        .write(
            "a.txt",
            "建元社区八月小结\n一、办了什么\n办了两场义诊，来了一百三十人。\n（一）义诊\n请了三位医生。\n二、还差什么\n还差一间屋子。\n",
        )
        .write("b.txt", "建元社区办证须知\n一、请带身份证\n二、请带户口本\n三、请带照片\n办证在服务台，随到随办。\n");
    let run = import(&project, &["a.txt", "b.txt", "--date", "2024-08-16", "--dry-run"]);
    let lines: Vec<&str> = run.stdout.lines().filter(|line| line.contains(['一', '二', '三']) && !line.contains('=')).collect();
    assert_eq!(
        lines,
        [
            "## 一、办了什么",
            "办了两场义诊，来了一百三十人。",
            "### （一）义诊",
            "请了三位医生。",
            "## 二、还差什么",
            "还差一间屋子。",
            "一、请带身份证",
            "二、请带户口本",
            "三、请带照片"
        ]
    );
    assert!(run.stderr.contains("“一、办了什么”这样的 2 行是小标题"), "{}", run.stderr);
}

/// The page that the whole project began with, where it lies beside the project.
#[test]
fn the_seed_page_is_eight_articles() {
    let seed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seed/newspaper-page.txt");
    let Some(seed) = [seed, Path::new("/work/shared/seed/newspaper-page.txt").to_owned()].into_iter().find(|path| path.exists()) else {
        return;
    };
    let project = Project::new();
    crate::project::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"), &project.path("content"));
    let run = import(&project, &[&seed.display().to_string(), "--date", "2024-08-16", "--dry-run", "--format", "json"]);
    let stories: Vec<serde_json::Value> = run.stdout.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let source: String = fs::read_to_string(&seed).expect("seed");
    let names = |value: &serde_json::Value| {
        value.as_array().expect("list").iter().map(|name| name.as_str().expect("name").to_owned()).collect::<Vec<_>>().join(" ")
    };
    let told: Vec<String> = stories
        .iter()
        .map(|story| {
            let authors: Vec<String> = story["author"].as_array().expect("list").iter().map(|group| names(&group["names"])).collect();
            format!("{} | {} | {}", authors.join("/"), names(&story["community"]), names(&story["program"]))
        })
        .collect();
    assert_eq!(
        told,
        [
            "徐晓安 | 虎池苑社区 | 公益暑托班 随手拍一拍 绿意创享亭 健身广场微更新 平安慧眼",
            "王丹 徐晓安 | 建元社区 | 成长地图",
            "徐晓安 | 相城区（全区） | 康乃馨爱心妈妈",
            "徐晓安 | 元和之春社区 华辰嘉园社区 凌浜社区 | 元气加油站",
            "邓仕超 徐晓安 | 陆巷村 沈周村 | 爱澄宝",
            "相经开 徐晓安 | 蠡塘社区 | ",
            "徐晓安 | 姚祥社区 | 祥爱邻距离",
            "徐叶婷 徐晓安 | 莫阳社区 | ",
        ]
    );
    // Every letter of the page is in an article; no sentence is cut.
    let letters = |text: &str| {
        let mut letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
        letters.sort_unstable();
        letters
    };
    let all: String = stories
        .iter()
        .map(|story| format!("{}{}", story["title"].as_str().expect("title"), body(story["text"].as_str().expect("text"))))
        .collect();
    let signed: String = stories
        .iter()
        .flat_map(|story| story["author"].as_array().expect("list").iter().map(|group| names(&group["names"])).collect::<Vec<_>>())
        .collect();
    assert_eq!(letters(&(all.clone() + &signed)), letters(&source));
    for paragraph in all.lines().filter(|line| line.chars().count() > 40) {
        assert!(paragraph.ends_with(['。', '”', '图']), "{paragraph}");
    }
}

/// The text below the front matter.
fn body(text: &str) -> &str {
    text.splitn(3, "---\n").nth(2).unwrap_or_default()
}

/// One story of a file, as `title | author | community | date`.
pub(crate) fn told(run: &Run) -> Vec<String> {
    let names = |value: &serde_json::Value| {
        value.as_array().map(|names| names.iter().filter_map(|name| name.as_str()).collect::<Vec<_>>().join("+")).unwrap_or_default()
    };
    let story = |line: &str| {
        let value: serde_json::Value = serde_json::from_str(line).expect("JSON");
        if value["status"] == "failed" {
            return value["code"].as_str().unwrap_or_default().to_owned();
        }
        let groups = value["author"].as_array().into_iter().flatten();
        let authors: Vec<String> =
            groups.map(|group| format!("{}:{}", group["role"].as_str().unwrap_or_default(), names(&group["names"]))).collect();
        format!(
            "{} | {} | {} | {}",
            value["title"].as_str().unwrap_or_default(),
            authors.join(" "),
            names(&value["community"]),
            value["date"].as_str().unwrap_or_default()
        )
    };
    run.stdout.lines().filter(|line| !line.contains("\"status\":\"note\"")).map(story).collect()
}

#[test]
fn word_files_of_several_programs_give_their_stories() {
    let table = [
        ("title-style", "莫阳社区办起分类课 | :徐叶婷+徐晓安 | 莫阳社区 | 2024-08-16"),
        ("libreoffice-title-style", "莫阳社区办起分类课 | :徐叶婷+徐晓安 | 莫阳社区 | 2024-08-16"),
        ("centred", "姚祥社区请中医来坐诊 | :王丹 | 姚祥社区 | 2024-08-11"),
        ("libreoffice-centred", "姚祥社区请中医来坐诊 | :王丹 | 姚祥社区 | 2024-08-11"),
        ("table-picture", "建元社区成长地图上新 | 文:徐叶婷 图:王丹 | 建元社区 | 2024-08-16"),
        ("libreoffice-table-picture", "建元社区成长地图上新 | 文:徐叶婷 图:王丹 | 建元社区 | 2024-08-16"),
        ("sections", "蠡塘社区上了一堂规矩课 | :相经开+徐晓安 | 蠡塘社区 | 2024-08-16"),
        ("wps-tracked", "凌浜社区送清凉到站点 | :凌浜社区 | 凌浜社区 | 2024-08-12"),
        ("wps-textbox", "富强社区暑托班开班 | 通讯员:王丹 | 富强社区 | 2024-08-16"),
        ("wps-numbered", "和美社区工作简报 | 文:徐叶婷 图:王丹 | 和美社区 | 2024-08-16"),
        ("bad-no-document", "import-not-word"),
        ("bad-zip", "import-not-word"),
        ("bad-slip", "import-bomb"),
        ("bad-entity", "import-bomb"),
        ("bad-bomb", "import-bomb"),
    ];
    let project = site();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/word");
    for (name, expected) in table {
        let file = folder.join(format!("{name}.docx")).display().to_string();
        let run = import(&project, &[&file, "--date", "2024-08-16", "--dry-run", "--format", "json"]);
        assert_eq!(told(&run), [expected], "{name}");
    }
}

#[test]
fn a_word_file_keeps_its_lists_tables_notes_and_pictures() {
    let project = site();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/word");
    let files = ["table-picture", "wps-numbered", "wps-textbox"].map(|name| folder.join(format!("{name}.docx")).display().to_string());
    let run = import(&project, &[&files[0], &files[1], &files[2], "--date", "2024-08-16", "--publish"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let read = |name: &str| fs::read_to_string(project.path(&format!("content/2024/08/{name}.md"))).expect("article");
    same_text(
        &read("jianyuanshequchengzhangditu"),
        str![[r#"
---
title: 建元社区成长地图上新
author:
  文: 徐叶婷
  图: 王丹
community: 建元社区
program: 成长地图
date: 2024-08-16
---

建元社区的成长地图新添了三个点位。

![▲居民在看成长地图 社区供图](jianyuanshequchengzhangditu-1.png "▲居民在看成长地图 社区供图")

| 点位 | 时间 | 地点 |
| --- | --- | --- |
| 阅览室 | 周一 | 一楼 |
| 活动室 | 周二 二楼 |  |

"#]],
    );
    same_text(
        &read("hemeishequgongzuojianbao"),
        str![[r#"
---
title: 和美社区工作简报
author:
  文: 徐叶婷
  图: 王丹
community: 和美社区
program: 公益暑托班
date: 2024-08-16
---

和美社区八月做了两件事。

## 一、办了暑托班

1. 请了老师。
2. 收了三十个孩子。

## 二、修了健身广场

换了器材。

"#]],
    );
    same_text(
        &read("fuqiangshequshutuobankai"),
        str![[r#"
---
title: 富强社区暑托班开班
author:
  通讯员: 王丹
community: 富强社区
program: 公益暑托班
date: 2024-08-16
---

富强社区的暑托班开班了[^1]。

热线在服务台。

[^1]: 每天八点到五点。

"#]],
    );
    project.build().code(0).holds("2024/08/jianyuanshequchengzhangditu/index.html", "<figcaption>▲居民在看成长地图");
}
