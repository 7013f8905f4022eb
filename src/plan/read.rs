//! How JSON becomes a document: leniently, field by field.
//!
//! A field of a wrong type, or with a bad value, is as if it were absent, and costs a problem. `null` is absence. A
//! list entry that cannot be read leaves an empty one in its place, so that an entry's index in the document is its
//! index in the text.

use super::json::{Json, find};
use super::place::Place;
use super::problem::{Expected, Fault, Problems, quote};
use super::{Date, SafeUrl, Text, Time};
use std::borrow::Cow;

/// Characters in a text.
pub const MOST_CHARACTERS: usize = 4_000;
/// The largest number a plan may hold, whatever it counts: sums of such numbers stay exact enough and finite.
const MOST_NUMBER: f64 = 1e9;

/// What can be read from JSON.
pub(crate) trait Read: Sized {
    /// Whether an object without this field has a problem.
    const REQUIRED: bool = false;
    /// How many entries a list of these may have.
    const MOST: usize = 20_000;

    /// The value, or none and a problem.
    fn read(json: &Json, at: &Place, problems: &mut Problems) -> Option<Self>;

    /// What stands in a list for an entry that could not be read.
    fn gap() -> Option<Self> {
        None
    }

    /// What the published schema says of it.
    #[cfg(feature = "schema")]
    fn schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema;
}

/// The field of an object; its default, where it is absent or bad.
pub(crate) fn field<T: Read + Default>(
    object: &[(Cow<str>, Json)],
    name: &'static str,
    at: &Place,
    problems: &mut Problems,
) -> T {
    match find(object, name) {
        Some(value) => T::read(value, &at.key(name), problems).unwrap_or_default(),
        None => {
            if T::REQUIRED {
                problems.add(at, Fault::Missing(name));
            }
            T::default()
        }
    }
}

/// A problem of type, and nothing read.
#[cold]
pub(crate) fn wrong<T>(expected: Expected, at: &Place, problems: &mut Problems) -> Option<T> {
    problems.add(at, Fault::WrongType(expected));
    None
}

/// The string that a leaf is written as.
pub(crate) fn string<'j>(json: &'j Json, at: &Place, problems: &mut Problems) -> Option<&'j str> {
    match json {
        Json::Text(text) => Some(text),
        _ => wrong(Expected::String, at, problems),
    }
}

/// Words, cut where they are too long.
fn words(said: &str, at: &Place, problems: &mut Problems) -> String {
    if said.len() > MOST_CHARACTERS
        && let Some((end, _)) = said.char_indices().nth(MOST_CHARACTERS)
    {
        problems.add(at, Fault::TooLong(MOST_CHARACTERS));
        return said[..end].to_owned();
    }
    said.to_owned()
}

impl<T: Read> Read for Option<T> {
    /// An empty string says nothing, where nothing need be said.
    fn read(json: &Json, at: &Place, problems: &mut Problems) -> Option<Self> {
        match json {
            Json::Text(text) if T::REQUIRED && text.is_empty() => Some(None),
            _ => Some(T::read(json, at, problems)),
        }
    }

    #[cfg(feature = "schema")]
    fn schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        T::schema(generator)
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(json: &Json, at: &Place, problems: &mut Problems) -> Option<Self> {
        let Json::List(entries) = json else { return wrong(Expected::List, at, problems) };
        let admitted = problems.admit(entries.len(), T::MOST, size_of::<T>(), at);
        let mut list = Vec::with_capacity(admitted);
        for (index, entry) in entries.iter().take(admitted).enumerate() {
            list.extend(T::read(entry, &at.at(index), problems).or_else(T::gap));
        }
        Some(list)
    }

    #[cfg(feature = "schema")]
    fn schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "array", "items": T::schema(generator), "maxItems": T::MOST })
    }
}

impl Read for String {
    const REQUIRED: bool = true;

    fn read(json: &Json, at: &Place, problems: &mut Problems) -> Option<Self> {
        let said = string(json, at, problems)?;
        if said.is_empty() {
            problems.add(at, Fault::Empty);
        }
        Some(words(said, at, problems))
    }

    fn gap() -> Option<Self> {
        Some(String::new())
    }

    #[cfg(feature = "schema")]
    fn schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "maxLength": MOST_CHARACTERS })
    }
}

impl Read for Text {
    const REQUIRED: bool = true;

    fn read(json: &Json, at: &Place, problems: &mut Problems) -> Option<Self> {
        match json {
            Json::Text(said) => {
                if said.is_empty() {
                    problems.add(at, Fault::Empty);
                }
                Some(Text::Plain(words(said, at, problems)))
            }
            Json::Object(tongues) => {
                let mut map = Vec::new();
                for (tag, said) in tongues {
                    let place = at.key(tag);
                    if !is_language(tag) {
                        problems.add(&place, Fault::BadLanguage(quote(tag)));
                    } else if let Some(said) = string(said, &place, problems) {
                        map.push((tag.to_string(), words(said, &place, problems)));
                    }
                }
                if map.is_empty() {
                    problems.add(at, Fault::Empty);
                    return None;
                }
                Some(Text::Map(map))
            }
            _ => wrong(Expected::Text, at, problems),
        }
    }

    fn gap() -> Option<Self> {
        Some(Text::default())
    }

    #[cfg(feature = "schema")]
    fn schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        generator.subschema_for::<Text>()
    }
}

/// Whether a tag has the shape of BCP 47: letters and digits in parts of at most eight.
pub(crate) fn is_language(tag: &str) -> bool {
    tag.len() <= 64
        && tag.split('-').all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|letter| letter.is_ascii_alphanumeric())
        })
}

impl Read for bool {
    fn read(json: &Json, at: &Place, problems: &mut Problems) -> Option<Self> {
        match json {
            Json::Bool(value) => Some(*value),
            _ => wrong(Expected::Bool, at, problems),
        }
    }

    #[cfg(feature = "schema")]
    fn schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "boolean" })
    }
}

impl Read for f64 {
    fn read(json: &Json, at: &Place, problems: &mut Problems) -> Option<Self> {
        match json {
            Json::Number(value) if (0.0..=MOST_NUMBER).contains(value) => Some(*value),
            Json::Number(_) => {
                problems.add(at, Fault::BadNumber);
                None
            }
            _ => wrong(Expected::Number, at, problems),
        }
    }

    #[cfg(feature = "schema")]
    fn schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "number", "minimum": 0, "maximum": 1_000_000_000 })
    }
}

impl Read for Date {
    fn read(json: &Json, at: &Place, problems: &mut Problems) -> Option<Self> {
        let date = Date::parse(string(json, at, problems)?);
        if date.is_none() {
            problems.add(at, Fault::BadDate);
        }
        date
    }

    #[cfg(feature = "schema")]
    fn schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        generator.subschema_for::<Date>()
    }
}

impl Read for Time {
    fn read(json: &Json, at: &Place, problems: &mut Problems) -> Option<Self> {
        let time = Time::parse(string(json, at, problems)?);
        if time.is_none() {
            problems.add(at, Fault::BadTime);
        }
        time
    }

    #[cfg(feature = "schema")]
    fn schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        generator.subschema_for::<Time>()
    }
}

impl Read for SafeUrl {
    fn read(json: &Json, at: &Place, problems: &mut Problems) -> Option<Self> {
        let url = string(json, at, problems)?;
        if url.len() > MOST_CHARACTERS {
            problems.add(at, Fault::TooLong(MOST_CHARACTERS));
            return None;
        }
        let safe = SafeUrl::new(url);
        if safe.is_none() {
            problems.add(at, Fault::UrlNotAllowed);
        }
        safe
    }

    #[cfg(feature = "schema")]
    fn schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        generator.subschema_for::<SafeUrl>()
    }
}

/// Declares the objects of the document: each once, as a struct, as what reads it, and as its part of the schema.
///
/// A name in brackets after a field is its name in JSON, where that differs.
macro_rules! document {
    ($($(#[doc = $about:literal])+ $name:ident {
        $($(#[doc = $doc:literal])+ $field:ident $(($wire:literal))? : $type:ty),+ $(,)?
    })+) => { $(
        $(#[doc = $about])+
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $name { $($(#[doc = $doc])+ pub $field: $type),+ }

        impl Read for $name {
            const MOST: usize = most(stringify!($name));

            fn read(json: &Json, at: &Place, problems: &mut Problems) -> Option<Self> {
                let Json::Object(object) = json else { return wrong(Expected::Object, at, problems) };
                Some($name { $($field: field(object, wire!($field $($wire)?), at, problems)),+ })
            }

            fn gap() -> Option<Self> {
                Some(Self::default())
            }

            #[cfg(feature = "schema")]
            fn schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                generator.subschema_for::<Self>()
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).trim_end_matches("Doc").into()
            }
            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let fields = [$((
                    wire!($field $($wire)?),
                    concat!($($doc, "\n"),+),
                    <$type as Read>::REQUIRED,
                    <$type as Read>::schema(generator),
                )),+];
                crate::plan::schema::object(concat!($($about, "\n"),+), fields)
            }
        }
    )+ };
}

/// The name of a field in JSON.
macro_rules! wire {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $wire:literal) => {
        $wire
    };
}

pub(crate) use {document, wire};
