//! A line as fields, without what is only said to people.

use super::problem::{MpsProblem, clipped};

/// The fields of a line, of which there must be one of these numbers.
///
/// Where a record may end, a field that begins with `$` begins a comment. So does `*`, but only where the line would be too
/// long otherwise: there are rows that are called `*OBJ*`.
pub(super) fn fields<'a>(
    line: &'a str,
    allowed: &[usize],
    takes: &'static str,
) -> Result<Vec<&'a str>, MpsProblem> {
    let mut fields: Vec<&str> = line.split_whitespace().collect();
    let comment = |fields: &[&str], sign: char| {
        allowed.iter().copied().find(|end| fields.get(*end).is_some_and(|field| field.starts_with(sign)))
    };
    if let Some(end) = comment(&fields, '$') {
        fields.truncate(end);
    }
    if !allowed.contains(&fields.len())
        && let Some(end) = comment(&fields, '*')
    {
        fields.truncate(end);
    }
    if allowed.contains(&fields.len()) {
        return Ok(fields);
    }
    Err(MpsProblem::Fields { line: clipped(line.trim()), got: fields.len(), takes })
}

/// What a name must be, so that every line that holds it is split where it was joined.
pub(super) fn name(name: &str) -> Result<&str, MpsProblem> {
    if name.starts_with('$') {
        return Err(MpsProblem::Dollar { name: clipped(name) });
    }
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_end_a_record() {
        const NAME: &[usize] = &[2];
        const ENTRIES: &[usize] = &[3, 5];
        for (line, allowed, want) in [
            (" N COST $a b c", NAME, 2),
            (" G R1 *Comment", NAME, 2),
            (" N *OBJ*", NAME, 2),
            (" C R 1 *OBJ* 2", ENTRIES, 5),
            (" C R 1 $OBJ 2", ENTRIES, 3),
            (" C R 1 S 2 *x", ENTRIES, 5),
            (" C R 1 *x", ENTRIES, 3),
        ] {
            assert_eq!(fields(line, allowed, "").unwrap().len(), want, "{line}");
        }
        assert!(matches!(fields(" N MY ROW", NAME, ""), Err(MpsProblem::Fields { got: 3, .. })));
    }
}
