//! Pictures as their readers find them: the words in them, the values that can be touched, nothing from outside unescaped.

use crate::{
    Axis, Bar, Curve, Curves, Error, History, Interval, Intervals, Kind, Moment, Part, Point, Rounds, Scale,
    Series, Shares, Tone, Value, curves, history, intervals, on_paper, roof, rounds, shares,
};

const EVIL: &str = "<script>alert('1 & 2')</script>";

fn plain(value: f64) -> String {
    value.to_string()
}

fn axis(scale: Scale) -> Axis<'static> {
    Axis { words: "times the target", scale, tick: &plain }
}

/// What can be touched, in order.
fn says(svg: &str) -> Vec<&str> {
    svg.split("data-says=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

fn interval(label: &str, y: [f64; 3]) -> Interval {
    Interval {
        label: label.to_owned(),
        lower: y[0],
        estimate: y[1],
        upper: y[2],
        tone: Tone::Good,
        says: format!("{label}: {}", y[1]),
    }
}

fn of(rows: &[Interval]) -> Result<String, Error> {
    let axis = axis(Scale::Factors);
    intervals(&Intervals { title: "Against their targets", axis, line: (1.0, "target"), rows })
}

#[test]
fn every_interval_is_drawn_and_says_what_it_is() {
    let svg = of(&[interval("a", [1.5, 2.0, 2.5]), interval("b", [0.5, 0.6, 0.7])]).unwrap();
    assert_eq!(says(&svg), ["a: 2", "b: 0.6"]);
    assert!(svg.contains("aria-label=\"Against their targets\""));
    assert!(svg.contains("var(--ts-good,#007052)"), "{svg}");
    insta::assert_snapshot!(svg);
}

#[test]
fn words_from_outside_are_never_elements() {
    let svg = of(&[interval(EVIL, [1.0, 2.0, 3.0])]).unwrap();
    assert!(!svg.contains("<script"), "{svg}");
    assert!(says(&svg)[0].contains("&lt;script&gt;alert(&#39;1 &amp; 2&#39;)&lt;/script&gt;"), "{svg}");
}

#[test]
fn what_is_not_finite_is_left_out_and_counted() {
    let svg = of(&[interval("a", [1.5, 2.0, f64::NAN]), interval("b", [0.5, 0.6, 0.7])]).unwrap();
    assert_eq!(says(&svg), ["b: 0.6"]);
    assert!(svg.contains("1 value that cannot be drawn"));
    let infinite = interval("a", [1.5, f64::INFINITY, f64::INFINITY]);
    assert_eq!(of(&[infinite]), Err(Error::Empty("Against their targets".to_owned())));
    assert_eq!(of(&[]), Err(Error::Empty("Against their targets".to_owned())));
}

#[test]
fn a_target_lies_where_its_number_does_and_bounds_stay_inside() {
    let svg = of(&[interval("a", [0.1, 1.0, 1e300]), interval("b", [1e-300, 1.0, 10.0])]).unwrap();
    assert_eq!(says(&svg).len(), 2);
}

#[test]
fn a_history_shows_its_changes_and_both_ends() {
    let moment = |value: f64| Moment {
        when: format!("run {value}"),
        y: [value * 0.9, value, value * 1.1],
        tone: Tone::Plain,
        says: format!("{value} ms"),
    };
    let moments: Vec<Moment> = [10.0, 11.0, 20.0, 21.0].into_iter().map(moment).collect();
    let picture = History {
        title: "time",
        y: axis(Scale::Linear),
        moments: &moments,
        changes: &[2, 99],
        target: Some((15.0, "at most 15 ms")),
    };
    let svg = history(&picture).unwrap();
    assert_eq!(says(&svg), ["10 ms", "11 ms", "20 ms", "21 ms"]);
    assert_eq!(svg.matches("\nchanged\n").count(), 1, "{svg}");
    for words in ["run 10", "run 21", "at most 15 ms"] {
        assert!(svg.contains(words), "{words}");
    }
    assert!(history(&History { moments: &moments[..1], ..picture }).is_ok());
    assert!(history(&History { moments: &[], ..picture }).is_err());
}

#[test]
fn curves_have_a_legend_and_references_are_dashed() {
    let point = |x: f64, y: f64| Point { x, y: [y * 0.9, y, y * 1.1], says: format!("{y}x on {x}") };
    let measured = Curve {
        label: "tree-threads".to_owned(),
        kind: Kind::Measured,
        points: vec![point(1.0, 1.0), point(2.0, 1.9), point(4.0, f64::NAN)],
    };
    let roof = roof("memory", 10.0, 100.0, (1.0, 100.0));
    assert_eq!(roof.points.iter().map(|point| point.y[1]).collect::<Vec<_>>(), [10.0, 100.0, 100.0]);
    let picture = Curves {
        title: "scaling",
        x: axis(Scale::Linear),
        y: axis(Scale::Linear),
        curves: &[measured, roof],
    };
    let svg = curves(&picture).unwrap();
    assert_eq!(says(&svg).len(), 5);
    assert!(svg.contains("tree-threads") && svg.contains("1 value that cannot be drawn"));
}

#[test]
fn equal_names_have_equal_colours_in_all_bars() {
    let part =
        |name: &str, share: f64| Part { name: name.to_owned(), share, says: format!("{name} {share}") };
    let bars = [
        Bar { label: "plain".to_owned(), parts: vec![part("solve", 0.9), part("build", 0.1)] },
        Bar { label: "spans".to_owned(), parts: vec![part("build", 0.5), part("solve", 0.5)] },
    ];
    let svg = shares(&Shares { title: "stages", bars: &bars }).unwrap();
    assert_eq!(svg.matches("--ts-series-1").count(), 3, "two bars and the legend");
    assert_eq!(says(&svg), ["solve 0.9", "build 0.1", "build 0.5", "solve 0.5"]);
    assert!(shares(&Shares { title: "stages", bars: &[] }).is_err());
}

#[test]
fn disturbed_rounds_are_rings_and_do_not_move_the_median() {
    let value = |value: f64, disturbed: bool| Value { value, disturbed, says: value.to_string() };
    let series = [Series {
        label: "tree".to_owned(),
        values: vec![value(1.0, false), value(3.0, false), value(100.0, true)],
    }];
    let svg = rounds(&Rounds { title: "rounds", axis: axis(Scale::Factors), series: &series }).unwrap();
    assert_eq!(says(&svg), ["1", "3", "100"]);
    assert_eq!(svg.matches("<circle").count(), 3);
    assert_eq!(svg.matches("fill=\"none\"").count() - svg.matches("<polyline").count(), 1, "one ring");
    assert!(rounds(&Rounds { title: "rounds", axis: axis(Scale::Factors), series: &[] }).is_err());
}

#[test]
fn the_same_numbers_give_the_same_bytes() {
    let rows = [interval("a", [1.5, 2.0, 2.5])];
    assert_eq!(of(&rows), of(&rows));
}

#[test]
fn on_paper_of_its_own_a_picture_is_still_one_and_has_something_behind_it() {
    let svg = of(&[interval("a", [1.5, 2.0, 2.5])]).unwrap();
    let paper = on_paper(&svg);
    assert_eq!(says(&paper), says(&svg));
    let (behind, first) =
        (paper.find("var(--ts-paper").unwrap(), paper.find("<line").or(paper.find("<poly")).unwrap());
    assert!(behind < first, "what comes first in SVG lies behind");
    assert!(paper.starts_with("<svg ") && paper.matches("<svg").count() == 1);
    // A reader whose system is dark sees white paper all the same, unless the notebook's theme is dark.
    assert!(!paper.contains("prefers-color-scheme"));
}
