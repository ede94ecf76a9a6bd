//! `verify-audit`.

use std::path::PathBuf;

use clap::Args;
use jishi_core::model::Receipt;

use super::Failure;
use super::place::Place;
use crate::audit::audit;
use crate::config::StorageUrl;
use crate::start::open_storage;

/// Look whether the record is whole: no operation changed, removed, moved or put in since it was received.
#[derive(Args)]
pub(super) struct VerifyAudit {
    #[command(flatten)]
    place: Place,
    /// Receipts that people hold, one JSON object a line: each has to stand on the record as it says.
    #[arg(long)]
    receipts: Option<PathBuf>,
}

impl VerifyAudit {
    #[expect(clippy::print_stdout, reason = "this is the command's answer")]
    pub(super) async fn run(self) -> Result<(), Failure> {
        let receipts = match &self.receipts {
            Some(path) => read(path)?,
            None => Vec::new(),
        };
        let config = self.place.config();
        // A record that is not there would be made, and be whole.
        if let StorageUrl::Sqlite(file) = &config.storage
            && !file.is_file()
        {
            return Err(format!(
                "there is no record at {}; name its folder with --data",
                file.display()
            )
            .into());
        }
        let storage = open_storage(&config).await?;
        let audited = audit(&*storage, &receipts).await?.map_err(|broken| {
            format!(
                "the record is not whole: operation {} {}. Nothing before it is in question.",
                broken.sequence, broken.fault
            )
        })?;
        println!(
            "The record is whole: {} operations. Its last link is {}.",
            audited.operations, audited.chain
        );
        if audited.retired > 0 {
            println!(
                "Of {} the place was taken out when its time was over, as the server signed.",
                audited.retired
            );
        }
        if self.receipts.is_some() {
            println!("{} receipts stand on it as they say.", audited.receipts);
        }
        if audited.keys > 1 {
            println!(
                "Receipts were signed by {} keys: the key file was replaced. Ask why.",
                audited.keys
            );
        }
        Ok(())
    }
}

fn read(path: &PathBuf) -> Result<Vec<Receipt>, Failure> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| format!("{} cannot be read: {error}", path.display()))?;
    let lines = (1..)
        .zip(text.lines())
        .filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(number, line)| {
            serde_json::from_str(line)
                .map_err(|error| format!("{}, line {number}: no receipt ({error})", path.display()).into())
        })
        .collect()
}
