//! Who this device belongs to, and its tokens.

use super::{AskDevice, Asked, Change, Engine, Enrol, Fault, Session, run::Token};
use crate::{
    http::CallFault,
    model::{ClockEvidence, DeviceId, DeviceKey, Heard, ServerAnchor, Timestamp},
    ports::{Clock, KeyVault},
    protocol::{
        DeviceRequest, EnrolRequest, Enrolled, ProblemKind, Protocol as _, TokenRequest, token_message,
        withdraw_message,
    },
    rules::evidence::done_at,
    store::Store,
};

/// A token this close to its end is not used for a new call.
const TOKEN_MARGIN_MS: u64 = 60_000;

/// Longest way of an answer from which the time is taken, in milliseconds.
const ANCHOR_MAX_MS: u64 = 30_000;

impl<C: Clock, V: KeyVault> Engine<C, V> {
    pub(super) fn session(&self) -> Result<Session, Fault> {
        self.session_in(&self.store)
    }

    fn session_in(&self, store: &Store) -> Result<Session, Fault> {
        let me = store
            .directory()?
            .map(|directory| (directory.me.clone(), directory.unit.clone()));
        Ok(Session {
            me,
            moved_aside: self.moved_aside.clone(),
            ended: store.ended()?,
            asked: store.asked()?,
            waiting: store.outbox_counts()?.0,
        })
    }

    pub(super) async fn enrol(&self, enrol: Enrol) -> Result<Session, Fault>
    where
        C: 'static,
        V: 'static,
    {
        let public_key = self.public_key().await?;
        let request = EnrolRequest {
            code: enrol.code,
            public_key,
            device_name: enrol.device_name,
        };
        let asked = self.clock.monotonic_ms();
        let enrolled = self.server.enrol(request).await?;
        self.bound(asked, &enrolled)
    }

    async fn public_key(&self) -> Result<String, Fault> {
        let key = self.vault.public_key().await;
        key.map_err(|fault| Fault::Storage(fault.to_string()))
    }

    /// Asks to be let in by the unit; what is asked for is kept.
    pub(super) async fn ask_device(&self, ask: AskDevice) -> Result<Session, Fault>
    where
        C: 'static,
        V: 'static,
    {
        let public_key = self.public_key().await?;
        let heard = self
            .server
            .ask_device(DeviceRequest {
                staff_no: ask.staff_no,
                name: ask.name.clone(),
                public_key: public_key.clone(),
                device_name: ask.device_name,
            })
            .await?;
        let key = DeviceKey {
            device: heard.device,
            public_key,
        };
        self.store.keep_asked(&Asked {
            device: heard.device,
            name: ask.name,
            digits: key.digits(),
            at: heard.server_time,
        })?;
        self.tell(Change::Session);
        self.session()
    }

    /// Whether it has been let in.
    pub(super) async fn check_asked(&self) -> Result<Session, Fault>
    where
        C: 'static,
        V: 'static,
    {
        let Some(waits) = self.store.asked()? else {
            return self.session();
        };
        let token = match self.token_of(waits.device).await? {
            Ok(token) => token,
            Err(CallFault::Problem(problem)) if problem.kind == ProblemKind::DeviceWaiting => {
                return self.session();
            }
            // Turned away; or the server knows nothing of it any more: somebody else's was let in, or its time is over.
            Err(CallFault::Problem(problem))
                if matches!(
                    problem.kind,
                    ProblemKind::DeviceRefused | ProblemKind::BadSignature | ProblemKind::DeviceRevoked
                ) =>
            {
                self.store.forget_asked()?;
                self.tell(Change::Session);
                let known = problem.kind == ProblemKind::DeviceRefused;
                return Err(Fault::Refused(if known {
                    problem
                } else {
                    ProblemKind::DeviceRefused.into()
                }));
            }
            Err(fault) => return Err(fault.into()),
        };
        let asked = self.clock.monotonic_ms();
        let enrolled = self.server.whose(&token).await?;
        self.bound(asked, &enrolled)
    }

    /// Takes the request back, at the server first: what somebody may still grant there is not forgotten here.
    pub(super) async fn stop_asking(&self) -> Result<Session, Fault>
    where
        C: 'static,
        V: 'static,
    {
        let Some(waits) = self.store.asked()? else {
            return self.session();
        };
        let request = self.signed(waits.device, withdraw_message).await?;
        match self.server.withdraw_device(request).await {
            Ok(()) => {}
            // Let in at that very moment.
            Err(CallFault::Problem(problem)) if problem.kind == ProblemKind::AlreadyDecided => {
                return self.check_asked().await;
            }
            Err(fault) => return Err(fault.into()),
        }
        self.store.forget_asked()?;
        self.tell(Change::Session);
        self.session()
    }

    /// A challenge, signed in the name of a device by what `message` makes of it.
    async fn signed(
        &self,
        device: DeviceId,
        message: impl Fn(DeviceId, &str) -> Vec<u8>,
    ) -> Result<TokenRequest, Fault> {
        let challenge = self.server.challenge().await?.challenge;
        let signature = self.vault.sign(&message(device, &challenge)).await;
        Ok(TokenRequest {
            device,
            signature: signature.map_err(|fault| Fault::Storage(fault.to_string()))?,
            challenge,
        })
    }

    /// The device is bound: to a person whose work is kept here, or to another.
    fn bound(&self, asked: u64, enrolled: &Enrolled) -> Result<Session, Fault>
    where
        C: 'static,
        V: 'static,
    {
        let own = self.store.enrol(
            enrolled.device,
            &enrolled.person,
            &enrolled.unit,
            enrolled.on_record_since,
        )?;
        let store = own.as_ref().map_or(&self.store, |own| &own.store);
        self.keep_anchor_in(store, asked, enrolled.server_time)?;
        let mut session = self.session_in(store)?;
        let lost = own.as_ref().and_then(|own| own.moved_aside.clone());
        session.moved_aside = lost.or(session.moved_aside);
        if let Some(own) = own {
            self.hand_over(own);
        }
        self.token.replace(None);
        self.pull_due.set(true);
        self.tell(Change::Session);
        self.wake();
        Ok(session)
    }

    /// A token that will live a while, if there is one.
    pub(super) fn live_token(&self) -> Option<String> {
        let token = self.token.borrow();
        let token = token.as_ref()?;
        (self.clock.monotonic_ms() + TOKEN_MARGIN_MS < token.until_ms).then(|| token.text.clone())
    }

    /// A token, fetched if need be.
    pub(super) async fn token(&self) -> Result<String, Fault> {
        match self.live_token() {
            Some(token) => Ok(token),
            None => self.fetch_token().await?.map_err(Fault::from),
        }
    }

    /// Gets a new token by signing a challenge.
    pub(super) async fn fetch_token(&self) -> Result<Result<String, CallFault>, Fault> {
        let Some((device, _)) = self.store.enrolment()? else {
            return Err(Fault::NotEnrolled);
        };
        self.token_of(device).await
    }

    async fn token_of(&self, device: DeviceId) -> Result<Result<String, CallFault>, Fault> {
        let challenge = match self.server.challenge().await {
            Ok(challenge) => challenge.challenge,
            Err(fault) => return Ok(Err(fault)),
        };
        let signature = self
            .vault
            .sign(&token_message(device, &challenge))
            .await
            .map_err(|fault| Fault::Storage(fault.to_string()))?;
        let asked = self.clock.monotonic_ms();
        let token = match self
            .server
            .token(TokenRequest {
                device,
                challenge,
                signature,
            })
            .await
        {
            Ok(token) => token,
            Err(fault) => return Ok(Err(fault)),
        };
        self.keep_anchor(asked, token.server_time)?;
        let until_ms = asked + token.expires_in_ms;
        self.token.replace(Some(Token {
            text: token.token.clone(),
            until_ms,
        }));
        Ok(Ok(token.token))
    }

    /// What the device knows of the time now.
    pub(super) fn clock_evidence(&self) -> Result<ClockEvidence, Fault> {
        let boot = self.clock.boot();
        let last = self.store.anchor()?;
        let heard = last.as_ref().map(|(server, device)| Heard {
            server: *server,
            wall: device.wall,
        });
        let anchor = last.and_then(|(server, device)| {
            (device.boot == boot).then_some(ServerAnchor {
                server,
                monotonic_ms: device.monotonic_ms,
            })
        });
        Ok(ClockEvidence {
            wall: self.clock.now(),
            monotonic_ms: self.clock.monotonic_ms(),
            boot,
            anchor,
            heard,
        })
    }

    /// What the time is, as far as this device can know: not simply what its clock says, which anybody can set.
    pub(super) fn now(&self) -> Result<Timestamp, Fault> {
        Ok(done_at(&self.clock_evidence()?, None, Timestamp(i64::MAX)))
    }

    /// Ties the server's time to this device's clock. An answer to what was `asked` too long ago says nothing: a phone can
    /// sleep for hours between a question and its answer.
    pub(super) fn keep_anchor(&self, asked: u64, server: Timestamp) -> Result<(), Fault> {
        self.keep_anchor_in(&self.store, asked, server)
    }

    fn keep_anchor_in(&self, store: &Store, asked: u64, server: Timestamp) -> Result<(), Fault> {
        let mut evidence = self.clock_evidence()?;
        if evidence.monotonic_ms.saturating_sub(asked) > ANCHOR_MAX_MS {
            return Ok(());
        }
        (evidence.anchor, evidence.heard) = (None, None);
        Ok(store.keep_anchor(server, &evidence)?)
    }
}
