//! Tricks that need a socket: bodies without end, a crowd of connections.

use std::io::ErrorKind;
use std::time::Duration;

use lianban_api::path;
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::running::Server;

/// More than one address may have.
const CROWD: usize = 600;

async fn connect(server: &Server) -> TcpStream {
    let address = server.url("").replace("http://", "");
    TcpStream::connect(address).await.unwrap()
}

#[tokio::test]
async fn a_body_without_end_is_cut_off() {
    let folder = TempDir::new().unwrap();
    let server = Server::start(folder.path()).await;
    let mut stream = connect(&server).await;
    let head = format!(
        "POST {} HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n\
         transfer-encoding: chunked\r\n\r\n",
        path::TRACK
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    let (mut read, mut write) = stream.split();
    let chunk = format!("4000\r\n{}\r\n", " ".repeat(0x4000));
    let sending = async {
        let mut sent = 0_u64;
        while write.write_all(chunk.as_bytes()).await.is_ok() {
            sent += 0x4000;
            if sent > 64 << 20 {
                break;
            }
        }
        sent
    };
    let reading = async {
        let mut answer = vec![0; 12];
        read.read_exact(&mut answer).await.map(|_| answer)
    };
    let (sent, answer) = tokio::join!(sending, reading);
    assert!(sent <= 64 << 20, "the server took {sent} bytes");
    assert_eq!(answer.unwrap(), b"HTTP/1.1 413");
}

#[tokio::test]
async fn a_crowd_of_connections_from_one_place_leaves_room_for_others() {
    let folder = TempDir::new().unwrap();
    let server = Server::start(folder.path()).await;
    let mut crowd = Vec::new();
    for _ in 0..CROWD {
        crowd.push(connect(&server).await);
    }
    let mut closed = 0;
    for stream in &mut crowd {
        let mut nothing = [0; 1];
        let reading = tokio::time::timeout(Duration::from_millis(5), stream.read(&mut nothing));
        closed += match reading.await {
            Ok(Ok(0)) => 1,
            Ok(Err(error)) if error.kind() == ErrorKind::ConnectionReset => 1,
            _ => 0,
        };
    }
    // Those that asked whether the server is up may count for a moment.
    assert!(
        (CROWD - 512..CROWD - 500).contains(&closed),
        "{closed} were closed"
    );
    println!("{closed} of {CROWD} connections closed at once");
    drop(crowd);
    let healthy = (0..100).map(|_| reqwest::get(server.url(path::HEALTH)));
    let mut is_up = false;
    for asked in healthy {
        is_up |= asked.await.is_ok_and(|it| it.status() == 200);
    }
    assert!(is_up);
}
