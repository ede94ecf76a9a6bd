//! Who looked at what, what moments said before, and where others were: all are the server's to tell.

use crate::{
    engine::{Engine, Fault, LookItem, LookedAtPage, MomentTracePage},
    model::{MomentId, Place},
    ports::{Clock, KeyVault},
    protocol::{PlaceOf, Protocol as _},
};

impl<C: Clock + 'static, V: KeyVault + 'static> Engine<C, V> {
    pub(in crate::engine) async fn looked_at(&self) -> Result<LookedAtPage, Fault> {
        let answer = self
            .with_token(async |token| self.server.looked_at(&token).await)
            .await?;
        let (directory, today) = (self.directory()?, self.day()?);
        let mut looks = Vec::with_capacity(answer.looks.len());
        for look in answer.looks {
            let viewer = self.named(look.viewer)?;
            let unit = viewer.as_ref().and_then(|viewer| directory.all.get(&viewer.unit));
            looks.push(LookItem {
                unit: unit.map(|unit| unit.name.clone()),
                viewer,
                look,
            });
        }
        let settings = self.store.settings()?;
        Ok(LookedAtPage {
            looks,
            place_days: settings
                .policies
                .on(today)
                .map(|policy| policy.retention.place_days),
            today,
        })
    }

    pub(in crate::engine) async fn moment_trace(&self, moment: MomentId) -> Result<MomentTracePage, Fault> {
        let trace = self
            .with_token(async |token| self.server.moment_trace(&token, moment).await)
            .await?;
        let givers = trace.reactions.iter().map(|reaction| self.named(reaction.giver));
        Ok(MomentTracePage {
            author: self.named(trace.author)?,
            givers: givers.collect::<Result<_, _>>()?,
            trace,
        })
    }

    pub(in crate::engine) async fn place(&self, of: PlaceOf) -> Result<Place, Fault> {
        self.with_token(async |token| self.server.place(&token, of).await)
            .await
    }
}
