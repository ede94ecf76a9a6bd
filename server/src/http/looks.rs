//! What clerks, leaders and the organization department look at: `GET /v1/unit-day`, `/v1/score`, `/v1/ranking`,
//! `/v1/learning`, `/v1/looks`, `/v1/moments/{moment}/trace`, `/v1/moments/{moment}/place`, `/v1/tasks/{task}/place`.

use axum::extract::State;
use jishi_core::model::{MomentId, Place, TaskId};
use jishi_core::protocol::{
    LearningOverview, LearningQuery, LookedAt, MomentTrace, PersonScore, PersonScoreQuery, PlaceOf, Problem,
    Protocol as _, Ranking, RankingQuery, ResultQuery, UnitDay, UnitDayQuery,
};

use super::auth::Authenticated;
use super::body::Json;
use super::params::{InPath, InQuery};
use super::problem::Refusal;
use crate::service::Service;

/// What the people of a unit did on a day.
#[utoipa::path(
    get, path = "/v1/unit-day", tag = "looks",
    params(UnitDayQuery),
    responses(
        (status = 200, body = UnitDay),
        (status = 403, description = "For its clerk, leaders and the organization department", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such unit", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn unit_day(
    State(service): State<Service>,
    Authenticated(caller): Authenticated,
    InQuery(query): InQuery<UnitDayQuery>,
) -> Result<Json<UnitDay>, Refusal> {
    Ok(Json(service.unit_day(&caller, query).await?))
}

/// Somebody's ledger over a stretch of time, as it stands now.
#[utoipa::path(
    get, path = "/v1/score", tag = "looks",
    params(PersonScoreQuery),
    responses(
        (status = 200, body = PersonScore),
        (status = 403, description = "For the person, their leaders and the organization department; or points are switched off", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such person", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn person_score(
    State(service): State<Service>,
    Authenticated(caller): Authenticated,
    InQuery(query): InQuery<PersonScoreQuery>,
) -> Result<Json<PersonScore>, Refusal> {
    Ok(Json(service.person_score(&caller, query).await?))
}

/// The places of a unit's people over a stretch of time, as they stand now.
#[utoipa::path(
    get, path = "/v1/ranking", tag = "looks",
    params(RankingQuery),
    responses(
        (status = 200, body = Ranking),
        (status = 403, description = "For leaders of the unit or above it and the organization department; or ranking is switched off", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such unit", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn ranking(
    State(service): State<Service>,
    Authenticated(caller): Authenticated,
    InQuery(query): InQuery<RankingQuery>,
) -> Result<Json<Ranking>, Refusal> {
    Ok(Json(service.ranking(&caller, query).await?))
}

/// Who looked at the caller's records on the last 90 days.
#[utoipa::path(
    get, path = "/v1/looks", tag = "looks",
    responses(
        (status = 200, body = LookedAt),
    )
)]
pub(super) async fn looked_at(
    State(service): State<Service>,
    Authenticated(caller): Authenticated,
) -> Result<Json<LookedAt>, Refusal> {
    Ok(Json(service.looked_at(&caller).await?))
}

/// What a moment said before it was changed or deleted.
#[utoipa::path(
    get, path = "/v1/moments/{moment}/trace", tag = "looks",
    params(("moment" = uuid::Uuid, Path, description = "Its id")),
    responses(
        (status = 200, body = MomentTrace),
        (status = 403, description = "For its author, their leaders and the organization department", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such moment, or none that the caller may see", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn moment_trace(
    State(service): State<Service>,
    Authenticated(caller): Authenticated,
    InPath(id): InPath<MomentId>,
) -> Result<Json<MomentTrace>, Refusal> {
    Ok(Json(service.moment_trace(&caller, id).await?))
}

/// Where a moment was written; its author is told who asked.
#[utoipa::path(
    get, path = "/v1/moments/{moment}/place", tag = "looks",
    params(("moment" = uuid::Uuid, Path, description = "Its id")),
    responses(
        (status = 200, body = Place),
        (status = 404, description = "No such moment, none that the caller may see, or no place of it is kept", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn moment_place(
    State(service): State<Service>,
    Authenticated(caller): Authenticated,
    InPath(id): InPath<MomentId>,
) -> Result<Json<Place>, Refusal> {
    Ok(Json(service.place(&caller, PlaceOf::Moment(id)).await?))
}

/// Where a result of a task was delivered; whoever did is told who asked.
#[utoipa::path(
    get, path = "/v1/tasks/{task}/place", tag = "looks",
    params(("task" = uuid::Uuid, Path, description = "The task's id"), ResultQuery),
    responses(
        (status = 200, body = Place),
        (status = 400, description = "The query cannot be read", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such result, none that the caller may read, or no place of it is kept", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn result_place(
    State(service): State<Service>,
    Authenticated(caller): Authenticated,
    InPath(task): InPath<TaskId>,
    InQuery(query): InQuery<ResultQuery>,
) -> Result<Json<Place>, Refusal> {
    let number = query.result;
    Ok(Json(
        service.place(&caller, PlaceOf::Result { task, number }).await?,
    ))
}

/// Whether enough lessons are out, and how many have read them.
#[utoipa::path(
    get, path = "/v1/learning", tag = "looks",
    params(LearningQuery),
    responses(
        (status = 200, body = LearningOverview),
        (status = 400, description = "The query cannot be read, or asks for too many months", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "For the organization department; or learning is switched off", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn learning_overview(
    State(service): State<Service>,
    Authenticated(caller): Authenticated,
    InQuery(query): InQuery<LearningQuery>,
) -> Result<Json<LearningOverview>, Refusal> {
    Ok(Json(service.learning_overview(&caller, query).await?))
}
