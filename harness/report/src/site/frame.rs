//! What stands around every page: the head, the way around, the foot; and the files that all pages share.

use model::Name;

use super::{File, Home, Sheet, SiteView};
use crate::{
    block::{Block, anchor, html_page},
    html,
};

/// The pages that are one sheet each.
pub(super) const SHEETS: [(Sheet, &str, &str); 3] = [
    (Sheet::Overview, "index.html", "Overview"),
    (Sheet::Scaling, "scaling.html", "Threads"),
    (Sheet::Accuracy, "accuracy.html", "Accuracy"),
];

/// The style sheet and the script.
pub(super) fn fixed() -> Vec<File> {
    let style = charts::theme() + include_str!("style.css");
    vec![
        File { path: "style.css".to_owned(), text: style },
        File { path: "page.js".to_owned(), text: include_str!("page.js").to_owned() },
    ]
}

pub(super) fn experiment(name: &Name) -> String {
    format!("experiment-{name}.html")
}

/// The name of a plan is a key of a file that people write: what is no letter of an address is left out.
pub(super) fn plan(name: &str, class: &str) -> String {
    format!("plan-{}-{}.html", anchor(name), anchor(class))
}

/// The way around: the same on every page.
pub(super) struct Nav {
    links: Vec<(String, String)>,
    experiments: Vec<(String, String)>,
}

impl Nav {
    pub(super) fn of<'a>(view: &SiteView<'_>, experiments: impl Iterator<Item = &'a Name>) -> Self {
        let mut links: Vec<(String, String)> =
            SHEETS.iter().map(|(_, path, title)| ((*path).to_owned(), (*title).to_owned())).collect();
        if view.home == Home::Server {
            links.push(("live.html".to_owned(), "Going on now".to_owned()));
        }
        if view.power.is_some() {
            links.push(("gate.html".to_owned(), "The gate".to_owned()));
        }
        Self { links, experiments: experiments.map(|name| (experiment(name), name.to_string())).collect() }
    }

    /// A whole page.
    pub(super) fn page(&self, path: &str, title: &str, blocks: &[Block]) -> File {
        let title = html(title);
        let text = format!(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title} – Touchstone</title>\n\
             <link rel=\"stylesheet\" href=\"style.css\">\n<script src=\"page.js\" defer></script>\n</head>\n<body>\n\
             <a class=\"skip\" href=\"#main\">To the content</a>\n<header>\n{}</header>\n<main id=\"main\">\n{}</main>\n\
             <footer><p>Written by <code>touchstone report --html</code> from the tables. Nothing was measured for \
             it.</p></footer>\n<div id=\"says\" role=\"status\" hidden></div>\n</body>\n</html>\n",
            self.links(path),
            html_page(blocks)
        );
        File { path: path.to_owned(), text }
    }

    fn links(&self, path: &str) -> String {
        let link = |(to, words): &(String, String)| {
            let current = if to == path { " aria-current=\"page\"" } else { "" };
            format!("<a href=\"{}\"{current}>{}</a>\n", html(to), html(words))
        };
        let links: String = self.links.iter().map(link).collect();
        let experiments: String = self.experiments.iter().map(link).collect();
        format!(
            "<nav aria-label=\"Pages\">\n<strong>Touchstone</strong>\n{links}</nav>\n\
             <details class=\"experiments\"><summary>Experiments</summary>\n<nav aria-label=\"Experiments\">\n\
             {experiments}</nav></details>\n<button id=\"theme\" type=\"button\" hidden>Light or dark</button>\n"
        )
    }
}
