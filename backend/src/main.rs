//! The command line `lianban`.

use std::process::ExitCode;

fn main() -> ExitCode {
    lianban_backend::cli::main()
}
