//! banbao (板报) turns a folder of Markdown articles into a bulletin site that any static host can serve.
//!
//! ```text
//! content/ themes/ ─source→ Sources ─article→ [Article] ─site→ Site ─plan→ Plan ─render→ [bytes] ─output→ public/
//!                   (disk)          (per file ∥)        (join)      (jobs)      (per page ∥)      (only what changed)
//! ```
//!
//! Invariants, each held by a test:
//! - Data goes one way. A stage is a type, and a value is complete when it is made.
//! - Modules import only modules of earlier lines: `disk note error fault key stopwatch yaml moment pinyin did_you_mean changes field repair fields policy` → `source`
//!   → `config` → `article theme` → `site` → `search` → `plan` → `render` → `pipeline` → `output serve` → `command` → `cli`.
//! - A dependency has one door: serde_yaml in `yaml`, walkdir and the system's own calls in `disk`, jiff in `moment`, tera in `theme`
//!   and `render`, notify in `serve::watch`, hyper and tokio in `serve::server`, rayon in `source`, `pipeline` and the inversion of `search`.
//! - No template function reads the site, the clock, the environment, a file or the network.
//! - Incremental equals clean, and one thread equals many, byte for byte.

pub mod article;
pub mod byline;
pub mod changes;
pub mod cli;
pub mod command;
pub mod config;
pub mod did_you_mean;
pub mod disk;
pub mod error;
pub mod fault;
pub mod field;
pub mod fields;
mod fold;
pub mod import;
pub mod key;
pub mod moment;
pub mod note;
pub mod output;
pub mod pinyin;
pub mod pipeline;
pub mod plan;
pub mod policy;
pub mod render;
pub mod repair;
pub mod search;
pub mod serve;
pub mod site;
pub mod source;
pub mod stopwatch;
mod stray;
pub mod svg;
pub mod theme;
pub mod yaml;
