//! A few connections for reading, lent out one by one.

use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;
use tokio::sync::Semaphore;

use crate::storage::{StorageFault, Stored};

pub(super) struct Readers {
    idle: Arc<Mutex<Vec<Connection>>>,
    permits: Semaphore,
}

impl Readers {
    pub(super) fn new(connections: Vec<Connection>) -> Self {
        let permits = Semaphore::new(connections.len());
        Self {
            idle: Arc::new(Mutex::new(connections)),
            permits,
        }
    }

    /// Runs `query` in one read transaction, off the async threads.
    pub(super) async fn read<T: Send + 'static>(
        &self,
        query: impl FnOnce(&Connection) -> Stored<T> + Send + 'static,
    ) -> Stored<T> {
        let _permit = self.permits.acquire().await.map_err(|_| StorageFault::Closed)?;
        let loan = Loan::take(self.idle.clone())?;
        let job = tokio::task::spawn_blocking(move || {
            let db = loan.connection()?;
            // Several statements of one query must see one state.
            let transaction = db.unchecked_transaction()?;
            let result = query(&transaction);
            transaction.finish()?;
            result
        });
        job.await
            .map_err(|error| StorageFault::Database(error.to_string()))?
    }
}

/// A connection that goes back to the others when it is dropped, even by a panic.
struct Loan {
    connection: Option<Connection>,
    home: Arc<Mutex<Vec<Connection>>>,
}

impl Loan {
    fn take(home: Arc<Mutex<Vec<Connection>>>) -> Stored<Self> {
        let connection = home.lock().unwrap_or_else(PoisonError::into_inner).pop();
        Ok(Self {
            connection: Some(connection.ok_or(StorageFault::Closed)?),
            home,
        })
    }

    fn connection(&self) -> Stored<&Connection> {
        self.connection.as_ref().ok_or(StorageFault::Closed)
    }
}

impl Drop for Loan {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take() {
            self.home
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(connection);
        }
    }
}
