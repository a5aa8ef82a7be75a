//! Profiles as people have them. Whatever is wrong is told with the file and the line: an hour that is missing would otherwise
//! shift all that follow.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{HOURS, Origin, Profile, power_of_wind};

/// The first line, with its units: a table that was made for others is not taken for one of ours.
const HEADING: &str = "hour,wind [m/s],sun [W/m2],price [EUR/MWh]";
/// Panels are rated at this irradiance, W/m2, and their inverters give no more.
const RATED_SUN: f64 = 1000.0;

/// A file that is no profile.
#[derive(Debug, thiserror::Error)]
pub enum ProfileError {
    /// It cannot be read.
    #[error("{}: {reason}", .file.display())]
    Unreadable {
        /// Which file.
        file: PathBuf,
        /// Why.
        reason: io::Error,
    },
    /// Another first line.
    #[error("{}, line 1: the heading is {heading:?}; give {HEADING:?}, in these units", .file.display())]
    Heading {
        /// Which file.
        file: PathBuf,
        /// What stands there.
        heading: String,
    },
    /// Not a row of four numbers that mean something.
    #[error("{}, line {line}: {what} is {value:?}; {wanted}", .file.display())]
    Value {
        /// Which file.
        file: PathBuf,
        /// Counted from 1.
        line: usize,
        /// Which number of the row.
        what: &'static str,
        /// As it stands there.
        value: String,
        /// What it has to be.
        wanted: String,
    },
    /// Too short, or too long.
    #[error("{}: {hours} hours; a profile has the {HOURS} of a year of 365 days", .file.display())]
    Length {
        /// Which file.
        file: PathBuf,
        /// How many there are.
        hours: usize,
    },
}

pub(super) fn read(path: &Path) -> Result<Profile, ProfileError> {
    let file = || path.to_owned();
    let text =
        fs::read_to_string(path).map_err(|reason| ProfileError::Unreadable { file: file(), reason })?;
    let mut lines = text.lines().map(str::trim_end);
    let heading = lines.next().unwrap_or_default();
    if heading != HEADING {
        return Err(ProfileError::Heading { file: file(), heading: heading.to_owned() });
    }
    let origin = Origin::File(path.display().to_string());
    let mut profile = Profile { origin, wind: Vec::new(), sun: Vec::new(), price: Vec::new() };
    for (hour, row) in lines.enumerate() {
        if hour == HOURS {
            let hours = hour + 1 + text.lines().count().saturating_sub(HOURS + 2);
            return Err(ProfileError::Length { file: file(), hours });
        }
        let row = Row { file: path, line: hour + 2, fields: row.split(',').collect() };
        row.is_hour(hour)?;
        let [wind, sun, price] =
            [row.number(1, "the wind in m/s")?, row.number(2, "the sun in W/m2")?, row.price()?];
        profile.wind.push(power_of_wind(wind));
        profile.sun.push((sun / RATED_SUN).min(1.0));
        profile.price.push(price);
    }
    match profile.wind.len() {
        HOURS => Ok(profile),
        hours => Err(ProfileError::Length { file: file(), hours }),
    }
}

struct Row<'a> {
    file: &'a Path,
    line: usize,
    fields: Vec<&'a str>,
}

impl Row<'_> {
    fn wrong(&self, what: &'static str, value: &str, wanted: impl Into<String>) -> ProfileError {
        let (file, value) = (self.file.to_owned(), value.to_owned());
        ProfileError::Value { file, line: self.line, what, value, wanted: wanted.into() }
    }

    /// Whether no hour is missing, and none is there twice.
    fn is_hour(&self, hour: usize) -> Result<(), ProfileError> {
        if self.fields.len() != 4 {
            let columns = self.fields.len().to_string();
            return Err(self.wrong("the number of columns", &columns, "give four"));
        }
        match self.fields[0].trim().parse::<usize>() {
            Ok(found) if found == hour => Ok(()),
            _ => Err(self.wrong("the hour", self.fields[0], format!("hour {hour} comes here: fill the gap"))),
        }
    }

    fn price(&self) -> Result<f64, ProfileError> {
        self.finite(3, "the price in EUR/MWh")
    }

    fn number(&self, column: usize, what: &'static str) -> Result<f64, ProfileError> {
        let number = self.finite(column, what)?;
        if number < 0.0 {
            return Err(self.wrong(what, self.fields[column], "give zero or more"));
        }
        Ok(number)
    }

    fn finite(&self, column: usize, what: &'static str) -> Result<f64, ProfileError> {
        match self.fields[column].trim().parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(number),
            _ => Err(self.wrong(what, self.fields[column], "give a finite number")),
        }
    }
}
