//! How JSON becomes a document, leniently, field by field, and then a part of a plan.
//!
//! A field of a wrong type, or with a bad value, is as if it were absent, and costs a problem. `null` is absence. A
//! list entry that cannot be read is none. All that is [`fit`](super::shape::fit)'s work:
//! what is read here has its shape.

use super::json::Json;
#[cfg(feature = "schema")]
use super::shape::MOST_CHARACTERS;
use super::shape::{List, Shape};
use super::{Date, SafeUrl, Text, Time};

/// What has a shape in a plan document.
pub(crate) trait Shaped: Sized {
    /// What its JSON must look like.
    const SHAPE: Shape;
    /// Whether an object without this field has a problem.
    const REQUIRED: bool = false;
    /// How many entries a list of these may have.
    const MOST: usize = 20_000;
    /// How many bytes one takes, as JSON or in the plan.
    const SIZE: usize = size_of::<Self>();

    /// What the published schema says of it.
    #[cfg(feature = "schema")]
    fn schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema;
}

/// What can be read from JSON of its shape.
pub(crate) trait Read: Shaped {
    /// The value, taken out of the JSON; of null, none or an empty one.
    fn read(json: &mut Json) -> Option<Self>;

    /// Puts the value into its place in the plan, which stays as it is where there is none.
    ///
    /// A part of a plan is filled where it lies, field by field: moving parts about costs a learner 40 bytes a field.
    fn fill(&mut self, json: &mut Json) {
        if let Some(value) = Self::read(json) {
            *self = value;
        }
    }

    /// Puts the value behind the others of a list.
    fn join(list: &mut Vec<Self>, json: &mut Json) {
        if let Some(value) = Self::read(json) {
            list.push(value);
        }
    }
}

/// A new part at the end of a list, to be filled where it lies.
pub(crate) fn added<T: Default>(list: &mut Vec<T>) -> &mut T {
    let last = list.len();
    list.push(T::default());
    &mut list[last]
}

/// Declares what is read from one value: its shape, whether a field of it must be there, how it is read, its schema.
macro_rules! leaf {
    ($type:ty, $shape:ident, $required:literal, |$json:ident| $read:expr, |$generator:ident| $schema:expr) => {
        impl Shaped for $type {
            const SHAPE: Shape = Shape::$shape;
            const REQUIRED: bool = $required;

            #[cfg(feature = "schema")]
            fn schema($generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                $schema
            }
        }

        impl Read for $type {
            fn read($json: &mut Json) -> Option<Self> {
                $read
            }
        }
    };
}

leaf!(
    String,
    Word,
    true,
    |json| Some(json.string()),
    |_generator| schemars::json_schema!({ "type": "string", "maxLength": MOST_CHARACTERS })
);
leaf!(
    bool,
    Bool,
    false,
    |json| match json {
        Json::Bool(value) => Some(*value),
        _ => None,
    },
    |_generator| schemars::json_schema!({ "type": "boolean" })
);
leaf!(
    f64,
    Number,
    false,
    |json| match json {
        Json::Number(value) => Some(*value),
        _ => None,
    },
    |_generator| schemars::json_schema!({ "type": "number", "minimum": 0, "maximum": 1_000_000_000 })
);
leaf!(Text, Text, true, |json| Some(text(json)), |generator| generator.subschema_for::<Text>());
leaf!(Date, Date, false, |json| Date::parse(json.word()?), |generator| generator.subschema_for::<Date>());
leaf!(Time, Time, false, |json| Time::parse(json.word()?), |generator| generator.subschema_for::<Time>());
leaf!(SafeUrl, Url, false, |json| SafeUrl::new(json.word()?), |generator| {
    generator.subschema_for::<SafeUrl>()
});

fn text(json: &mut Json) -> Text {
    let Json::Object(tongues) = json else { return Text::Plain(json.string()) };
    let mut map = Vec::new();
    for (tag, said) in tongues {
        if !said.is_null() {
            map.push(((**tag).to_owned(), said.string()));
        }
    }
    Text::Map(map)
}

impl<T: Shaped> Shaped for Option<T> {
    const SHAPE: Shape = T::SHAPE;

    #[cfg(feature = "schema")]
    fn schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        T::schema(generator)
    }
}

impl<T: Read> Read for Option<T> {
    fn read(json: &mut Json) -> Option<Self> {
        Some(if json.is_null() { None } else { T::read(json) })
    }

    fn fill(&mut self, json: &mut Json) {
        if !json.is_null() {
            *self = T::read(json);
        }
    }
}

impl<T: Shaped> Shaped for Vec<T> {
    const SHAPE: Shape = Shape::List(&List { of: T::SHAPE, most: T::MOST, size: T::SIZE });

    #[cfg(feature = "schema")]
    fn schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "array", "items": T::schema(generator), "maxItems": T::MOST })
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(json: &mut Json) -> Option<Self> {
        let mut list = Vec::new();
        list.fill(json);
        Some(list)
    }

    fn fill(&mut self, json: &mut Json) {
        for entry in json.parts() {
            T::join(self, entry);
        }
    }
}

/// Declares the objects of the document: each once, as its shape, as what reads it, and as its part of the schema.
///
/// A `struct` is declared here and stands in a plan as it is. A `shape` is that of a type of the plan, which
/// [`check`](mod@super::check) makes once it knows what the object refers to; the name after it is that of the object
/// whose fields are still JSON. A name in brackets after a field is its name in JSON, where that differs.
macro_rules! document {
    () => {};
    ($(#[doc = $about:literal])+ struct $name:ident {
        $($(#[doc = $doc:literal])+ $field:ident $(($wire:literal))? : $type:ty),+ $(,)?
    } $($rest:tt)*) => {
        $(#[doc = $about])+
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $name { $($(#[doc = $doc])+ pub $field: $type),+ }

        impl Read for $name {
            fn read(json: &mut Json) -> Option<Self> {
                let mut read = $name::default();
                read.fill(json);
                Some(read)
            }

            fn fill(&mut self, json: &mut Json) {
                if let [$($field),+] = json.parts() {
                    $(self.$field.fill($field);)+
                }
            }

            fn join(list: &mut Vec<Self>, json: &mut Json) {
                if !json.is_null() {
                    added(list).fill(json);
                }
            }
        }
        shaped! { concat!($($about, "\n"),+), $name
            { $(concat!($($doc, "\n"),+), wire!($field $($wire)?), $type;)+ } }
        document! { $($rest)* }
    };
    ($(#[doc = $about:literal])+ shape $name:ident $json:ident {
        $($(#[doc = $doc:literal])+ $field:ident $(($wire:literal))? : $type:ty),+ $(,)?
    } $($rest:tt)*) => {
        pub(crate) struct $json<'j, 'a> { $(pub $field: &'j mut Json<'a>),+ }

        impl<'j, 'a> $json<'j, 'a> {
            /// The fields; none where no object stands here.
            #[inline(always)]
            pub(crate) fn of(json: &'j mut Json<'a>) -> Option<Self> {
                match json.parts() {
                    [$($field),+] => Some($json { $($field),+ }),
                    _ => None,
                }
            }
        }
        shaped! { concat!($($about, "\n"),+), $name
            { $(concat!($($doc, "\n"),+), wire!($field $($wire)?), $type;)+ } }
        document! { $($rest)* }
    };
}

/// The shape of an object and its part of the schema.
macro_rules! shaped {
    ($about:expr, $name:ident { $($doc:expr, $wire:expr, $type:ty;)+ }) => {
        impl Shaped for $name {
            const SHAPE: Shape = Shape::Object(|| {
                const {
                    &[$(Field {
                        name: $wire,
                        required: <$type as Shaped>::REQUIRED,
                        shape: <$type as Shaped>::SHAPE,
                    }),+]
                }
            });
            const MOST: usize = most(stringify!($name));
            const SIZE: usize = {
                let parts = [$($wire),+].len() * size_of::<Json>();
                if parts > size_of::<Self>() { parts } else { size_of::<Self>() }
            };

            #[cfg(feature = "schema")]
            fn schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                generator.subschema_for::<Self>()
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let fields = [$((
                    $wire,
                    $doc,
                    <$type as Shaped>::REQUIRED,
                    <$type as Shaped>::schema(generator),
                )),+];
                crate::plan::schema::object($about, fields)
            }
        }
    };
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

pub(crate) use {document, shaped, wire};
