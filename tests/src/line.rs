//! The line between device and server: a proxy that passes everything on, or stands in for what lies between.

use std::{
    collections::HashMap,
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering},
    },
};

use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    extract::{Request, State},
    http::{StatusCode, request::Parts},
    response::{IntoResponse as _, Response},
    serve::ListenerExt as _,
};
use jishi_core::protocol::{Problem, ProblemKind};
use tokio::sync::watch;

/// What the line does with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Weather {
    /// Passes it on.
    Fair,
    /// Breaks the connection before the server hears of it.
    Cut,
    /// Passes it on, and breaks the connection before the answer arrives.
    CutAnswer,
    /// Answers 200 with the sign-in page of a hotel.
    Portal,
    /// Answers with this status and an HTML page.
    Html(u16),
    /// Answers with this problem, as the server would.
    Problem(ProblemKind),
    /// Never answers.
    Hang,
    /// Passes it on twice, as when something on the way tries again by itself.
    Twice,
    /// Passes it on, and the answer back after so many milliseconds.
    Late(u64),
    /// Carries so many bytes of requests a second; of what is given up on the way nothing arrives.
    Narrow(u32),
    /// Passes requests of at most so many bytes on; longer ones it answers with 413 and an HTML page, as a proxy does.
    AtMost(usize),
    /// Passes it on, and breaks the connection in the middle of the answer.
    HalfAnswer,
    /// Breaks the connection, and brings the request to the server all the same, behind so many later ones: whoever sent it
    /// has long tried again.
    Overtaken(usize),
}

/// A request that later ones overtake.
struct Held {
    parts: Parts,
    body: Bytes,
    /// How many still pass before it.
    behind: usize,
    /// Why it is behind them.
    weather: Weather,
}

/// A line that can be cut.
pub struct Line {
    /// Where devices connect to.
    pub address: SocketAddr,
    weather: watch::Sender<Weather>,
    server: watch::Sender<String>,
    passed: Arc<AtomicU32>,
    met: Arc<Mutex<HashMap<Weather, u64>>>,
}

#[derive(Clone)]
struct Shared {
    server: watch::Receiver<String>,
    http: reqwest::Client,
    weather: watch::Receiver<Weather>,
    passed: Arc<AtomicU32>,
    held: Arc<Mutex<Vec<Held>>>,
    met: Arc<Mutex<HashMap<Weather, u64>>>,
}

impl Shared {
    fn meets(&self, weather: Weather) {
        *self.met.lock().unwrap().entry(weather).or_default() += 1;
    }
}

impl Line {
    /// A line to the server at `address`.
    pub async fn to(address: SocketAddr) -> Self {
        let (weather, seen) = watch::channel(Weather::Fair);
        let passed = Arc::<AtomicU32>::default();
        // The engine's HTTP client has chosen the crypto provider, or chooses the same one later.
        let _ = jishi_core::http::HttpServer::new("http://localhost");
        let (server, leads_to) = watch::channel(format!("http://{address}"));
        let shared = Shared {
            server: leads_to,
            http: reqwest::Client::new(),
            weather: seen,
            passed: passed.clone(),
            held: Arc::default(),
            met: Arc::default(),
        };
        let met = shared.met.clone();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = Router::new().fallback(pass).with_state(shared);
        // As the server does.
        let listener = listener.tap_io(|stream| stream.set_nodelay(true).unwrap());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self {
            address,
            weather,
            server,
            passed,
            met,
        }
    }

    /// Changes what the line does; streams under way break.
    pub fn set(&self, weather: Weather) {
        self.weather.send_replace(weather);
    }

    /// Leads to the server at `address` from now on.
    pub fn lead_to(&self, address: SocketAddr) {
        self.server.send_replace(format!("http://{address}"));
    }

    /// How many requests this weather struck; one that others overtake when it has come behind them.
    #[must_use]
    pub fn met(&self, weather: Weather) -> u64 {
        self.met.lock().unwrap().get(&weather).copied().unwrap_or(0)
    }

    /// Requests that have reached the server.
    #[must_use]
    pub fn passed(&self) -> u32 {
        self.passed.load(Ordering::SeqCst)
    }
}

async fn pass(State(shared): State<Shared>, request: Request) -> Response {
    let weather = *shared.weather.borrow();
    if !matches!(weather, Weather::Overtaken(_)) {
        shared.meets(weather);
    }
    match weather {
        Weather::Fair => forward(&shared, request).await,
        Weather::Cut => broken(),
        Weather::CutAnswer => {
            let answer = forward(&shared, request).await;
            // The server has done its part by the time its head is here; a stream of events goes on for ever.
            drop(answer);
            broken()
        }
        Weather::Portal => page(200),
        Weather::Html(status) => page(status),
        Weather::Problem(kind) => problem(kind),
        Weather::Hang => std::future::pending().await,
        Weather::Twice => {
            let (parts, body) = request.into_parts();
            let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
            let again = || Request::from_parts(parts.clone(), Body::from(body.clone()));
            drop(forward(&shared, again()).await);
            forward(&shared, again()).await
        }
        Weather::Late(millis) => {
            let answer = forward(&shared, request).await;
            tokio::time::sleep(std::time::Duration::from_millis(millis)).await;
            answer
        }
        Weather::Narrow(bytes) => {
            let (parts, body) = request.into_parts();
            let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
            let seconds = body.len() as f64 / f64::from(bytes);
            tokio::time::sleep(std::time::Duration::from_secs_f64(seconds)).await;
            forward(&shared, Request::from_parts(parts, Body::from(body))).await
        }
        Weather::AtMost(bytes) => {
            let (parts, body) = request.into_parts();
            match to_bytes(body, bytes).await {
                Ok(body) => forward(&shared, Request::from_parts(parts, Body::from(body))).await,
                Err(_) => page(413),
            }
        }
        Weather::HalfAnswer => half(forward(&shared, request).await).await,
        Weather::Overtaken(behind) => {
            let (parts, body) = request.into_parts();
            let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
            let held = Held {
                parts,
                body,
                behind,
                weather,
            };
            shared.held.lock().unwrap().push(held);
            broken()
        }
    }
}

/// The first half of an answer under the length of the whole; a stream of events has no half.
async fn half(answer: Response) -> Response {
    let is_stream = answer
        .headers()
        .get("content-type")
        .is_some_and(|kind| kind == "text/event-stream");
    if is_stream {
        return answer;
    }
    let (mut parts, body) = answer.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap_or_default();
    parts.headers.insert("content-length", bytes.len().into());
    let first = bytes.slice(..bytes.len() / 2);
    let broken = futures_util::stream::iter([
        Ok(first),
        Err(std::io::Error::from(std::io::ErrorKind::ConnectionReset)),
    ]);
    Response::from_parts(parts, Body::from_stream(broken))
}

fn page(status: u16) -> Response {
    let status = StatusCode::from_u16(status).unwrap();
    (
        status,
        [("content-type", "text/html")],
        "<html><title>Sign in</title></html>",
    )
        .into_response()
}

fn problem(kind: ProblemKind) -> Response {
    let problem = Problem::from(kind);
    let status = StatusCode::from_u16(problem.status).unwrap();
    let body = serde_json::to_string(&problem).unwrap();
    (status, [("content-type", "application/problem+json")], body).into_response()
}

/// An answer whose body ends in an error: the connection breaks.
fn broken() -> Response {
    let broken = futures_util::stream::once(async {
        Err::<axum::body::Bytes, _>(std::io::Error::from(std::io::ErrorKind::ConnectionReset))
    });
    Response::builder()
        .header("content-length", "100")
        .body(Body::from_stream(broken))
        .unwrap()
}

/// Passes a request on, and then those that it was to overtake last.
async fn forward(shared: &Shared, request: Request) -> Response {
    let answer = carry(shared, request).await;
    let due: Vec<Held> = {
        let mut held = shared.held.lock().unwrap();
        for request in held.iter_mut() {
            request.behind = request.behind.saturating_sub(1);
        }
        held.extract_if(.., |request| request.behind == 0).collect()
    };
    for Held {
        parts, body, weather, ..
    } in due
    {
        drop(carry(shared, Request::from_parts(parts, Body::from(body))).await);
        shared.meets(weather);
    }
    answer
}

async fn carry(shared: &Shared, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
    let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let server = shared.server.borrow().clone();
    let mut onward = shared
        .http
        .request(parts.method, format!("{server}{path}"))
        .body(body);
    for (name, value) in &parts.headers {
        if name != "host" && name != "content-length" {
            onward = onward.header(name, value);
        }
    }
    shared.passed.fetch_add(1, Ordering::SeqCst);
    let Ok(answer) = onward.send().await else {
        return broken();
    };
    let mut response = Response::builder().status(answer.status());
    for (name, value) in answer.headers() {
        if name != "transfer-encoding" {
            response = response.header(name, value);
        }
    }
    // What is under way when the weather changes breaks off.
    let mut changed = shared.weather.clone();
    changed.mark_unchanged();
    let cut = Box::pin(async move {
        let _ = changed.changed().await;
    });
    let body = futures_util::StreamExt::take_until(answer.bytes_stream(), cut);
    response.body(Body::from_stream(body)).unwrap()
}
