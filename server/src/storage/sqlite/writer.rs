//! The one writer: a thread that drains its queue into one transaction, each job in its own savepoint, and answers
//! only after the commit. Under load many callers so share one sync of the disk; alone, a caller waits for one.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

use rusqlite::Connection;
use tokio::sync::oneshot;

use crate::storage::{StorageFault, Stored};

/// Most jobs in one transaction, so that the first of them does not wait for ever.
const GROUP_MAX: usize = 512;

/// Tells the caller, once it is known whether the transaction was committed.
type Answer = Box<dyn FnOnce(Stored<()>) + Send>;
type Job = Box<dyn FnOnce(&Connection) -> Answer + Send>;

pub(super) struct Writer {
    jobs: mpsc::Sender<Job>,
    queued: Arc<AtomicUsize>,
}

impl Writer {
    pub(super) fn start(mut db: Connection) -> Stored<Self> {
        let (jobs, queue) = mpsc::channel::<Job>();
        let queued = Arc::new(AtomicUsize::new(0));
        let counter = queued.clone();
        std::thread::Builder::new()
            .name("sqlite-writer".into())
            .spawn(move || {
                while let Ok(first) = queue.recv() {
                    let jobs: Vec<Job> = std::iter::once(first)
                        .chain(queue.try_iter().take(GROUP_MAX - 1))
                        .collect();
                    counter.fetch_sub(jobs.len(), Ordering::Relaxed);
                    commit_group(&mut db, jobs);
                }
            })
            .map_err(|error| StorageFault::Database(error.to_string()))?;
        Ok(Self { jobs, queued })
    }

    pub(super) fn queued(&self) -> usize {
        self.queued.load(Ordering::Relaxed)
    }

    /// Runs `job` in the next transaction. If it fails, nothing of it stays.
    pub(super) async fn write<T: Send + 'static>(
        &self,
        job: impl FnOnce(&Connection) -> Stored<T> + Send + 'static,
    ) -> Stored<T> {
        let (sender, receiver) = oneshot::channel();
        let job: Job = Box::new(move |db| {
            let result = in_savepoint(db, job);
            Box::new(move |committed| {
                // A caller that has gone away does not want to know.
                let _ = sender.send(committed.and(result));
            })
        });
        self.queued.fetch_add(1, Ordering::Relaxed);
        self.jobs.send(job).map_err(|_| StorageFault::Closed)?;
        receiver.await.map_err(|_| StorageFault::Closed)?
    }
}

fn commit_group(db: &mut Connection, jobs: Vec<Job>) {
    let mut answers = Vec::with_capacity(jobs.len());
    let committed = (|| {
        let transaction = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        for job in jobs {
            answers.push(job(&transaction));
        }
        transaction.commit()
    })()
    .map_err(StorageFault::from);
    for answer in answers {
        answer(committed.clone());
    }
}

fn in_savepoint<T>(db: &Connection, job: impl FnOnce(&Connection) -> Stored<T>) -> Stored<T> {
    db.execute_batch("SAVEPOINT job")?;
    let result = catch_unwind(AssertUnwindSafe(|| job(db)))
        .unwrap_or_else(|_| Err(StorageFault::Database("the job panicked".into())));
    match &result {
        Ok(_) => db.execute_batch("RELEASE job")?,
        Err(_) => db.execute_batch("ROLLBACK TO job; RELEASE job")?,
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_failing_or_panicking_job_takes_only_its_own_rows_with_it() {
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch("CREATE TABLE t (n INTEGER NOT NULL UNIQUE) STRICT")
            .unwrap();
        let writer = Writer::start(db).unwrap();
        let insert = |n: i64| {
            writer.write(move |db| {
                db.execute("INSERT INTO t VALUES (?1)", [n])?;
                match n {
                    1 => Err(StorageFault::Closed),
                    2 => panic!("on purpose"),
                    _ => Ok(()),
                }
            })
        };
        let (a, b, c, d) = tokio::join!(insert(0), insert(1), insert(2), insert(3));
        assert!(a.is_ok() && b.is_err() && c.is_err() && d.is_ok());
        let rows = writer
            .write(|db| {
                let mut query = db.prepare("SELECT n FROM t ORDER BY n")?;
                let rows = query
                    .query_map([], |row| row.get(0))?
                    .collect::<Result<Vec<i64>, _>>()?;
                Ok(rows)
            })
            .await
            .unwrap();
        assert_eq!(rows, [0, 3]);
        assert_eq!(writer.queued(), 0);
    }
}
