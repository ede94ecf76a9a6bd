//! The browser's microphone: MediaRecorder for the sound, an analyser for how loud it is.

use std::{cell::RefCell, rc::Rc};

use futures_channel::oneshot;
use gloo_timers::callback::Interval;
use jishi_core::{
    engine::{Capability, Fault, Recording},
    ports::{Answer, Recorder, RecordingSession},
};
use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue, prelude::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AnalyserNode, AudioContext, Blob, BlobEvent, MediaRecorder, MediaRecorderOptions, MediaStream,
    MediaStreamConstraints, MediaStreamTrack,
};

/// Containers in the order of preference; Safari has only MP4.
const TYPES: [&str; 3] = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4"];
/// Samples looked at each time: 85 ms at 48 kHz, so that next to nothing falls between.
const WINDOW: usize = 4096;
/// How often the loudness is noted, in milliseconds.
const LEVEL_MS: u32 = 100;

pub struct BrowserRecorder;

impl Recorder for BrowserRecorder {
    fn start(&self) -> Answer<Box<dyn RecordingSession>> {
        Box::pin(async { Ok(Box::new(Session::begin().await?) as Box<dyn RecordingSession>) })
    }
}

struct Session {
    stream: MediaStream,
    recorder: MediaRecorder,
    context: Option<AudioContext>,
    began: f64,
    chunks: Rc<RefCell<Vec<Blob>>>,
    levels: Rc<RefCell<Vec<u8>>>,
    _heard: Closure<dyn Fn(BlobEvent)>,
    _meter: Option<Interval>,
}

impl Session {
    async fn begin() -> Result<Self, Fault> {
        let unsupported = |_| Fault::Unsupported(Capability::Microphone);
        let failed = |_| Fault::HostFailed(Capability::Microphone);
        let window = web_sys::window().ok_or(Fault::Unsupported(Capability::Microphone))?;
        let devices = window.navigator().media_devices().map_err(unsupported)?;
        let constraints = MediaStreamConstraints::new();
        constraints.set_audio(&JsValue::TRUE);
        let asked = devices
            .get_user_media_with_constraints(&constraints)
            .map_err(unsupported)?;
        let stream: MediaStream = JsFuture::from(asked)
            .await
            .map_err(|error| refused(&error))?
            .unchecked_into();
        let options = MediaRecorderOptions::new();
        if let Some(kind) = TYPES.iter().find(|kind| MediaRecorder::is_type_supported(kind)) {
            options.set_mime_type(kind);
        }
        let recorder = MediaRecorder::new_with_media_stream_and_media_recorder_options(&stream, &options)
            .map_err(failed)?;
        let chunks = Rc::<RefCell<Vec<Blob>>>::default();
        let into = chunks.clone();
        let heard = Closure::<dyn Fn(BlobEvent)>::new(move |event: BlobEvent| {
            into.borrow_mut()
                .extend(event.data().filter(|blob| blob.size() > 0.0));
        });
        recorder.set_ondataavailable(Some(heard.as_ref().unchecked_ref()));
        let levels = Rc::<RefCell<Vec<u8>>>::default();
        let (context, meter) = match meter(&stream, levels.clone()) {
            Some((context, meter)) => (Some(context), Some(meter)),
            // Without a meter the recording is as good; it only has a flat waveform.
            None => (None, None),
        };
        recorder.start().map_err(failed)?;
        Ok(Self {
            stream,
            recorder,
            context,
            began: now(),
            chunks,
            levels,
            _heard: heard,
            _meter: meter,
        })
    }
}

impl RecordingSession for Session {
    fn elapsed_ms(&self) -> u32 {
        (now() - self.began).max(0.0) as u32
    }

    fn level(&self) -> u8 {
        self.levels.borrow().last().copied().unwrap_or(0)
    }

    fn finish(self: Box<Self>) -> Answer<Recording> {
        Box::pin(async move {
            let failed = Fault::HostFailed(Capability::Microphone);
            let duration_ms = self.elapsed_ms();
            let (tell, stopped) = oneshot::channel();
            let ended = Closure::once(move || {
                let _ = tell.send(());
            });
            self.recorder.set_onstop(Some(ended.as_ref().unchecked_ref()));
            self.recorder.stop().map_err(|_| failed.clone())?;
            stopped.await.map_err(|_| failed.clone())?;
            let parts: Array = self.chunks.borrow().iter().collect();
            let blob = Blob::new_with_blob_sequence(&parts).map_err(|_| failed.clone())?;
            let buffer = JsFuture::from(blob.array_buffer()).await.map_err(|_| failed)?;
            let waveform = self.levels.borrow().clone();
            Ok(Recording {
                bytes: Uint8Array::new(&buffer).to_vec(),
                duration_ms,
                waveform,
            })
        })
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // The light beside the camera goes out only when every track is stopped.
        for track in self.stream.get_tracks().iter() {
            track.unchecked_into::<MediaStreamTrack>().stop();
        }
        if let Some(context) = &self.context {
            let _ = context.close();
        }
        self.recorder.set_ondataavailable(None);
    }
}

fn meter(stream: &MediaStream, levels: Rc<RefCell<Vec<u8>>>) -> Option<(AudioContext, Interval)> {
    let context = AudioContext::new().ok()?;
    let analyser: AnalyserNode = context.create_analyser().ok()?;
    analyser.set_fft_size(WINDOW as u32);
    // A context made after the question for permission has lost the tap that allows it to run.
    let _ = context.resume();
    context
        .create_media_stream_source(stream)
        .ok()?
        .connect_with_audio_node(&analyser)
        .ok()?;
    let meter = Interval::new(LEVEL_MS, move || {
        let mut wave = [128u8; WINDOW];
        analyser.get_byte_time_domain_data(&mut wave);
        let peak = wave.iter().map(|sample| sample.abs_diff(128)).max().unwrap_or(0);
        levels.borrow_mut().push(peak.saturating_mul(2));
    });
    Some((context, meter))
}

fn refused(error: &JsValue) -> Fault {
    let name = Reflect::get(error, &JsValue::from_str("name"))
        .ok()
        .and_then(|name| name.as_string());
    match name.as_deref() {
        Some("NotAllowedError" | "SecurityError") => Fault::Denied(Capability::Microphone),
        Some("NotFoundError") => Fault::Unsupported(Capability::Microphone),
        _ => Fault::HostFailed(Capability::Microphone),
    }
}

fn now() -> f64 {
    js_sys::Date::now()
}
