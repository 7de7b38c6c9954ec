//! Connections with a limit to their number and to their silence.
//!
//! A client that sends hardly anything for a while, in the middle of a header or of a
//! body or between requests, loses its connection. No address takes all places.

use std::collections::HashMap;
use std::future::Future;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, Sleep, sleep};

/// Connections at the same time; further ones wait to be taken in.
const CONNECTIONS: usize = 2048;
/// Connections of one address at the same time; further ones are closed at once.
const CONNECTIONS_OF_ADDRESS: usize = 512;
/// Fewer bytes than these do not break a silence, so that one byte now and then holds nothing.
const A_WORD: usize = 64;
/// Longest silence of a client. Longer than any request takes to be answered.
const SILENCE: Duration = Duration::from_secs(30);

/// Takes in connections.
pub struct Patient {
    listener: TcpListener,
    places: Arc<Semaphore>,
    guests: Option<Arc<Guests>>,
}

impl Patient {
    /// Over a listener of the system. Behind a proxy all connections come from one address.
    #[must_use]
    pub fn new(listener: TcpListener, behind_proxy: bool) -> Self {
        Self {
            listener,
            places: Arc::new(Semaphore::new(CONNECTIONS)),
            guests: (!behind_proxy).then(Arc::default),
        }
    }
}

impl Listener for Patient {
    type Io = Connection;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Connection, SocketAddr) {
        let place = Arc::clone(&self.places).acquire_owned().await.ok();
        loop {
            let (stream, address) = Listener::accept(&mut self.listener).await;
            let guest = match &self.guests {
                None => None,
                Some(guests) => match guests.welcome(address.ip()) {
                    Some(guest) => Some(guest),
                    None => continue,
                },
            };
            let held = Held {
                _place: place,
                _guest: guest,
            };
            return (Connection::new(stream, held, SILENCE), address);
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

/// How many connections each address has.
#[derive(Default)]
struct Guests(Mutex<HashMap<IpAddr, usize>>);

/// A connection that counts; dropped, it no longer does.
struct Guest {
    guests: Arc<Guests>,
    address: IpAddr,
}

impl Guests {
    /// Counts one more, unless there are too many.
    fn welcome(self: &Arc<Self>, address: IpAddr) -> Option<Guest> {
        let address = address.to_canonical();
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(address).or_default();
        if *count >= CONNECTIONS_OF_ADDRESS {
            return None;
        }
        *count += 1;
        let guests = Arc::clone(self);
        Some(Guest { guests, address })
    }
}

impl Drop for Guest {
    fn drop(&mut self) {
        let counts = self.guests.0.lock();
        let mut counts = counts.unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&self.address) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&self.address);
            }
        }
    }
}

/// What a connection takes from others while it lasts.
#[derive(Default)]
struct Held {
    _place: Option<OwnedSemaphorePermit>,
    _guest: Option<Guest>,
}

/// The other end of a connection.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub SocketAddr);

impl Connected<IncomingStream<'_, Patient>> for Peer {
    fn connect_info(stream: IncomingStream<'_, Patient>) -> Self {
        Self(*stream.remote_addr())
    }
}

/// A connection that ends when its client is silent for too long.
pub struct Connection<S = TcpStream> {
    stream: S,
    silence: Duration,
    until: Pin<Box<Sleep>>,
    /// Bytes since the silence was last broken.
    bytes: usize,
    _held: Held,
}

impl<S> Connection<S> {
    fn new(stream: S, held: Held, silence: Duration) -> Self {
        Self {
            stream,
            silence,
            until: Box::pin(sleep(silence)),
            bytes: 0,
            _held: held,
        }
    }

    fn heard(&mut self) {
        self.bytes = 0;
        self.until.as_mut().reset(Instant::now() + self.silence);
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Connection<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        if let Poll::Ready(read) = Pin::new(&mut self.stream).poll_read(context, buffer) {
            self.bytes += buffer.filled().len() - before;
            if self.bytes >= A_WORD {
                self.heard();
            }
            return Poll::Ready(read);
        }
        let silent = self.until.as_mut().poll(context);
        silent.map(|()| Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Connection<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        if written.is_ready() {
            self.heard();
        }
        written
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_client_that_says_hardly_anything_loses_its_connection() {
        for pause in [Duration::from_hours(1), Duration::from_secs(1)] {
            let (mut client, server) = duplex(4096);
            let mut connection = Connection::new(server, Held::default(), SILENCE);
            tokio::spawn(async move {
                // A header that never ends, byte by byte.
                while client.write_all(b"x").await.is_ok() {
                    tokio::time::sleep(pause).await;
                }
            });
            let began = Instant::now();
            let mut read = Vec::new();
            let ended = connection.read_to_end(&mut read).await.unwrap_err();
            assert_eq!(ended.kind(), io::ErrorKind::TimedOut);
            assert!(began.elapsed() < SILENCE * 2);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_slow_but_steady_upload_goes_on() {
        let (mut client, server) = duplex(4096);
        let mut connection = Connection::new(server, Held::default(), SILENCE);
        tokio::spawn(async move {
            for _ in 0..100 {
                client.write_all(&[7; 100]).await.unwrap();
                tokio::time::sleep(SILENCE / 2).await;
            }
        });
        let mut read = Vec::new();
        connection.read_to_end(&mut read).await.unwrap();
        assert_eq!(read.len(), 10_000);
    }

    #[test]
    fn one_address_does_not_take_all_places() {
        let guests: Arc<Guests> = Arc::default();
        let (greedy, other) = ("192.0.2.1".parse().unwrap(), "192.0.2.2".parse().unwrap());
        let mut taken: Vec<_> = (0..CONNECTIONS_OF_ADDRESS)
            .map(|_| guests.welcome(greedy).unwrap())
            .collect();
        assert!(guests.welcome(greedy).is_none());
        let _other = guests.welcome(other).unwrap();
        taken.pop();
        assert!(guests.welcome(greedy).is_some());
        drop(taken);
        assert_eq!(guests.0.lock().unwrap().len(), 1);
    }
}
