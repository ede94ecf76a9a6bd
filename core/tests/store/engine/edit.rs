//! What was refused is written anew in the form that it came from.

use std::io::Cursor;

use jishi_core::{
    engine::{Act, Deed, Edit, Fault, Form, GetLeaves, GetRefusals, OpenForm, OpenResult},
    model::{
        Action, Attachment, Correction, CorrectionId, LessonFile, Mode, OperationId, ReactionKind, Sha256,
    },
    protocol::{Problem, ProblemKind},
};

use super::super::phone::{NOW, Phone};
use super::{asking, lesson, settled, task};

/// An operation with this action, which the server would not take.
fn refused(phone: &Phone, action: Action) -> OperationId {
    let operation = phone.act(action, &[]);
    let problem = Problem::new(ProblemKind::Invalid);
    phone.store.refuse(operation, &problem).unwrap();
    operation
}

#[test]
fn a_leave_goes_back_into_its_form_and_is_asked_for_from_there() {
    let phone = settled();
    let mut leave = phone.leave("2025-12-09");
    leave.reason = "回老家".into();
    let (kind, span) = (leave.kind, leave.span);
    let operation = refused(&phone, Action::AskLeave { leave });
    asking(phone.store, async |engine| {
        let fields = Some("{}".to_owned());
        let draft = engine.ask(Edit { operation, fields }).await.unwrap();
        assert_eq!(
            (draft.text.as_str(), draft.fields.as_deref()),
            ("回老家", Some("{}"))
        );
        assert_eq!(engine.ask(OpenForm(Form::Leave)).await.unwrap(), draft);

        let ask = Deed::AskLeave {
            draft: Some(draft.id),
            kind,
            span,
            reason: "回老家看望".into(),
        };
        assert_eq!(
            engine.ask(GetRefusals).await.unwrap().len(),
            1,
            "until it is sent"
        );
        engine.ask(Act(ask.clone())).await.unwrap();
        assert_eq!(engine.ask(GetRefusals).await.unwrap(), []);
        let mine = engine.ask(GetLeaves).await.unwrap().mine;
        assert_eq!((mine.len(), mine[0].leave.reason.as_str()), (1, "回老家看望"));
        assert_eq!(engine.ask(Act(ask)).await, Err(Fault::NotFound), "tapped twice");
        let next = engine.ask(OpenForm(Form::Leave)).await.unwrap();
        assert_eq!(
            (next.text.as_str(), next.fields),
            ("", None),
            "the form is empty again"
        );
    });
}

#[test]
fn every_form_is_filled_again() {
    let phone = settled();
    let mut jpeg = Cursor::new(vec![]);
    image::DynamicImage::new_rgb8(8, 6)
        .write_to(&mut jpeg, image::ImageFormat::Jpeg)
        .unwrap();
    let jpeg = jpeg.into_inner();
    phone.draft("whose files they are", &[&jpeg, b"%PDF"]);
    let picture = LessonFile {
        sha256: Sha256::of(&jpeg),
        bytes: jpeg.len() as u64,
        mime: "image/jpeg".into(),
        name: "1.jpg".into(),
    };
    let document = LessonFile {
        sha256: Sha256::of(b"%PDF"),
        bytes: 4,
        mime: "application/pdf".into(),
        name: "准则.pdf".into(),
    };
    let mut lesson = lesson(&phone);
    lesson.files = vec![picture.clone(), document.clone()];
    let task = task(&phone, None);
    let delivered = task.id;
    let correction = Correction {
        id: CorrectionId::new(NOW),
        person: phone.me.id,
        day: "2025-12-01".parse().unwrap(),
        shift: 1,
        mode: Mode::OnDuty,
        reason: "手机没电".into(),
        asked_at: NOW,
        decision: None,
        withdrawn_at: None,
    };
    let (day, shift) = (correction.day, correction.shift);
    let result = Action::DeliverTask {
        task: delivered,
        text: "清完了".into(),
        attachments: vec![],
        place: None,
    };
    let operations = [
        Action::PublishLesson { lesson },
        Action::GiveTask { task: Box::new(task) },
        Action::AskCorrection { correction },
        result,
    ]
    .map(|action| refused(&phone, action));
    asking(phone.store, async |engine| {
        for operation in operations {
            let fields = Some("{}".to_owned());
            engine.ask(Edit { operation, fields }).await.unwrap();
        }
        let of_lesson = engine.ask(OpenForm(Form::Lesson)).await.unwrap();
        assert_eq!(of_lesson.text, "# 第一条");
        let files = (1..).zip(&of_lesson.attachments);
        let files: Vec<_> = files
            .map(|(number, file)| LessonFile::of(number, file).unwrap())
            .collect();
        assert_eq!(files, [picture, document]);
        assert!(
            matches!(
                of_lesson.attachments[0],
                Attachment::Photo {
                    width: 8,
                    height: 6,
                    ..
                }
            ),
            "{of_lesson:?}"
        );
        let of_task = engine.ask(OpenForm(Form::Task { parent: None })).await.unwrap();
        assert_eq!(
            (of_task.text.as_str(), of_task.fields.as_deref()),
            ("清到村口", Some("{}"))
        );
        let of_correction = engine
            .ask(OpenForm(Form::Correction { day, shift }))
            .await
            .unwrap();
        assert_eq!(of_correction.text, "手机没电");
        let other = engine
            .ask(OpenForm(Form::Correction { day, shift: 0 }))
            .await
            .unwrap();
        assert_eq!(
            (other.text.as_str(), other.fields),
            ("", None),
            "each shift has its own"
        );
        assert_eq!(engine.ask(OpenResult(delivered)).await.unwrap().text, "清完了");
    });
}

#[test]
fn what_has_no_form_stays_refused() {
    let phone = settled();
    let moment = phone.foreign_moment("修路", NOW);
    let like = Action::React {
        moment,
        reaction: Some(ReactionKind::Like),
    };
    let operation = refused(&phone, like);
    asking(phone.store, async |engine| {
        let edit = Edit {
            operation,
            fields: None,
        };
        assert_eq!(engine.ask(edit).await, Err(Fault::NotFound));
        assert_eq!(engine.ask(GetRefusals).await.unwrap().len(), 1);
    });
}
