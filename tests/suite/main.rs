//! One binary for all tests that look at banbao from outside.
//!
//! `UPDATE=1 cargo test` rewrites what they expect from what came out: read the difference before you commit it.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::invisible_characters,
    clippy::too_many_lines,
    reason = "a test fails where it stands, and shows what the program printed"
)]

mod addresses;
mod attacks;
mod bylines;
mod chains;
mod codes;
mod commands;
mod commonmark;
mod config;
mod dates;
mod emphasis;
mod encodings;
mod equality;
mod faults;
mod field_table;
mod fields;
mod floods;
mod front_matter;
mod full_disk;
#[path = "../fuzz/mod.rs"]
mod fuzz;
mod golden;
mod house;
mod import;
mod import_bad;
mod import_labelled;
mod import_pages;
mod kills;
mod letters;
mod links;
mod markdown;
mod mending;
mod output;
mod preview;
mod preview_load;
mod privacy;
mod project;
mod registers;
mod rows;
mod safety;
mod search;
mod series;
mod special;
mod spellings;
mod strays;
mod style;
mod themes;
mod themes_budget;
mod titles;
mod truth;
mod typing;
mod upgrades;
