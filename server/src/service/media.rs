//! Media: the bytes of an attachment, for those who may see a moment, a lesson or a result with it.

use std::collections::HashMap;
use std::ops::Range;

use bytes::Bytes;
use futures_util::stream::BoxStream;
use jishi_core::media::content_type;
use jishi_core::model::{PersonId, Record, Sha256};
use jishi_core::protocol::{LookKind, MediaSize, Problem, ProblemKind};

use super::{Caller, Service, fail, photo, video};
use crate::media_store::{MediaFault, MediaStore, derived_name, media_name};
use crate::storage::MediaFile;

const PHOTO: &str = "image/jpeg";

/// A file that the caller may read.
pub struct OpenMedia {
    /// Content type.
    pub mime: String,
    /// Size in bytes.
    pub bytes: u64,
    /// Names these bytes for ever.
    pub etag: String,
    name: String,
    store: MediaStore,
}

impl OpenMedia {
    /// A part of it, piece by piece.
    pub(crate) async fn stream(
        &self,
        range: Range<u64>,
    ) -> Result<BoxStream<'static, Result<Bytes, MediaFault>>, Problem> {
        self.store.stream(&self.name, range).await.map_err(fail)
    }

    /// All of it.
    pub(super) async fn whole(&self) -> Result<Vec<u8>, Problem> {
        let bytes = self.store.get(&self.name).await.map_err(fail)?;
        Ok(bytes
            .ok_or_else(|| fail("a file on the record is not in the media store"))?
            .into())
    }
}

impl Service {
    /// Opens a file in a size. In full it is a look at whoever shows it, which is noted.
    ///
    /// # Errors
    /// [`NotFound`](ProblemKind::NotFound) if it does not exist or the caller may not see it.
    pub async fn open_media(
        &self,
        caller: &Caller,
        sha256: Sha256,
        size: MediaSize,
    ) -> Result<OpenMedia, Problem> {
        let file = self
            .visible_media(caller, sha256)
            .await?
            .ok_or(ProblemKind::NotFound)?;
        let store = self.inner.media.clone();
        let full = |file: MediaFile, store| OpenMedia {
            mime: file.mime,
            bytes: file.bytes,
            etag: format!("\"{sha256}\""),
            name: media_name(sha256),
            store,
        };
        let Some(edge) = size.edge() else {
            let whose = self.whose_file(caller, sha256).await?;
            self.note_look(caller, LookKind::File, whose).await?;
            return Ok(full(file, store));
        };
        // Only photos have another size than their own.
        let pixels = file.pixels.filter(|_| file.mime == PHOTO);
        let (width, height) = pixels.ok_or(ProblemKind::NotFound)?;
        if width.max(height) <= edge {
            return Ok(full(file, store));
        }
        let name = derived_name(sha256, edge);
        let bytes = match store.size(&name).await.map_err(fail)? {
            Some(bytes) => bytes,
            None => self.derive(sha256, edge).await?,
        };
        let etag = format!("\"{sha256}-{}\"", size.name());
        Ok(OpenMedia {
            mime: PHOTO.into(),
            bytes,
            etag,
            name,
            store,
        })
    }

    /// Who shows it to the caller, in a moment or a result. A lesson's files and those that come with a task are nobody's
    /// record, and whoever sent the same bytes has their own.
    async fn whose_file(&self, caller: &Caller, sha256: Sha256) -> Result<Vec<PersonId>, Problem> {
        let storage = &self.inner.storage;
        let known = storage.media(&[sha256]).await.map_err(fail)?.remove(&sha256);
        let Some(known) = known.filter(|known| !known.owners.contains(&caller.person.id)) else {
            return Ok(vec![]);
        };
        let directory = self.directory().await?;
        let mut whose: Vec<_> = directory.seen(&caller.person, &known.authors).collect();
        let readable = self.readable(&caller.person, &known.records).await?;
        let readable: Vec<_> = readable.into_iter().collect();
        for (_, known) in storage.records(&readable).await.map_err(fail)? {
            if let Record::Task { task } = known.record {
                let mut delivered = task.deliveries.iter().flat_map(|result| &result.attachments);
                if delivered.any(|file| file.sha256() == sha256) {
                    whose.push(task.assignee);
                }
            }
        }
        whose.sort_unstable();
        whose.dedup();
        Ok(whose)
    }

    /// The file, if the caller sent it or may see something that shows it.
    pub(super) async fn visible_media(
        &self,
        caller: &Caller,
        sha256: Sha256,
    ) -> Result<Option<MediaFile>, Problem> {
        Ok(self.visible_files(caller, &[sha256]).await?.remove(&sha256))
    }

    /// Those of some files that the caller sent or may see something of that shows them: what one may fetch need not be
    /// sent again, and what need not be sent again can be named.
    pub(super) async fn visible_files(
        &self,
        caller: &Caller,
        digests: &[Sha256],
    ) -> Result<HashMap<Sha256, MediaFile>, Problem> {
        if digests.is_empty() {
            return Ok(HashMap::new());
        }
        let (person, directory) = (&caller.person, self.directory().await?);
        let media = self.inner.storage.media(digests).await.map_err(fail)?;
        let (mut visible, mut others) = (HashMap::new(), Vec::new());
        for (sha256, known) in media {
            if known.owners.contains(&person.id) || directory.seen(person, &known.authors).next().is_some() {
                visible.insert(sha256, known.file);
            } else {
                others.push((sha256, known));
            }
        }
        let shown_in: Vec<_> = others
            .iter()
            .flat_map(|(_, known)| &known.records)
            .copied()
            .collect();
        let readable = self.readable(person, &shown_in).await?;
        others.retain(|(_, known)| known.records.iter().any(|record| readable.contains(record)));
        visible.extend(others.into_iter().map(|(sha256, known)| (sha256, known.file)));
        Ok(visible)
    }

    /// Makes a derived size of a photo and keeps it. Two who come at once make it twice, which does no harm.
    async fn derive(&self, sha256: Sha256, edge: u32) -> Result<u64, Problem> {
        let original = self.inner.media.get(&media_name(sha256)).await.map_err(fail)?;
        let original = original.ok_or_else(|| fail("a file on the record is not in the media store"))?;
        let made = self.shrink(original, edge).await?;
        let bytes = made.len() as u64;
        self.inner
            .media
            .put(&derived_name(sha256, edge), made)
            .await
            .map_err(fail)?;
        Ok(bytes)
    }

    /// Looks at a file that has arrived and stores it, a photo with its thumbnail: what cannot be decoded is refused
    /// now, not when a colleague opens it.
    pub(super) async fn take_file(&self, sha256: Sha256, bytes: Bytes) -> Result<MediaFile, Problem> {
        let inspected = bytes.clone();
        let mime = tokio::task::spawn_blocking(move || content_type(&inspected))
            .await
            .map_err(fail)?
            .map_err(|found| {
                let found = found.unwrap_or("no known kind of file");
                let detail = format!("the content is {found}; photos are sent as JPEG, recordings, videos, PDF, Word, Excel, PowerPoint and plain text as they are");
                Problem::from(ProblemKind::UnsupportedMedia).detail(detail)
            })?;
        let pixels = match mime {
            PHOTO => Some(photo::pixels(&bytes)?),
            video if video.starts_with("video/") => Some(video::pixels(&bytes)?),
            _ => None,
        };
        if let (PHOTO, Some(edge)) = (mime, MediaSize::Thumb.edge()) {
            let thumb = self.shrink(bytes.clone(), edge).await?;
            self.inner
                .media
                .put(&derived_name(sha256, edge), thumb)
                .await
                .map_err(fail)?;
        }
        let file = MediaFile {
            sha256,
            mime: mime.into(),
            bytes: bytes.len() as u64,
            pixels,
        };
        self.inner
            .media
            .put(&media_name(sha256), bytes)
            .await
            .map_err(fail)?;
        Ok(file)
    }
}
