//! How plans are written: a typing mistake is an error that says what is wrong, never a claim that is passed over.

use model::plans::{Plans, Range, Share};
use serde_json::{Value, json};

fn read(claim: &Value) -> Result<Plans, String> {
    let phase = json!({ "number": 1, "title": "Profile", "experiments": ["geo-nearest"], "claims": [claim] });
    let plans = json!({ "lp": { "title": "t", "machine": "m", "phases": [phase] } });
    serde_json::from_value(plans).map_err(|error| error.to_string())
}

#[test]
fn a_claim_comes_back_as_it_was_written() {
    let part = json!({ "share": [0.6, 0.7], "speedups": [10.0, [2.0, 3.0]] });
    let claim = json!({
        "about": "it",
        "arithmetic": { "amdahl": { "parts": [part], "rest": null, "claimed": [5.0, 8.0] } }
    });
    let plans = read(&claim).unwrap();
    let written = serde_json::to_value(&plans).unwrap();
    assert_eq!(written["lp"]["phases"][0]["claims"][0], claim);
    assert_eq!(serde_json::from_value::<Plans>(written).unwrap(), plans);
}

#[test]
fn what_is_misspelt_is_named() {
    let claim =
        json!({ "about": "it", "arithmetic": { "batch": { "items": 31, "worker": 10, "claimed": 10 } } });
    assert!(read(&claim).unwrap_err().contains("unknown field `worker`"));
    let claim = json!({ "about": "it", "arithmetic": { "bach": {} } });
    assert!(read(&claim).unwrap_err().contains("unknown variant `bach`"));
    let claim = json!({ "about": "it", "a_share": 0.6 });
    assert!(read(&claim).unwrap_err().contains("unknown field `a_share`"));
}

#[test]
fn a_number_that_cannot_be_is_refused() {
    let batch = |items: Value, workers: Value, claimed: Value| {
        let batch = json!({ "items": items, "workers": workers, "claimed": claimed });
        read(&json!({ "about": "it", "arithmetic": { "batch": batch } }))
    };
    assert!(batch(json!(31), json!(10), json!(10)).is_ok());
    assert!(batch(json!(31), json!(0), json!(10)).is_err());
    assert!(batch(json!(31), json!(10), json!([8, 5])).unwrap_err().contains("smaller number first"));
    assert!(Range::new(f64::NAN, 1.0).is_err() && Range::new(-1.0, 1.0).is_err());
    assert!(Share::new(0.6, 60.0).unwrap_err().contains("60 % is written 0.6"));
}

#[test]
fn a_gain_comes_back_as_it_was_written_and_what_is_misspelt_in_it_is_named() {
    let read = |gain: &Value, together: &Value| {
        let phase = json!({ "number": 1, "title": "Profile", "gains": [gain] });
        let plan = json!({ "title": "t", "machine": "m", "phases": [phase], "together": [together],
            "acts_on": { "part": "the solve", "share": [0.6, 0.7] } });
        serde_json::from_value::<Plans>(json!({ "lp": plan })).map_err(|error| error.to_string())
    };
    let gain = json!({ "experiment": "lp-years", "of": "chain", "over": "rebuild", "on": "full", "from": "algorithm" });
    let plans = read(&gain, &gain).unwrap();
    assert_eq!(plans.plans["lp"].phases[0].gains[0].to_string(), "chain over rebuild on full");
    let written = serde_json::to_value(&plans).unwrap();
    assert_eq!(written["lp"]["together"][0], gain);
    assert_eq!(serde_json::from_value::<Plans>(written).unwrap(), plans);
    let changed = |key: &str, value: Value| {
        let mut gain = gain.clone();
        gain[key] = value;
        gain
    };
    assert!(read(&changed("upon", json!("full")), &gain).unwrap_err().contains("unknown field `upon`"));
    assert!(read(&gain, &changed("from", json!("luck"))).unwrap_err().contains("unknown variant `luck`"));
    assert!(read(&changed("of", json!("Not a Name!")), &gain).is_err());
    assert!(read(&changed("over", Value::Null), &gain).is_err());
}
