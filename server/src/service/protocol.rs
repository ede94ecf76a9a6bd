//! The protocol's calls, each in its own file.

use jishi_core::model::{MomentId, Place, Sha256, UploadId};
use jishi_core::protocol::{
    AccessToken, Challenge, DeviceAsked, DeviceRequest, Devices, DevicesQuery, EnrolRequest, Enrolled,
    LearningOverview, LearningQuery, LookedAt, MediaSize, MomentTrace, NewUpload, PersonScore,
    PersonScoreQuery, PlaceOf, Problem, Protocol, PullPage, PullQuery, PushReply, PushRequest, Ranking,
    RankingQuery, TokenRequest, UnitDay, UnitDayQuery, Upload,
};

use super::{Announced, Caller, Service};

impl Protocol for Service {
    type Caller = Caller;
    type Fault = Problem;

    async fn enrol(&self, request: EnrolRequest) -> Result<Enrolled, Problem> {
        self.do_enrol(request).await
    }

    async fn ask_device(&self, request: DeviceRequest) -> Result<DeviceAsked, Problem> {
        self.do_ask_device(request).await
    }

    async fn withdraw_device(&self, request: TokenRequest) -> Result<(), Problem> {
        self.do_withdraw_device(request).await
    }

    async fn devices(&self, caller: &Caller, query: DevicesQuery) -> Result<Devices, Problem> {
        self.do_devices(caller, query).await
    }

    async fn whose(&self, caller: &Caller) -> Result<Enrolled, Problem> {
        self.enrolled(&caller.device).await
    }

    async fn challenge(&self) -> Result<Challenge, Problem> {
        std::future::ready(self.make_challenge()).await
    }

    async fn token(&self, request: TokenRequest) -> Result<AccessToken, Problem> {
        self.make_token(request).await
    }

    async fn push(&self, caller: &Caller, request: PushRequest) -> Result<PushReply, Problem> {
        self.do_push(caller, request).await
    }

    async fn pull(&self, caller: &Caller, query: PullQuery) -> Result<PullPage, Problem> {
        self.do_pull(caller, query).await
    }

    async fn unit_day(&self, caller: &Caller, query: UnitDayQuery) -> Result<UnitDay, Problem> {
        self.do_unit_day(caller, query).await
    }

    async fn person_score(&self, caller: &Caller, query: PersonScoreQuery) -> Result<PersonScore, Problem> {
        self.do_person_score(caller, query).await
    }

    async fn ranking(&self, caller: &Caller, query: RankingQuery) -> Result<Ranking, Problem> {
        self.do_ranking(caller, query).await
    }

    async fn learning_overview(
        &self,
        caller: &Caller,
        query: LearningQuery,
    ) -> Result<LearningOverview, Problem> {
        self.do_learning_overview(caller, query).await
    }

    async fn looked_at(&self, caller: &Caller) -> Result<LookedAt, Problem> {
        self.do_looked_at(caller).await
    }

    async fn moment_trace(&self, caller: &Caller, moment: MomentId) -> Result<MomentTrace, Problem> {
        self.do_moment_trace(caller, moment).await
    }

    async fn place(&self, caller: &Caller, of: PlaceOf) -> Result<Place, Problem> {
        self.do_place(caller, of).await
    }

    async fn create_upload(&self, caller: &Caller, upload: NewUpload) -> Result<Upload, Problem> {
        let announced = Announced {
            length: upload.length,
            sha256: upload.sha256,
            metadata: String::new(),
        };
        Ok(self.announce_upload(caller, announced).await?.upload)
    }

    async fn upload_status(&self, caller: &Caller, id: UploadId) -> Result<Upload, Problem> {
        Ok(self.upload_state(caller, id).await?.upload)
    }

    async fn append_upload(
        &self,
        caller: &Caller,
        id: UploadId,
        offset: u64,
        bytes: Vec<u8>,
    ) -> Result<Upload, Problem> {
        let mut incoming = self.receive_upload(caller, id, offset, None).await?;
        incoming.take(bytes.into()).await?;
        Ok(incoming.end().await?.upload)
    }

    async fn media(&self, caller: &Caller, sha256: Sha256, size: MediaSize) -> Result<Vec<u8>, Problem> {
        self.open_media(caller, sha256, size).await?.whole().await
    }
}
