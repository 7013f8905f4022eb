//! The published schema and the reader agree on what a plan document is.

use serde_json::{Value, json};
use throughline::plan::{FORMAT, read, schema};

fn published() -> Value {
    serde_json::from_str(&schema()).expect("the schema is JSON")
}

#[test]
fn every_story_is_valid_by_the_published_schema() {
    let schema = published();
    assert!(jsonschema::meta::is_valid(&schema));
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/plans");
    let mut count = 0;
    for file in std::fs::read_dir(folder).expect("stories") {
        let file = file.expect("a file").path();
        if file.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let story = serde_json::from_str(&std::fs::read_to_string(&file).expect("a story")).expect("JSON");
        let told: Vec<_> = validator
            .iter_errors(&story)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert_eq!(told, Vec::<String>::new(), "{}", file.display());
        count += 1;
    }
    assert!(count > 0);
}

/// One step with a field, by the schema and by the reader.
#[test]
fn the_schema_refuses_what_the_reader_doubts() {
    let validator = jsonschema::validator_for(&published()).expect("a schema");
    for (field, value, good) in [
        ("url", json!("https://a.example"), true),
        ("url", json!("/a:b?c"), true),
        ("url", json!("mailto:a@b"), true),
        ("url", json!("#top"), true),
        ("url", json!("/a b?q=ü{x}"), true),
        ("url", json!(""), false),
        ("url", json!(" /a"), false),
        ("url", json!("/a "), false),
        ("url", json!("/a\\b"), false),
        ("url", json!("/a\nb"), false),
        ("url", json!("/a\u{200b}b"), false),
        ("url", json!("/a\u{ad}b"), false),
        ("url", json!("é".repeat(3_999)), true),
        ("url", json!("é".repeat(4_001)), false),
        ("id", json!(""), false),
        ("url", json!("javascript:alert(1)"), false),
        ("url", json!("data:text/html,x"), false),
        ("agency", json!({ "at": "2026-11-22T18:30:00-08:00" }), true),
        ("agency", json!({ "at": "2026-11-22T18:30:60.5Z" }), true),
        ("agency", json!({ "at": "2026-11-22t18:30:00z" }), true),
        ("agency", json!({ "at": "2026-11-22T18:30:00" }), false),
        ("agency", json!({ "at": "2026-11-22T24:30:00Z" }), false),
        ("due", json!("2026-11"), true),
        ("due", json!("2026-13"), false),
        ("credits", json!(0.5), true),
        ("credits", json!(-1), false),
        ("kind", json!("course"), true),
        ("kind", json!("class"), false),
        ("subject", json!({ "en": "x" }), true),
        ("subject", json!({}), false),
        ("subject", json!({ ["abcdefgh"; 7].join("-"): "x" }), true),
        ("subject", json!({ ["abcdefgh"; 8].join("-"): "x" }), false),
        ("where", json!({ "setting": "home" }), true),
        ("where", json!("home"), false),
        ("counts", json!([{ "credits": 1 }]), false),
        ("source", json!({ "kind": "dual-credit" }), true),
        ("source", json!({ "kind": null }), true),
        ("source", json!(null), true),
        ("notes", json!(null), true),
        ("subject", json!(null), true),
        ("subject", json!({ "en": "x", "es": null }), true),
        ("due", json!(null), true),
        ("id", json!(null), false),
    ] {
        let document = json!({ "format": FORMAT, "steps": [{ "id": "a", "title": "A", field: value }] });
        assert_eq!(validator.is_valid(&document), good, "schema: {document}");
        assert_eq!(read(&document.to_string()).expect("readable").1.is_empty(), good, "reader: {document}");
    }
    assert!(
        !validator.is_valid(&json!({ "steps": [] })) && !validator.is_valid(&json!({ "format": FORMAT }))
    );
    assert!(!validator.is_valid(&json!({ "format": FORMAT, "steps": null })));
}

#[test]
fn every_field_of_the_schema_is_described() {
    let schema = published();
    let mut objects = vec![("PlanDoc", &schema)];
    objects.extend(
        schema["$defs"].as_object().expect("definitions").iter().map(|(name, one)| (name.as_str(), one)),
    );
    for (name, object) in objects {
        assert!(object["description"].is_string(), "{name}");
        for (field, one) in object["properties"].as_object().into_iter().flatten() {
            assert!(one["description"].is_string(), "{name}.{field}");
        }
    }
}
