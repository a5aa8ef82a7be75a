//! Reads a file line by line; what a line means is known where its section is.

use std::path::Path;

use super::{
    column_list::ColumnList,
    fields::fields,
    named::{Named, Names, Note, Sense},
    problem::{MpsError, MpsProblem, clipped},
    row_list::RowList,
    section::Section,
};
use crate::LinearProgram;

/// Reads a linear program; `file` is what errors call the text.
pub fn read_mps(text: &str, file: &str) -> Result<Named, MpsError> {
    read(text).map_err(|(line, problem)| MpsError::Line { file: file.to_owned(), line, problem })
}

/// Reads the file at `path`.
pub fn read_mps_file(path: impl AsRef<Path>) -> Result<Named, MpsError> {
    let file = path.as_ref().display().to_string();
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(source) => return Err(MpsError::Unreadable { file, source }),
    };
    match std::str::from_utf8(&bytes) {
        Ok(text) => read_mps(text, &file),
        Err(error) => {
            let line = bytes[..error.valid_up_to()].split(|byte| *byte == b'\n').count();
            Err(MpsError::Line { file, line, problem: MpsProblem::NoText })
        }
    }
}

/// A problem and its line.
type Wrong = (usize, MpsProblem);

fn read(text: &str) -> Result<Named, Wrong> {
    let mut reader = Reader::default();
    let mut last = 1;
    for (line, content) in (1..).zip(text.lines()) {
        last = line;
        if content.starts_with('*') || content.trim().is_empty() {
            continue;
        }
        if reader.section == Some(Section::End) {
            reader.rows.notes.push(Note::AfterEnd { line });
            break;
        }
        let begins_a_section = !content.starts_with(char::is_whitespace);
        if begins_a_section { reader.begin(content) } else { reader.data(content, line) }
            .map_err(|problem| (line, problem))?;
    }
    // Where no line is to blame, the last one is named.
    reader.finish().map_err(|(line, problem)| (if line == 0 { last } else { line }, problem))
}

#[derive(Default)]
struct Reader<'a> {
    section: Option<Section>,
    seen: Vec<Section>,
    name: &'a str,
    sense: Option<Sense>,
    rows: RowList<'a>,
    /// From the beginning of COLUMNS on, when all rows are known.
    columns: Option<ColumnList<'a>>,
}

impl<'a> Reader<'a> {
    fn begin(&mut self, content: &'a str) -> Result<(), MpsProblem> {
        let (word, rest) = content.split_once(char::is_whitespace).unwrap_or((content, ""));
        let (section, rest) = (Section::parse(word)?, rest.trim());
        self.leave()?;
        if self.seen.contains(&section) {
            return Err(MpsProblem::SectionTwice { section: section.word() });
        }
        if let Some(needs) = section.needs().filter(|needs| !self.seen.contains(needs)) {
            return Err(MpsProblem::SectionEarly { section: section.word(), needs: needs.word() });
        }
        self.seen.push(section);
        self.section = Some(section);
        match section {
            Section::Name => self.name = rest,
            Section::Sense if !rest.is_empty() => self.set_sense(rest)?,
            Section::Columns if self.rows.objective().is_none() => return Err(MpsProblem::NoObjective),
            Section::Columns => self.columns = Some(ColumnList::new(&self.rows)),
            _ => (),
        }
        if rest.is_empty()
            || matches!(section, Section::Name | Section::Sense)
            || rest.starts_with(['$', '*'])
        {
            return Ok(());
        }
        Err(MpsProblem::SectionText { section: section.word(), text: clipped(rest) })
    }

    /// What must hold at the end of a section.
    fn leave(&self) -> Result<(), MpsProblem> {
        match self.section {
            Some(Section::Sense) if self.sense.is_none() => Err(MpsProblem::SenseCount),
            _ => Ok(()),
        }
    }

    fn set_sense(&mut self, value: &str) -> Result<(), MpsProblem> {
        let sense = match value.to_ascii_uppercase().as_str() {
            "MIN" | "MINIMIZE" | "MINIMISE" => Sense::Minimise,
            "MAX" | "MAXIMIZE" | "MAXIMISE" => Sense::Maximise,
            _ => return Err(MpsProblem::Sense { value: clipped(value) }),
        };
        self.sense.replace(sense).map_or(Ok(()), |_| Err(MpsProblem::SenseCount))
    }

    fn data(&mut self, content: &'a str, line: usize) -> Result<(), MpsProblem> {
        match self.section {
            Some(Section::Sense) => self.set_sense(fields(content, &[1], "one word, MIN or MAX,")?[0]),
            Some(Section::Rows) => {
                let fields = fields(content, &[2], "a kind and a name")?;
                self.rows.declare(fields[0], fields[1], line)
            }
            Some(Section::Columns) => self.column(content),
            Some(Section::Rhs) => {
                let (set, pairs) = pairs(content)?;
                pairs.chunks_exact(2).try_for_each(|pair| self.rows.set_rhs(set, pair[0], pair[1]))
            }
            Some(Section::Ranges) => {
                let (set, pairs) = pairs(content)?;
                pairs.chunks_exact(2).try_for_each(|pair| self.rows.set_range(set, pair[0], pair[1], line))
            }
            Some(Section::Bounds) => self.bound(content, line),
            Some(Section::Name | Section::End) | None => {
                Err(MpsProblem::NoPlace { line: clipped(content.trim()) })
            }
        }
    }

    fn column(&mut self, content: &'a str) -> Result<(), MpsProblem> {
        let fields = fields(content, &[3, 5], "a column and one or two pairs of row and number")?;
        if fields[1] == "'MARKER'" && self.rows.find(fields[1]).is_err() {
            return Err(match fields[2] {
                "'INTORG'" | "'INTEND'" => MpsProblem::Integer { what: format!("marker {}", fields[2]) },
                other => MpsProblem::Marker { value: clipped(other) },
            });
        }
        let columns = self.columns.as_mut().expect("section COLUMNS made it");
        columns.add(&self.rows, fields[0], &fields[1..])
    }

    fn bound(&mut self, content: &'a str, line: usize) -> Result<(), MpsProblem> {
        let kind = content.split_whitespace().next().unwrap_or_default();
        let what = || format!("bound of kind {kind}");
        let valued = match kind {
            "LO" | "UP" | "FX" => 1,
            "FR" | "MI" | "PL" => 0,
            "BV" | "LI" | "UI" => return Err(MpsProblem::Integer { what: what() }),
            "SC" | "SI" => return Err(MpsProblem::SemiContinuous { what: what() }),
            _ => return Err(MpsProblem::BoundKind { value: clipped(kind) }),
        };
        let takes =
            if valued == 1 { "a kind, a set, a column and a number" } else { "a kind, a set and a column" };
        let mut fields = fields(content, &[2 + valued, 3 + valued], takes)?;
        let value = (valued == 1).then(|| fields.pop()).flatten();
        let set = if fields.len() == 3 { fields[1] } else { "" };
        let columns = self.columns.as_mut().expect("section BOUNDS needs COLUMNS");
        columns.bound(kind, set, fields[fields.len() - 1], value, line)
    }

    fn finish(mut self) -> Result<Named, Wrong> {
        for needed in [Section::Rows, Section::Columns, Section::End] {
            if !self.seen.contains(&needed) {
                return Err((0, MpsProblem::SectionMissing { section: needed.word() }));
            }
        }
        let mut notes = std::mem::take(&mut self.rows.notes);
        let (rows, row_names) = self.rows.bounds()?;
        let columns = self.columns.take().expect("section COLUMNS was seen").finish(&mut notes)?;
        let whole = |problem| (0, problem);
        let sense = self.sense.unwrap_or_default();
        let offset = self.rows.offset().map_err(whole)?;
        let mut program = LinearProgram {
            matrix: columns.matrix,
            costs: columns.costs,
            columns: columns.bounds,
            rows,
            offset,
        };
        if sense == Sense::Maximise {
            turn(&mut program);
        }
        program.check().map_err(|fault| whole(fault.into()))?;
        let objective = self.rows.objective().unwrap_or_default().to_owned();
        let names =
            Names { program: self.name.to_owned(), objective, rows: row_names, columns: columns.names };
        Ok(Named { program, names, sense, notes })
    }
}

/// Maximised becomes minimised. A zero keeps its sign, as a cost that is not there has none to lose.
fn turn(program: &mut LinearProgram) {
    for number in program.costs.iter_mut().chain([&mut program.offset]).filter(|number| **number != 0.0) {
        *number = -*number;
    }
}

/// The pairs of row and number of a line of RHS or RANGES, whose set may be left out.
fn pairs(content: &str) -> Result<(&str, Vec<&str>), MpsProblem> {
    let mut fields = fields(content, &[2, 3, 4, 5], "a set and one or two pairs of row and number")?;
    let set = if fields.len() % 2 == 1 { fields.remove(0) } else { "" };
    Ok((set, fields))
}
