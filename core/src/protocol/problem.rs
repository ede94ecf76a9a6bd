//! Problems: every error that the server answers with, as RFC 9457 (`application/problem+json`).

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use crate::model::Operation;

/// A refusal, typed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, thiserror::Error)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[error("{title}")]
pub struct Problem {
    /// The kind, by which programs tell problems apart: a relative reference, `/problems/…`.
    #[serde(rename = "type")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "/problems/not-found"))]
    pub kind: ProblemKind,
    /// The kind in English, for people who read logs.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What it was about this time, in English; never personal data. With
    /// [`DeviceRefused`](ProblemKind::DeviceRefused) the reason, in the words of who turned the device away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// Seconds to wait before another try, where waiting helps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u32>,
    /// With a [`Conflict`](ProblemKind::Conflict) over an operation's id: what the same person has on the record under it.
    // Pages are told of it in words: else the code of each would have to know all that can be done.
    #[borsh(skip)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stands: Option<Box<Operation>>,
}

macro_rules! problems {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $status:literal, $title:literal;)+) => {
        /// The kinds of problem. On the wire a relative reference, `/problems/…`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[derive(BorshSerialize, BorshDeserialize)]
        pub enum ProblemKind {
            $($(#[$doc])* #[serde(rename = $code)] $name,)+
            /// One that this program does not know: a newer server's. What it means goes by its status.
            #[serde(other, rename = "/problems/other")]
            Other,
        }

        impl ProblemKind {
            /// All kinds that this program knows, in the order of this list.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The HTTP status that goes with it.
            #[must_use]
            pub const fn status(self) -> u16 {
                match self { $(Self::$name => $status,)+ Self::Other => 500 }
            }

            /// The kind in English.
            #[must_use]
            pub const fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)+ Self::Other => "Something that this program does not know" }
            }
        }
    };
}

problems! {
    /// The request is not what the document says.
    Malformed = "/problems/malformed", 400, "The request cannot be read";
    /// No token, or one that has ended.
    Unauthorised = "/problems/unauthorised", 401, "A valid access token is needed";
    /// The device is no longer bound to anybody.
    DeviceRevoked = "/problems/device-revoked", 401, "This device is no longer bound to a person";
    /// The caller may see the thing but not do this to it.
    Forbidden = "/problems/forbidden", 403, "This is not yours to do";
    /// The one-time code is wrong, used or ended. One kind for all three, so that guessing teaches nothing.
    WrongCode = "/problems/wrong-code", 403, "The code is wrong, used or has ended";
    /// The device asks to be somebody's, and nobody has decided yet.
    DeviceWaiting = "/problems/device-waiting", 403, "This device waits to be let in";
    /// The device was turned away.
    DeviceRefused = "/problems/device-refused", 403, "This device was turned away";
    /// The policy that holds has this switched off.
    SwitchedOff = "/problems/switched-off", 403, "This is switched off here";
    /// It does not exist, or the caller may not know that it does.
    NotFound = "/problems/not-found", 404, "There is no such thing";
    /// The method does not fit the path.
    MethodNotAllowed = "/problems/method-not-allowed", 405, "This path does not take this method";
    /// Another content under a known id, or an offset that is not the server's.
    Conflict = "/problems/conflict", 409, "The server has something else under this name";
    /// Somebody was faster: a request is decided once.
    AlreadyDecided = "/problems/already-decided", 409, "This has been decided already";
    /// The person took it back before.
    AlreadyWithdrawn = "/problems/already-withdrawn", 409, "This has been withdrawn";
    /// The person came back from this leave before.
    AlreadyReturned = "/problems/already-returned", 409, "The return from this leave is on the record already";
    /// A granted leave can be withdrawn until its first half day is over; after that one returns early.
    AlreadyBegun = "/problems/already-begun", 409, "This leave has begun";
    /// One returns only from a leave that was granted.
    NotGranted = "/problems/not-granted", 409, "This leave has not been granted";
    /// The shift needs no correction.
    AlreadyAttended = "/problems/already-attended", 409, "This shift is attended or on leave";
    /// A request for the same thing still waits.
    AlreadyAsked = "/problems/already-asked", 409, "A request for this waits already";
    /// Another leave holds one of these days.
    Overlap = "/problems/overlap", 409, "Another leave lies on these days";
    /// It counts once and was done before.
    AlreadyDone = "/problems/already-done", 409, "This has been done already";
    /// An appeal that nobody decided in time has lapsed in favour of the person.
    AlreadyLapsed = "/problems/already-lapsed", 409, "The time to decide this has passed";
    /// An entry of the ledger is contested once.
    AlreadyContested = "/problems/already-contested", 409, "This entry has been contested before";
    /// A result of the task waits for its assigner.
    AlreadyDelivered = "/problems/already-delivered", 409, "A result of this task waits to be judged";
    /// The task is finished.
    AlreadyAccepted = "/problems/already-accepted", 409, "The result of this task has been accepted";
    /// The task was taken back.
    AlreadyCancelled = "/problems/already-cancelled", 409, "This task has been cancelled";
    /// There is no result to judge.
    NotDelivered = "/problems/not-delivered", 409, "No result of this task waits to be judged";
    /// A tus version that the server does not speak.
    TusVersion = "/problems/tus-version", 412, "The upload protocol version is not supported";
    /// More bytes, pixels or items than are taken.
    TooLarge = "/problems/too-large", 413, "This is larger than the server takes";
    /// A content type that the path does not take, or bytes that are not what they say.
    UnsupportedMedia = "/problems/unsupported-media", 415, "This kind of content is not taken here";
    /// A range that the file does not have.
    RangeNotSatisfiable = "/problems/range-not-satisfiable", 416, "The file has no such range";
    /// The content breaks a rule of the domain.
    Invalid = "/problems/invalid", 422, "The content is not allowed as it is";
    /// The signature does not fit the device's key.
    BadSignature = "/problems/bad-signature", 422, "The signature does not fit this device";
    /// The time within which it could be done is over.
    TooLate = "/problems/too-late", 422, "The time for this is over";
    /// No more of these for days of this month.
    MonthlyLimit = "/problems/monthly-limit", 422, "The month's number of these is used up";
    /// Working days of a year without an official calendar cannot be counted.
    CalendarUnpublished = "/problems/calendar-unpublished", 422, "The calendar of that year is not published";
    /// A leave has to take at least half a counted day.
    OnlyDaysOff = "/problems/only-days-off", 422, "These are days off anyway";
    /// More days than the year has left.
    OverBalance = "/problems/over-balance", 422, "The year has fewer days of this leave left";
    /// The time from which it can be done has not come.
    TooEarly = "/problems/too-early", 422, "The time for this has not come";
    /// The lesson lay open for less than its shortest reading time.
    ReadTooFast = "/problems/read-too-fast", 422, "This was read in less than its shortest time";
    /// No more reactions of this kind on this day.
    DailyCap = "/problems/daily-cap", 422, "The day's number of these is used up";
    /// A photo, document or place that the task asks for is not there.
    EvidenceMissing = "/problems/evidence-missing", 422, "The task asks for evidence that is not there";
    /// The parts of a task may not give out more points than it has.
    OverParent = "/problems/over-parent", 422, "The parts would have more points than the task itself";
    /// Whoever answers for a task with a penalty has to have time to hear of it.
    DueTooSoon = "/problems/due-too-soon", 422, "A task with a penalty leaves more time than this";
    /// A part may not be due after its task.
    DueAfterParent = "/problems/due-after-parent", 422, "A part is due no later than its task";
    /// A task given to a unit goes to the head of its leading group.
    NotTheHead = "/problems/not-the-head", 422, "A unit's task goes to the head of its leading group";
    /// The operation names a file that has not arrived.
    MediaMissing = "/problems/media-missing", 424, "A file that this names has not arrived";
    /// Too many tries.
    TooManyRequests = "/problems/too-many-requests", 429, "Too many tries; wait";
    /// The bytes are not those that the checksum was made of (tus checksum extension).
    ChecksumMismatch = "/problems/checksum-mismatch", 460, "The bytes were damaged on the way";
    /// The server failed; nothing was stored.
    Internal = "/problems/internal", 500, "The server failed; nothing was stored";
    /// The server cannot work at the moment.
    Unavailable = "/problems/unavailable", 503, "The server cannot work at the moment";
}

impl Problem {
    /// Whether it is the last word on what was sent: neither waiting, nor a new token, nor a file sent again mends it.
    #[must_use]
    pub const fn is_final(&self) -> bool {
        match self.kind {
            ProblemKind::Unauthorised
            | ProblemKind::DeviceRevoked
            | ProblemKind::MediaMissing
            | ProblemKind::TooManyRequests
            | ProblemKind::Internal
            | ProblemKind::Unavailable => false,
            ProblemKind::Other => !matches!(self.status, 408 | 425 | 429 | 500..=599),
            _ => true,
        }
    }

    /// A problem of this kind.
    #[must_use]
    pub fn new(kind: ProblemKind) -> Self {
        Self {
            kind,
            title: kind.title().into(),
            status: kind.status(),
            detail: None,
            retry_after: None,
            stands: None,
        }
    }

    /// With what it was about this time.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// With what stands on the record instead.
    #[must_use]
    pub fn beside(mut self, stands: Option<Operation>) -> Self {
        self.stands = stands.map(Box::new);
        self
    }

    /// With the seconds to wait.
    #[must_use]
    pub const fn retry_after(mut self, seconds: u32) -> Self {
        self.retry_after = Some(seconds);
        self
    }
}

impl From<ProblemKind> for Problem {
    fn from(kind: ProblemKind) -> Self {
        Self::new(kind)
    }
}
