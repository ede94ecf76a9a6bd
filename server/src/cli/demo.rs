//! `demo`.

use clap::Args;

use super::Failure;
use super::place::Place;
use crate::demo;

/// Fill an empty data folder with an invented county.
#[derive(Args)]
pub(super) struct Demo {
    #[command(flatten)]
    place: Place,
}

impl Demo {
    pub(super) async fn run(self) -> Result<(), Failure> {
        demo::fill(&self.place.config()).await?;
        Ok(())
    }
}
