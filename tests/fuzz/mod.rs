//! Fuzzing on stable Rust: any bytes into every door of banbao, and no panic, no hang, no growth without bound, and
//! nothing in a page that a browser would run.
//!
//! A target ([`targets`]) is a name, some good inputs and a function of bytes. Inputs come from an own mutator
//! ([`mutate`]) that knows the tokens of Markdown, YAML, HTML and of Chinese text: bolero needs a nightly compiler to
//! be more than that, and proptest does not splice. An input depends on its target and number only, so a run that is
//! killed by what it found (a stack that overflows cannot be caught) is found again from the number.
//!
//! `cargo test` replays `cases/` and makes a short run. `tests/fuzz/run SECONDS` makes a long one, prints its figures
//! and keeps what it finds in `cases/`.

mod foreign;
mod imports;
mod mutate;
pub(crate) mod page;
mod run;
mod targets;

use std::time::Duration;

use run::{Plan, long, short};

/// What was once found stays found.
#[test]
fn every_case_that_was_found_is_harmless() {
    let found: Vec<String> = run::cases().into_iter().filter_map(|case| run::replay(&case).err()).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_short_run_finds_nothing() {
    let found = short(Duration::from_millis(400));
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// `tests/fuzz/run` calls this: how long, from which number and on how many threads stands in the environment.
#[test]
#[ignore = "a long run, by tests/fuzz/run"]
fn a_long_run_finds_nothing() {
    let found = long(&Plan::from_environment());
    assert!(found.is_empty(), "{} findings, kept in tests/fuzz/cases:\n{}", found.len(), found.join("\n"));
}
