//! Foreign text made harmless, measured and broken into lines.

/// Text that may come from anywhere, fit for one line of a terminal: a control character, or one that turns the direction
/// of writing, is shown as its code and does nothing; the end of a line is shown as one.
pub fn harmless(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\t' => out.push(' '),
            '\n' => out.push_str(" ⏎ "),
            '\r' => out.push_str("\\r"),
            c if c.is_control() || is_invisible(c) => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    out
}

/// The same for one cell or line of Markdown: nothing in it is markup, and what needs no escape has none.
pub fn markdown(text: &str) -> String {
    let text = harmless(text);
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '|' | '\\' | '`' | '*' | '#' | '~' => out.extend(['\\', c]),
            // Brackets are common in intervals; a link needs one of these behind them.
            ']' if matches!(rest.peek(), Some('(' | '[' | ':')) => out.push_str("\\]"),
            c => out.push(c),
        }
    }
    out
}

/// The same for HTML, between tags and within quotes.
pub fn html(text: &str) -> String {
    let text = harmless(text);
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// Characters that show nothing and change what is shown: marks of direction, joiners, variation selectors aside.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// How many columns of a terminal a text takes.
pub fn width(text: &str) -> usize {
    text.chars().map(columns).sum()
}

/// Wide and combining characters by their blocks (Unicode, East Asian Width): enough for what a log may hold.
fn columns(c: char) -> usize {
    match c {
        '\u{0300}'..='\u{036f}'
        | '\u{1ab0}'..='\u{1aff}'
        | '\u{20d0}'..='\u{20ff}'
        | '\u{fe00}'..='\u{fe0f}' => 0,
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{303e}'
        | '\u{3041}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{1f300}'..='\u{1f64f}'
        | '\u{1f680}'..='\u{1f6ff}'
        | '\u{1f900}'..='\u{1f9ff}'
        | '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
    }
}

/// Lines of at most so many columns, broken at spaces; a word that is longer is broken where it must.
pub fn wrapped(text: &str, columns_wide: usize) -> Vec<String> {
    let limit = columns_wide.max(1);
    let mut lines = vec![String::new()];
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let line = lines.len() - 1;
        let used = width(&lines[line]);
        if used > 0 && used + 1 + width(word) <= limit {
            lines[line].push(' ');
            lines[line].push_str(word);
            continue;
        }
        if used > 0 {
            lines.push(String::new());
        }
        for c in word.chars() {
            let line = lines.len() - 1;
            if width(&lines[line]) + columns(c) > limit && !lines[line].is_empty() {
                lines.push(String::new());
            }
            let line = lines.len() - 1;
            lines[line].push(c);
        }
    }
    lines
}

/// The same, every line after so many spaces, each with its end.
pub(crate) fn indented(text: &str, spaces: usize, columns_wide: usize) -> String {
    let margin = " ".repeat(spaces);
    let mut out = String::new();
    for line in wrapped(text, columns_wide.saturating_sub(spaces)) {
        out.push_str(format!("{margin}{line}").trim_end());
        out.push('\n');
    }
    out
}
