//! Brakes on guessing codes.

use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::time::Duration;

use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultDirectRateLimiter, DefaultKeyedRateLimiter, Quota, RateLimiter};
use jishi_core::protocol::{Problem, ProblemKind};

use super::Service;
use crate::config::EnrolLimit;

/// Addresses remembered before those at rest are forgotten.
const ADDRESSES: usize = 10_000;

pub(super) struct Limits {
    address: DefaultKeyedRateLimiter<IpAddr>,
    everyone: DefaultDirectRateLimiter,
}

impl Limits {
    pub(super) fn new(limit: &EnrolLimit) -> Self {
        Self {
            address: RateLimiter::keyed(quota(limit.burst, limit.every)),
            everyone: RateLimiter::direct(quota(limit.everyone_burst, limit.everyone_every)),
        }
    }
}

fn quota(burst: NonZeroU32, every: Duration) -> Quota {
    Quota::with_period(every)
        .unwrap_or_else(|| Quota::per_second(NonZeroU32::MAX))
        .allow_burst(burst)
}

impl Service {
    /// Lets a try to enrol from `address` pass, or says how long to wait.
    ///
    /// # Errors
    /// [`TooManyRequests`](ProblemKind::TooManyRequests).
    pub fn limit_enrolment(&self, address: IpAddr) -> Result<(), Problem> {
        let limits = &self.inner.limits;
        if limits.address.len() > ADDRESSES {
            limits.address.retain_recent();
        }
        let now = DefaultClock::default().now();
        let by_address = limits
            .address
            .check_key(&household(address))
            .map_err(|wait| wait.wait_time_from(now));
        by_address
            .and_then(|()| limits.everyone.check().map_err(|wait| wait.wait_time_from(now)))
            .map_err(|wait| {
                let seconds = u32::try_from(wait.as_secs())
                    .unwrap_or(u32::MAX)
                    .saturating_add(1);
                Problem::from(ProblemKind::TooManyRequests).retry_after(seconds)
            })
    }
}

/// One subscriber has a whole /64 of IPv6 addresses.
fn household(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into()
        }
        v4 @ IpAddr::V4(_) => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_one_subscriber_count_together() {
        let same = |a: &str, b: &str| household(a.parse().unwrap()) == household(b.parse().unwrap());
        assert!(same("2001:db8::1", "2001:db8::2:0:0:1"));
        assert!(!same("2001:db8:0:1::1", "2001:db8:0:2::1"));
        assert!(same("10.0.0.1", "::ffff:10.0.0.1"));
        assert!(!same("10.0.0.1", "10.0.0.2"));
    }
}
