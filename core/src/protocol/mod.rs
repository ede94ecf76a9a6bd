//! What devices and server say to each other: the wire types, and one trait with a method per call. The HTTP client
//! and the server both implement it, so a new call must compile at both ends.

mod devices;
mod enrol;
mod learning_overview;
mod looked_at;
mod person_score;
mod place;
mod problem;
mod pull;
mod push;
mod ranking;
mod settings;
mod token;
mod trace;
mod unit_day;
mod upload;

pub use devices::{DeviceAsked, DeviceRequest, DeviceSeen, Devices, DevicesQuery, WaitingDevice};
pub use enrol::{EnrolRequest, Enrolled};
pub use learning_overview::{LEARNING_MONTHS_MAX, LearningOverview, LearningQuery};
pub use looked_at::{LOOKS_DAYS, Look, LookKind, LookedAt};
pub use person_score::{PersonScore, PersonScoreQuery};
pub use place::{PlaceOf, ResultQuery};
pub use problem::{Problem, ProblemKind};
pub use pull::{Change, Cursor, PullPage, PullQuery};
pub use push::{Outcome, PUSH_MAX, PushReply, PushRequest, SignedOperation};
pub use ranking::{RankedGroup, Ranking, RankingQuery};
pub use settings::Settings;
pub use token::{AccessToken, Challenge, TokenRequest, token_message, withdraw_message};
pub use trace::{MomentTrace, MomentVersion, PastReaction};
pub use unit_day::{CorrectionSeen, LeaveSeen, PersonDay, PlaceSeen, TapSeen, UnitDay, UnitDayQuery};
pub use upload::{MediaSize, NewUpload, TUS_VERSION, UPLOAD_MAX, Upload};

use crate::model::{MomentId, Place, Sha256, UploadId};

/// `Send` where threads exist; nothing on the web, where the engine has one thread and `fetch` is bound to it.
#[cfg(not(target_arch = "wasm32"))]
pub trait MaybeSend: Send {}
#[cfg(not(target_arch = "wasm32"))]
impl<T: Send> MaybeSend for T {}
/// `Send` where threads exist; nothing on the web, where the engine has one thread and `fetch` is bound to it.
#[cfg(target_arch = "wasm32")]
pub trait MaybeSend {}
#[cfg(target_arch = "wasm32")]
impl<T> MaybeSend for T {}

/// Every call, with the path that carries it.
pub trait Protocol {
    /// Who calls: an access token on the device, an authenticated person on the server.
    type Caller;
    /// What can go wrong: on the device also everything that lies between.
    type Fault;

    /// `POST /v1/enrol` — binds a device to a person by a one-time code.
    fn enrol(&self, request: EnrolRequest)
    -> impl Future<Output = Result<Enrolled, Self::Fault>> + MaybeSend;

    /// `POST /v1/devices` — asks that a device be somebody's, by their number and name.
    fn ask_device(
        &self,
        request: DeviceRequest,
    ) -> impl Future<Output = Result<DeviceAsked, Self::Fault>> + MaybeSend;

    /// `POST /v1/devices/withdraw` — takes a request for a device back, signed by its key over
    /// [`withdraw_message`].
    fn withdraw_device(
        &self,
        request: TokenRequest,
    ) -> impl Future<Output = Result<(), Self::Fault>> + MaybeSend;

    /// `GET /v1/devices?unit=` — devices on which the caller may decide.
    fn devices(
        &self,
        caller: &Self::Caller,
        query: DevicesQuery,
    ) -> impl Future<Output = Result<Devices, Self::Fault>> + MaybeSend;

    /// `GET /v1/me` — whose the calling device is.
    fn whose(&self, caller: &Self::Caller)
    -> impl Future<Output = Result<Enrolled, Self::Fault>> + MaybeSend;

    /// `POST /v1/token/challenge` — something to sign, good for a minute.
    fn challenge(&self) -> impl Future<Output = Result<Challenge, Self::Fault>> + MaybeSend;

    /// `POST /v1/token` — an access token for a signed challenge.
    fn token(
        &self,
        request: TokenRequest,
    ) -> impl Future<Output = Result<AccessToken, Self::Fault>> + MaybeSend;

    /// `POST /v1/sync/push` — a batch of operations; each gets its own outcome, in the order sent.
    fn push(
        &self,
        caller: &Self::Caller,
        request: PushRequest,
    ) -> impl Future<Output = Result<PushReply, Self::Fault>> + MaybeSend;

    /// `GET /v1/sync/pull` — what has changed for this caller since a cursor.
    fn pull(
        &self,
        caller: &Self::Caller,
        query: PullQuery,
    ) -> impl Future<Output = Result<PullPage, Self::Fault>> + MaybeSend;

    /// `GET /v1/unit-day?unit=&day=` — what the people of a unit did on a day.
    fn unit_day(
        &self,
        caller: &Self::Caller,
        query: UnitDayQuery,
    ) -> impl Future<Output = Result<UnitDay, Self::Fault>> + MaybeSend;

    /// `GET /v1/score?person=&span=&day=` — somebody's ledger over a stretch of time.
    fn person_score(
        &self,
        caller: &Self::Caller,
        query: PersonScoreQuery,
    ) -> impl Future<Output = Result<PersonScore, Self::Fault>> + MaybeSend;

    /// `GET /v1/ranking?unit=&span=&day=` — the places of a unit's people over a stretch of time.
    fn ranking(
        &self,
        caller: &Self::Caller,
        query: RankingQuery,
    ) -> impl Future<Output = Result<Ranking, Self::Fault>> + MaybeSend;

    /// `GET /v1/learning?months=` — whether enough lessons are out, and how many have read them.
    fn learning_overview(
        &self,
        caller: &Self::Caller,
        query: LearningQuery,
    ) -> impl Future<Output = Result<LearningOverview, Self::Fault>> + MaybeSend;

    /// `GET /v1/looks` — who looked at the caller's records.
    fn looked_at(
        &self,
        caller: &Self::Caller,
    ) -> impl Future<Output = Result<LookedAt, Self::Fault>> + MaybeSend;

    /// `GET /v1/moments/{moment}/trace` — what a moment said before it was changed or deleted.
    fn moment_trace(
        &self,
        caller: &Self::Caller,
        moment: MomentId,
    ) -> impl Future<Output = Result<MomentTrace, Self::Fault>> + MaybeSend;

    /// `GET /v1/moments/{moment}/place`, `GET /v1/tasks/{task}/place?result=` — where something was done that the caller
    /// may read.
    fn place(
        &self,
        caller: &Self::Caller,
        of: PlaceOf,
    ) -> impl Future<Output = Result<Place, Self::Fault>> + MaybeSend;

    /// `POST /v1/uploads` (tus creation) — where to send a file. A file that the server has already comes back complete.
    fn create_upload(
        &self,
        caller: &Self::Caller,
        upload: NewUpload,
    ) -> impl Future<Output = Result<Upload, Self::Fault>> + MaybeSend;

    /// `HEAD /v1/uploads/{id}` (tus core) — how much of it has arrived.
    fn upload_status(
        &self,
        caller: &Self::Caller,
        id: UploadId,
    ) -> impl Future<Output = Result<Upload, Self::Fault>> + MaybeSend;

    /// `PATCH /v1/uploads/{id}` (tus core, checksum) — appends `bytes` at `offset`.
    fn append_upload(
        &self,
        caller: &Self::Caller,
        id: UploadId,
        offset: u64,
        bytes: Vec<u8>,
    ) -> impl Future<Output = Result<Upload, Self::Fault>> + MaybeSend;

    /// `GET /v1/media/{sha256}?size=` — the bytes of an attachment that the caller may see.
    fn media(
        &self,
        caller: &Self::Caller,
        sha256: Sha256,
        size: MediaSize,
    ) -> impl Future<Output = Result<Vec<u8>, Self::Fault>> + MaybeSend;
}
