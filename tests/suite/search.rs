//! The module in JavaScript finds what the engine in Rust finds: the same documents in
//! the same order, with the same excerpts; and nothing makes it throw anything but its
//! own errors.

use std::path::Path;
use std::process::Command;

use banbao::search::{Doc, Facets, IndexOptions, QueryOptions, Term, index, search};
use serde_json::{Value, json};

const WORDS: &str = "垃圾 分类 垃圾分類 社区 居民 志愿 服务 老人 8月15日 2024 年 2024年 3.5 公里 A座 B座 COVID-19 community communities 社区居民委员会 朱镕基 \
    １９９８年 ＡＩ ながら がっこう 的 了 在 开展 活动 開展 活動 後來 乾净 & <b> \" “引用，原话” 十二 十二月 楼 Wi-Fi 5G 5g信号 ½ ①楼 café cafe\u{301} 𠀀𠀁 王小明 王小红";

struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % n
    }

    fn words(&mut self, n: usize) -> String {
        let words: Vec<&str> = WORDS.split(' ').collect();
        let marks = ["", "", "", "", "，", "。", " ", "\n", "、"];
        (0..n).map(|_| format!("{}{}", words[self.below(words.len())], marks[self.below(marks.len())])).collect()
    }
}

struct Article {
    url: String,
    title: String,
    text: String,
    terms: [u32; 1],
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&#x22;")
}

fn site(dir: &Path, articles: usize, long: Option<u32>) -> Vec<Article> {
    let mut random = Random(0x1234_5678_9abc_def1);
    let all: Vec<Article> = (0..articles)
        .map(|n| Article {
            // Long addresses, of which a few fill a file, or short ones that are one file all together.
            url: format!(
                "/2024/{:02}/{}{n}/",
                n % 12 + 1,
                if long.is_some() { format!("{:016x}-", random.below(usize::MAX)) } else { "id-".into() }
            ),
            title: random.words(4).replace('\n', "").trim().into(),
            text: {
                let n = 5 + random.below(80);
                random.words(n)
            },
            terms: [random.below(3) as u32],
        })
        .collect();
    for a in &all {
        let paras: String = a.text.split('\n').map(|p| format!("<p>{}</p>", escape(p))).collect();
        let page = format!(
            "<title>x</title><main><h1>{}</h1><time datetime=\"2024-08-13T00:00:00Z\">8月</time><a data-community href=\"/c/\">莫阳</a>\
            <div class=\"text\" data-search>{paras}</div><!--/text--></main>",
            escape(&a.title)
        );
        let folder = dir.join(a.url.trim_matches('/'));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("index.html"), page).unwrap();
    }
    let docs: Vec<Doc<'_>> = all
        .iter()
        .map(|a| Doc {
            url: &a.url,
            title: &a.title,
            text: &a.text,
            date: 0,
            day: "2024-08-13",
            community: &a.terms,
            program: &[],
            author: &[],
            tag: &[],
            year: 2024,
        })
        .collect();
    let term = |id| Term { id, name: id, aliases: Vec::new() };
    let facets = Facets { community: vec![term("a"), term("b"), term("c")], ..Facets::default() };
    let options = IndexOptions { relative: false, long };
    let files = index(&docs, &facets, options);
    for (name, bytes) in files {
        let path = dir.join("search").join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    all
}

/// Pieces of articles, spoilt in many ways.
fn queries(articles: &[Article], n: usize) -> Vec<(String, QueryOptions)> {
    let mut random = Random(77);
    (0..n)
        .map(|i| {
            let a = &articles[random.below(articles.len())];
            let mut piece = |most: usize| {
                let source: Vec<char> = if random.below(3) == 0 { a.title.chars().collect() } else { a.text.chars().collect() };
                let from = random.below(source.len());
                let to = (from + 1 + random.below(most)).min(source.len());
                source[from..to].iter().collect::<String>()
            };
            let q = match i % 8 {
                0 => piece(2),
                1 => format!("\"{}\"", piece(6)),
                2 => format!("{} {}", piece(3), piece(4)),
                3 => piece(9).chars().enumerate().map(|(k, c)| if k == 2 { '犇' } else { c }).collect(),
                4 => piece(30),
                5 => format!("{}「{}", piece(3), piece(5)),
                _ => piece(7),
            };
            let community = (i % 9 == 0).then(|| "b".to_owned());
            (
                q,
                QueryOptions {
                    limit: 1 + i % 23,
                    offset: if i % 7 == 0 { i % 11 } else { 0 },
                    bare: i % 5 == 0,
                    community,
                    ..QueryOptions::default()
                },
            )
        })
        .collect()
}

#[test]
fn both_find_the_same() {
    compare(None);
}

/// As on a site of 100,000 articles, where frequent pairs have files of their own.
#[test]
fn both_find_the_same_with_long_lists() {
    compare(Some(40));
}

fn compare(long: Option<u32>) {
    let dir = tempfile::tempdir().unwrap();
    let articles = site(dir.path(), 700, long);
    let queries = queries(&articles, 1200);
    let asked: Vec<Value> =
        queries.iter().map(|(q, o)| json!([q, {"limit": o.limit, "offset": o.offset, "bare": o.bare, "community": o.community}])).collect();
    let file = dir.path().join("queries.json");
    std::fs::write(&file, serde_json::to_string(&asked).unwrap()).unwrap();
    let node = Command::new("node")
        .args([concat!(env!("CARGO_MANIFEST_DIR"), "/tests/suite/search/oracle.mjs")])
        .arg(dir.path())
        .arg(&file)
        .output()
        .unwrap();
    assert!(node.status.success(), "{}", String::from_utf8_lossy(&node.stderr));
    let theirs: Vec<Value> = serde_json::from_slice(&node.stdout).unwrap();
    assert_eq!(theirs.len(), queries.len());
    let (mut found, mut near) = (0, 0);
    for ((q, options), mut theirs) in queries.iter().zip(theirs) {
        let mut ours = serde_json::to_value(search(dir.path(), q, options).unwrap()).unwrap();
        for hit in ours["hits"].as_array_mut().unwrap() {
            near += usize::from(hit["near"] == true);
            found += usize::from(hit["near"] == false);
            // The module marks traditional characters when it has loaded the table, which it
            // does only if nothing would be marked without.
            let plain = articles.iter().any(|a| a.url == hit["url"] && !a.text.contains(['類', '開', '動', '後', '來']));
            if !plain && !options.bare {
                hit["excerpt"] = Value::Null;
                for their in theirs["hits"].as_array_mut().unwrap().iter_mut().filter(|t| t["url"] == hit["url"]) {
                    their["excerpt"] = Value::Null;
                }
            }
            if options.bare {
                *hit = json!({"url": hit["url"], "near": hit["near"]});
            }
        }
        let urls = |r: &Value| r["hits"].as_array().unwrap().iter().map(|h| h["url"].to_string()).collect::<Vec<_>>().join(" ");
        assert_eq!(urls(&ours), urls(&theirs), "{q:?} {options:?}");
        assert_eq!(ours, theirs, "{q:?} {options:?}");
    }
    assert!(found > 1000 && near > 100, "{found} found, {near} near");
}

#[test]
fn what_a_text_holds_is_found() {
    let dir = tempfile::tempdir().unwrap();
    let articles = site(dir.path(), 300, None);
    let options = QueryOptions { limit: 1000, bare: true, ..QueryOptions::default() };
    let finds = |q: &str, a: &Article| search(dir.path(), q, &options).unwrap().hits.iter().any(|h| h.url == a.url && !h.near);
    let mut random = Random(4);
    let mut within = 0;
    for a in &articles {
        for q in ["垃圾分类", "8月15日", "王小明"] {
            let held = [&a.title, &a.text].iter().any(|t| t.replace('類', "类").contains(q));
            assert!(!held || finds(q, a), "{q} in {}", a.url);
        }
        // Any piece without a gap, also one that begins within a run of letters, if it goes on with more than these.
        let text: Vec<char> = a.text.chars().collect();
        for _ in 0..6 {
            let from = random.below(text.len());
            let to = (from + 2 + random.below(6)).min(text.len());
            let piece = &text[from..to];
            let is_more = piece.iter().any(|c| c.is_ascii_digit() || ('\u{4e00}'..='\u{9fff}').contains(c));
            if is_more && piece.iter().all(|c| c.is_alphanumeric()) && text.get(to) != Some(&'\u{301}') {
                let q: String = piece.iter().collect();
                assert!(finds(&q, a), "{q} in {}", a.url);
                within += usize::from(from > 0 && text[from - 1].is_ascii_alphabetic() && piece[0].is_ascii_alphabetic());
            }
        }
    }
    assert!(within > 3, "{within} pieces begin within letters");
}

#[test]
fn bad_input_and_damaged_files_have_clear_errors() {
    let dir = tempfile::tempdir().unwrap();
    site(dir.path(), 120, None);
    let node = Command::new("node")
        .args([concat!(env!("CARGO_MANIFEST_DIR"), "/tests/suite/search/oracle.mjs")])
        .arg(dir.path())
        .args(["-", "bad"])
        .output()
        .unwrap();
    assert!(node.status.success(), "{}", String::from_utf8_lossy(&node.stderr));
    for q in [" ", "\"", ".*+?^${}()|[]\\", "，。！"] {
        assert_eq!(search(dir.path(), q, &QueryOptions::default()).unwrap().total, 0);
    }
    // What the script left behind is an index without its newest segment.
    search(dir.path(), "的 了", &QueryOptions::default()).unwrap_err();
}

/// What an index says of itself is believed only where it can be: no number of its own makes the engine reach for memory,
/// fall over or leave the folder.
#[test]
fn an_index_that_lies_is_damaged() {
    let docs = Vec::new();
    let whole = index(&docs, &Facets::default(), IndexOptions::default());
    let (_, module) = whole.iter().find(|(name, _)| name.ends_with("search.js")).unwrap();
    let module = String::from_utf8(module.clone()).unwrap();
    let line = module.lines().find(|line| line.starts_with("const SITE = ")).unwrap().to_owned();
    let mut site: Value = serde_json::from_str(line.trim_start_matches("const SITE = ").trim_end_matches(';')).unwrap();
    let segment = json!({"dir": "", "docs": 3, "pairs": 8, "chars": 8, "block": 3, "names": 2, "long": 16384});
    for (key, value) in [
        ("dir", json!("../../etc")),
        ("dir", json!("/etc")),
        ("docs", json!(u32::MAX)),
        ("block", json!(0)),
        ("pairs", json!(31)),
        ("chars", json!(u32::MAX)),
    ] {
        let mut lying = segment.clone();
        lying[key] = value.clone();
        site["segments"] = json!([lying]);
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join("search")).unwrap();
        std::fs::write(dir.path().join("search/search.js"), module.replace(&line, &format!("const SITE = {site};"))).unwrap();
        let said = search(dir.path(), "社区", &QueryOptions::default()).unwrap_err().to_string();
        assert!(said.ends_with("is damaged"), "{key} {value}: {said}");
    }
}
