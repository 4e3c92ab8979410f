//! Personal data: a labelled set from generators with seeds, sentences written by hand, and what the program says.

use banbao::article::privacy;
use snapbox::str;

use crate::project::Project;

#[path = "privacy/generate.rs"]
mod generate;

/// One text and what must be found in it.
struct Case {
    /// The name of a rule, or none.
    wanted: Option<&'static str>,
    text: String,
}

/// What came of a set, for errors and for warnings.
#[derive(Debug, Default)]
struct Score {
    hit: usize,
    missed: Vec<String>,
    wrong: Vec<String>,
}

impl Score {
    fn recall(&self) -> f64 {
        self.hit as f64 / (self.hit + self.missed.len()).max(1) as f64
    }

    fn precision(&self) -> f64 {
        self.hit as f64 / (self.hit + self.wrong.len()).max(1) as f64
    }
}

const ERRORS: [&str; 2] = ["id-number", "bank-card"];

/// A case is hit when its rule is found; everything else that is found in it is wrong, once for each rule.
fn judged(cases: &[Case]) -> [Score; 2] {
    let mut scores = [Score::default(), Score::default()];
    for Case { wanted, text } in cases {
        let found = privacy::look(text);
        let of = |rule: &str| usize::from(!ERRORS.contains(&rule));
        if let Some(wanted) = wanted {
            match found.iter().any(|finding| finding.rule.name() == *wanted) {
                true => scores[of(wanted)].hit += 1,
                false => scores[of(wanted)].missed.push(format!("{wanted}: {text:?}")),
            }
        }
        let mut others: Vec<&str> = found.iter().map(|finding| finding.rule.name()).filter(|rule| Some(*rule) != *wanted).collect();
        others.dedup();
        for rule in others {
            scores[of(rule)].wrong.push(format!("{rule} in {text:?}"));
        }
    }
    scores
}

fn report(name: &str, cases: &[Case]) -> [Score; 2] {
    let scores = judged(cases);
    let positive = cases.iter().filter(|case| case.wanted.is_some()).count();
    println!("{name}: {positive} true, {} look-alikes", cases.len() - positive);
    for (kind, score) in ["errors", "warnings"].iter().zip(&scores) {
        println!("  {kind}: recall {:.4}, precision {:.4}", score.recall(), score.precision());
        for line in &score.missed {
            println!("    missed {line}");
        }
        for line in &score.wrong {
            println!("    wrong  {line}");
        }
    }
    scores
}

/// The sentences of `tests/privacy/held_out.txt`, which no rule was made for.
fn held_out() -> Vec<Case> {
    let text = include_str!("../privacy/held_out.txt");
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines
        .map(|line| {
            let (wanted, text) = line.split_once('\t').expect("a tab");
            Case { wanted: (wanted != "-").then_some(wanted), text: text.replace("\\n", "\n") }
        })
        .collect()
}

#[test]
fn the_labelled_set_is_told_apart() {
    for seed in [1, 2, 3] {
        let cases = generate::cases(seed);
        let count = |wanted: bool| cases.iter().filter(|case| case.wanted.is_some() == wanted).count();
        assert!(count(true) >= 400 && count(false) >= 400, "{} and {}", count(true), count(false));
        let [errors, warnings] = report(&format!("seed {seed}"), &cases);
        assert!(errors.recall() >= 0.99 && errors.precision() >= 0.99, "errors");
        assert!(warnings.recall() >= 0.92 && warnings.precision() >= 0.85, "warnings");
    }
}

#[test]
fn sentences_that_no_rule_was_made_for_are_told_apart() {
    let [errors, warnings] = report("held out", &held_out());
    assert!(errors.recall() >= 0.99 && errors.precision() >= 0.99, "errors");
    assert!(warnings.recall() >= 0.92 && warnings.precision() >= 0.85, "warnings");
}

/// Kinds of writing and of neighbours that the generators do not make; what is found, masked.
#[test]
fn numbers_are_found_however_they_are_written() {
    let table: &[(&str, &[&str])] = &[
        ("320586-19710415-1238", &["320***********1238"]),
        ("320586/19710415/1238", &["320***********1238"]),
        ("③②⓪⑤⑧⑥①⑨⑦①⓪④①⑤①②③⑧", &["320***********1238"]),
        ("叁贰〇五八六一九七一〇四一五一二三八", &["320***********1238"]),
        ("1 1 0 1 0 5 1 9 4 9 1 2 3 1 0 0 2 x", &["110***********002X"]),
        ("张三 320586197104151238 13962112345", &["320***********1238", "139****2345"]),
        ("王丹13962112345李明13862112345", &["139****2345", "138****2345"]),
        ("手机(139)6211-2345", &["139****2345"]),
        ("电话139&nbsp;6211&nbsp;2345", &["139****2345"]),
        ("| 139<br>62112345 |", &["139****2345"]),
        ("> 电话1396211\n> 2345", &["139****2345"]),
        ("幺三九 六二一一 二三四五", &["139****2345"]),
        ("身份证号110105491231002", &["110********1002"]),
        ("编号110105491231002", &[]),
        ("工号13962112345", &[]),
        ("13962112345元", &[]),
        ("1396211234567890", &[]),
        ("139****2345", &[]),
        ("110105194912310021", &[]),
        ("| 订单号 |\n|---|\n| 6222021208000123453 |", &[]),
        ("https://example.org/?id=13962112345", &[]),
    ];
    for (text, wanted) in table {
        let found: Vec<String> = privacy::look(text).into_iter().map(|finding| finding.masked).collect();
        assert_eq!(found, *wanted, "{text}");
    }
}

#[test]
fn a_masked_text_keeps_its_length() {
    for text in ["身份证３２０５８６１９７１０４１５１２３８。", "电话一三九六二一一二三四五，8岁的王丹。", "苏E·8K321 在12幢305室"]
    {
        let found = privacy::look(text);
        assert!(!found.is_empty(), "{text}");
        let masked = privacy::masked(text, &found);
        assert_eq!((masked.len(), masked.chars().count()), (text.len(), text.chars().count()), "{masked}");
    }
}

#[test]
fn an_identity_number_keeps_an_article_from_being_published() {
    Project::with(
        "content/2024/08/a.md",
        "---\ntitle: 名单\nauthor: 王丹\ncommunity: 莫阳社区\ndate: 2024-08-13\n---\n王丹，11010519491231002X，电话 138-0013-8000。<b>\n",
    )
    .tells(
        1,
        str![[r#"
错误[private-id-number]: 隐私提示：这里像是身份证号 110***********002X，这一篇先不发布
 --> content/2024/08/a.md:7:4
  |
7 | 王丹，110***********002X，电话 138-****-8000。<b>
  |       ^^^^^^^^^^^^^^^^^^
  |
  = 提示: 删掉号码；确实要登的，在 privacy_allow 里写明 what 和 why

警告[private-mobile]: 隐私提示：这里像是手机号 138****8000
 --> content/2024/08/a.md:7:26
  |
7 | 王丹，110***********002X，电话 138-****-8000。<b>
  |                                ^^^^^^^^^^^^^
  |
  = 提示: 换成办公电话；本人同意公开的，在 privacy_allow 里写明 what 和 why

警告[raw-html]: 正文里的 HTML 会原样显示成文字
 --> content/2024/08/a.md:7:40
  |
7 | 王丹，110***********002X，电话 138-****-8000。<b>
  |                                               ^^^
  |
  = 提示: 改用 Markdown 的写法，或删掉这个标签

成功 1 篇，错误 1，警告 2，用时 [TIME] 秒

"#]],
    )
    .built_no(&["2024/08/a/index.html"]);
}

/// The lines as they should be are read in reports and logs too.
#[test]
fn a_mended_front_matter_never_repeats_what_is_private() {
    let (private, plain) = ("320507199003071232", "本周五上午");
    for format in ["human", "json", "sarif"] {
        let said = |summary: &str| {
            let text = format!("---\ntitle：通知\ndate: 2024-08-13\nsummary: 联系人身份证{summary}\n---\n正文。\n");
            let run = Project::with("content/2024/08/x.md", text).run(["check", "--format", format]);
            run.stdout + &run.stderr
        };
        assert!(said(plain).contains("title: 通知\\ndate") || said(plain).contains("title: 通知\ndate"), "{format}: mended");
        assert!(!said(private).contains(private), "{format}");
    }
}

#[test]
fn an_editor_may_let_one_stand_and_hears_of_it() {
    Project::with(
        "content/2024/08/a.md",
        "---\ntitle: 报名\nauthor: 王丹\ncommunity: 莫阳社区\ndate: 2024-08-13\nprivacy_allow:\n  - what: 13800138000\n    why: 活动专用\n  - what: 苏E12345\n    why: 社区的车\n  - what: 13900139000\n---\n请打１３８－００１３－８０００或 139-0013-9000。\n",
    )
    .build()
    .code(0)
    .said(str![[r#"
建议[privacy-allow-unused]: privacy_allow 里的“苏E***45”在这一篇里没有对上任何提示
 --> content/2024/08/a.md:9:11
  |
9 |   - what: 苏E***45
  |           ^^^^^^^^
  |
  = 提示: 照正文里的写法改，或删掉这一项

警告[privacy-allow-reason]: privacy_allow 的这一项没有写全，不起作用
  --> content/2024/08/a.md:11:11
   |
11 |   - what: 139****9000
   |           ^^^^^^^^^^^
   |
   = 提示: 两样都要写：what: 文中的原文，why: 为什么可以公开

建议[full-width-characters]: “138****8000”是全角的数字或字母
  --> content/2024/08/a.md:13:3
   |
13 | 请打１３８－＊＊＊＊－８０００或 139-****-9000。
   |     ^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = 提示: 换成半角的：138-0013-8000

建议[privacy-allowed]: 已按 privacy_allow 放行 138****8000：活动专用
  --> content/2024/08/a.md:13:3
   |
13 | 请打１３８－＊＊＊＊－８０００或 139-****-9000。
   |     ^^^^^^^^^^^^^^^^^^^^^^^^^^

警告[private-mobile]: 隐私提示：这里像是手机号 139****9000
  --> content/2024/08/a.md:13:18
   |
13 | 请打１３８－＊＊＊＊－８０００或 139-****-9000。
   |                                  ^^^^^^^^^^^^^
   |
   = 提示: 换成办公电话；本人同意公开的，在 privacy_allow 里写明 what 和 why

成功 2 篇，错误 0，警告 2，建议 3，用时 [TIME] 秒

"#]]);
}

#[test]
fn the_office_of_a_register_may_be_called_but_has_no_identity_number() {
    Project::new()
        .article("content/2024/08/hao.md", "", "好。\n")
        .write("content/communities/moyang.md", "---\nname: 莫阳社区\ncontact: 网格员 13800138000\n---\n办公室在2号楼101室。\n")
        .write("content/communities/jianyuan.md", "---\nname: 建元社区\ncontact: 11010519491231002X\n---\n")
        .build()
        .code(1)
        .said(str![[r#"
错误[private-id-number]: 隐私提示：这里像是身份证号 110***********002X，这一篇先不发布
 --> content/communities/jianyuan.md:3:10
  |
3 | contact: 110***********002X
  |          ^^^^^^^^^^^^^^^^^^
  |
  = 提示: 删掉号码；确实要登的，在 privacy_allow 里写明 what 和 why

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]]);
}

#[test]
fn a_files_name_is_looked_at_too() {
    Project::with(
        "content/2024/08/baoming-13800138000.md",
        "---\ntitle: 报名\nauthor: 王丹\ncommunity: 莫阳社区\ndate: 2024-08-13\n---\n请来。\n",
    )
    .build()
    .code(0)
    .said(str![[r#"
警告[private-file-name]: 隐私提示：文件名里像是有个人号码 138****8000，它会出现在网址里
--> content/2024/08/baoming-13800138000.md
 = 提示: 给文件换个名字

成功 2 篇，错误 0，警告 1，用时 [TIME] 秒

"#]]);
}
