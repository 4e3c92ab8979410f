//! The 38 rows of broken and hostile input in one table, each with the tests that hold it; and the rows that no other
//! file has: what lies in the folders (21, 24, 25, 26), the port (33), the surroundings (34), known flaws of other
//! generators, and the headers under which a site should be sent.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::fuzz::page;
use crate::project::Project;

/// Number, what it is, and where it is tested: `file::test`, or the file alone where the whole of it is about the row.
const ROWS: [(u8, &str, &[&str]); 38] = [
    (1, "YAML syntax", &["front_matter::an_unclosed_quote", "front_matter::an_indent_of_tabs", "front_matter::a_tab_inside_a_line"]),
    (2, "no or unclosed front matter", &["front_matter::no_front_matter", "front_matter::an_unclosed_block_at_the_end_of_the_file"]),
    (3, "full-width YAML punctuation", &["front_matter::a_full_width_colon", "front_matter::a_list_in_full_width_brackets"]),
    (4, "byte order mark", &["encodings::a_byte_order_mark", "encodings::a_byte_order_mark_and_crlf"]),
    (5, "GBK", &["encodings::gbk", "encodings::a_site_yaml_in_gbk"]),
    (6, "UTF-16", &["encodings::utf_16", "encodings::utf_16_without_a_mark"]),
    (7, "invalid UTF-8", &["encodings::a_broken_byte"]),
    (8, "NUL bytes", &["encodings::a_nul_byte"]),
    (9, "line ends", &["encodings::carriage_returns_only", "encodings::mixed_ends", "encodings::a_line_separator_is_not_an_end_of_line"]),
    (10, "bidi override in a title", &["encodings::a_bidi_override_in_a_title"]),
    (11, "alias bomb, depth", &["front_matter::a_bomb_of_aliases", "front_matter::brackets_very_deep", "front_matter::maps_very_deep"]),
    (12, "duplicate keys, wrong types", &["front_matter::a_field_twice", "front_matter::every_wrong_type_at_once"]),
    (13, "dates that do not exist", &["dates::a_month_that_does_not_exist", "dates::a_day_that_does_not_exist"]),
    (
        14,
        "future, expired",
        &["dates::a_date_that_lies_ahead", "dates::an_expired_article_is_off_the_lists", "dates::an_end_before_the_beginning"],
    ),
    (15, "unknown community, program", &["registers::a_community_with_a_slip", "registers::a_program_with_a_slip"]),
    (16, "unknown field", &["fields::a_field_with_a_slip", "floods::thirty_thousand_unknown_fields"]),
    (17, "titles", &["fields::an_empty_title", "fields::a_title_of_ten_thousand_characters", "fields::a_title_that_would_end_a_script"]),
    (
        18,
        "tags",
        &[
            "registers::empty_tags_are_no_tags",
            "registers::tags_of_punctuation",
            "registers::two_widths_of_one_tag",
            "floods::five_thousand_tags",
        ],
    ),
    (
        19,
        "one address twice",
        &[
            "addresses::two_articles_of_one_name_in_two_folders",
            "addresses::names_that_differ_in_case",
            "addresses::names_that_differ_in_their_normal_form",
        ],
    ),
    (
        20,
        "ids",
        &[
            "addresses::dots_in_an_id",
            "addresses::a_slash_in_an_id",
            "addresses::an_escape_in_an_id",
            "addresses::a_reserved_name_of_windows_in_an_id",
            "addresses::three_hundred_bytes_in_an_id",
        ],
    ),
    (21, "sizes", &["rows::files_and_lines_that_are_too_large", "rows::a_thousand_folders_in_each_other"]),
    (22, "pathological Markdown", &["safety::no_size_hangs_or_overflows", "safety::deep_nesting_is_flattened_with_one_remark"]),
    (
        23,
        "scripts",
        &[
            "safety::hostile_addresses_are_never_written",
            "safety::few_elements_pass_and_stay_balanced",
            "rows::flaws_of_other_generators_are_none_of_ours",
        ],
    ),
    (24, "symbolic links", &["rows::links_that_lead_out_in_circles_or_nowhere"]),
    (25, "pipes, rights, names", &["rows::a_pipe_and_a_name_that_is_no_text", "faults::what_cannot_be_read_ends_the_build_and_is_named"]),
    (26, "pictures", &["rows::pictures_that_are_none", "links::a_picture_in_another_case"]),
    (27, "templates", &["themes"]),
    (28, "site.yaml", &["config"]),
    (29, "the output", &["output::a_folder_of_others", "output::a_file_for_a_folder", "faults::any_operation_of_a_change_may_fail"]),
    (30, "killed", &["kills::a_build_may_be_killed_at_any_moment", "kills::an_interrupted_build_leaves_nothing"]),
    (
        31,
        "a file that goes or changes while it is read",
        &["faults::a_file_that_is_removed_while_it_is_read_is_told", "faults::a_file_that_is_swapped_while_it_is_read_is_not_taken"],
    ),
    (32, "two at once", &["kills::two_builds_at_once", "kills::a_preview_beside_a_build"]),
    (33, "port, requests", &["rows::a_port_that_is_taken", "preview_load::who_asks_and_for_what"]),
    (34, "surroundings", &["kills::the_same_bytes_everywhere", "rows::nobody_reads_what_is_printed", "rows::odd_clocks"]),
    (35, "few files, one thread", &["kills::a_handful_of_open_files_is_enough", "equality::one_thread_or_many"]),
    (
        36,
        "next to nothing",
        &["registers::a_site_without_articles", "registers::a_site_with_one_article", "registers::a_community_without_articles"],
    ),
    (37, "foreign documents", &["import"]),
    (38, "queries", &["search::bad_input_and_damaged_files_have_clear_errors", "rows::queries_of_every_kind"]),
];

#[test]
fn every_row_has_its_tests() {
    assert!(ROWS.iter().map(|(number, ..)| *number).eq(1..=38));
    for (number, what, tests) in ROWS {
        tests.iter().for_each(|test| is_there(test, &format!("row {number}, {what}")));
    }
}

/// Wants a test of this name, `file::test`, or a file of tests.
pub(crate) fn is_there(test: &str, of: &str) {
    let (file, name) = test.split_once("::").map_or((test, None), |(file, name)| (file, Some(name)));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/suite/{file}.rs"));
    let source = fs::read_to_string(&path).unwrap_or_else(|_| panic!("{of}: there is no {}", path.display()));
    let stands = name.map_or_else(|| source.contains("#[test]"), |name| source.contains(&format!("fn {name}(")));
    assert!(stands, "{of}: there is no test {test}");
}

const ARTICLE: &str = "---\ntitle: 标题\nauthor: 王丹\ncommunity: 莫阳社区\ndate: 2024-08-13\n---\n";

/// Wants errors of these codes and no others, in both languages, each with a remedy; that the good article is built
/// all the same; and that a strict build changes nothing.
fn says(project: Project, codes: &[&str]) -> Project {
    let project = project.build().code(1).built_files(&["2024/08/hao/index.html", "index.html"]).strict_changes_nothing();
    for (language, error) in [("zh", "错误["), ("en", "error[")] {
        let said = project.run(["--lang", language, "check"]).stderr;
        let mut found: Vec<&str> = said.split(error).skip(1).filter_map(|part| part.split(']').next()).collect();
        let mut wanted = codes.to_vec();
        found.sort_unstable();
        wanted.sort_unstable();
        assert_eq!(found, wanted, "{said}");
        let remedies = said.matches(if language == "zh" { "提示: " } else { "hint: " }).count();
        assert!(remedies >= codes.len(), "{said}");
    }
    project
}

#[test]
fn files_and_lines_that_are_too_large() {
    let project = Project::with("content/2024/08/chang.md", format!("{ARTICLE}{}", "长".repeat(800_000)));
    // A hundred megabytes that take no room on the disk.
    let file = fs::File::create(project.path("content/2024/08/da.md")).expect("file");
    file.set_len(100 << 20).expect("size");
    says(project, &["too-large", "too-large"]);
}

#[test]
fn a_thousand_folders_in_each_other() {
    let project = Project::with("content/2024/08/x.md", ARTICLE);
    fs::create_dir_all(project.path(&format!("content/{}", "d/".repeat(1000)))).expect("folders");
    says(project, &["too-deep"]);
}

#[cfg(unix)]
#[test]
fn links_that_lead_out_in_circles_or_nowhere() {
    use std::os::unix::fs::symlink;
    let project = Project::with("content/2024/08/x.md", ARTICLE);
    let outside = tempfile::TempDir::new().expect("folder");
    fs::write(outside.path().join("mimi.md"), format!("{ARTICLE}不该发布。\n")).expect("file");
    symlink(outside.path(), project.path("content/wai")).expect("link");
    symlink("/etc/passwd", project.path("content/2024/08/passwd.md")).expect("link");
    symlink("..", project.path("content/2024/quan")).expect("link");
    symlink("nowhere.md", project.path("content/2024/08/meiyou.md")).expect("link");
    let project = says(project, &["link-outside", "link-outside", "link-loop", "link-dangling"]);
    assert!(project.built().values().all(|bytes| !String::from_utf8_lossy(bytes).contains("不该发布")));
}

#[cfg(unix)]
#[test]
fn a_pipe_and_a_name_that_is_no_text() {
    use std::os::unix::ffi::OsStrExt;
    let project = Project::with("content/2024/08/x.md", ARTICLE);
    assert!(Command::new("mkfifo").arg(project.path("content/2024/08/guan.md")).status().expect("mkfifo").success());
    fs::write(project.path("content/2024/08").join(std::ffi::OsStr::from_bytes(b"\xb0\xe5.md")), ARTICLE).expect("file");
    says(project, &["file-name", "not-a-file"]);
}

/// What no picture viewer shows is told apart from a picture; what is one only by its name as well.
#[test]
fn pictures_that_are_none() {
    let text = "![空](kong.png)\n\n![断](duan.png)\n\n![字](zi.jpg)\n\n![大](da.png)\n";
    Project::with("content/2024/08/x.md", format!("{ARTICLE}{text}"))
        .write("content/2024/08/kong.png", "")
        .write("content/2024/08/duan.png", &crate::project::png(32, 32)[..20])
        .write("content/2024/08/zi.jpg", "这是一段文字")
        .write("content/2024/08/da.png", crate::project::png(60_000, 60_000))
        .build()
        .built_files(&["2024/08/hao/index.html"]);
}

#[test]
fn a_port_that_is_taken() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("address").port().to_string();
    let project = Project::with("content/2024/08/x.md", ARTICLE);
    for (language, told) in [("zh", "端口"), ("en", "port")] {
        let run = project.run(["--lang", language, "serve", "--port", &port]);
        assert_eq!(run.code, Some(3), "{}", run.stderr);
        assert!(run.stderr.contains(told) && run.stderr.contains(&port), "{}", run.stderr);
        assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
    }
}

/// A reader of standard output that goes away, or none at all, is no fault.
#[cfg(unix)]
#[test]
fn nobody_reads_what_is_printed() {
    let project = Project::with("content/2024/08/x.md", ARTICLE);
    for args in ["build --timings=json", "check --format json", "schema theme", "schema headers", "--help", "search 社区"] {
        let shell = format!("{} {args} | true; exit ${{PIPESTATUS[0]}}", env!("CARGO_BIN_EXE_banbao"));
        for shell in
            [shell, format!("{} {args} >&-", env!("CARGO_BIN_EXE_banbao")), format!("{} {args} 2>&- >&-", env!("CARGO_BIN_EXE_banbao"))]
        {
            let run = Command::new("bash").args(["-c", &shell]).current_dir(project.path("")).stdin(Stdio::null()).output().expect("bash");
            let said = String::from_utf8_lossy(&run.stderr);
            assert!(matches!(run.status.code(), Some(0..=3)) && !said.contains("panicked"), "{shell}: {:?} {said}", run.status);
        }
    }
}

#[test]
fn odd_clocks() {
    for now in ["1901-01-01", "1969-12-31 23:59", "2038-01-19 03:14:08", "9999-12-31"] {
        let project = Project::with("content/2024/08/x.md", ARTICLE);
        let run = project.run(["build", "--now", now]);
        assert_eq!(run.code, Some(0), "{now}: {}", run.stderr);
    }
    let project = Project::with("content/2024/08/x.md", ARTICLE);
    for now in ["10000-01-01", "yesterday", "", "0001-01-01"] {
        let run = project.run(["build", "--now", now]);
        assert_eq!(run.code, Some(2), "{now}: {}", run.stderr);
    }
}

#[test]
fn queries_of_every_kind() {
    let project = Project::with("content/2024/08/x.md", ARTICLE).build();
    let long = "社区".repeat(5_000);
    for query in [".*", "^a$", "[a-z", "(((", "\\", "a|b", "社", "𠮷", "👨‍👩‍👧", " ", "\u{202e}", long.as_str(), "<script>", "'\"&"]
    {
        let run = project.run(["search", query]);
        assert_eq!(run.code, Some(0), "{query}: {}", run.stderr);
        let run = project.run(["search", query, "--json"]);
        assert!(serde_json::from_str::<serde_json::Value>(&run.stdout).is_ok(), "{query}: {}", run.stdout);
    }
}

/// What it is, and the text of an article.
const FLAWS: [(&str, &str); 10] = [
    // The title of a link or picture was written as it stood (Hugo GHSA-ppf8-hhpp-f5hj, CVE-2024-32875).
    (
        "a title that ends its attribute",
        "[去](/ '\"><script>alert(1)</script>')\n\n![图](https://example.org/a.png '\" onerror=alert(1) x=\"')",
    ),
    // What a theme's template gets is not escaped by itself (the kind of Hugo CVE-2026-50133): language, id, alt text.
    (
        "attributes of other elements",
        "```\"><script>alert(1)</script>\nx\n```\n\n# 标题 {#\" onclick=alert(1) .\"><b>}\n\n![\"><script>alert(1)</script>](https://example.org/a.png)",
    ),
    // The scheme was looked at before entities were decoded, and browsers decode more of them (goldmark CVE-2026-5160).
    ("a colon as an entity", "[a](javascript&colon;alert(1))"),
    ("blanks as entities", "[b](java&Tab;script:alert(1)) [d](java&NewLine;script&#58;alert(1)) [e](&#x1;javascript:alert(1))"),
    ("entities in entities", "[a](javascript&amp;colon;alert(1)) [b](&amp;#106;avascript:alert(1)) <javascript&colon;alert(1)>"),
    // Namespaces, comments and raw text that a second parser reads otherwise (the mutations of ammonia's advisories).
    (
        "markup that changes when it is read twice",
        "<math><annotation-xml encoding=\"text/html\"><style><img src onerror=alert(1)></style></annotation-xml></math>\n\n<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
    ),
    (
        "noscript and templates",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">\n\n<template><script>alert(1)</script></template>",
    ),
    ("comments", "<!--><script>alert(1)</script>-->\n\n<!-- --!><img src=x onerror=alert(1)> -->"),
    ("text that is no text", "<plaintext><xmp><listing><textarea></textarea><img src=x onerror=alert(1)>"),
    (
        "base, forms, refresh",
        "<base href=//evil.example><meta http-equiv=refresh content=0><form action=javascript:alert(1)><button formaction=javascript:alert(1)>",
    ),
];

/// Each in both policies for HTML, read as a browser would, and as a feed.
#[test]
fn flaws_of_other_generators_are_none_of_ours() {
    for html in ["escape", "clean"] {
        for (what, text) in FLAWS {
            let project = Project::new()
                .write("content/site.yaml", format!("title: 试验板报\nbase_url: https://example.org/\nmarkdown: {{html: {html}}}\n"))
                .write("content/2024/08/x.md", format!("{ARTICLE}{text}\n"))
                .build();
            // An unsafe address keeps the article out, with a word.
            let Some(bytes) = project.built().get("2024/08/x/index.html") else {
                assert!(project.last().stderr.contains("错误["), "{html}, {what}");
                continue;
            };
            let page = String::from_utf8_lossy(bytes).into_owned();
            assert_eq!(page::html(&page), Ok(()), "{html}, {what}\n{page}");
            let feed = project.page("feed.json");
            assert!(serde_json::from_str::<serde_json::Value>(&feed).is_ok(), "{html}, {what}");
            assert!(!feed.contains("<script>alert") && !feed.contains("href=\\\"javascript"), "{html}, {what}\n{feed}");
        }
    }
}

/// Jekyll CVE-2018-17567, and the same by `preview_load::who_asks_and_for_what` for Zola CVE-2023-40274, whose server gave
/// files from outside: a link that is named in a list of what to include was followed out of the site.
#[cfg(unix)]
#[test]
fn a_link_out_of_the_site_is_not_followed_though_an_article_names_it() {
    let project = Project::with("content/2024/08/x.md", format!("{ARTICLE}[附件](mima.txt) ![图](mima.png)\n"));
    for name in ["mima.txt", "mima.png", "index.md"] {
        std::os::unix::fs::symlink("/etc/passwd", project.path("content/2024/08").join(name)).expect("link");
    }
    let project = project.build().code(1);
    assert!(project.built().values().all(|bytes| !String::from_utf8_lossy(bytes).contains("root:x:")));
}

/// What the observatory of MDN counts for a site of files, from the headers alone: 100, and more for what goes
/// beyond. From 100 it is an A+.
fn score(headers: &[(&str, &str)]) -> i32 {
    let value = |name: &str| headers.iter().find(|(header, _)| header.eq_ignore_ascii_case(name)).map(|(_, value)| *value);
    let policy = value("Content-Security-Policy").unwrap_or_default();
    let directive = |name: &str| policy.split(';').map(str::trim).find_map(|part| part.strip_prefix(name)).map(str::trim);
    let scripts = directive("script-src").or(directive("default-src"));
    let mut score = 100;
    score += match (scripts, directive("default-src")) {
        (None, _) => -25,
        (Some(scripts), _)
            if ["'unsafe-inline'", "'unsafe-eval'", "data:", "*", "https:", "http:"]
                .iter()
                .any(|bad| scripts.split(' ').any(|one| one == *bad)) =>
        {
            -20
        }
        (_, Some("'none'")) if !policy.contains("'unsafe-inline'") => 10,
        _ => 5,
    };
    let seconds =
        value("Strict-Transport-Security").and_then(|value| value.strip_prefix("max-age=")?.split(';').next()?.parse::<u64>().ok());
    score += if seconds.is_some_and(|seconds| seconds >= 15_768_000) { 0 } else { -20 };
    score += if value("X-Content-Type-Options") == Some("nosniff") { 0 } else { -5 };
    score += if directive("frame-ancestors").is_some() {
        5
    } else if value("X-Frame-Options").is_some() {
        0
    } else {
        -20
    };
    score += match value("Referrer-Policy") {
        Some("no-referrer" | "same-origin" | "strict-origin" | "strict-origin-when-cross-origin") => 5,
        None => 0,
        Some(_) => -5,
    };
    score += match value("Cross-Origin-Resource-Policy") {
        Some("same-origin" | "same-site") => 10,
        _ => 0,
    };
    score
}

#[test]
fn the_headers_are_worth_an_a_plus() {
    let headers = banbao::policy::security_headers();
    assert_eq!(score(&headers), 130);
    for (name, _) in headers {
        let without: Vec<_> = headers.into_iter().filter(|(header, _)| *header != name).collect();
        assert!(score(&without) <= 130, "{name}");
    }
    let policy = banbao::policy::CONTENT;
    for never in ["unsafe", "*", "http:", "https:", "blob:", "nonce-", "sha256-"] {
        assert!(!policy.contains(never), "{never}");
    }
    for wanted in
        ["default-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'", "require-trusted-types-for 'script'"]
    {
        assert!(policy.contains(wanted), "{wanted}");
    }
    let features = headers.iter().find(|(name, _)| *name == "Permissions-Policy").map(|(_, value)| *value).unwrap_or_default();
    assert!(["camera=()", "microphone=()", "geolocation=()", "payment=()"].iter().all(|feature| features.contains(feature)));
    assert!(score(&[]) < 50);
    // As they are printed for whoever sets up a host.
    let printed = Project::new().run(["schema", "headers"]);
    assert_eq!(printed.stdout, headers.map(|(name, value)| format!("{name}: {value}\n")).concat());
}

/// Every page of the golden sites keeps to the policy as it stands: no inline script, style or handler, no other host.
#[test]
fn no_page_of_the_golden_sites_needs_more() {
    for name in ["full", "broken", "smallest"] {
        let project = Project::from(name).build();
        let mut pages = 0;
        for (file, bytes) in project.built().iter().filter(|(file, _)| file.ends_with(".html")) {
            let page = String::from_utf8_lossy(bytes);
            for (at, _) in page.match_indices("<script") {
                let tag = page[at..].split('>').next().unwrap_or_default();
                assert!(tag.contains(" src=\"/") || tag.contains("application/ld+json"), "{name}/{file}: {tag}");
            }
            for never in ["<style", " style=\"", " onclick=\"", " onload=\"", " onerror=\"", "href=\"javascript", "src=\"http", "src=\"//"]
            {
                assert!(!page.contains(never), "{name}/{file} holds {never}");
            }
            pages += 1;
        }
        assert!(pages > 5, "{name}");
    }
}
