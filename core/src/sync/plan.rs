//! What to do next. Pure.

/// How things stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Snapshot {
    /// Whether the device is bound to a person.
    pub enrolled: bool,
    /// Whether there is a token that will live a while.
    pub token: bool,
    /// Whether an operation may be sent.
    pub ready: bool,
    /// Whether a file has to be sent.
    pub upload: bool,
    /// Whether the server may have news.
    pub pull: bool,
    /// Whether the stream of events is open or being opened, or has just failed to open.
    pub events_settled: bool,
}

/// One step: at most one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Get an access token.
    GetToken,
    /// Send the operations that are ready.
    Push,
    /// Send the next part of the next file.
    Upload,
    /// Begin to listen for events.
    Listen,
    /// Fetch the next page of changes.
    Pull,
    /// Nothing to do.
    Rest,
}

/// The next step. Words go before files: they are small, and they are what the day is judged by.
#[must_use]
pub const fn plan(now: Snapshot) -> Step {
    if !now.enrolled || (now.events_settled && !now.ready && !now.upload && !now.pull) {
        Step::Rest
    } else if !now.token {
        Step::GetToken
    } else if now.ready {
        Step::Push
    } else if now.upload {
        Step::Upload
    } else if !now.events_settled {
        Step::Listen
    } else {
        Step::Pull
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn snapshots() -> impl Strategy<Value = Snapshot> {
        any::<[bool; 6]>().prop_map(
            |[enrolled, token, ready, upload, pull, events_settled]| Snapshot {
                enrolled,
                token,
                ready,
                upload,
                pull,
                events_settled,
            },
        )
    }

    /// What a step that succeeds changes.
    fn done(mut now: Snapshot, step: Step) -> Snapshot {
        match step {
            Step::GetToken => now.token = true,
            Step::Push => now.ready = false,
            Step::Upload => now.upload = false,
            Step::Listen => now.events_settled = true,
            Step::Pull => now.pull = false,
            Step::Rest => {}
        }
        now
    }

    proptest! {
        #[test]
        fn every_round_ends_with_nothing_left(start in snapshots()) {
            let mut now = start;
            for _ in 0..6 {
                now = done(now, plan(now));
            }
            prop_assert_eq!(plan(now), Step::Rest);
            prop_assert!(!now.enrolled || !(now.ready || now.upload || now.pull));
        }

        #[test]
        fn nothing_is_asked_of_the_server_without_a_token(now in snapshots()) {
            if !now.token {
                prop_assert!(matches!(plan(now), Step::GetToken | Step::Rest));
            }
        }
    }

    #[test]
    fn before_enrolment_the_line_is_silent() {
        assert_eq!(
            plan(Snapshot {
                ready: true,
                pull: true,
                ..Snapshot::default()
            }),
            Step::Rest
        );
    }
}
