//! Components beside each other, in their states: at `/gallery`, in development builds only.

use dioxus::prelude::*;
use jishi_core::{
    engine::{Delivery, Fault, SyncState, Trouble},
    model::{OperationId, Timestamp},
    protocol::{Problem, ProblemKind},
};
use uuid::Uuid;

use crate::components::{
    Button, ButtonKind, Chip, Chips, DeliverySign, EmptyState, Icon, IconButton, MomentSkeleton, Notice,
    NoticeKind, Row, Rows, SealMark, Shape, SyncBanner, TapLook, TapRing, Tone, TopBar, UndoBar,
    UpdateBanner, Waveform,
};
use crate::texts::{Sentence as _, use_texts};

/// Everything that can be shown without an engine. The words are samples, not texts of the app.
#[component]
pub fn GalleryPage() -> Element {
    let texts = use_texts();
    let operation = OperationId(Uuid::nil());
    let deliveries = [
        Delivery::Waiting,
        Delivery::Uploading { percent: 42 },
        Delivery::Sending,
        Delivery::WaitsForWifi { operation },
        Delivery::Refused {
            operation,
            problem: Problem::new(ProblemKind::Forbidden),
        },
    ];
    let chips = ["全部", "本单位", "我的"].map(|words| Chip {
        words: words.into(),
        chosen: words == "本单位",
    });
    let trouble = SyncState {
        waiting: 3,
        trouble: Some(Trouble::Unreachable),
        next_try: Some(Timestamp(0)),
        ..SyncState::default()
    };
    rsx! {
        TopBar { title: "Gallery", back: true, mark: true,
            IconButton { shape: Shape::More, label: "More", onclick: |_| {} }
        }
        div { class: "gallery",
            Sample { name: "Button",
                Button { kind: ButtonKind::Primary, icon: Shape::Check, onclick: |_| {}, "主要" }
                Button { onclick: |_| {}, "其他" }
                Button { kind: ButtonKind::Danger, icon: Shape::Trash, onclick: |_| {}, "删除" }
                Button { disabled: true, onclick: |_| {}, "不可用" }
                Button { busy: true, onclick: |_| {}, "进行中" }
            }
            Sample { name: "Icon",
                for shape in Shape::ALL.iter().copied() {
                    span { key: "{shape:?}", title: "{shape:?}", Icon { shape } }
                }
            }
            Sample { name: "Chips", Chips { label: "谁的", chips: chips.to_vec(), onchoose: |_| {} } }
            Sample { name: "Notice",
                Notice { kind: NoticeKind::Trouble, onclose: |()| {}, {Fault::Trouble(Trouble::Slow).sentence(&texts)} }
                Notice { kind: NoticeKind::Waiting, "等待处理" }
                Notice { kind: NoticeKind::Information, "只是告知" }
            }
            Sample { name: "SyncBanner, UpdateBanner",
                SyncBanner { state: trouble, onretry: |()| {} }
                UpdateBanner { ready: true, onupdate: |()| {} }
            }
            Sample { name: "Row",
                Rows { id: "gallery-rows", title: "一组", note: "说明一句",
                    Row { shape: Shape::Calendar, title: "安静", words: "第二行", hint: "最后一行", to: None }
                    Row { shape: Shape::Check, tone: Tone::Done, title: "已完成", to: None }
                    Row { shape: Shape::Clock, tone: Tone::Waiting, title: "等待中", to: None }
                    Row { shape: Shape::Refused, tone: Tone::Alarm, title: "要处理", to: crate::Route::Feed {} }
                }
            }
            Sample { name: "DeliverySign, SealMark",
                for delivery in deliveries {
                    DeliverySign { delivery, onopen: |_| {} }
                }
                SealMark { onclick: |_| {} }
            }
            Sample { name: "TapRing",
                for (look, words) in [(TapLook::Ready, "打卡"), (TapLook::Busy, "定位中"), (TapLook::Done, "已打卡")] {
                    TapRing { key: "{words}", words, hint: "08:30 上班", look, accuracy_m: 12.0, onclick: |()| {} }
                }
            }
            Sample { name: "Waveform", Waveform { levels: (0..28).map(|bar| bar * 9).collect::<Vec<u8>>(), played: 12 } }
            Sample { name: "UndoBar", UndoBar { words: "已批准", onundo: |()| {} } }
            Sample { name: "MomentSkeleton", MomentSkeleton { photo: true } }
            Sample { name: "EmptyState", EmptyState { shape: Shape::Search, title: "没有找到", words: "换个字词试试。" } }
        }
    }
}

#[component]
fn Sample(name: String, children: Element) -> Element {
    rsx! {
        section { class: "gallery-sample", "aria-label": name.clone(),
            h2 { class: "section-title", {name.clone()} }
            div { class: "gallery-pieces", {children} }
        }
    }
}
