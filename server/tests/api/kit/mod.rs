//! What the tests share: a county of two offset branches, devices that sign, a server on port 0.

pub mod things;

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use jishi_core::model::{
    Action, Attachment, ClockEvidence, DeviceId, Moment, MomentId, Operation, OperationId, PersonId, Sha256,
    Timestamp, UnitId,
};
use jishi_core::protocol::{
    AccessToken, Challenge, EnrolRequest, Enrolled, Outcome, PullPage, PushReply, PushRequest,
    SignedOperation, TokenRequest, token_message,
};
use jishi_server::roster::read_roster;
use jishi_server::{Config, EnrolLimit, FirstPolicy, Pace, Running, SetClock, start};
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use reqwest::{Client, Method, RequestBuilder, Response};
use serde_json::value::RawValue;

/// 2026-03-02 in the morning, China's time.
pub const NOW: Timestamp = Timestamp(1_772_413_200_000);

/// Alice and Carol are colleagues, Kim is their unit's clerk; Heidi leads their township, with Judy as her deputy. Bob works
/// in another one, which Mallory leads. Olga sees the county, Adam administers it.
pub const ROSTER: &str = "staff_no,name,unit,unit_kind,post,rank,kind,role
9,Zed,试县,county,,none,,
1,Alice,试县/东镇/东村,village,,none,,
3,Carol,试县/东镇/东村,village,,none,,
4,Heidi,试县/东镇,township,,township,,leader
2,Bob,试县/西乡,township,,none,,
5,Olga,试县/组织部,bureau,,none,,organization
6,Kim,试县/东镇/东村,village,,none,,clerk
7,Judy,试县/东镇,township,,deputy_township,,leader
8,Mallory,试县/西乡,township,,township,,leader
10,Adam,试县/组织部,bureau,,none,,administrator
";

pub struct Kit {
    pub server: Running,
    pub clock: Arc<SetClock>,
    pub http: Client,
    pub folder: tempfile::TempDir,
}

impl Kit {
    pub async fn start() -> Self {
        Self::with(|_| ()).await
    }

    pub async fn with(change: impl FnOnce(&mut Config)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(SetClock::at(NOW));
        let mut config = Config::in_folder(folder.path(), ([127, 0, 0, 1], 0).into());
        config.first_policy = FirstPolicy::Wangmo2016;
        config.clock = clock.clone();
        config.enrol_limit = EnrolLimit::off();
        config.limits.asking = Pace::OFF;
        change(&mut config);
        let server = start(config).await.unwrap();
        server
            .service()
            .import_roster(&read_roster(ROSTER.as_bytes()).unwrap())
            .await
            .unwrap();
        // The server does so itself when it speaks to a bucket; here nothing else has.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = Client::builder().no_proxy().build().unwrap();
        Self {
            server,
            clock,
            http,
            folder,
        }
    }

    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.server.url())
    }

    pub async fn person(&self, name: &str) -> PersonId {
        let listed = self.server.service().listed().await.unwrap();
        listed
            .into_iter()
            .find(|listed| listed.person.name == name)
            .unwrap()
            .person
            .id
    }

    pub async fn unit_of(&self, person: PersonId) -> UnitId {
        let directory = self.server.service().directory().await.unwrap();
        directory.person(person).unwrap().unit
    }

    pub async fn code(&self, name: &str) -> String {
        self.server
            .service()
            .issue_code(self.person(name).await)
            .await
            .unwrap()
            .code
    }

    pub async fn post_json(&self, path: &str, body: &impl serde::Serialize) -> Response {
        self.http.post(self.url(path)).json(body).send().await.unwrap()
    }

    pub async fn try_code(&self, code: &str, key: &SigningKey) -> Response {
        let public_key = URL_SAFE_NO_PAD.encode(key.verifying_key().to_encoded_point(true).as_bytes());
        let request = EnrolRequest {
            code: code.into(),
            public_key,
            device_name: "test".into(),
        };
        self.post_json("/v1/enrol", &request).await
    }

    /// Enrols somebody and gets them a token.
    pub async fn enrol(&self, name: &str) -> Device<'_> {
        let key = key(name.len() as u8 * 16 + name.as_bytes()[0] % 16 + 1);
        let response = self.try_code(&self.code(name).await, &key).await;
        assert_eq!(response.status(), 200);
        let enrolled: Enrolled = response.json().await.unwrap();
        let mut device = Device {
            kit: self,
            person: enrolled.person.id,
            id: enrolled.device,
            key,
            token: String::new(),
        };
        device.renew().await;
        device
    }
}

pub fn key(seed: u8) -> SigningKey {
    SigningKey::from_slice(&[seed.max(1); 32]).unwrap()
}

/// What such a key shows of itself.
pub fn public_key(seed: u8) -> String {
    URL_SAFE_NO_PAD.encode(key(seed).verifying_key().to_encoded_point(true).as_bytes())
}

pub struct Device<'a> {
    pub kit: &'a Kit,
    pub person: PersonId,
    pub id: DeviceId,
    pub key: SigningKey,
    pub token: String,
}

impl Device<'_> {
    pub async fn ask_token(&self) -> Response {
        let challenge: Challenge = self
            .kit
            .post_json("/v1/token/challenge", &())
            .await
            .json()
            .await
            .unwrap();
        let signature: Signature = self.key.sign(&token_message(self.id, &challenge.challenge));
        let signature = URL_SAFE_NO_PAD.encode(signature.to_bytes());
        let request = TokenRequest {
            device: self.id,
            challenge: challenge.challenge,
            signature,
        };
        self.kit.post_json("/v1/token", &request).await
    }

    /// Gets a new token: the one from before ends an hour after it was given.
    pub async fn renew(&mut self) {
        let token: AccessToken = self.ask_token().await.json().await.unwrap();
        self.token = token.token;
    }

    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.kit
            .http
            .request(method, self.kit.url(path))
            .bearer_auth(&self.token)
    }

    pub async fn get(&self, path: &str) -> Response {
        self.request(Method::GET, path).send().await.unwrap()
    }

    /// What is answered there, which has to be an answer.
    pub async fn json<T: serde::de::DeserializeOwned>(&self, path: &str) -> T {
        let response = self.get(path).await;
        assert_eq!(response.status(), 200, "{path}");
        response.json().await.unwrap()
    }

    pub fn moment(&self, text: &str) -> Moment {
        Moment {
            id: MomentId::new(NOW),
            author: self.person,
            text: text.into(),
            attachments: vec![],
            place: None,
            done_at: NOW,
        }
    }

    pub fn operation(&self, action: Action) -> Operation {
        let clock = ClockEvidence {
            wall: self.kit.server.service().now(),
            monotonic_ms: 1,
            boot: "b".into(),
            anchor: None,
            heard: None,
        };
        Operation {
            id: OperationId::new(NOW),
            person: self.person,
            device: self.id,
            action,
            clock,
        }
    }

    pub fn sign(&self, operation: &Operation) -> SignedOperation {
        let text = serde_json::to_string(operation).unwrap();
        let signature: Signature = self.key.sign(text.as_bytes());
        let signature = URL_SAFE_NO_PAD.encode(signature.to_bytes());
        SignedOperation {
            operation: RawValue::from_string(text).unwrap(),
            signature,
            attempt: 0,
        }
    }

    pub async fn push(&self, operations: Vec<SignedOperation>) -> Vec<Outcome> {
        let request = self.request(Method::POST, "/v1/sync/push").json(&PushRequest {
            operations,
            clock: None,
        });
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), 200);
        response.json::<PushReply>().await.unwrap().outcomes
    }

    pub async fn act(&self, action: Action) -> Outcome {
        self.push(vec![self.sign(&self.operation(action))])
            .await
            .remove(0)
    }

    /// Does something, and insists that it is accepted.
    pub async fn done(&self, action: Action) {
        let outcome = self.act(action.clone()).await;
        assert!(accepted(&outcome), "{action:?}: {outcome:?}");
    }

    pub async fn post(&self, moment: &Moment) -> Outcome {
        self.act(Action::PostMoment {
            moment: moment.clone(),
        })
        .await
    }

    pub async fn pull(&self, after: Option<&str>) -> PullPage {
        let query = after.map(|after| format!("?after={after}")).unwrap_or_default();
        self.get(&format!("/v1/sync/pull{query}"))
            .await
            .json()
            .await
            .unwrap()
    }

    /// tus creation.
    pub async fn announce(&self, length: usize, sha256: Option<Sha256>) -> Response {
        let mut request = self
            .tus(Method::POST, "/v1/uploads")
            .header("upload-length", length);
        if let Some(sha256) = sha256 {
            let value = STANDARD.encode(sha256.to_string());
            request = request.header("upload-metadata", format!("sha256 {value}"));
        }
        request.send().await.unwrap()
    }

    pub fn tus(&self, method: Method, path: &str) -> RequestBuilder {
        self.request(method, path).header("tus-resumable", "1.0.0")
    }

    pub fn patch(&self, path: &str, offset: usize, bytes: impl Into<reqwest::Body>) -> RequestBuilder {
        let request = self.tus(Method::PATCH, path).header("upload-offset", offset);
        request
            .header("content-type", "application/offset+octet-stream")
            .body(bytes)
    }

    /// Sends a whole file and returns its digest.
    pub async fn upload(&self, bytes: &[u8]) -> Sha256 {
        let location = location(&self.announce(bytes.len(), Some(Sha256::of(bytes))).await);
        let response = self.patch(&location, 0, bytes.to_vec()).send().await.unwrap();
        assert_eq!(response.status(), 204, "{}", response.text().await.unwrap());
        Sha256::of(bytes)
    }

    pub async fn post_photo(&self, jpeg: &[u8], (width, height): (u32, u32)) -> Sha256 {
        let sha256 = self.upload(jpeg).await;
        let mut moment = self.moment("photo");
        moment.attachments.push(Attachment::Photo {
            sha256,
            bytes: jpeg.len() as u64,
            width,
            height,
        });
        assert!(matches!(self.post(&moment).await, Outcome::Accepted { .. }));
        sha256
    }
}

pub fn location(response: &Response) -> String {
    assert_eq!(response.status(), 201);
    response.headers()["location"].to_str().unwrap().to_owned()
}

pub fn header<'a>(response: &'a Response, name: &str) -> &'a str {
    response
        .headers()
        .get(name)
        .map_or("", |value| value.to_str().unwrap())
}

/// A JPEG that differs by seed.
pub fn jpeg(width: u32, height: u32, seed: u8) -> Vec<u8> {
    let picture = image::RgbImage::from_fn(width, height, |x, y| image::Rgb([x as u8, y as u8 ^ seed, seed]));
    let mut bytes = Vec::new();
    image::codecs::jpeg::JpegEncoder::new(&mut bytes)
        .encode_image(&picture)
        .unwrap();
    bytes
}

/// The kind of a problem answer.
pub async fn problem(response: Response) -> (u16, String) {
    let status = response.status().as_u16();
    assert_eq!(header(&response, "content-type"), "application/problem+json");
    let body: serde_json::Value = response.json().await.unwrap();
    assert_eq!(body["status"], status);
    (
        status,
        body["type"]
            .as_str()
            .unwrap()
            .trim_start_matches("/problems/")
            .to_owned(),
    )
}

pub fn accepted(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Accepted { .. })
}

pub fn refusal(outcome: &Outcome) -> jishi_core::protocol::ProblemKind {
    match outcome {
        Outcome::Refused { problem, .. } => problem.kind,
        other => panic!("not refused: {other:?}"),
    }
}
