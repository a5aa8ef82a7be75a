//! A page as blocks, so that every form of it says the same.

use crate::{Style, Table, Tone, markdown, page::Page};

/// One piece of the page. What stands in it is made harmless when it is set.
pub(super) enum Block {
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
}

/// Where the text of an item starts.
const ITEM: usize = 4;

pub(super) fn terminal(blocks: &[Block], style: Style) -> String {
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
        }
    }
    page.text()
}

pub(super) fn markdown_page(blocks: &[Block]) -> String {
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
    }
}
