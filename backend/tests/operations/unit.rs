//! The systemd unit: what it forbids the server and what the server needs.

use std::process::Command;

const UNIT: &str = include_str!("../../../docs/lianban.service");

/// The lines of a section.
fn section(name: &str) -> Vec<&'static str> {
    let head = format!("[{name}]");
    let after = UNIT.lines().skip_while(move |line| *line != head).skip(1);
    after.take_while(|line| !line.starts_with('[')).collect()
}

#[test]
fn the_unit_lets_the_server_make_its_key_and_gives_up_after_some_tries() {
    let service = section("Service");
    let key = service.iter().find_map(|line| {
        let file = line.strip_prefix("Environment=LIANBAN_KEY_FILE=")?;
        Some(file.rsplit_once('/')?.0)
    });
    let writable = format!("ReadWritePaths={}", key.unwrap());
    assert!(service.contains(&writable.as_str()), "{writable}");
    assert!(service.contains(&"Environment=LIANBAN_DATA=/var/lib/lianban"));
    assert!(service.contains(&"StateDirectory=lianban"));
    // Anywhere else systemd passes these over.
    let unit = section("Unit");
    assert!(unit.iter().any(|it| it.starts_with("StartLimitBurst=")));
    assert!(
        unit.iter()
            .any(|it| it.starts_with("StartLimitIntervalSec="))
    );
}

#[test]
fn systemd_knows_every_line_of_the_unit() {
    let unit = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/lianban.service");
    let Ok(output) = Command::new("systemd-analyze")
        .args(["verify", unit])
        .output()
    else {
        println!("no systemd-analyze here: not asked");
        return;
    };
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    println!("{said}");
    assert!(!said.contains("Unknown"), "{said}");
    assert!(!said.contains("Failed to parse"), "{said}");
}
