//! The page of what is going on now: a few words for who has no script, and the script that asks the server.

use super::{File, frame::Nav};
use crate::block::Block;

pub(super) fn files(nav: &Nav) -> Vec<File> {
    let mut page = nav.page(
        "live.html",
        "Going on now",
        &[
            Block::Title("Going on now".to_owned()),
            Block::Text(
                "This page asks the server twice a second. Verdicts are those of the last look: between looks nothing is judged."
                    .to_owned(),
            ),
        ],
    );
    let place = "<div id=\"live\" aria-live=\"polite\"><noscript>It needs its script, live.js.</noscript></div>\n</main>";
    let text = page.text.replacen("</main>", place, 1);
    page.text = text.replacen("</head>", "<script src=\"live.js\" defer></script>\n</head>", 1);
    vec![page, File { path: "live.js".to_owned(), text: include_str!("live.js").to_owned() }]
}
