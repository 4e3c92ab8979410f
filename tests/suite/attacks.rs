//! What an attack on the program of 26 November 2026 found, each with the tests that hold it for its whole kind; and the
//! small ones that no other file has.

use std::fs;

use snapbox::str;

use crate::project::{NOW, Project};
use crate::rows::is_there;

/// What was found, and where it is tested.
const FOUND: &[(&str, &[&str])] = &[
    (
        "files of others are lost",
        &["output::the_files_of_git_never_move", "output::files_of_others_are_untouched_and_stale_ones_of_ours_removed"],
    ),
    (
        "an article deletes foreign files",
        &[
            "output::nothing_is_put_where_somebody_s_file_is",
            "output::a_file_becomes_a_folder_and_back",
            "output::a_forged_record_removes_nothing",
        ],
    ),
    ("two builds at once into nothing", &["kills::two_builds_at_once"]),
    (
        "notes that grow as the square",
        &[
            "floods::twenty_thousand_missing_pictures_on_one_line",
            "floods::marks_in_a_line_of_a_megabyte",
            "floods::twenty_thousand_broken_links",
            "floods::thirty_thousand_unknown_fields",
        ],
    ),
    (
        "scripts in drawings",
        &[
            "special::a_drawing_that_runs_is_refused_and_one_that_draws_is_published",
            "../../src/svg::whatever_runs_or_reaches_out_is_found",
        ],
    ),
    ("more than a question to the preview", &["preview_load::more_than_a_question", "preview_load::who_asks_and_for_what"]),
    (
        "connections that hold threads",
        &["preview_load::connections_that_stand_still", "preview_load::every_tab_on_the_event_stream_is_told"],
    ),
    (
        "files that are swapped",
        &["preview_load::a_file_that_became_something_else", "faults::a_file_that_is_swapped_while_it_is_read_is_not_taken"],
    ),
    (
        "names that mean something",
        &[
            "special::a_former_address_takes_no_name_with_a_meaning",
            "special::files_of_the_site_that_hosts_obey_are_published_and_named",
            "special::a_feed_of_the_site_over_banbaos_own_is_told",
            "special::names_that_differ_only_in_composition_are_told",
            "special::attachments_that_hosts_run_are_refused",
        ],
    ),
    ("an output that is a mount point", &["full_disk::a_first_build_on_a_disk_that_is_too_small"]),
    (
        "records that are cut, a pipe, or forged",
        &[
            "output::a_damaged_record_is_named_and_can_be_mended",
            "output::a_record_that_is_a_pipe",
            "output::a_record_never_owns_what_no_site_has",
        ],
    ),
    ("a static name with a line feed", &["safety::names_with_control_characters_and_large_static_files_are_refused"]),
    (
        "broken inside links after failures and kills",
        &[
            "output::no_link_leads_to_nothing_when_a_template_fails",
            "kills::a_build_may_be_killed_at_any_moment",
            "faults::a_change_may_die_at_any_operation",
        ],
    ),
    ("templates without an end", &["themes_budget::what_has_no_end_is_stopped"]),
    ("scripts in the menu", &["special::menus_lead_to_addresses_only"]),
    ("an unknown name beside another error", &["special::an_unknown_name_is_told_also_beside_another_error"]),
    ("control characters", &["attacks::what_comes_along_when_something_is_pasted"]),
    (
        "encodings under wrong names",
        &["encodings::every_encoding_by_its_name", "encodings::two_byte_order_marks", "encodings::utf_16_without_a_mark"],
    ),
    ("errors of the system in English", &["kills::a_handful_of_open_files_is_enough"]),
    ("signals", &["kills::an_interrupted_build_leaves_nothing", "output::a_folder_of_the_name_of_a_stage_stays"]),
    ("a pipe that nobody reads", &["rows::nobody_reads_what_is_printed"]),
    ("names of Windows for new articles", &["attacks::a_new_article_with_a_name_that_means_something"]),
    ("pictures that are none", &["rows::pictures_that_are_none", "attacks::what_comes_along_when_something_is_pasted"]),
    ("an edit that keeps size and time", &["attacks::an_edit_that_keeps_size_and_time_is_seen"]),
    ("crates that nobody maintains", &["attacks::no_unmaintained_crate_is_back"]),
];

#[test]
fn whatever_was_found_has_its_tests() {
    for (what, tests) in FOUND {
        tests.iter().for_each(|test| is_there(test, what));
    }
}

/// The name would be none on Windows, or mean the folder: another is found, and the article builds.
#[test]
fn a_new_article_with_a_name_that_means_something() {
    for (title, stem) in
        [("con", "gaojian-con"), ("AUX", "gaojian-aux"), ("index", "gaojian-index"), ("lpt1", "gaojian-lpt1"), ("concert", "concert")]
    {
        let project = Project::new().after(&["new", title, "--date", "2024-08-13", "--author", "王丹", "--community", "莫阳社区"]).code(0);
        assert!(project.path(&format!("content/2024/08/{stem}.md")).is_file(), "{title}");
        project.build().code(0).built_files(&[&format!("2024/08/{stem}/index.html")]);
    }
}

/// A picture of somebody else's site, and a character that nobody sees: each at its place, with what to do.
#[test]
fn what_comes_along_when_something_is_pasted() {
    Project::new().article("content/2024/08/hao.md", "", "![图](https://evil.example/a.png)\n\n停水\u{8}通知。\n").build().code(0).said(
        str![[r#"
警告[foreign-picture]: 这张图片要从别的网站（evil.example）取，对方一删就没了，读者的访问也会被对方看到
 --> content/2024/08/hao.md:7:6
  |
7 | ![图](https://evil.example/a.png)
  |       ^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = 提示: 把图片存到稿件旁边，这里写文件名

警告[control-character]: 这里有一个看不见的控制字符（U+0008），已经去掉
 --> content/2024/08/hao.md:9:3
  |
9 | 停水�通知。
  |     ^
  |
  = 提示: 删掉它；多半是粘贴时带来的

成功 1 篇，错误 0，警告 2，用时 [TIME] 秒

"#]],
    );
}

/// A source of the same size whose time is set back: what it is known by is more than these.
#[test]
fn an_edit_that_keeps_size_and_time_is_seen() {
    let project = Project::new().article("content/2024/08/hao.md", "", "甲。\n").build().code(0);
    let file = project.path("content/2024/08/hao.md");
    let time = fs::metadata(&file).and_then(|facts| facts.modified()).expect("a time");
    let project = project.article("content/2024/08/hao.md", "", "乙。\n");
    fs::File::options().append(true).open(&file).and_then(|file| file.set_modified(time)).expect("a time");
    assert_eq!(project.run(["build", "--now", NOW]).code, Some(0));
    assert!(fs::read_to_string(project.path("public/2024/08/hao/index.html")).expect("page").contains("乙。"));
}

/// bincode 1 came with syntect, yaml-rust with its other formats: a crate of our own stands for the one, nothing needs
/// the other.
#[test]
fn no_unmaintained_crate_is_back() {
    let lock = fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock")).expect("Cargo.lock");
    assert!(!lock.contains("name = \"yaml-rust\""));
    let (_, bincode) = lock.split_once("name = \"bincode\"\n").expect("the stand-in");
    let entry = bincode.split("[[package]]").next().unwrap_or_default();
    assert!(!entry.contains("source ="), "{entry}");
}
