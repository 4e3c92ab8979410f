//! The program: its exit code and nothing else.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(banbao::cli::run(std::env::args_os()))
}
