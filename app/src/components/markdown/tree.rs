//! Markdown (CommonMark) as a tree of what can be shown. There is no node for HTML: it becomes the text that it is.

use jishi_core::model::Sha256;
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Parser, Tag};

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// A heading; 1 is the highest.
    Heading(u8, Vec<Self>),
    /// A paragraph.
    Paragraph(Vec<Self>),
    /// A list: the number of the first item, if it is numbered, and the items.
    List(Option<u64>, Vec<Vec<Self>>),
    /// A quotation.
    Quote(Vec<Self>),
    /// Lines as they are.
    Code(String),
    /// A line between two parts.
    Line,
    /// Words.
    Text(String),
    /// Words that matter.
    Strong(Vec<Self>),
    /// Words said with stress.
    Stressed(Vec<Self>),
    /// A few characters as they are.
    Verbatim(String),
    /// A link that may be followed.
    Link(String, Vec<Self>),
    /// A picture of the lesson's own, and its words.
    Picture(Sha256, String),
    /// The next line.
    Break,
}

/// A picture is named by the digest of its bytes.
const PICTURE: &str = "sha256:";
/// Where a link may lead; anything else, `javascript:` above all, is shown as its words.
const SCHEMES: [&str; 3] = ["https://", "http://", "mailto:"];
/// Deeper than this nothing is nested; what is deeper is left out.
const DEPTH: usize = 24;

/// The tree of a text.
#[must_use]
pub fn parse(markdown: &str) -> Vec<Node> {
    children(&mut Parser::new(markdown), 0)
}

/// Up to the end of what was begun before.
fn children<'a>(events: &mut impl Iterator<Item = Event<'a>>, depth: usize) -> Vec<Node> {
    let mut nodes = Vec::new();
    while let Some(event) = events.next() {
        match event {
            Event::End(_) => break,
            Event::Start(_) if depth == DEPTH => skip(events),
            Event::Start(tag) => {
                let inner = children(events, depth + 1);
                nodes.extend(node(tag, inner));
            }
            Event::Text(words) | Event::Html(words) | Event::InlineHtml(words) => {
                nodes.push(Node::Text(words.into_string()));
            }
            Event::Code(words) => nodes.push(Node::Verbatim(words.into_string())),
            Event::SoftBreak => nodes.push(Node::Text("\n".into())),
            Event::HardBreak => nodes.push(Node::Break),
            Event::Rule => nodes.push(Node::Line),
            // Extensions that are not switched on.
            Event::InlineMath(words) | Event::DisplayMath(words) | Event::FootnoteReference(words) => {
                nodes.push(Node::Text(words.into_string()));
            }
            Event::TaskListMarker(_) => {}
        }
    }
    nodes
}

/// Leaves out what has just begun. It counts instead of calling itself, so that no text can exhaust the stack.
fn skip<'a>(events: &mut impl Iterator<Item = Event<'a>>) {
    let mut open = 1usize;
    while open > 0 {
        match events.next() {
            Some(Event::Start(_)) => open += 1,
            Some(Event::End(_)) => open -= 1,
            Some(_) => {}
            None => break,
        }
    }
}

fn node(tag: Tag<'_>, inner: Vec<Node>) -> Vec<Node> {
    match tag {
        Tag::Heading { level, .. } => vec![Node::Heading(number(level), inner)],
        Tag::Paragraph | Tag::HtmlBlock => vec![Node::Paragraph(inner)],
        Tag::List(first) => {
            let items = inner.into_iter().map(|item| match item {
                Node::Quote(item) => item,
                other => vec![other],
            });
            vec![Node::List(first, items.collect())]
        }
        // Carried as a quotation to the list around it, which takes it apart again.
        Tag::Item | Tag::BlockQuote(_) => vec![Node::Quote(inner)],
        Tag::CodeBlock(CodeBlockKind::Indented | CodeBlockKind::Fenced(_)) => vec![Node::Code(plain(&inner))],
        Tag::Strong => vec![Node::Strong(inner)],
        Tag::Emphasis => vec![Node::Stressed(inner)],
        Tag::Link { dest_url, .. } if SCHEMES.iter().any(|scheme| dest_url.starts_with(scheme)) => {
            vec![Node::Link(dest_url.into_string(), inner)]
        }
        Tag::Image { dest_url, .. } => match dest_url.strip_prefix(PICTURE).map(str::parse) {
            Some(Ok(sha256)) => vec![Node::Picture(sha256, plain(&inner))],
            // Never fetched from elsewhere: that would tell others who reads.
            _ => inner,
        },
        _ => inner,
    }
}

const fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// The words alone.
fn plain(nodes: &[Node]) -> String {
    nodes
        .iter()
        .map(|node| match node {
            Node::Text(words) | Node::Verbatim(words) | Node::Code(words) => words.clone(),
            Node::Heading(_, inner)
            | Node::Paragraph(inner)
            | Node::Quote(inner)
            | Node::Strong(inner)
            | Node::Stressed(inner)
            | Node::Link(_, inner) => plain(inner),
            Node::List(_, items) => items.iter().map(|item| plain(item)).collect(),
            Node::Picture(_, words) => words.clone(),
            Node::Line | Node::Break => "\n".into(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: &str) -> Node {
        Node::Text(words.into())
    }

    #[test]
    fn what_is_written_is_what_is_shown() {
        let picture = Sha256::of(b"field");
        let markdown =
            format!("# 要点\n\n做到**两个维护**：\n\n1. 学\n2. 用\n\n> 原文\n\n![会场](sha256:{picture})\n");
        let expected = [
            Node::Heading(1, vec![text("要点")]),
            Node::Paragraph(vec![
                text("做到"),
                Node::Strong(vec![text("两个维护")]),
                text("："),
            ]),
            Node::List(Some(1), vec![vec![text("学")], vec![text("用")]]),
            Node::Quote(vec![Node::Paragraph(vec![text("原文")])]),
            Node::Paragraph(vec![Node::Picture(picture, "会场".into())]),
        ];
        assert_eq!(parse(&markdown), expected);
    }

    #[test]
    fn html_is_text_and_nothing_is_fetched_from_elsewhere() {
        let nodes = parse("<script>alert(1)</script>\n\n你<b>好</b> ![图](https://example.org/x.png)");
        let Some(Node::Paragraph(first)) = nodes.first() else {
            panic!("{nodes:?}")
        };
        assert!(plain(first).contains("<script>alert(1)</script>"), "{nodes:?}");
        let all = format!("{nodes:?}");
        assert!(!all.contains("Picture") && !all.contains("example.org"), "{all}");
    }

    #[test]
    fn links_lead_to_the_web_and_nowhere_else() {
        let led = |markdown: &str| format!("{:?}", parse(markdown)).contains("Link(");
        assert!(led("[县政府](https://www.gzwm.gov.cn/)"));
        for markdown in [
            "[点我](javascript:alert(1))",
            "[点我](data:text/html,x)",
            "[点我](/me)",
        ] {
            assert!(!led(markdown), "{markdown}");
        }
    }

    #[test]
    fn quotations_in_quotations_have_an_end() {
        let deep = format!("{}深", "> ".repeat(5_000));
        assert!(format!("{:?}", parse(&deep)).len() < 10_000);
    }
}
