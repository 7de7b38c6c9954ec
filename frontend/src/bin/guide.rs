//! The program that a citizen meets first: home and guide, as light as can be.

fn main() {
    lianban_frontend::programs::guide::start();
}
