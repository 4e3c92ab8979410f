//! Bytes that are not the UTF-8 text with line feeds that banbao wants: rows 4 to 10.

use snapbox::str;

use crate::project::Project;

const X: &str = "content/2024/08/x.md";
const PAGE: &str = "2024/08/x/index.html";
const TEXT: &str = "---\ntitle: 停水通知\nauthor: 王丹\ncommunity: 莫阳社区\ndate: 2024-08-13\n---\n第一行。\n\n第二行。\n";

/// Works, and says nothing.
fn works(bytes: impl AsRef<[u8]>) {
    let plain = Project::with(X, TEXT).build().page(PAGE);
    let project = Project::with(X, bytes).build().code(0).said(str![[r#"
成功 2 篇，错误 0，警告 0，用时 [TIME] 秒

"#]]);
    assert_eq!(project.page(PAGE), plain);
}

#[test]
fn a_byte_order_mark() {
    works(format!("\u{feff}{TEXT}"));
}

#[test]
fn a_byte_order_mark_and_crlf() {
    works(format!("\u{feff}{}", TEXT.replace('\n', "\r\n")));
}

#[test]
fn carriage_returns_only() {
    works(TEXT.replace('\n', "\r"));
}

#[test]
fn mixed_ends() {
    works(TEXT.replacen('\n', "\r\n", 3).replacen("\n\n", "\r\r", 1));
}

#[test]
fn a_line_separator_is_not_an_end_of_line() {
    let text = TEXT.replace("停水通知", "停水\u{2028}通知").replace("第一行", "第一\u{2028}行");
    Project::with(X, text)
        .build()
        .code(0)
        .said(str![[r#"
建议[invisible-character]: 这里是 Word 的换行符（U+2028），已按换行显示
 --> content/2024/08/x.md:7:3
  |
7 | 第一 行。
  |     ^
  |
  = 提示: 删掉它，按一次回车

成功 2 篇，错误 0，警告 0，建议 1，用时 [TIME] 秒

"#]])
        .holds(PAGE, "<h1>停水 通知</h1>")
        .holds(PAGE, "第一<br />\n行");
}

#[test]
fn gbk() {
    // 标题: 停水 in GB18030.
    let bytes =
        [b"---\ntitle: ".as_slice(), &[0xcd, 0xa3, 0xcb, 0xae], b"\ndate: 2024-08-13\n---\n", &[0xd5, 0xfd, 0xce, 0xc4], b"\n"].concat();
    Project::with(X, bytes)
        .tells(
            1,
            str![[r#"
错误[encoding]: 文件是 GBK/GB18030 编码，要用 UTF-8
--> content/2024/08/x.md
 = 提示: 在编辑器里另存为 UTF-8，或运行：iconv -f GB18030 -t UTF-8 content/2024/08/x.md > 新文件

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
        )
        .built_no(&[PAGE]);
}

#[test]
fn utf_16() {
    let bytes: Vec<u8> = [0xff, 0xfe].into_iter().chain(TEXT.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    Project::with(X, bytes)
        .tells(
            1,
            str![[r#"
错误[encoding]: 文件是 UTF-16 编码，要用 UTF-8
--> content/2024/08/x.md
 = 提示: 在编辑器里另存为 UTF-8，或运行：iconv -f UTF-16 -t UTF-8 content/2024/08/x.md > 新文件

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
        )
        .built_no(&[PAGE]);
}

#[test]
fn utf_16_without_a_mark() {
    let bytes: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
    Project::with(X, bytes)
        .tells(
            1,
            str![[r#"
错误[encoding]: 文件是 UTF-16BE 编码，要用 UTF-8
--> content/2024/08/x.md
 = 提示: 在编辑器里另存为 UTF-8，或运行：iconv -f UTF-16BE -t UTF-8 content/2024/08/x.md > 新文件

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
        )
        .built_no(&[PAGE]);
}

#[test]
fn a_broken_byte() {
    let mut bytes = TEXT.as_bytes().to_vec();
    let at = TEXT.find("第二行").expect("the text");
    bytes[at + 1] = b'x';
    Project::with(X, bytes)
        .tells(
            1,
            str![[r#"
错误[invalid-utf8]: 第 9 行第 1 个字节不是有效的 UTF-8
 --> content/2024/08/x.md:9:1
  |
9 | �x�二行。
  | ^
  |
  = 提示: 在编辑器里打开这一行，删掉乱码，另存为 UTF-8

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
        )
        .built_no(&[PAGE]);
}

#[test]
fn a_nul_byte() {
    Project::with(X, TEXT.replace("第二", "第\0二"))
        .tells(
            1,
            str![[r#"
错误[nul-byte]: 第 9 行有空字节（NUL），这不是文本文件
 --> content/2024/08/x.md:9:2
  |
9 | 第�二行。
  |   ^
  |
  = 提示: 用文本编辑器重新保存为 UTF-8

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
        )
        .built_no(&[PAGE]);
}

#[test]
fn a_bidi_override_in_a_title() {
    Project::with(X, TEXT.replace("停水通知", "停水\u{202e}知通\u{202c}"))
        .tells(
            0,
            str![[r#"
警告[hidden-character]: 这里有看不见的控制字符（U+202E），已去掉
 --> content/2024/08/x.md:2:8
  |
2 | title: 停水�知通�
  |        ^^^^^^^^^^
  |
  = 提示: 把这一行删掉重新打一遍

成功 2 篇，错误 0，警告 1，用时 [TIME] 秒

"#]],
        )
        .holds(PAGE, "<h1>停水知通</h1>")
        .lacks(PAGE, "\u{202e}")
        .lacks("feed.xml", "\u{202e}");
}

#[test]
fn zero_width_characters_in_names() {
    Project::with(X, TEXT.replace("莫阳社区", "莫阳\u{200b}社区"))
        .tells(
            0,
            str![[r#"
警告[hidden-character]: 这里有看不见的控制字符（U+200B），已去掉
 --> content/2024/08/x.md:4:12
  |
4 | community: 莫阳​社区
  |            ^^^^^^^^
  |
  = 提示: 把这一行删掉重新打一遍

成功 2 篇，错误 0，警告 1，用时 [TIME] 秒

"#]],
        )
        .built_files(&["communities/moyangshequ/index.html"]);
}

#[test]
fn a_register_in_gbk_does_not_silence_the_rest() {
    let bytes = [b"---\nname: ".as_slice(), &[0xc4, 0xaa, 0xd1, 0xf4], b"\n---\n"].concat();
    Project::with("content/communities/moyang.md", bytes).tells(
        1,
        str![[r#"
错误[encoding]: 文件是 GBK/GB18030 编码，要用 UTF-8
--> content/communities/moyang.md
 = 提示: 在编辑器里另存为 UTF-8，或运行：iconv -f GB18030 -t UTF-8 content/communities/moyang.md > 新文件

成功 1 篇，错误 1，警告 0，用时 [TIME] 秒

"#]],
    );
}

#[test]
fn a_site_yaml_in_gbk() {
    let bytes = [b"title: ".as_slice(), &[0xc4, 0xaa, 0xd1, 0xf4, 0xc9, 0xe7, 0xc7, 0xf8], b"\n"].concat();
    Project::with("content/site.yaml", bytes)
        .build()
        .code(1)
        .said(str![[r#"
错误[encoding]: 文件是 GBK/GB18030 编码，要用 UTF-8
--> content/site.yaml
 = 提示: 在编辑器里另存为 UTF-8，或运行：iconv -f GB18030 -t UTF-8 content/site.yaml > 新文件

没有写任何文件：先改好上面的问题
成功 0 篇，错误 1，警告 0，用时 [TIME] 秒

"#]])
        .strict_changes_nothing();
}

/// Each encoding with the name that the message gives it, and so the one that iconv wants.
#[test]
fn every_encoding_by_its_name() {
    let utf_16 = |text: &str, bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let utf_32 = |text: &str| text.chars().flat_map(|c| (c as u32).to_le_bytes()).collect::<Vec<u8>>();
    // 㐀 and 𠀀 in GB18030, among the Han of GBK: 停水㐀𠀀通知.
    let four = [
        b"---\ntitle: ".as_slice(),
        &[0xcd, 0xa3, 0xcb, 0xae, 0x81, 0x39, 0xee, 0x39, 0x95, 0x32, 0x82, 0x36, 0xcd, 0xa8, 0xd6, 0xaa],
        b"\ndate: 2024-08-13\n---\n",
    ];
    let only_four = [0x81, 0x39, 0xee, 0x39, 0x95, 0x32, 0x82, 0x36];
    for (what, bytes, name) in [
        ("four bytes", four.concat(), "GB18030"),
        ("nothing but four bytes", only_four.to_vec(), "GB18030"),
        ("a mark", utf_16(&format!("\u{feff}{TEXT}"), u16::to_le_bytes), "UTF-16"),
        ("a mark, big", utf_16(&format!("\u{feff}{TEXT}"), u16::to_be_bytes), "UTF-16"),
        ("no mark", utf_16(TEXT, u16::to_le_bytes), "UTF-16LE"),
        ("no mark, big", utf_16(TEXT, u16::to_be_bytes), "UTF-16BE"),
        ("no mark, begins with Han", utf_16("停水通知\n\n明天停水。\n", u16::to_le_bytes), "UTF-16LE"),
        ("no mark, begins with Han, big", utf_16("停水通知\n\n明天停水。\n", u16::to_be_bytes), "UTF-16BE"),
        ("no mark, one letter", utf_16("停a水，通知。", u16::to_le_bytes), "UTF-16LE"),
        ("no mark, English", utf_16("Water off\n", u16::to_le_bytes), "UTF-16LE"),
        ("a mark of UTF-32", utf_32(&format!("\u{feff}{TEXT}")), "UTF-32"),
    ] {
        let project = Project::with(X, bytes).build().code(1).built_no(&[PAGE]);
        let said = &project.last().stderr;
        assert!(said.contains(&format!("错误[encoding]: 文件是 {name} 编码，要用 UTF-8")), "{what}: {said}");
        assert!(said.contains(&format!("iconv -f {name} -t UTF-8 {X}")), "{what}: {said}");
    }
}

#[test]
fn two_byte_order_marks() {
    works(format!("\u{feff}\u{feff}{TEXT}"));
    works(format!("\u{feff}\u{feff}\u{feff}{}", TEXT.replace('\n', "\r\n")));
}
