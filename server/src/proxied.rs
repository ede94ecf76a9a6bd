//! Where a request comes from, where proxies stand in front.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::http::HeaderMap;

/// The header in which each proxy adds the address from which it got a request.
const FORWARDED_FOR: &str = "x-forwarded-for";

/// The proxies that are believed.
#[derive(Clone, Default)]
pub(crate) struct Proxies(Arc<[IpAddr]>);

impl Proxies {
    pub(crate) fn new(named: &[IpAddr]) -> Self {
        Self(named.iter().map(IpAddr::to_canonical).collect())
    }

    /// Whether it is one of them.
    pub(crate) fn name(&self, address: IpAddr) -> bool {
        self.0.contains(&address.to_canonical())
    }

    /// From where a request comes that arrived from `peer`: if that is one of them, the last address of those that proxies
    /// added that is none, as any before it may be made up; without such a word, `peer`.
    pub(crate) fn origin(&self, peer: SocketAddr, headers: &HeaderMap) -> SocketAddr {
        if !self.name(peer.ip()) {
            return peer;
        }
        let lines = headers.get_all(FORWARDED_FOR).iter();
        let hops: Vec<&[u8]> = lines
            .flat_map(|line| line.as_bytes().split(|byte| *byte == b','))
            .collect();
        let read = |hop: &[u8]| address(std::str::from_utf8(hop).ok()?.trim());
        let mut hops = hops.into_iter().rev().map(read);
        // What cannot be read ends the chain: what stands before it is nobody's word.
        let origin = hops.find(|hop| hop.is_none_or(|hop| !self.name(hop))).flatten();
        origin.map_or(peer, |origin| SocketAddr::new(origin, 0))
    }
}

/// An address, with or without its port.
fn address(hop: &str) -> Option<IpAddr> {
    let with_port = || hop.parse().ok().map(|address: SocketAddr| address.ip());
    let bare = hop.trim_start_matches('[').trim_end_matches(']');
    bare.parse().ok().or_else(with_port)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn origin(peer: &str, forwarded: &[&str]) -> String {
        let proxies = Proxies::new(&["10.0.0.1".parse().unwrap(), "10.0.0.2".parse().unwrap()]);
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append(FORWARDED_FOR, HeaderValue::from_bytes(line.as_bytes()).unwrap());
        }
        let peer = SocketAddr::new(peer.parse().unwrap(), 4_711);
        proxies.origin(peer, &headers).ip().to_string()
    }

    #[test]
    fn only_named_proxies_are_believed_and_only_what_they_added() {
        for (peer, forwarded, expected) in [
            ("203.0.113.7", &["198.51.100.1"][..], "203.0.113.7"),
            ("10.0.0.1", &["198.51.100.1"], "198.51.100.1"),
            ("::ffff:10.0.0.1", &["198.51.100.1"], "198.51.100.1"),
            ("10.0.0.1", &["192.0.2.9, 198.51.100.1"], "198.51.100.1"),
            (
                "10.0.0.1",
                &["192.0.2.9", "198.51.100.1, 10.0.0.2"],
                "198.51.100.1",
            ),
            ("10.0.0.1", &["198.51.100.1:5000"], "198.51.100.1"),
            ("10.0.0.1", &["[2001:db8::1]:5000"], "2001:db8::1"),
            ("10.0.0.1", &["2001:db8::1"], "2001:db8::1"),
            ("10.0.0.1", &["192.0.2.9, unknown"], "10.0.0.1"),
            ("10.0.0.1", &["192.0.2.9", "某处"], "10.0.0.1"),
            ("10.0.0.1", &[], "10.0.0.1"),
            ("10.0.0.1", &["10.0.0.2"], "10.0.0.1"),
        ] {
            assert_eq!(origin(peer, forwarded), expected, "{peer} {forwarded:?}");
        }
    }
}
