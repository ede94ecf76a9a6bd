//! `serve`.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use clap::Args;

use super::Failure;
use super::place::Place;
use crate::demo;
use crate::start::{bind, start_on};

/// Serve the API and the web app.
#[derive(Args)]
pub(super) struct Serve {
    #[command(flatten)]
    place: Place,
    /// Address to listen on.
    #[arg(long, default_value = "127.0.0.1")]
    listen: IpAddr,
    /// Port to listen on; 0 takes a free one.
    #[arg(long, default_value_t = 8420)]
    port: u16,
    /// Folder of the built web app.
    #[arg(long)]
    web: Option<PathBuf>,
    /// Fill an empty data folder with an invented county, and print some of its people with one-time codes.
    #[arg(long)]
    demo: bool,
    /// Address of a proxy in front of the server, which says in X-Forwarded-For from where a request comes; several with
    /// commas between. Without it, all who come through a proxy share one address's limits.
    #[arg(long, env = "JISHI_PROXIES", value_delimiter = ',')]
    proxy: Vec<IpAddr>,
    /// What has to be said as a bearer token to read /metrics; without one only this machine can.
    #[arg(long, env = "JISHI_METRICS_TOKEN", hide_env_values = true)]
    metrics_token: Option<String>,
}

impl Serve {
    pub(super) async fn run(self) -> Result<(), Failure> {
        let mut config = self.place.config();
        config.listen = SocketAddr::new(self.listen, self.port);
        config.web = self.web;
        config.metrics_token = self.metrics_token;
        config.proxies = self.proxy;
        let asked_to_stop = stop_signal()?;
        let listener = bind(&config).await?;
        if self.demo {
            demo::fill(&config).await?;
        }
        let running = start_on(listener, config).await?;
        if self.demo {
            let people = demo::people(running.service()).await?;
            demo::print_welcome(&running.url(), &people);
        }
        asked_to_stop.await;
        tracing::info!("stopping");
        running.shutdown().await;
        Ok(())
    }
}

/// Comes when Ctrl-C or SIGTERM does.
fn stop_signal() -> std::io::Result<impl Future<Output = ()>> {
    #[cfg(unix)]
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    Ok(async move {
        #[cfg(unix)]
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
        #[cfg(not(unix))]
        let _ = tokio::signal::ctrl_c().await;
    })
}
