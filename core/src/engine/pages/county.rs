//! Views of others, which only the server can answer. People are named as far as they are known here.

use crate::{
    engine::{
        Engine, Fault, GetLearningOverview, GetPersonScore, GetRanking, GetUnitDay, LearningPage,
        LessonReadersItem, PersonDayItem, PersonScorePage, PlaceItem, RankedGroupItem, RankingPage,
        UnitDayPage,
    },
    model::{Person, Record, RecordId, Unit, UnitId},
    ports::{Clock, KeyVault},
    protocol::{LearningQuery, PersonScoreQuery, Protocol as _, RankingQuery, UnitDayQuery},
    rules::{
        access::{may_see_ranking, may_see_score, may_see_unit_day},
        policy::Policy,
        rating::Placed,
    },
};

impl<C: Clock + 'static, V: KeyVault + 'static> Engine<C, V> {
    pub(in crate::engine) async fn unit_day(&self, get: GetUnitDay) -> Result<UnitDayPage, Fault> {
        let (unit, today) = (self.unit(get.unit)?, self.day()?);
        let query = UnitDayQuery {
            unit: unit.id,
            day: get.day.unwrap_or(today),
        };
        let answer = self
            .with_token(async |token| self.server.unit_day(&token, query).await)
            .await?;
        let mut people = Vec::with_capacity(answer.people.len());
        for day in answer.people {
            let person = self.named(day.person)?;
            people.push(PersonDayItem {
                may_see_score: self.may_see_score(person.as_ref())?,
                person,
                day,
            });
        }
        let directory = self.directory()?;
        let above = unit.parent.and_then(|id| directory.all.get(&id));
        Ok(UnitDayPage {
            above: above
                .filter(|above| may_see_unit_day(&directory.me, above.id, &directory.units))
                .cloned(),
            below: self.units_below(unit.id)?,
            unit,
            day: answer.day,
            is_past: answer.day < today,
            kind: answer.kind,
            people,
        })
    }

    pub(in crate::engine) async fn person_score(
        &self,
        get: GetPersonScore,
    ) -> Result<PersonScorePage, Fault> {
        let query = PersonScoreQuery {
            person: get.person,
            span: get.span,
            day: get.day.map_or_else(|| self.day(), Ok)?,
        };
        let answer = self
            .with_token(async |token| self.server.person_score(&token, query).await)
            .await?;
        Ok(PersonScorePage {
            person: self.named(answer.person)?,
            period: answer.period,
            entries: self.entries_of_another(answer.ledger.entries())?,
            total: answer.total,
            today: self.day()?,
        })
    }

    pub(in crate::engine) async fn ranking(&self, get: GetRanking) -> Result<RankingPage, Fault> {
        let unit = self.unit(Some(get.unit.map_or_else(|| self.widest_ranked(), Ok)?))?;
        let query = RankingQuery {
            unit: unit.id,
            span: get.span,
            day: get.day.map_or_else(|| self.day(), Ok)?,
        };
        let answer = self
            .with_token(async |token| self.server.ranking(&token, query).await)
            .await?;
        let mut groups = Vec::with_capacity(answer.groups.len());
        for ranked in answer.groups {
            groups.push(RankedGroupItem {
                group: ranked.group,
                people: ranked.people,
                places: ranked
                    .places
                    .into_iter()
                    .map(|placed| self.place_item(placed))
                    .collect::<Result<_, _>>()?,
                hidden: ranked.hidden,
            });
        }
        Ok(RankingPage {
            unit,
            period: answer.period,
            today: self.day()?,
            groups,
        })
    }

    pub(in crate::engine) async fn learning_overview(
        &self,
        get: GetLearningOverview,
    ) -> Result<LearningPage, Fault> {
        let query = LearningQuery { months: get.months };
        let answer = self
            .with_token(async |token| self.server.learning_overview(&token, query).await)
            .await?;
        let mut lessons = Vec::with_capacity(answer.readers.len());
        for readers in answer.readers {
            let title = match self.store.record(RecordId(readers.lesson.0))? {
                Some(Record::Lesson { lesson }) => lesson.title,
                _ => String::new(),
            };
            lessons.push(LessonReadersItem {
                lesson: readers.lesson,
                title,
                read: readers.read,
                of: readers.of,
            });
        }
        Ok(LearningPage {
            months: answer.months,
            lessons,
        })
    }

    /// The unit with the most people whose places one may see: one's own, or one that it belongs to.
    fn widest_ranked(&self) -> Result<UnitId, Fault> {
        let directory = self.directory()?;
        let mut widest = directory.me.unit;
        while let Some(above) = directory.all.get(&widest).and_then(|unit| unit.parent)
            && may_see_ranking(&directory.me, above, &directory.units)
        {
            widest = above;
        }
        Ok(widest)
    }

    /// A unit; one's own for `None`.
    pub(super) fn unit(&self, id: Option<UnitId>) -> Result<Unit, Fault> {
        let directory = self.directory()?;
        let id = id.unwrap_or(directory.me.unit);
        directory.all.get(&id).cloned().ok_or(Fault::NotFound)
    }

    /// Whether there is a score of somebody that one may see.
    fn may_see_score(&self, person: Option<&Person>) -> Result<bool, Fault> {
        let (directory, policies) = (self.directory()?, self.store.settings()?);
        let has_points = policies.policies.on(self.day()?).is_some_and(Policy::has_points);
        Ok(has_points && person.is_some_and(|person| may_see_score(&directory.me, person, &directory.units)))
    }

    fn place_item(&self, placed: Placed) -> Result<PlaceItem, Fault> {
        let person = self.named(placed.person)?;
        Ok(PlaceItem {
            id: placed.person,
            may_see_score: self.may_see_score(person.as_ref())?,
            person,
            points: placed.points,
            place: placed.place,
        })
    }
}
