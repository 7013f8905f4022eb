//! The published JSON Schema of the plan document, from the very declarations that read it.

use super::shape::MOST_CHARACTERS;
use super::{Date, FORMAT, Plan, SafeUrl, Text, Time};
use schemars::{JsonSchema, Schema, SchemaGenerator, generate::SchemaSettings, json_schema};
use serde_json::{Map, Value, json};
use std::borrow::Cow;

/// The JSON Schema (2020-12) of the plan document, as text to publish.
///
/// It says what a host should send. Reading is more lenient: a field that the schema refuses costs that field. It does
/// not say all: titles, whole days, empty words and unseen letters from U+E0000 in links are told of in reading alone.
pub fn schema() -> String {
    let generator = SchemaSettings::draft2020_12().into_generator();
    let mut schema = generator.into_root_schema_for::<Plan>();
    schema.insert("title".into(), "Throughline plan document, version 1".into());
    if let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) {
        properties.insert(
            "format".into(),
            json!({ "const": FORMAT, "description": "The format of the document and its version." }),
        );
        properties["steps"]["type"] = "array".into();
    }
    schema.insert("required".into(), json!(["format", "steps"]));
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}

/// The schema of an object: each field's name, doc comment, whether it is required, and schema.
pub(crate) fn object<const N: usize>(about: &str, fields: [(&str, &str, bool, Schema); N]) -> Schema {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for (name, doc, needed, mut schema) in fields {
        // Null is as good as absent.
        match schema.get("type").cloned() {
            _ if needed => {}
            Some(kind) => drop(schema.insert("type".into(), json!([kind, "null"]))),
            None => schema = json_schema!({ "anyOf": [schema, { "type": "null" }] }),
        }
        schema.insert("description".into(), sentence(doc).into());
        if needed {
            required.push(name);
            if schema.get("type").is_some_and(|kind| kind == "string") {
                schema.insert("minLength".into(), 1.into());
            }
        }
        properties.insert(name.into(), schema.into());
    }
    let mut schema =
        json_schema!({ "type": "object", "description": sentence(about), "properties": properties });
    if !required.is_empty() {
        schema.insert("required".into(), json!(required));
    }
    schema
}

/// A doc comment as running text.
fn sentence(doc: &str) -> String {
    doc.split_whitespace().collect::<Vec<_>>().join(" ")
}

macro_rules! leaf {
    ($type:ident, $schema:expr) => {
        impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                stringify!($type).into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                $schema
            }
        }
    };
}

leaf!(
    Text,
    json_schema!({
        "description": "A string in the plan's own language, or one string for each of several languages.",
        "oneOf": [
            { "type": "string", "maxLength": MOST_CHARACTERS },
            { "type": "object", "minProperties": 1,
              "propertyNames": { "maxLength": 64, "pattern": "^[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8})*$" },
              "additionalProperties": { "type": ["string", "null"], "maxLength": MOST_CHARACTERS } }
        ],
        "examples": ["Biology", { "en": "Biology", "es": "Biología" }]
    })
);
leaf!(
    Date,
    json_schema!({
        "description": "A civil date, without a time zone: YYYY-MM-DD, YYYY-MM or YYYY.",
        "type": "string", "pattern": "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
    })
);
leaf!(
    Time,
    json_schema!({
        "description": "A moment, as RFC 3339 writes it.", "type": "string", "format": "date-time",
        "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])[Tt]([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\\.[0-9]+)?([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$"
    })
);
leaf!(
    SafeUrl,
    json_schema!({
        "description": "A link: https, http, mailto, tel, or relative. Nothing else is shown.",
        "type": "string", "minLength": 1, "maxLength": MOST_CHARACTERS,
        // No `format`: links of the world have blanks and letters that `uri-reference` forbids, and browsers take them.
        "pattern": "^(?!\\s)(?!.*\\s$)(?!.*[\\\\\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u115f\\u1160\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0])([Hh][Tt][Tt][Pp][Ss]?://[^/?#]|[Mm][Aa][Ii][Ll][Tt][Oo]:.|[Tt][Ee][Ll]:.|[^:/?#]*([/?#]|$))"
    })
);
