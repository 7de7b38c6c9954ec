//! Where a request comes from, for the limits only: it is neither stored nor logged.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::request::Parts;

use super::App;
use crate::serving::{Peer, network};

/// The header to which each proxy adds the address it was asked from.
const FORWARDED_FOR: &str = "x-forwarded-for";

/// The network address that limits count: of IPv6 the half that names the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Address(IpAddr);

impl Address {
    fn of(ip: IpAddr) -> Self {
        Self(network(ip))
    }
}

impl FromRequestParts<Arc<App>> for Address {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<Peer>>();
        let peer = peer.map_or(Ipv6Addr::UNSPECIFIED.into(), |it| it.0.0.ip());
        let told = app.behind_proxy.then(|| last_hop(&parts.headers)).flatten();
        Ok(Self::of(told.unwrap_or(peer)))
    }
}

/// The last address in the header: the one our own proxy added. What stands before it anybody may have written.
fn last_hop(headers: &HeaderMap) -> Option<IpAddr> {
    let line = headers.get_all(FORWARDED_FOR).iter().next_back()?;
    line.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_our_own_proxy_added_is_believed() {
        let mut headers = HeaderMap::new();
        assert_eq!(last_hop(&headers), None);
        headers.append(FORWARDED_FOR, "192.0.2.1, 192.0.2.2".parse().unwrap());
        headers.append(FORWARDED_FOR, "192.0.2.3, 192.0.2.4".parse().unwrap());
        assert_eq!(last_hop(&headers), "192.0.2.4".parse().ok());
        headers.append(FORWARDED_FOR, "nonsense".parse().unwrap());
        assert_eq!(last_hop(&headers), None);
    }
}
