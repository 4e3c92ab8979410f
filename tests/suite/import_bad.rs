//! `banbao import` of what is no story: each kind of bad input is told in words that say what to do, and nothing is written.

use std::fs;
use std::path::Path;

use snapbox::str;

use crate::import::{import, site};
use crate::project::{png, same_text, tree};

#[test]
fn each_kind_of_bad_file_is_told_with_a_way_out() {
    let project = site().write("empty.txt", "").write("blank.txt", " \n\u{3000}\n");
    let put = |name: &str, bytes: &[u8]| fs::write(project.path(name), bytes).expect("file");
    put("photo.txt", &png(32, 32));
    put("old.doc", &[b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &[0; 600]].concat());
    put("print.pdf", b"%PDF-1.7\n");
    put("noise.bin", &[7; 4000]);
    fs::File::create(project.path("huge.txt")).and_then(|file| file.set_len(500 << 20)).expect("a large file");
    let word = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/word");
    for name in ["bad-no-document.docx", "bad-slip.docx"] {
        put(name, &fs::read(word.join(name)).expect("input"));
    }
    put("archive.zip", b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0");
    let before = tree(&project.path("content"));
    let names = [
        "empty.txt",
        "blank.txt",
        "photo.txt",
        "old.doc",
        "print.pdf",
        "noise.bin",
        "huge.txt",
        "bad-no-document.docx",
        "bad-slip.docx",
        "archive.zip",
    ];
    let run = import(&project, &names);
    assert_eq!(run.code, Some(1));
    same_text(
        &run.stderr,
        str![[r#"
错误[import-empty]: 文件里没有文字
--> empty.txt
 = 提示: 看看是不是拿错了文件

错误[import-empty]: 文件里没有文字
--> blank.txt
 = 提示: 看看是不是拿错了文件

错误[import-picture]: 这是一张图片，里面没有可以导入的文字
--> photo.txt
 = 提示: 图片放在稿件旁边，在稿件里写：![说明](文件名)

错误[import-old-word]: 这是旧格式的 Word 或 WPS 文件（.doc、.wps），读不了
--> old.doc
 = 提示: 在 Word 或 WPS 里打开它，另存为 .docx 再导入

错误[import-old-word]: 这是 PDF 文件，读不了
--> print.pdf
 = 提示: 打开它，把文字复制到一个 .txt 或 .docx 文件里再导入

错误[import-unknown]: 看不出这是什么文件
--> noise.bin
 = 提示: 可以导入的有：文字（.txt、.md）、Word（.docx）、保存下来的网页（.html、.mhtml）

错误[import-too-large]: 文件太大：500 MB，最多 64 MB
--> huge.txt
 = 提示: 把它拆成几个再导入

错误[import-not-word]: 这个 .docx 里没有正文（word/document.xml）
--> bad-no-document.docx
 = 提示: 在 Word 或 WPS 里打开它，另存为 .docx 再导入

错误[import-bomb]: 这个文件里有一个部件的名字指向外面：“../../evil.txt”，没有读它
--> bad-slip.docx
 = 提示: 不要导入来路不明的文件

错误[import-not-word]: 这是一个压缩包，不是 Word 文件
--> archive.zip
 = 提示: 先解开它，再导入里面的文件

读了 10 个文件，写成 0 篇，以前导入过 0 篇，读不了 10 个，要看一眼的决定 0 处

"#]],
    );
    assert!(before == tree(&project.path("content")));
}

#[test]
fn two_formats_in_one_folder_are_each_read_and_a_bad_one_stops_none() {
    let project = site()
        .write("in/a.txt", "莫阳社区换灯\n\n近日，莫阳社区换了三十盏楼道灯。\n\n王丹\n")
        .write("in/b.html", "<html><body><h1>建元社区换锁</h1><p>近日，建元社区换了三十把门锁。</p></body></html>")
        .write("in/c.txt", "A note from the office.\n\nThe lift is out of order today.\n")
        .write("in/d.txt", "");
    let run = import(&project, &["in", "--date", "2024-08-16"]);
    assert_eq!(run.code, Some(1));
    same_text(
        &run.stderr,
        str![[r#"
in/a.txt → content/2024/08/moyangshequhuandeng.md：莫阳社区换灯
  · 作者 王丹：文中署名“王丹”（有把握）
  · 社区 莫阳社区：题目里有“莫阳社区”（有把握）
  · 日期 2024-08-16：命令里写的（有把握）
in/b.html → content/2024/08/jianyuanshequhuansuo.md：建元社区换锁
  · 标题“建元社区换锁”：网页上写着（有把握）
  · 这不是公众号的网页，正文是按文字多少找的（请看一眼）
  · 没有找到署名，作者空着（没有动，请您定）
  · 社区 建元社区：题目里有“建元社区”（有把握）
  · 日期 2024-08-16：命令里写的（有把握）
警告[import-english]: 这段文字里没有汉字，标点和署名没有动
--> in/c.txt
 = 提示: 看看是不是拿错了文件

in/c.txt → content/2024/08/anotefro.md：A note from the office.
  · 标题“A note from the office.”：第一行短，没有句号（请看一眼）
  · 没有找到署名，作者空着（没有动，请您定）
  · 题目、第一段和正文里都没有名录上的社区，空着（没有动，请您定）
  · 日期 2024-08-16：命令里写的（有把握）
错误[import-empty]: 文件里没有文字
--> in/d.txt
 = 提示: 看看是不是拿错了文件

读了 4 个文件，写成 3 篇，以前导入过 0 篇，读不了 1 个，要看一眼的决定 5 处；稿件是草稿时，读一遍，删掉 draft: true 就会发布

"#]],
    );
}

/// Root may write where others may not, so a file stands where the folder must be.
#[test]
fn where_nothing_can_be_written_the_machine_is_named() {
    let project = site().write("a.txt", "莫阳社区换灯\n\n近日，莫阳社区换了三十盏楼道灯。\n\n王丹\n").write("content/2024", "x");
    let run = import(&project, &["a.txt", "--date", "2024-08-16"]);
    assert_eq!(run.code, Some(3));
    same_text(
        &run.stderr.replace(&format!("{}/", project.path("").display().to_string().trim_end_matches('/')), ""),
        str![[r#"
错误：读写失败：content/2024/08：路径中有一段不是文件夹

"#]],
    );
    let run = import(&project, &["missing.txt"]);
    assert_eq!(run.code, Some(3));
    same_text(
        &run.stderr,
        str![[r#"
错误：读写失败：missing.txt：找不到这个文件或文件夹

"#]],
    );
}
