//! Hearing of changes that any process made.

use std::time::Duration;

use futures_util::{StreamExt as _, stream};
use tokio::sync::watch;
use tokio_postgres::{AsyncMessage, Config, NoTls};

/// Turns `changed` over at every notification, and after every loss of the connection, since something may have been
/// missed meanwhile.
pub(super) async fn forever(config: Config, changed: watch::Sender<u64>) {
    loop {
        if let Err(error) = listen(&config, &changed).await {
            tracing::warn!(%error, "listening for changes was interrupted");
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}

async fn listen(config: &Config, changed: &watch::Sender<u64>) -> Result<(), tokio_postgres::Error> {
    let (client, mut connection) = config.connect(NoTls).await?;
    let messages = stream::poll_fn(move |context| connection.poll_message(context));
    let heard = messages.for_each(|message| {
        if matches!(message, Ok(AsyncMessage::Notification(_))) {
            changed.send_modify(|turn| *turn += 1);
        }
        std::future::ready(())
    });
    let subscribed = async {
        client.batch_execute("LISTEN jishi_change").await?;
        changed.send_modify(|turn| *turn += 1);
        // The connection lives as long as its client.
        std::future::pending::<Result<(), tokio_postgres::Error>>().await
    };
    tokio::select! {
        () = heard => Ok(()),
        result = subscribed => result,
    }
}
