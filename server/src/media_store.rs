//! The bytes of media: a folder, or a bucket that speaks S3, behind one interface.

use std::ops::Range;
use std::path::Path as FilePath;
use std::sync::Arc;

use bytes::Bytes;
use futures_util::{StreamExt as _, TryStreamExt as _, stream::BoxStream};
use jishi_core::model::{Sha256, UploadId};
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::prefix::PrefixStore;
use object_store::{GetOptions, GetRange, ObjectStore, ObjectStoreExt as _};

/// Why the media store did not do what it was asked.
#[derive(Debug, thiserror::Error)]
#[error("the media store failed: {0}")]
pub struct MediaFault(#[from] object_store::Error);

/// Where the bytes of media lie.
#[derive(Clone, Debug)]
pub struct MediaStore {
    objects: Arc<dyn ObjectStore>,
}

impl MediaStore {
    /// In a folder, which must exist.
    ///
    /// # Errors
    /// If it does not.
    pub fn folder(folder: &FilePath) -> Result<Self, MediaFault> {
        // A receipt says that photo and voice are on the record too: they must outlast a power cut.
        // Each upload has a folder of its own, which goes with its last piece.
        let objects = LocalFileSystem::new_with_prefix(folder)?
            .with_fsync(true)
            .with_automatic_cleanup(true);
        Ok(Self {
            objects: Arc::new(objects),
        })
    }

    /// In a bucket, `s3://bucket/prefix`. Keys, region and endpoint come from the usual `AWS_…` variables.
    ///
    /// # Errors
    /// If the URL or the variables do not describe a bucket.
    pub fn bucket(url: &str) -> Result<Self, MediaFault> {
        Self::in_bucket(AmazonS3Builder::from_env(), url)
    }

    fn in_bucket(described: AmazonS3Builder, url: &str) -> Result<Self, MediaFault> {
        // The first one in a process decides; a second call changes nothing.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let bucket = described.with_url(url).build()?;
        let prefix = url.splitn(4, '/').nth(3).unwrap_or_default();
        let objects = PrefixStore::new(bucket, Path::from(prefix));
        Ok(Self {
            objects: Arc::new(objects),
        })
    }

    /// Stores an object under a name.
    pub(crate) async fn put(&self, name: &str, bytes: Bytes) -> Result<(), MediaFault> {
        self.objects.put(&Path::from(name), bytes.into()).await?;
        Ok(())
    }

    /// The object of that name, if there is one.
    pub(crate) async fn get(&self, name: &str) -> Result<Option<Bytes>, MediaFault> {
        match self.objects.get(&Path::from(name)).await {
            Ok(found) => Ok(Some(found.bytes().await?)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Size of the object of that name, if there is one.
    pub(crate) async fn size(&self, name: &str) -> Result<Option<u64>, MediaFault> {
        match self.objects.head(&Path::from(name)).await {
            Ok(found) => Ok(Some(found.size)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// A part of an object, piece by piece.
    pub(crate) async fn stream(
        &self,
        name: &str,
        range: Range<u64>,
    ) -> Result<BoxStream<'static, Result<Bytes, MediaFault>>, MediaFault> {
        if range.is_empty() {
            return Ok(futures_util::stream::empty().boxed());
        }
        let options = GetOptions {
            range: Some(GetRange::Bounded(range)),
            ..GetOptions::default()
        };
        let found = self.objects.get_opts(&Path::from(name), options).await?;
        Ok(found.into_stream().map_err(MediaFault::from).boxed())
    }

    /// Removes an object; one that is not there is no error.
    pub(crate) async fn delete(&self, name: &str) -> Result<(), MediaFault> {
        match self.objects.delete(&Path::from(name)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// The pieces of uploads that lie here, whether anybody counts on them or not, in no order: whose, and their names.
    pub(crate) fn pieces(&self) -> BoxStream<'static, Result<(UploadId, String), MediaFault>> {
        let listed = self.objects.list(Some(&Path::from(PIECES)));
        let named = listed.map_ok(|object| {
            let name = String::from(object.location);
            let upload = name.split('/').nth(1).and_then(|id| id.parse().ok());
            upload.map(|upload| (upload, name))
        });
        named
            .try_filter_map(|found| std::future::ready(Ok(found)))
            .map_err(MediaFault::from)
            .boxed()
    }

    /// Whether it works at this moment.
    pub(crate) async fn ready(&self) -> Result<(), MediaFault> {
        self.size("ready").await.map(|_| ())
    }
}

/// Name of a file. The first digits make folders, so that none grows too large.
pub(crate) fn media_name(sha256: Sha256) -> String {
    let digits = sha256.to_string();
    format!("media/{}/{digits}", &digits[..2])
}

/// Name of a photo's derived size.
pub(crate) fn derived_name(sha256: Sha256, edge: u32) -> String {
    let digits = sha256.to_string();
    format!("derived/{edge}/{}/{digits}.jpg", &digits[..2])
}

/// Under which the pieces of uploads lie.
const PIECES: &str = "uploads";

/// Name of a piece of an upload. Two who send the same piece at once must not write over each other, hence `nonce`.
pub(crate) fn piece_name(upload: UploadId, start: u64, nonce: u64) -> String {
    format!("{PIECES}/{upload}/{start}-{nonce:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::AsyncReadExt as _;

    #[tokio::test]
    async fn a_bucket_is_spoken_to_in_tls() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let described = AmazonS3Builder::new()
            .with_endpoint(format!("https://{}", listener.local_addr().unwrap()))
            .with_region("here")
            .with_access_key_id("id")
            .with_secret_access_key("secret");
        let store = MediaStore::in_bucket(described, "s3://county/media").unwrap();
        let asking = tokio::spawn(async move { store.get("photo").await });
        let (mut line, _) = listener.accept().await.unwrap();
        let mut first = [0];
        line.read_exact(&mut first).await.unwrap();
        assert_eq!(first, [0x16], "the first byte of a handshake");
        asking.abort();
    }
}
