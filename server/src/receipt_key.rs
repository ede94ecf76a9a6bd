//! The key by which this county's receipts are signed.

use std::io;
use std::path::Path;

use jishi_core::ports::key_file;

use crate::secret::random;
use crate::service::ReceiptSigner;

/// The key in the file; a new one if there is no file.
pub(crate) fn open(path: &Path) -> io::Result<ReceiptSigner> {
    key_file(path, || random().map_err(io::Error::other)).map(ReceiptSigner::new)
}
