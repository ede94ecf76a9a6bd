//! The server as it runs, over HTTP and by its commands. One binary: each would link the whole server anew.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "helpers of tests may fail as loudly as tests")]

mod attendance;
mod audit;
mod callers;
mod deeds;
mod demo;
mod devices;
mod doubts;
mod duties;
mod evidence_only;
mod http;
mod identity;
mod kit;
mod looked_at;
mod looks;
mod media;
mod postings;
mod ranking;
mod records;
mod refusals;
mod settings;
mod sight;
mod sync;
mod told;
mod uploads;
