//! Foreign text made harmless.

use crate::{harmless, markdown, width, wrapped};

#[test]
fn control_characters_are_shown_and_do_nothing() {
    assert_eq!(harmless("a\tb\nc\r\nd\re\u{1b}[0m\u{9b}"), "a b ⏎ c ⏎ d\\re\\u{1b}[0m\\u{9b}");
    assert_eq!(harmless("\u{202e}x\u{200b}\u{feff}\u{2066}"), "\\u{202e}x\\u{200b}\\u{feff}\\u{2066}");
    assert_eq!(harmless("naïve µs ≥ 2× 寿司"), "naïve µs ≥ 2× 寿司");
}

#[test]
fn nothing_in_markdown_is_markup() {
    assert_eq!(
        markdown("a|b <i> [l](u) `c` *d* \\ # ~ &"),
        "a\\|b &lt;i&gt; [l\\](u) \\`c\\` \\*d\\* \\\\ \\# \\~ &amp;"
    );
    assert_eq!(markdown("1.5x [1.3, 1.8] [a][b]"), "1.5x [1.3, 1.8] [a\\][b]");
    assert_eq!(markdown("row-table over tree_2"), "row-table over tree_2");
}

#[test]
fn width_is_what_a_terminal_shows() {
    assert_eq!(width("tree"), 4);
    assert_eq!(width("寿司"), 4);
    assert_eq!(width("e\u{301}"), 1);
    assert_eq!(width("✓ ≠ –"), 5);
}

#[test]
fn lines_break_at_spaces_and_long_words_where_they_must() {
    assert_eq!(wrapped("one two three", 8), ["one two", "three"]);
    assert_eq!(wrapped("abcdefgh ij", 3), ["abc", "def", "gh", "ij"]);
    assert_eq!(wrapped("", 10), [""]);
    assert_eq!(wrapped("寿司寿司", 4), ["寿司", "寿司"]);
    assert_eq!(wrapped("x", 0), ["x"]);
}
