//! People and moments of a county that does not exist.

use jishi_core::{
    engine::{Delivery, Draft, FeedItem},
    model::{
        Attachment, Datum, Moment, MomentId, OperationId, Person, PersonId, PersonKind, Place, Provider,
        Rank, Receipt, Role, Sha256, Tenure, Timestamp, Unit, UnitId, UnitKind,
    },
    protocol::{Problem, ProblemKind},
};
use uuid::Uuid;

/// 2026-11-23 10:00 in the county.
pub const NOW: Timestamp = Timestamp(1_795_399_200_000);
const MINUTE: i64 = 60_000;

pub fn person(number: u128, name: &str, post: &str) -> Person {
    Person {
        id: PersonId(Uuid::from_u128(
            0x0190_0000_0000_7000_8000_0000_0000_0000 + number,
        )),
        name: name.into(),
        unit: unit().id,
        post: post.into(),
        rank: Rank::None,
        kind: PersonKind::Ordinary,
        role: Role::Cadre,
        tenure: Tenure::default(),
    }
}

pub fn me() -> Person {
    person(2, "韦小龙", "驻村干部")
}

pub fn unit() -> Unit {
    Unit {
        id: UnitId(Uuid::from_u128(7)),
        parent: None,
        name: "蔗香镇".into(),
        kind: UnitKind::Township,
        workplace: None,
        moved_from: vec![],
        hours: vec![],
    }
}

pub fn others() -> Vec<Person> {
    vec![
        person(0, "王安秀", "第一书记"),
        person(9, "罗明", "镇长"),
        person(3, "杨昌华", "扶贫专干"),
        person(4, "岑丽", "党政办主任"),
        person(13, "黄正清", "副镇长"),
        person(6, "班德荣", "农技员"),
        person(15, "陆世美", "民政干事"),
    ]
}

pub fn operation(number: u128) -> OperationId {
    OperationId(Uuid::from_u128(
        0x0191_a4c2_7d10_7a31_9f02_55e0_c1b2_0000 + number,
    ))
}

pub fn receipt(number: u64) -> Receipt {
    Receipt {
        operation: operation(u128::from(number)),
        sequence: 10_480 + number,
        received_at: NOW.plus(-MINUTE),
        proof: None,
    }
}

pub fn digest(seed: u8) -> Sha256 {
    Sha256::of(&[seed])
}

pub fn photo(seed: u8, width: u32, height: u32) -> Attachment {
    Attachment::Photo {
        sha256: digest(seed),
        bytes: 320_000,
        width,
        height,
    }
}

pub fn voice(seed: u8) -> Attachment {
    let waveform = (0..48u32)
        .map(|i| ((i * 37 + i * i * 11) % 200 + if i % 9 < 6 { 50 } else { 0 }) as u8)
        .collect();
    Attachment::Voice {
        sha256: digest(seed),
        bytes: 40_000,
        duration_ms: 17_300,
        waveform,
    }
}

pub fn place(mock: Option<bool>) -> Place {
    Place {
        latitude: 25.166_42,
        longitude: 106.087_13,
        accuracy_m: 12.4,
        age_ms: 2_100,
        taken_at: None,
        provider: Provider::Satellite,
        mock,
        datum: Datum::Wgs84,
    }
}

/// A moment written `minutes` ago by the person at `author` among the others; one's own if `None`.
pub fn item(
    number: u128,
    author: Option<usize>,
    minutes: i64,
    text: &str,
    attachments: Vec<Attachment>,
) -> FeedItem {
    let mine = author.is_none();
    let author = author.map_or_else(me, |index| others()[index].clone());
    let id = MomentId(Uuid::from_u128(
        0x0192_0000_0000_7000_8000_0000_0000_1000 + number,
    ));
    FeedItem {
        doubt: None,
        moment: Moment {
            id,
            author: author.id,
            text: text.into(),
            attachments,
            place: None,
            done_at: NOW.plus(-minutes * MINUTE),
        },
        author,
        unit: "蔗香镇".into(),
        placed: false,
        mine,
        followed: false,
        likes: vec![],
        like_count: 0,
        liked_by_me: false,
        dislikes: vec![],
        disliked_by_me: false,
        edited_at: None,
        may_see_trace: true,
        may_like: !mine,
        may_dislike: false,
        edit_until: None,
        delete_until: None,
        delivery: Delivery::Received(receipt(u64::try_from(number).unwrap_or(0))),
    }
}

pub fn refusal() -> Problem {
    Problem::new(ProblemKind::UnsupportedMedia)
}

pub const LONG: &str = "上午参加镇党委会议，传达学习县委关于冬季防火和森林防灭火工作的部署，会后到乐康村、里朗村走访。\n\
    一、里朗村三组王大伯家房屋漏雨，已联系村委安排人员明早检修；\n二、乐康村五组饮水管道破损，组织 6 名群众现场抢修，下午三点恢复供水；\n\
    三、入户宣传医保缴费政策 23 户，其中 4 户外出务工，已电话联系。\n四、收集群众意见 5 条，已登记台账并逐条答复。\n明日计划：继续走访三组剩余农户，核实易地搬迁后续就业情况。";

/// A feed with everything in it.
pub fn feed() -> Vec<FeedItem> {
    let mut waiting = item(
        1,
        None,
        0,
        "到里朗村三组看望独居老人，带去米和油。山里没有信号，先记下来。",
        vec![photo(1, 2048, 1536), photo(2, 1536, 2048)],
    );
    waiting.delivery = Delivery::Waiting;
    waiting.moment.place = Some(place(None));

    let mut sending = item(
        2,
        None,
        4,
        "产业路硬化今天收尾，共 1.2 公里。",
        vec![photo(3, 2048, 1152)],
    );
    sending.delivery = Delivery::Uploading { percent: 42 };

    let mut refused = item(3, None, 31, "村委会公示栏更新。", vec![]);
    refused.delivery = Delivery::Refused {
        operation: operation(3),
        problem: refusal(),
    };

    let mut liked = item(
        4,
        Some(0),
        52,
        "砂糖橘开园，第一车下午发往贵阳。感谢大家帮忙！🍊",
        (10..19).map(|s| photo(s, 1600, 1600)).collect(),
    );
    liked.likes = [1, 3, 4, 5]
        .iter()
        .map(|i| others()[*i].clone())
        .chain([me()])
        .collect();
    liked.like_count = liked.likes.len();
    liked.liked_by_me = true;
    liked.moment.place = Some(place(None));

    let spoken = item(5, Some(5), 95, "", vec![voice(40)]);
    let long = item(6, Some(3), 180, LONG, vec![]);

    let mut portrait = item(
        7,
        Some(2),
        16 * 60,
        "入户核实低保申请，王奶奶家的新灶台。",
        vec![photo(21, 1200, 2048)],
    );
    portrait.likes = vec![others()[0].clone()];
    portrait.like_count = 1;

    let mut rtl = item(
        8,
        Some(6),
        60 * 24 * 20,
        "双语宣传：\u{202b}قاتناش بىخەتەرلىكى\u{202c} 交通安全进村寨。",
        vec![
            photo(22, 1600, 1200),
            photo(23, 1600, 1200),
            photo(24, 1600, 1200),
        ],
    );
    rtl.moment.place = Some(place(Some(true)));
    vec![waiting, sending, refused, liked, spoken, long, portrait, rtl]
}

pub fn empty_draft() -> Draft {
    Draft {
        fields: None,
        id: MomentId(Uuid::from_u128(0x0192_0000_0000_7000_8000_0000_0000_2000)),
        text: String::new(),
        place: None,
        attachments: vec![],
    }
}

pub fn full_draft() -> Draft {
    Draft {
        fields: None,
        text: "上午到里朗村三组查看饮水管道，和村民一起把漏水的接头换了。下午三点恢复供水。".into(),
        place: Some(place(None)),
        attachments: vec![
            photo(31, 2048, 1536),
            photo(32, 1536, 2048),
            photo(33, 2048, 1536),
            voice(41),
        ],
        ..empty_draft()
    }
}
