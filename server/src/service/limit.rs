//! Brakes: on guessing codes and on answering challenges by address, on everything else by device.

use std::hash::Hash;
use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::time::Duration;

use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use jishi_core::model::DeviceId;
use jishi_core::protocol::{Problem, ProblemKind};

use super::Service;
use crate::config::{EnrolLimit, Limits, Pace};

/// Addresses, or devices, remembered before those at rest are forgotten.
const REMEMBERED: usize = 20_000;

/// What a device asks for, as far as its pace goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Traffic {
    /// Push, pull, events.
    Sync,
    /// Files on their way here.
    Uploads,
    /// Files on their way there.
    Media,
    /// What it asks of others.
    Looks,
}

pub(super) struct Brakes {
    enrolling: DefaultKeyedRateLimiter<IpAddr>,
    tokens: DefaultKeyedRateLimiter<IpAddr>,
    asking: DefaultKeyedRateLimiter<IpAddr>,
    sync: DefaultKeyedRateLimiter<DeviceId>,
    uploads: DefaultKeyedRateLimiter<DeviceId>,
    media: DefaultKeyedRateLimiter<DeviceId>,
    looks: DefaultKeyedRateLimiter<DeviceId>,
}

impl Brakes {
    pub(super) fn new(enrolling: &EnrolLimit, limits: &Limits) -> Self {
        let paced = |pace: Pace| RateLimiter::keyed(quota(pace.burst, pace.every));
        let by_address = |pace: Pace| RateLimiter::keyed(quota(pace.burst, pace.every));
        Self {
            tokens: by_address(limits.tokens),
            asking: by_address(limits.asking),
            enrolling: RateLimiter::keyed(quota(enrolling.burst, enrolling.every)),
            sync: paced(limits.sync),
            uploads: paced(limits.uploads),
            media: paced(limits.media),
            looks: paced(limits.looks),
        }
    }
}

fn quota(burst: NonZeroU32, every: Duration) -> Quota {
    Quota::with_period(every)
        .unwrap_or_else(|| Quota::per_second(NonZeroU32::MAX))
        .allow_burst(burst)
}

fn check<K: Clone + Eq + Hash>(limiter: &DefaultKeyedRateLimiter<K>, key: &K) -> Result<(), Problem> {
    if limiter.len() > REMEMBERED {
        limiter.retain_recent();
    }
    limiter.check_key(key).map_err(|wait| {
        let wait = wait.wait_time_from(DefaultClock::default().now());
        let seconds = u32::try_from(wait.as_secs())
            .unwrap_or(u32::MAX)
            .saturating_add(1);
        Problem::from(ProblemKind::TooManyRequests).retry_after(seconds)
    })
}

impl Service {
    /// Lets a try to enrol from `address` pass, or says how long to wait.
    ///
    /// # Errors
    /// [`TooManyRequests`](ProblemKind::TooManyRequests).
    pub fn limit_enrolment(&self, address: IpAddr) -> Result<(), Problem> {
        check(&self.inner.brakes.enrolling, &household(address))
    }

    /// Lets an answer to a challenge from `address` pass, or says how long to wait.
    ///
    /// # Errors
    /// [`TooManyRequests`](ProblemKind::TooManyRequests).
    pub(crate) fn limit_tokens(&self, address: IpAddr) -> Result<(), Problem> {
        check(&self.inner.brakes.tokens, &household(address))
    }

    /// Lets a request from `address` that a device be somebody's pass, or says how long to wait.
    ///
    /// # Errors
    /// [`TooManyRequests`](ProblemKind::TooManyRequests).
    pub(crate) fn limit_asking(&self, address: IpAddr) -> Result<(), Problem> {
        check(&self.inner.brakes.asking, &household(address))
    }

    /// Lets a call of a device pass, or says how long to wait.
    ///
    /// # Errors
    /// [`TooManyRequests`](ProblemKind::TooManyRequests).
    pub(crate) fn limit_calls(&self, device: DeviceId, traffic: Traffic) -> Result<(), Problem> {
        let brakes = &self.inner.brakes;
        let limiter = match traffic {
            Traffic::Sync => &brakes.sync,
            Traffic::Uploads => &brakes.uploads,
            Traffic::Media => &brakes.media,
            Traffic::Looks => &brakes.looks,
        };
        check(limiter, &device)
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
