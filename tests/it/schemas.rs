//! The protocol's published schemas are those of the code.

use std::{env, fs};

use crate::world::project;

#[test]
fn the_published_schemas_are_fresh() {
    let schemas = [
        ("event.json", schemars::schema_for!(model::Event)),
        ("declaration.json", schemars::schema_for!(model::Declaration)),
    ];
    for (name, schema) in schemas {
        let path = project().join("harness/touchstone/schemas").join(name);
        let now = serde_json::to_string_pretty(&schema).unwrap() + "\n";
        if env::var_os("TOUCHSTONE_RENEW").is_some() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &now).unwrap();
        }
        let published = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            published == now,
            "{} is stale: TOUCHSTONE_RENEW=1 cargo test --workspace renews it",
            path.display()
        );
    }
}
