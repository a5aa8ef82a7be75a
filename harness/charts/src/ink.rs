//! The colours, by what they mean. Each is told apart in light and dark, in grey and by colour-blind eyes: Okabe and Ito's
//! palette, with its yellow darkened for white paper.

use plotters::style::RGBColor;

/// What a mark says by its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// It holds.
    Good,
    /// It does not.
    Bad,
    /// It is not decided.
    Open,
    /// It says nothing of that kind.
    Plain,
}

/// Everything that can be drawn with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ink {
    Text,
    Faint,
    Rule,
    Good,
    Bad,
    Open,
    /// One of several series, by its place.
    Series(usize),
}

/// A name, the colour on white and the colour on black.
struct Colour {
    name: &'static str,
    light: (u8, u8, u8),
    dark: (u8, u8, u8),
}

const fn colour(name: &'static str, light: (u8, u8, u8), dark: (u8, u8, u8)) -> Colour {
    Colour { name, light, dark }
}

const TEXT: Colour = colour("text", (0x1C, 0x1F, 0x23), (0xE8, 0xEA, 0xED));
const FAINT: Colour = colour("faint", (0x5B, 0x63, 0x6D), (0xA3, 0xAB, 0xB6));
const RULE: Colour = colour("rule", (0xD5, 0xDA, 0xE0), (0x3A, 0x40, 0x48));
const GOOD: Colour = colour("good", (0x00, 0x70, 0x52), (0x3D, 0xC9, 0x9B));
const BAD: Colour = colour("bad", (0xB3, 0x45, 0x00), (0xFF, 0x8F, 0x4D));
const OPEN: Colour = colour("open", (0x7A, 0x5A, 0x00), (0xE6, 0xC2, 0x4D));
const SERIES: [Colour; 8] = [
    colour("series-1", (0x00, 0x5E, 0x9C), (0x5C, 0xB3, 0xF2)),
    colour("series-2", (0xC2, 0x57, 0x00), (0xF5, 0xA1, 0x4C)),
    colour("series-3", (0x00, 0x80, 0x62), (0x40, 0xD1, 0xA7)),
    colour("series-4", (0x9C, 0x45, 0x78), (0xE0, 0x8F, 0xBF)),
    colour("series-5", (0x8A, 0x6D, 0x00), (0xEB, 0xD0, 0x4A)),
    colour("series-6", (0x2B, 0x7F, 0xB8), (0x8F, 0xD0, 0xF7)),
    colour("series-7", (0x5E, 0x5A, 0x9E), (0xAE, 0xAA, 0xEE)),
    colour("series-8", (0x66, 0x6B, 0x70), (0xB5, 0xBB, 0xC2)),
];

fn all() -> impl Iterator<Item = &'static Colour> {
    [&TEXT, &FAINT, &RULE, &GOOD, &BAD, &OPEN].into_iter().chain(&SERIES)
}

impl Ink {
    fn colour(self) -> &'static Colour {
        match self {
            Self::Text => &TEXT,
            Self::Faint => &FAINT,
            Self::Rule => &RULE,
            Self::Good => &GOOD,
            Self::Bad => &BAD,
            Self::Open => &OPEN,
            Self::Series(place) => &SERIES[place % SERIES.len()],
        }
    }

    pub(crate) fn rgb(self) -> RGBColor {
        let (red, green, blue) = self.colour().light;
        RGBColor(red, green, blue)
    }
}

impl From<Tone> for Ink {
    fn from(tone: Tone) -> Self {
        match tone {
            Tone::Good => Self::Good,
            Tone::Bad => Self::Bad,
            Tone::Open => Self::Open,
            Tone::Plain => Self::Series(0),
        }
    }
}

fn hex((red, green, blue): (u8, u8, u8)) -> String {
    format!("#{red:02X}{green:02X}{blue:02X}")
}

/// The colours of a drawing become those of the page it stands in.
pub(crate) fn follow_the_page(svg: &str) -> String {
    all().fold(svg.to_owned(), |svg, colour| {
        let light = hex(colour.light);
        svg.replace(&format!("\"{light}\""), &format!("\"var(--ts-{},{light})\"", colour.name))
    })
}

/// The style sheet that gives a page these colours, light and dark: by what the reader's system asks for, unless
/// `data-theme` of the page says which.
pub fn theme() -> String {
    let block = |of: fn(&Colour) -> (u8, u8, u8)| {
        let lines: Vec<String> =
            all().map(|colour| format!("--ts-{}:{};", colour.name, hex(of(colour)))).collect();
        lines.concat()
    };
    let (light, dark) = (block(|colour| colour.light), block(|colour| colour.dark));
    format!(
        ":root{{{light}}}\n\
         @media screen and (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}\n\
         @media screen{{:root[data-theme=dark]{{{dark}}}}}\n"
    )
}

/// The picture on paper of its own, for where no page says what is behind it: a notebook, a file. It is white unless a
/// notebook around it says that its theme is dark; what the reader's system asks for says nothing about that paper.
pub fn on_paper(svg: &str) -> String {
    let dark: Vec<String> =
        all().map(|colour| format!("--ts-{}:{};", colour.name, hex(colour.dark))).collect();
    let paper = format!(
        "<style>[data-jp-theme-light=false]{{--ts-paper:#14171A;{}}}</style>\n\
         <rect width=\"100%\" height=\"100%\" fill=\"var(--ts-paper,#FFFFFF)\"/>\n",
        dark.concat()
    );
    match svg.find('>') {
        Some(head) => format!("{}\n{paper}{}", &svg[..=head], svg[head + 1..].trim_start()),
        None => svg.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{all, hex};

    #[test]
    fn no_two_colours_are_the_same_so_that_each_finds_its_variable() {
        let light: BTreeSet<String> = all().map(|colour| hex(colour.light)).collect();
        assert_eq!(light.len(), all().count());
    }

    /// The contrast that WCAG 2 asks of text, 4.5 to 1, on white and on the page's black.
    #[test]
    fn everything_that_says_something_can_be_read_on_both_papers() {
        let channel = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        let luminance = |(red, green, blue): (u8, u8, u8)| {
            0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue)
        };
        let contrast = |one: (u8, u8, u8), other: (u8, u8, u8)| {
            let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
            one.max(other) / one.min(other)
        };
        for colour in all().filter(|colour| colour.name != "rule") {
            let asked = if colour.name.starts_with("series") { 3.0 } else { 4.5 };
            assert!(contrast(colour.light, (255, 255, 255)) >= asked, "{} on white", colour.name);
            assert!(contrast(colour.dark, (0x14, 0x17, 0x1A)) >= asked, "{} on black", colour.name);
        }
    }
}
