//! One's own score.

use crate::{
    engine::{Engine, Fault, GetScore, ScorePage, Stretch},
    ports::{Clock, KeyVault},
    rules::score::{Ledger, Period},
};

/// Stretches in a trend.
const TREND: usize = 12;

impl<C: Clock, V: KeyVault> Engine<C, V> {
    pub(in crate::engine) fn score(&self, get: GetScore) -> Result<ScorePage, Fault> {
        let period = Period::around(get.day, get.span);
        let mut stretches = vec![period];
        while stretches.len() < TREND {
            let first = stretches
                .last()
                .map_or(period, |earlier| earlier.before(get.span));
            stretches.push(first);
        }
        stretches.reverse();
        // Of days to come nothing is deducted yet, known or not.
        let unpublished = self
            .store
            .settings()?
            .calendar
            .unpublished_in(period.first, period.last.min(self.day()?).max(period.first));
        let first = stretches.first().map_or(period.first, |earliest| earliest.first);
        let ledger = self.ledger(Period { first, ..period })?;
        Ok(ScorePage {
            period,
            unpublished,
            total: ledger.total(period),
            trend: stretches
                .into_iter()
                .map(|period| Stretch {
                    period,
                    total: ledger.total(period),
                })
                .collect(),
            entries: self.entry_items(ledger.during(period))?,
        })
    }

    /// One's own ledger as it stands now.
    pub(super) fn ledger(&self, period: Period) -> Result<Ledger, Fault> {
        // Days to come have no entries yet, and need not be looked at.
        let last = period.last.min(self.day()?.max(period.first));
        Ok(self.store.ledger(Period { last, ..period }, self.now()?, &[])?)
    }
}
