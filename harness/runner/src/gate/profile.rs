//! The same flags for both sides: those of the head's manifest, with one codegen unit.

use toml::{Table, Value};

/// What cargo is told on top of a manifest, as the text of a configuration file. A profile that is configured wins over the
/// manifest's own, so a base with other flags is built with the head's.
pub(crate) fn configured(head_manifest: &str) -> String {
    let of_head = toml::from_str::<Table>(head_manifest)
        .ok()
        .and_then(|manifest| manifest.get("profile")?.get("release").cloned())
        .and_then(|release| release.as_table().cloned());
    let mut release = of_head.unwrap_or_default();
    // Parallel code generation splits a crate by its size: a line more in one function moves others to another unit.
    release.insert("codegen-units".to_owned(), Value::Integer(1));
    let mut profile = Table::new();
    profile.insert("release".to_owned(), Value::Table(release));
    let mut file = Table::new();
    file.insert("profile".to_owned(), Value::Table(profile));
    file.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_s_profile_is_taken_with_one_codegen_unit() {
        let manifest = "[profile.release]\nopt-level = 1\ncodegen-units = 16\n[profile.release.package.x]\nopt-level = 0\n";
        let told = toml::from_str::<Table>(&configured(manifest)).unwrap();
        let release = &told["profile"]["release"];
        assert_eq!(
            (release["opt-level"].as_integer(), release["codegen-units"].as_integer()),
            (Some(1), Some(1))
        );
        assert_eq!(release["package"]["x"]["opt-level"].as_integer(), Some(0));
        assert_eq!(told["profile"].as_table().unwrap().len(), 1);
    }

    #[test]
    fn other_flags_are_noticed_and_codegen_units_are_not() {
        assert_ne!(configured("[profile.release]\nlto = true\n"), configured(""));
        assert_eq!(configured("[profile.release]\ncodegen-units = 4\n"), configured("[workspace]\n"));
    }
}
