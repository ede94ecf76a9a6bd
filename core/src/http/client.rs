//! The protocol over HTTP: every method is one request.

use std::{io::Write as _, time::Duration};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use flate2::{Compression, write::GzEncoder};
use futures_util::{Stream, TryStreamExt as _};
use reqwest::{Client, RequestBuilder, Response, header};
use serde::Serialize;
use sha2::Digest as _;

use super::reading::{Answer, CallFault, Expect, body, read};
use crate::{
    engine::Trouble,
    model::{MomentId, Place, Sha256, UploadId},
    protocol::{
        AccessToken, Challenge, DeviceAsked, DeviceRequest, Devices, DevicesQuery, EnrolRequest, Enrolled,
        LearningOverview, LearningQuery, LookedAt, MediaSize, MomentTrace, NewUpload, PersonScore,
        PersonScoreQuery, PlaceOf, Protocol, PullPage, PullQuery, PushReply, PushRequest, Ranking,
        RankingQuery, TUS_VERSION, TokenRequest, UnitDay, UnitDayQuery, Upload,
    },
};

/// How long a call may take. The smallest part of a file passes a bad line in this time.
const PATIENCE: Duration = Duration::from_secs(30);

/// Fewest bytes of a body that are worth packing: fewer go in one packet either way.
const PACKED_MIN: usize = 1_024;

/// A Jishi server at an address.
#[derive(Clone)]
pub struct HttpServer {
    base: String,
    http: Client,
    patience: Duration,
}

impl HttpServer {
    /// The server at `base`, such as `https://jishi.example` (no path).
    #[must_use]
    pub fn new(base: &str) -> Self {
        // The first one in a process decides; a second call changes nothing.
        #[cfg(not(target_arch = "wasm32"))]
        let _ = rustls::crypto::ring::default_provider().install_default();
        Self {
            base: base.trim_end_matches('/').to_owned(),
            http: Client::new(),
            patience: PATIENCE,
        }
    }

    /// With another patience: tests of a server that hangs do not want to wait half a minute.
    #[must_use]
    pub const fn with_patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// How long a call may take.
    #[must_use]
    pub const fn patience(&self) -> Duration {
        self.patience
    }

    /// `GET /v1/sync/events` — yields `true` when the server says that there is something to pull, `false` for a mere
    /// sign of life.
    ///
    /// # Errors
    /// As any call.
    pub async fn events(
        &self,
        token: &str,
    ) -> Result<impl Stream<Item = Result<bool, Trouble>> + use<>, CallFault> {
        let request = self.http.get(self.url("/v1/sync/events")).bearer_auth(token);
        let response = request
            .send()
            .await
            .map_err(|e| CallFault::Trouble(trouble(&e)))?;
        if content_type(&response) != "text/event-stream" {
            let answer = answer(response).await?;
            return Err(read(answer, Expect::Json)
                .err()
                .unwrap_or(CallFault::Trouble(Trouble::NotOurServer)));
        }
        // Nothing but "pull now" is ever said, so the content need not be parsed: lines that begin with a colon are
        // heartbeats, all others are news.
        Ok(response
            .bytes_stream()
            .map_ok(|bytes| is_news(&bytes))
            .map_err(|error| trouble(&error)))
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    async fn json<T: serde::de::DeserializeOwned>(&self, request: RequestBuilder) -> Result<T, CallFault> {
        body(&read(self.send(request).await?, Expect::Json)?)
    }

    async fn send(&self, request: RequestBuilder) -> Result<Answer, CallFault> {
        let response = request
            .timeout(self.patience)
            .send()
            .await
            .map_err(|error| CallFault::Trouble(trouble(&error)))?;
        answer(response).await
    }

    /// A tus answer, and how far the upload is by its headers; `id` and `length` where the answer leaves them out.
    async fn tus(
        &self,
        request: RequestBuilder,
        id: Option<UploadId>,
        length: Option<u64>,
    ) -> Result<Upload, CallFault> {
        let response = request
            .header("tus-resumable", TUS_VERSION)
            .timeout(self.patience)
            .send()
            .await
            .map_err(|error| CallFault::Trouble(trouble(&error)))?;
        let number = |name: &str| header_of(&response, name).and_then(|value| value.parse::<u64>().ok());
        let id = header_of(&response, "location")
            .and_then(|location| location.rsplit('/').next().and_then(|id| id.parse().ok()))
            .or(id);
        let (offset, length) = (number("upload-offset"), number("upload-length").or(length));
        read(answer(response).await?, Expect::Tus)?;
        match (id, length) {
            // A creation that carried no bytes may leave the offset out.
            (Some(id), Some(length)) => Ok(Upload {
                id,
                offset: offset.unwrap_or(0),
                length,
            }),
            _ => Err(CallFault::Trouble(Trouble::NotOurServer)),
        }
    }
}

impl Protocol for HttpServer {
    type Caller = String;
    type Fault = CallFault;

    async fn enrol(&self, request: EnrolRequest) -> Result<Enrolled, CallFault> {
        self.json(self.http.post(self.url("/v1/enrol")).json(&request))
            .await
    }

    async fn ask_device(&self, request: DeviceRequest) -> Result<DeviceAsked, CallFault> {
        self.json(self.http.post(self.url("/v1/devices")).json(&request))
            .await
    }

    async fn withdraw_device(&self, request: TokenRequest) -> Result<(), CallFault> {
        let call = self.http.post(self.url("/v1/devices/withdraw"));
        self.json(call.json(&request)).await
    }

    async fn devices(&self, token: &String, query: DevicesQuery) -> Result<Devices, CallFault> {
        let path = format!("/v1/devices?unit={}", query.unit);
        self.json(self.http.get(self.url(&path)).bearer_auth(token)).await
    }

    async fn whose(&self, token: &String) -> Result<Enrolled, CallFault> {
        self.json(self.http.get(self.url("/v1/me")).bearer_auth(token))
            .await
    }

    async fn challenge(&self) -> Result<Challenge, CallFault> {
        self.json(self.http.post(self.url("/v1/token/challenge"))).await
    }

    async fn token(&self, request: TokenRequest) -> Result<AccessToken, CallFault> {
        self.json(self.http.post(self.url("/v1/token")).json(&request))
            .await
    }

    async fn push(&self, token: &String, request: PushRequest) -> Result<PushReply, CallFault> {
        let post = self.http.post(self.url("/v1/sync/push")).bearer_auth(token);
        self.json(packed(post, &request)).await
    }

    async fn pull(&self, token: &String, query: PullQuery) -> Result<PullPage, CallFault> {
        let path = match query.after {
            // Cursors are URL-safe text by construction.
            Some(cursor) => format!("/v1/sync/pull?after={}", cursor.0),
            None => "/v1/sync/pull".to_owned(),
        };
        self.json(self.http.get(self.url(&path)).bearer_auth(token)).await
    }

    async fn unit_day(&self, token: &String, query: UnitDayQuery) -> Result<UnitDay, CallFault> {
        let path = format!("/v1/unit-day?unit={}&day={}", query.unit, query.day);
        self.json(self.http.get(self.url(&path)).bearer_auth(token)).await
    }

    async fn person_score(&self, token: &String, query: PersonScoreQuery) -> Result<PersonScore, CallFault> {
        let (person, span, day) = (query.person, query.span.name(), query.day);
        let path = format!("/v1/score?person={person}&span={span}&day={day}");
        self.json(self.http.get(self.url(&path)).bearer_auth(token)).await
    }

    async fn ranking(&self, token: &String, query: RankingQuery) -> Result<Ranking, CallFault> {
        let (unit, span, day) = (query.unit, query.span.name(), query.day);
        let path = format!("/v1/ranking?unit={unit}&span={span}&day={day}");
        self.json(self.http.get(self.url(&path)).bearer_auth(token)).await
    }

    async fn looked_at(&self, token: &String) -> Result<LookedAt, CallFault> {
        self.json(self.http.get(self.url("/v1/looks")).bearer_auth(token))
            .await
    }

    async fn moment_trace(&self, token: &String, moment: MomentId) -> Result<MomentTrace, CallFault> {
        let path = format!("/v1/moments/{moment}/trace");
        self.json(self.http.get(self.url(&path)).bearer_auth(token)).await
    }

    async fn place(&self, token: &String, of: PlaceOf) -> Result<Place, CallFault> {
        self.json(self.http.get(self.url(&of.path())).bearer_auth(token))
            .await
    }

    async fn learning_overview(
        &self,
        token: &String,
        query: LearningQuery,
    ) -> Result<LearningOverview, CallFault> {
        let path = format!("/v1/learning?months={}", query.months);
        self.json(self.http.get(self.url(&path)).bearer_auth(token)).await
    }

    async fn create_upload(&self, token: &String, upload: NewUpload) -> Result<Upload, CallFault> {
        let mut request = self
            .http
            .post(self.url("/v1/uploads"))
            .bearer_auth(token)
            .header("upload-length", upload.length.to_string());
        if let Some(sha256) = upload.sha256 {
            let metadata = format!("sha256 {}", STANDARD.encode(sha256.to_string()));
            request = request.header("upload-metadata", metadata);
        }
        self.tus(request, None, Some(upload.length)).await
    }

    async fn upload_status(&self, token: &String, id: UploadId) -> Result<Upload, CallFault> {
        let request = self
            .http
            .head(self.url(&format!("/v1/uploads/{id}")))
            .bearer_auth(token);
        self.tus(request, Some(id), None).await
    }

    async fn append_upload(
        &self,
        token: &String,
        id: UploadId,
        offset: u64,
        bytes: Vec<u8>,
    ) -> Result<Upload, CallFault> {
        let end = offset + bytes.len() as u64;
        let checksum = format!("sha256 {}", STANDARD.encode(sha2::Sha256::digest(&bytes)));
        let request = self
            .http
            .patch(self.url(&format!("/v1/uploads/{id}")))
            .bearer_auth(token)
            .header(header::CONTENT_TYPE, "application/offset+octet-stream")
            .header("upload-offset", offset.to_string())
            .header("upload-checksum", checksum)
            .body(bytes);
        // Whoever appends knows the length; the answer tells only the offset.
        self.tus(request, Some(id), Some(end)).await
    }

    async fn media(&self, token: &String, sha256: Sha256, size: MediaSize) -> Result<Vec<u8>, CallFault> {
        let path = format!("/v1/media/{sha256}?size={}", size.name());
        let request = self.http.get(self.url(&path)).bearer_auth(token);
        let expect = match size {
            MediaSize::Full => Expect::File,
            MediaSize::Feed | MediaSize::Thumb => Expect::Picture,
        };
        let media = read(self.send(request).await?, expect)?.body;
        if size == MediaSize::Full && Sha256::of(&media) != sha256 {
            return Err(CallFault::Trouble(Trouble::NotOurServer));
        }
        Ok(media)
    }
}

/// With `body` as JSON, packed where that is worth it: of a day's operations half is names of fields and of people.
fn packed(request: RequestBuilder, body: &impl Serialize) -> RequestBuilder {
    let Ok(json) = serde_json::to_vec(body) else {
        // Says what is wrong as soon as it is sent.
        return request.json(body);
    };
    let request = request.header(header::CONTENT_TYPE, "application/json");
    if json.len() < PACKED_MIN {
        return request.body(json);
    }
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    match gzip.write_all(&json).and_then(|()| gzip.finish()) {
        Ok(bytes) => request.header(header::CONTENT_ENCODING, "gzip").body(bytes),
        Err(_) => request.body(json),
    }
}

fn is_news(bytes: &[u8]) -> bool {
    bytes
        .split(|byte| *byte == b'\n')
        .any(|line| !line.is_empty() && line[0] != b':')
}

async fn answer(response: Response) -> Result<Answer, CallFault> {
    Ok(Answer {
        status: response.status().as_u16(),
        content_type: content_type(&response),
        tus: header_of(&response, "tus-resumable").as_deref() == Some(TUS_VERSION),
        retry_after: header_of(&response, "retry-after").and_then(|seconds| seconds.parse().ok()),
        body: response
            .bytes()
            .await
            .map_err(|error| CallFault::Trouble(trouble(&error)))?
            .to_vec(),
    })
}

fn header_of(response: &Response, name: &str) -> Option<String> {
    Some(response.headers().get(name)?.to_str().ok()?.to_owned())
}

fn content_type(response: &Response) -> String {
    let value = header_of(response, "content-type").unwrap_or_default();
    value
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase()
}

fn trouble(error: &reqwest::Error) -> Trouble {
    if error.is_timeout() {
        Trouble::Slow
    } else {
        Trouble::Unreachable
    }
}
