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
