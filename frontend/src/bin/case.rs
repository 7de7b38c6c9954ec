//! The program for what comes after the guide: result to submission, and the windows.

fn main() {
    lianban_frontend::programs::case::start();
}
