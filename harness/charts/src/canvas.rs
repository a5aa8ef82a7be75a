//! A picture in pixels: shapes are laid down, plotters writes them, and what can be touched is laid over them.

use plotters::{
    prelude::{Circle, DrawingBackend, IntoDrawingArea, IntoFont, PathElement, Rectangle, SVGBackend, Text},
    style::{
        Color, ShapeStyle,
        text_anchor::{HPos, Pos, VPos},
    },
};

use crate::{
    Error,
    axis::{Axis, Span},
    escape::{clipped, escaped},
    ink::{Ink, follow_the_page},
};

pub(crate) const WIDTH: i32 = 860;
/// Of words, in pixels.
const SIZE: i32 = 13;
/// How much of its size a sign of a common sans-serif is wide, on average.
const SIGN: f64 = 0.56;

#[derive(Clone, Copy)]
pub(crate) enum Anchor {
    Left,
    Middle,
    Right,
}

pub(crate) type Place = (i32, i32);

enum Shape {
    Line { from: Place, to: Place, ink: Ink, width: u32 },
    Path { places: Vec<Place>, ink: Ink },
    Box { from: Place, to: Place, ink: Ink, strength: f64 },
    Dot { at: Place, radius: i32, ink: Ink, is_filled: bool },
    Words { text: String, at: Place, anchor: Anchor, ink: Ink },
}

/// A box that says something when it is touched.
struct Touch {
    from: Place,
    to: Place,
    says: String,
}

pub(crate) struct Canvas {
    title: String,
    height: i32,
    shapes: Vec<Shape>,
    touches: Vec<Touch>,
    /// Values that have no place on it.
    left_out: usize,
}

impl Canvas {
    pub(crate) fn new(title: &str, height: i32) -> Self {
        Self { title: title.to_owned(), height, shapes: Vec::new(), touches: Vec::new(), left_out: 0 }
    }

    pub(crate) fn line(&mut self, from: Place, to: Place, ink: Ink, width: u32) {
        self.shapes.push(Shape::Line { from, to, ink, width });
    }

    /// A straight line in pieces: a target, a ceiling, what is not measured.
    pub(crate) fn dashes(&mut self, from: Place, to: Place, ink: Ink) {
        let (dx, dy) = (f64::from(to.0 - from.0), f64::from(to.1 - from.1));
        let length = dx.hypot(dy);
        let at = |along: f64| {
            let share = (along / length).min(1.0);
            (from.0 + (dx * share).round() as i32, from.1 + (dy * share).round() as i32)
        };
        let mut along = 0.0;
        while along < length {
            self.line(at(along), at(along + 5.0), ink, 1);
            along += 9.0;
        }
    }

    pub(crate) fn path(&mut self, places: Vec<Place>, ink: Ink) {
        self.shapes.push(Shape::Path { places, ink });
    }

    pub(crate) fn bar(&mut self, from: Place, to: Place, ink: Ink, strength: f64) {
        self.shapes.push(Shape::Box { from, to, ink, strength });
    }

    pub(crate) fn dot(&mut self, at: Place, radius: i32, ink: Ink) {
        self.shapes.push(Shape::Dot { at, radius, ink, is_filled: true });
    }

    pub(crate) fn ring(&mut self, at: Place, radius: i32, ink: Ink) {
        self.shapes.push(Shape::Dot { at, radius, ink, is_filled: false });
    }

    pub(crate) fn words(&mut self, text: &str, at: Place, anchor: Anchor, ink: Ink) {
        self.shapes.push(Shape::Words { text: text.to_owned(), at, anchor, ink });
    }

    /// Words that have this much room; all of them are told when they are touched.
    pub(crate) fn words_within(&mut self, text: &str, at: Place, room: i32, anchor: Anchor, ink: Ink) {
        let most = (f64::from(room) / (f64::from(SIZE) * SIGN)) as usize;
        let shown = clipped(text, most);
        if shown != text {
            let left = match anchor {
                Anchor::Left => at.0,
                Anchor::Middle => at.0 - room / 2,
                Anchor::Right => at.0 - room,
            };
            self.touch((left, at.1 - SIZE), (left + room, at.1 + SIZE), text);
        }
        self.words(&shown, at, anchor, ink);
    }

    pub(crate) fn touch(&mut self, from: Place, to: Place, says: &str) {
        self.touches.push(Touch { from, to, says: says.to_owned() });
    }

    pub(crate) fn touch_dot(&mut self, at: Place, says: &str) {
        self.touch((at.0 - 9, at.1 - 9), (at.0 + 9, at.1 + 9), says);
    }

    pub(crate) fn leave_out(&mut self, values: usize) {
        self.left_out += values;
    }

    /// Ticks, lines across the picture and what is shown, along the bottom.
    pub(crate) fn bottom(
        &mut self,
        axis: &Axis<'_>,
        span: &Span,
        (left, right): (i32, i32),
        (top, bottom): (i32, i32),
    ) {
        for tick in span.ticks(6) {
            let x = span.place(tick);
            self.line((x, top), (x, bottom), Ink::Rule, 1);
            self.words(&(axis.tick)(tick), (x, bottom + 14), Anchor::Middle, Ink::Faint);
        }
        self.line((left, bottom), (right, bottom), Ink::Faint, 1);
        self.words(axis.words, (i32::midpoint(left, right), bottom + 34), Anchor::Middle, Ink::Faint);
    }

    /// The same along the left; what is shown stands above it.
    pub(crate) fn left(&mut self, axis: &Axis<'_>, span: &Span, (left, right): (i32, i32)) {
        for tick in span.ticks(5) {
            let y = span.place(tick);
            self.line((left, y), (right, y), Ink::Rule, 1);
            self.words(&(axis.tick)(tick), (left - 8, y), Anchor::Right, Ink::Faint);
        }
        self.words(axis.words, (8, 12), Anchor::Left, Ink::Faint);
    }

    /// The names of series with their colours, in as many lines as they need. Returns where the last one ends.
    pub(crate) fn legend(&mut self, entries: &[(&str, Ink)], top: i32) -> i32 {
        let (mut x, mut y) = (8, top);
        for (name, ink) in entries {
            let shown = clipped(name, 60);
            let wide = 24 + (shown.chars().count() as f64 * f64::from(SIZE) * SIGN) as i32 + 12;
            if x > 8 && x + wide > WIDTH {
                (x, y) = (8, y + 20);
            }
            self.bar((x, y - 5), (x + 12, y + 5), *ink, 1.0);
            self.words(&shown, (x + 18, y), Anchor::Left, Ink::Text);
            x += wide;
        }
        y + 14
    }

    /// Writes it, as high as it became.
    pub(crate) fn finish_at(self, height: i32) -> Result<String, Error> {
        Self { height, ..self }.finish()
    }

    /// Writes it. A picture on which nothing can be touched shows nothing.
    pub(crate) fn finish(mut self) -> Result<String, Error> {
        if self.touches.is_empty() {
            return Err(Error::Empty(self.title));
        }
        if self.left_out > 0 {
            let words =
                format!("{} that cannot be drawn: not finite, or not above zero", values(self.left_out));
            self.words(&words, (8, self.height + 2), Anchor::Left, Ink::Faint);
            self.height += 18;
        }
        let svg = self.drawn().map_err(|why| Error::NotDrawn { title: self.title.clone(), why })?;
        let named = format!("<svg class=\"chart\" role=\"img\" aria-label=\"{}\" ", escaped(&self.title));
        let svg = follow_the_page(&svg).replacen("<svg ", &named, 1);
        let body = svg.trim_end().strip_suffix("</svg>").unwrap_or(&svg).to_owned();
        Ok(body + &self.overlay() + "</svg>\n")
    }

    fn drawn(&self) -> Result<String, String> {
        let mut svg = String::new();
        {
            let area =
                SVGBackend::with_string(&mut svg, (WIDTH as u32, self.height as u32)).into_drawing_area();
            for shape in &self.shapes {
                lay(&area, shape).map_err(|why| why.to_string())?;
            }
            area.present().map_err(|why| why.to_string())?;
        }
        Ok(svg)
    }

    fn overlay(&self) -> String {
        let touches = self.touches.iter().map(|Touch { from, to, says }| {
            let says = escaped(says);
            format!(
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"transparent\" data-says=\"{says}\">\
                 <title>{says}</title></rect>\n",
                from.0,
                from.1,
                to.0 - from.0,
                to.1 - from.1
            )
        });
        format!("<g class=\"values\">\n{}</g>\n", touches.collect::<String>())
    }
}

fn values(count: usize) -> String {
    if count == 1 { "1 value".to_owned() } else { format!("{count} values") }
}

type Area<'a> = plotters::drawing::DrawingArea<SVGBackend<'a>, plotters::coord::Shift>;

fn lay(
    area: &Area<'_>,
    shape: &Shape,
) -> Result<(), plotters::drawing::DrawingAreaErrorKind<<SVGBackend<'static> as DrawingBackend>::ErrorType>> {
    let solid = |ink: Ink| ink.rgb().filled();
    let stroke = |ink: Ink, width: u32| ShapeStyle::from(ink.rgb()).stroke_width(width);
    match shape {
        Shape::Line { from, to, ink, width } => {
            area.draw(&PathElement::new(vec![*from, *to], stroke(*ink, *width)))
        }
        Shape::Path { places, ink } => area.draw(&PathElement::new(places.clone(), stroke(*ink, 2))),
        Shape::Box { from, to, ink, strength } => {
            area.draw(&Rectangle::new([*from, *to], ink.rgb().mix(*strength).filled()))
        }
        Shape::Dot { at, radius, ink, is_filled: true } => area.draw(&Circle::new(*at, *radius, solid(*ink))),
        Shape::Dot { at, radius, ink, is_filled: false } => {
            area.draw(&Circle::new(*at, *radius, stroke(*ink, 1)))
        }
        Shape::Words { text, at, anchor, ink } => {
            let across = match anchor {
                Anchor::Left => HPos::Left,
                Anchor::Middle => HPos::Center,
                Anchor::Right => HPos::Right,
            };
            let font = ("sans-serif", SIZE).into_font().color(&ink.rgb()).pos(Pos::new(across, VPos::Center));
            area.draw(&Text::new(text.clone(), *at, font))
        }
    }
}
