//! A PostgreSQL database of a test's own.

use jishi_server::StorageUrl;
use tokio_postgres::{Client, NoTls, connect};

/// An empty database, on the server that `./dev test` starts.
pub struct Database {
    admin: Client,
    name: String,
    url: String,
}

impl Database {
    /// An empty one of this name; one that an earlier run left goes.
    pub async fn new(name: &str) -> Self {
        let server = std::env::var("JISHI_TEST_POSTGRES").unwrap_or_else(|_| {
            panic!("run `./dev test`, which starts a PostgreSQL, or set JISHI_TEST_POSTGRES")
        });
        let (admin, connection) = connect(&server, NoTls).await.unwrap();
        tokio::spawn(connection);
        for statement in [
            format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"),
            format!("CREATE DATABASE {name}"),
        ] {
            admin.batch_execute(&statement).await.unwrap();
        }
        let (host, _) = server.rsplit_once('/').expect("a URL with a database");
        Self {
            admin,
            name: name.into(),
            url: format!("{host}/{name}"),
        }
    }

    /// Where it is.
    #[must_use]
    pub fn url(&self) -> StorageUrl {
        StorageUrl::Postgres(self.url.clone())
    }

    /// Cuts whatever is connected to it, in the middle of whatever that does: as when the database is restarted.
    pub async fn cut(&self) {
        let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1";
        self.admin.execute(cut, &[&self.name]).await.unwrap();
    }
}
