//! Lines of Rust in which only numbers differ: how a target is moved.

/// Did only the values of number literals change from one line to the other? White space at the ends does not count, and
/// neither does another way to write the same value.
pub(crate) fn only_numbers_differ(before: &str, after: &str) -> bool {
    let (before, after) = (masked(before.trim()), masked(after.trim()));
    before.text == after.text && before.values != after.values
}

/// A line with `#` for every number literal, and the literals.
struct Masked {
    text: String,
    values: Vec<Value>,
}

/// A literal without underscores and, where it is a decimal one, as a number with its suffix.
#[derive(PartialEq)]
enum Value {
    Number(f64, String),
    Other(String),
}

fn masked(line: &str) -> Masked {
    let letters: Vec<char> = line.chars().collect();
    let mut masked = Masked { text: String::new(), values: Vec::new() };
    let mut at = 0;
    while at < letters.len() {
        let end = if begins(&letters, at) { end_of_literal(&letters, at) } else { at };
        if end == at {
            masked.text.push(letters[at]);
            at += 1;
        } else {
            masked.text.push('#');
            masked.values.push(value(&letters[at..end]));
            at = end;
        }
    }
    masked
}

/// Does a literal begin here? A digit in a name is none, the `0` of `pair.0` is none, and a minus belongs to it where
/// there is nothing to subtract from.
fn begins(letters: &[char], at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).map(|place| letters[place]);
    let of_a_name = |letter: char| letter.is_alphanumeric() || letter == '_';
    match letters[at] {
        '-' => {
            let left = letters[..at].iter().rev().find(|letter| !letter.is_whitespace());
            letters.get(at + 1).is_some_and(char::is_ascii_digit)
                && !left.is_some_and(|left| of_a_name(*left) || matches!(left, ')' | ']' | '.' | '"'))
        }
        digit if digit.is_ascii_digit() => {
            let is_field = before(1) == Some('.') && before(2) != Some('.');
            !is_field && !before(1).is_some_and(of_a_name)
        }
        _ => false,
    }
}

fn end_of_literal(letters: &[char], start: usize) -> usize {
    let is = |at: usize, test: &dyn Fn(char) -> bool| letters.get(at).is_some_and(|letter| test(*letter));
    let first = start + usize::from(letters[start] == '-');
    let decimal = !(letters[first] == '0' && is(first + 1, &|letter| matches!(letter, 'x' | 'o' | 'b')));
    let mut at = first;
    let mut has_point = false;
    loop {
        if is(at, &|letter| letter.is_alphanumeric() || letter == '_') {
            let is_exponent = decimal && matches!(letters[at], 'e' | 'E');
            at += 1;
            if is_exponent
                && is(at, &|letter| matches!(letter, '+' | '-'))
                && is(at + 1, &|l| l.is_ascii_digit())
            {
                at += 1;
            }
        } else if decimal
            && !has_point
            && is(at, &|letter| letter == '.')
            // `1..2` is a range, `1.max(2)` a call.
            && !is(at + 1, &|letter| letter == '.' || letter == '_' || letter.is_alphabetic())
        {
            has_point = true;
            at += 1;
        } else {
            return at;
        }
    }
}

fn value(literal: &[char]) -> Value {
    let plain: String = literal.iter().filter(|letter| **letter != '_').collect();
    let suffix_from = plain.find(|letter: char| letter.is_alphabetic() && !matches!(letter, 'e' | 'E'));
    let (digits, suffix) = plain.split_at(suffix_from.unwrap_or(plain.len()));
    digits
        .parse()
        .map_or_else(|_| Value::Other(plain.clone()), |number| Value::Number(number, suffix.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::{masked, only_numbers_differ};

    #[test]
    fn every_literal_is_one_mark() {
        for (line, expected) in [
            (".at_least(2.0).on(\"full\")", ".at_least(#).on(\"full\")"),
            ("1e-6, 2.5E+3_f64, 1_000, 0x1F, 7u8, 2.)", "#, #, #, #, #, #)"),
            ("row2 = pair.0 + x.1.0 + f32_of(3)", "row2 = pair.0 + x.1.0 + f32_of(#)"),
            ("0..10, 1.max(2), 4..=-1", "#..#, #.max(#), #..=#"),
            ("a - 1 + b-2 * (-3) + [-4]", "a - # + b-# * (#) + [#]"),
            ("claimed(\"10x\", \"Apple M4, 10 cores\")", "claimed(\"#\", \"Apple M4, # cores\")"),
            ("", ""),
            ("6", "#"),
            ("naïve2 ü 3", "naïve2 ü #"),
        ] {
            assert_eq!(masked(line).text, expected, "{line}");
        }
    }

    #[test]
    fn a_moved_number_is_seen_and_nothing_else_is() {
        for (before, after) in [
            ("at_least(2.0)", "    at_least(1.5)"),
            ("at_most(-0.1)", "at_most(0.1)"),
            ("percent(5)", "percent(50)"),
            ("1e-6", "1e-5"),
            ("2.", "2.5"),
            ("\"10x\"", "\"8x\""),
            ("0x10", "0x11"),
            ("1.0_f32", "1.0_f64"),
        ] {
            assert!(only_numbers_differ(before, after), "{before} -> {after}");
        }
        for (before, after) in [
            ("at_least(2.0)", "    at_least(2.0)"),
            ("at_least(2.0)", "at_least(2.00)"),
            ("1_000_000", "1000000"),
            ("0.5", "5e-1"),
            ("at_least(2.0)", "at_most(2.5)"),
            ("pair.0", "pair.1"),
            ("row2", "row3"),
            ("a - 1", "a + 1"),
            ("", ""),
        ] {
            assert!(!only_numbers_differ(before, after), "{before} -> {after}");
        }
    }
}
