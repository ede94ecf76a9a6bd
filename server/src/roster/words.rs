//! The words of a roster for what the domain tells apart, in English and Chinese.

use jishi_core::model::{PersonKind, Rank, Role, UnitKind};

/// A variant and the words for it, the first one being the wire name.
type Words<T> = &'static [(T, &'static [&'static str])];

pub(super) const UNIT_KINDS: Words<UnitKind> = &[
    (UnitKind::County, &["county", "县", "区县"]),
    (UnitKind::Bureau, &["bureau", "局办", "部门", "局"]),
    (UnitKind::Township, &["township", "乡镇", "乡", "镇", "街道"]),
    (UnitKind::Village, &["village", "村", "社区"]),
];

pub(super) const RANKS: Words<Rank> = &[
    (Rank::None, &["none", "无", ""]),
    (Rank::Section, &["section", "股级"]),
    (
        Rank::DeputyTownship,
        &["deputy_township", "乡科级副职", "副科级", "副科"],
    ),
    (Rank::Township, &["township", "乡科级正职", "正科级", "正科"]),
    (
        Rank::DeputyCounty,
        &["deputy_county", "县处级副职", "副处级", "副县级"],
    ),
    (Rank::County, &["county", "县处级正职", "正处级", "正县级"]),
];

pub(super) const KINDS: Words<PersonKind> = &[
    (PersonKind::Ordinary, &["ordinary", "普通", "一般", ""]),
    (
        PersonKind::FirstSecretary,
        &["first_secretary", "第一书记", "村第一书记"],
    ),
    (
        PersonKind::VillageStationed,
        &["village_stationed", "驻村干部", "驻村"],
    ),
];

pub(super) const ROLES: Words<Role> = &[
    (Role::Cadre, &["cadre", "干部", "职工", ""]),
    (Role::Leader, &["leader", "领导", "班子成员"]),
    (Role::Clerk, &["clerk", "考勤员"]),
    (Role::Organization, &["organization", "组织部"]),
    (Role::Administrator, &["administrator", "管理员"]),
];

/// The variant for a word.
pub(super) fn find<T: Copy>(words: Words<T>, word: &str) -> Option<T> {
    let is_it = |known: &&str| known.eq_ignore_ascii_case(word);
    words
        .iter()
        .find(|(_, known)| known.iter().any(is_it))
        .map(|(value, _)| *value)
}

/// All words, for whoever wrote another.
pub(super) fn allowed<T>(words: Words<T>) -> String {
    let each = words.iter().map(|(_, known)| {
        let named: Vec<&str> = known.iter().copied().filter(|known| !known.is_empty()).collect();
        named.join(" = ")
    });
    format!("allowed: {}", each.collect::<Vec<_>>().join("; "))
}
