//! The program: its exit code and nothing else.

use std::process::ExitCode;

/// A build makes millions of short-lived values on several threads; the system's allocator costs it a tenth of its time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    ExitCode::from(banbao::cli::run(std::env::args_os()))
}
