//! The receipts that one holds, to be looked at and taken along.

use crate::{
    engine::{Engine, Fault, MediaBytes, ReceiptsPage},
    ports::{Clock, KeyVault},
};

impl<C: Clock, V: KeyVault> Engine<C, V> {
    pub(in crate::engine) fn receipts(&self) -> Result<ReceiptsPage, Fault> {
        let receipts = self.store.receipts()?;
        let mut bytes = Vec::new();
        for receipt in &receipts {
            serde_json::to_writer(&mut bytes, receipt).map_err(|fault| Fault::Storage(fault.to_string()))?;
            bytes.push(b'\n');
        }
        let ends = receipts.first().cloned().zip(receipts.last().cloned());
        Ok(ReceiptsPage {
            count: receipts.len(),
            ends,
            file: MediaBytes {
                mime: "application/x-ndjson".into(),
                bytes,
            },
        })
    }
}
