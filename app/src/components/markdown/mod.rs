//! A text with headings, lists and pictures, written in Markdown. It is built out of elements, never set as HTML.

mod tree;

use dioxus::prelude::*;
use jishi_core::{model::Sha256, protocol::MediaSize};

pub use tree::{Node, parse};

use super::Picture;

/// The text. Of pictures, only those that belong to it are shown.
#[component]
pub fn Markdown(source: ReadSignal<String>, pictures: Vec<Sha256>) -> Element {
    let nodes = use_memo(move || parse(&source.read()));
    rsx! {
        div { class: "markdown", dir: "auto", {render(&nodes.read(), &pictures)} }
    }
}

fn render(nodes: &[Node], pictures: &[Sha256]) -> Element {
    rsx! {
        for (index, node) in nodes.iter().enumerate() {
            Fragment { key: "{index}", {one(node, pictures)} }
        }
    }
}

fn one(node: &Node, pictures: &[Sha256]) -> Element {
    match node {
        // The page has a title and the text has one; below them begins the text's own order.
        Node::Heading(1, inner) => rsx! { h3 { {render(inner, pictures)} } },
        Node::Heading(2, inner) => rsx! { h4 { {render(inner, pictures)} } },
        Node::Heading(_, inner) => rsx! { h5 { {render(inner, pictures)} } },
        Node::Paragraph(inner) => rsx! { p { {render(inner, pictures)} } },
        Node::List(Some(first), items) => rsx! {
            ol { start: "{first}",
                for (index, item) in items.iter().enumerate() {
                    li { key: "{index}", {render(item, pictures)} }
                }
            }
        },
        Node::List(None, items) => rsx! {
            ul {
                for (index, item) in items.iter().enumerate() {
                    li { key: "{index}", {render(item, pictures)} }
                }
            }
        },
        Node::Quote(inner) => rsx! { blockquote { {render(inner, pictures)} } },
        Node::Code(words) => rsx! { pre { {words.clone()} } },
        Node::Line => rsx! { hr {} },
        Node::Text(words) => rsx! { {words.clone()} },
        Node::Strong(inner) => rsx! { strong { {render(inner, pictures)} } },
        Node::Stressed(inner) => rsx! { em { {render(inner, pictures)} } },
        Node::Verbatim(words) => rsx! { code { {words.clone()} } },
        Node::Link(to, inner) => rsx! {
            a { href: to.clone(), target: "_blank", rel: "noopener noreferrer", {render(inner, pictures)} }
        },
        Node::Picture(sha256, words) if pictures.contains(sha256) => rsx! {
            span { class: "markdown-picture",
                Picture { sha256: *sha256, size: MediaSize::Feed, label: words.clone() }
            }
        },
        Node::Picture(_, words) => rsx! { {words.clone()} },
        Node::Break => rsx! { br {} },
    }
}
