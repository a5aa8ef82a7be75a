//! A page as blocks, so that every form of it says the same.

use crate::{Style, Table, Tone, html, markdown, page::Page};

/// One piece of the page. What stands in it is made harmless when it is set.
pub(crate) enum Block {
    /// The title.
    Title(String),
    /// The heading of a part.
    Part(String),
    /// A heading in a part.
    Heading(String),
    /// A sentence or more.
    Text(String),
    /// What a reader must know first.
    Caution(String),
    /// Sentences of which each stands for itself.
    Items(Vec<String>),
    /// A table: what its lines across all columns are called where they become columns of their own, and the table.
    Rows(&'static str, Table, &'static str),
    /// To be copied. Nothing from outside but names goes in here.
    Commands(Vec<String>),
    /// A picture, where the page can show one.
    Picture(Picture),
}

/// A picture beside its words.
pub struct Picture {
    /// The name of its file, without an ending, where pictures have files.
    pub name: String,
    /// What it shows.
    pub caption: String,
    /// SVG that is harmless already.
    pub svg: String,
}

impl Block {
    /// What was drawn under this name; where nothing could be, why not.
    pub(crate) fn drawn(name: &str, caption: &str, svg: Result<String, charts::Error>) -> Self {
        match svg {
            Ok(svg) => Self::Picture(Picture { name: anchor(name), caption: caption.to_owned(), svg }),
            Err(why) => Self::Text(why.to_string()),
        }
    }
}

/// Where the text of an item starts.
const ITEM: usize = 4;

pub(crate) fn terminal(blocks: &[Block], style: Style) -> String {
    let mut page = Page::new(style);
    for (place, block) in blocks.iter().enumerate() {
        if place > 0 {
            page.blank();
        }
        match block {
            Block::Title(text) | Block::Heading(text) => page.toned(Tone::Strong, 0, &crate::harmless(text)),
            Block::Part(text) => {
                page.blank();
                page.toned(Tone::Strong, 0, &crate::harmless(text).to_uppercase());
            }
            Block::Text(text) => page.line(0, &crate::harmless(text)),
            Block::Caution(text) => {
                page.toned(Tone::Bad, 0, &format!("CAUTION: {}", crate::harmless(text)));
            }
            Block::Items(items) => items.iter().for_each(|item| page.item(ITEM, &crate::harmless(item))),
            Block::Rows(_, table, _) => page.rendered(&table.render(style)),
            Block::Commands(lines) => lines.iter().for_each(|line| page.verbatim(ITEM, line)),
            Block::Picture(picture) => page.line(0, &crate::harmless(&picture.caption)),
        }
    }
    page.text()
}

pub(crate) fn markdown_page(blocks: &[Block]) -> String {
    let blocks: Vec<String> = blocks.iter().map(as_markdown).collect();
    blocks.join("\n\n") + "\n"
}

fn as_markdown(block: &Block) -> String {
    match block {
        Block::Title(text) => format!("# {}", markdown(text)),
        Block::Part(text) => format!("## {}", markdown(text)),
        Block::Heading(text) => format!("### {}", markdown(text)),
        Block::Text(text) => markdown(text),
        Block::Caution(text) => format!("> **Caution:** {}", markdown(text)),
        Block::Items(items) => {
            let items: Vec<String> = items.iter().map(|item| format!("- {}", markdown(item))).collect();
            items.join("\n")
        }
        Block::Rows(above, table, below) => table.markdown(above, below).trim_end().to_owned(),
        Block::Commands(lines) => format!("```sh\n{}\n```", lines.join("\n")),
        Block::Picture(picture) => format!("![{}]({}.svg)", markdown(&picture.caption), picture.name),
    }
}

/// The files of the pictures on a page of Markdown.
pub(crate) fn pictures(blocks: Vec<Block>) -> Vec<Picture> {
    let picture = |block| match block {
        Block::Picture(picture) => Some(picture),
        _ => None,
    };
    blocks.into_iter().filter_map(picture).collect()
}

/// The same for a browser: what stands between the head and the foot of its page.
pub(crate) fn html_page(blocks: &[Block]) -> String {
    blocks.iter().map(as_html).collect()
}

fn as_html(block: &Block) -> String {
    match block {
        Block::Title(text) => format!("<h1>{}</h1>\n", html(text)),
        Block::Part(text) => format!("<h2 id=\"{}\">{}</h2>\n", anchor(text), html(text)),
        Block::Heading(text) => format!("<h3 id=\"{}\">{}</h3>\n", anchor(text), html(text)),
        Block::Text(text) => format!("<p>{}</p>\n", html(text)),
        Block::Caution(text) => {
            format!("<p class=\"caution\"><strong>Caution:</strong> {}</p>\n", html(text))
        }
        Block::Items(items) => {
            let items: Vec<String> = items.iter().map(|item| format!("<li>{}</li>\n", html(item))).collect();
            format!("<ul>\n{}</ul>\n", items.concat())
        }
        Block::Rows(above, table, below) => table.html(above, below),
        Block::Commands(lines) => format!("<pre><code>{}</code></pre>\n", html_lines(lines)),
        Block::Picture(picture) => {
            format!(
                "<figure>\n{}<figcaption>{}</figcaption>\n</figure>\n",
                picture.svg,
                html(&picture.caption)
            )
        }
    }
}

fn html_lines(lines: &[String]) -> String {
    lines.iter().map(|line| html(line)).collect::<Vec<_>>().join("\n")
}

/// A place that an address can point at.
pub fn anchor(text: &str) -> String {
    let words = text.split(|sign: char| !sign.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("-")
}
