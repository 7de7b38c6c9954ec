//! Connections with a limit to their number and to their silence.
//!
//! A client that sends hardly anything for a while, in the middle of a header or of a
//! body or between requests, or takes nothing of its answer, loses its connection; so does
//! one that never comes to the end of a request. No network takes all places.

use std::collections::HashMap;
use std::future::Future;
use std::io;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
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
/// Connections of one network at the same time; further ones are closed at once.
const CONNECTIONS_OF_ADDRESS: usize = 512;
/// Fewer bytes than these do not break a silence, so that one byte now and then holds nothing.
const A_WORD: usize = 64;
/// Longest silence of a client. Longer than any request takes to be answered.
const SILENCE: Duration = Duration::from_secs(30);
/// Longest time from one answer to the next: a silence, a header as slow as it may be, an answer.
const TURN: Duration = Duration::from_secs(75);

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

/// The network of an address, which limits count: of IPv6 the half that names the network.
#[must_use]
pub fn network(ip: IpAddr) -> IpAddr {
    match ip.to_canonical() {
        IpAddr::V6(ip) => {
            let [a, b, c, d, ..] = ip.segments();
            Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into()
        }
        ip @ IpAddr::V4(_) => ip,
    }
}

/// How many connections each network has.
#[derive(Default)]
struct Guests(Mutex<HashMap<IpAddr, usize>>);

/// A connection that counts; dropped, it no longer does.
struct Guest {
    guests: Arc<Guests>,
    network: IpAddr,
}

impl Guests {
    /// Counts one more, unless there are too many.
    fn welcome(self: &Arc<Self>, address: IpAddr) -> Option<Guest> {
        let network = network(address);
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(network).or_default();
        if *count >= CONNECTIONS_OF_ADDRESS {
            return None;
        }
        *count += 1;
        let guests = Arc::clone(self);
        Some(Guest { guests, network })
    }
}

impl Drop for Guest {
    fn drop(&mut self) {
        let counts = self.guests.0.lock();
        let mut counts = counts.unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&self.network) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&self.network);
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

/// A connection that ends when its client is silent, or asks, for too long.
pub struct Connection<S = TcpStream> {
    stream: S,
    silence: Duration,
    until: Pin<Box<Sleep>>,
    /// When there must have been an answer.
    answer_by: Pin<Box<Sleep>>,
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
            answer_by: Box::pin(sleep(TURN)),
            bytes: 0,
            _held: held,
        }
    }

    fn heard(&mut self) {
        self.bytes = 0;
        self.until.as_mut().reset(Instant::now() + self.silence);
    }

    fn answered(&mut self) {
        self.heard();
        self.answer_by.as_mut().reset(Instant::now() + TURN);
    }

    /// Fails once the client has had its time.
    fn poll_patience(&mut self, context: &mut Context<'_>) -> Poll<io::Error> {
        let is_over = self.until.as_mut().poll(context).is_ready()
            || self.answer_by.as_mut().poll(context).is_ready();
        if is_over {
            Poll::Ready(io::ErrorKind::TimedOut.into())
        } else {
            Poll::Pending
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Connection<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if self.answer_by.as_mut().poll(context).is_ready() {
            return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
        }
        let before = buffer.filled().len();
        if let Poll::Ready(read) = Pin::new(&mut self.stream).poll_read(context, buffer) {
            self.bytes += buffer.filled().len() - before;
            if self.bytes >= A_WORD {
                self.heard();
            }
            return Poll::Ready(read);
        }
        self.poll_patience(context).map(Err)
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
            self.answered();
            return written;
        }
        self.poll_patience(context).map(Err)
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
            client
        });
        // Each piece of four words is answered, long before the next is whole.
        for _ in 0..25 {
            let mut piece = [0; 400];
            connection.read_exact(&mut piece).await.unwrap();
            connection.write_all(b"taken").await.unwrap();
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_header_without_end_loses_its_connection_however_much_it_says() {
        let (mut client, server) = duplex(4096);
        let mut connection = Connection::new(server, Held::default(), SILENCE);
        tokio::spawn(async move {
            while client.write_all(&[b'x'; A_WORD]).await.is_ok() {
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        });
        let began = Instant::now();
        let mut read = Vec::new();
        let ended = connection.read_to_end(&mut read).await.unwrap_err();
        assert_eq!(ended.kind(), io::ErrorKind::TimedOut);
        assert!(began.elapsed() < TURN * 2);
    }

    #[tokio::test(start_paused = true)]
    async fn who_takes_nothing_of_the_answer_loses_the_connection() {
        let (_client, server) = duplex(4096);
        let mut connection = Connection::new(server, Held::default(), SILENCE);
        let began = Instant::now();
        let ended = connection.write_all(&[7; 10_000]).await.unwrap_err();
        assert_eq!(ended.kind(), io::ErrorKind::TimedOut);
        assert!(began.elapsed() < SILENCE * 2);
    }

    #[test]
    fn neighbours_of_one_network_count_together() {
        let of = |text: &str| network(text.parse().unwrap());
        assert_eq!(of("2001:db8:1:2::1"), of("2001:db8:1:2:ffff::9"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_eq!(of("::ffff:192.0.2.1"), of("192.0.2.1"));
        assert_ne!(of("192.0.2.1"), of("192.0.2.2"));
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
