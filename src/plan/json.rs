//! JSON text as a small tree: no derive, so that a wrong type costs one field and not the document.

use super::parse::{Stop, parse};
use super::read::Read;
use super::shape::Shape;
use std::borrow::Cow;

/// A JSON value whose strings point into the text where they can.
///
/// Promise: at most 127 levels deep, because `parse` refuses to read deeper; so what walks down a tree along
/// the document's own types stays shallow whatever a host sends.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Json<'a> {
    #[default]
    Null,
    /// What was said here could not be read. It counts as null, but for what must not be claimed without it.
    Wrong,
    Bool(bool),
    Number(f64),
    Text(Cow<'a, str>),
    List(Vec<Json<'a>>),
    /// In the order of the text. Where a name stands twice the last one counts, as in `JSON.parse`.
    Object(Vec<(Cow<'a, str>, Json<'a>)>),
}

impl<'a> Json<'a> {
    /// The tree of a JSON text.
    pub(crate) fn parse(text: &'a str) -> Result<Json<'a>, Stop> {
        parse(text)
    }

    /// What a field of this object holds; none where it is null, or this is no object.
    pub(crate) fn field(&self, name: &str) -> Option<&Json<'a>> {
        let Json::Object(fields) = self else { return None };
        let (_, value) = fields.iter().rev().find(|(key, _)| key == name)?;
        (!value.is_null()).then_some(value)
    }

    /// Whether nothing is here, or nothing that could be read.
    pub(crate) fn is_null(&self) -> bool {
        matches!(self, Json::Null | Json::Wrong)
    }

    /// Whether something was said here that could not be read.
    pub(crate) fn is_wrong(&self) -> bool {
        matches!(self, Json::Wrong)
    }

    /// Takes this as what it is in the plan; its default, where there is nothing.
    pub(crate) fn read<T: Read + Default>(&mut self) -> T {
        T::read(self).unwrap_or_default()
    }

    /// Takes what is here and leaves null.
    pub(crate) fn taken(&mut self) -> Json<'a> {
        std::mem::take(self)
    }

    /// The entries of this list, or what the fields of this object hold now that it fits its shape.
    pub(crate) fn parts(&mut self) -> &mut [Json<'a>] {
        match self {
            Json::List(parts) => parts,
            _ => &mut [],
        }
    }

    /// What a field holds of an object of this shape.
    pub(crate) fn part(&mut self, shape: Shape, name: &str) -> Option<&mut Json<'a>> {
        self.parts().get_mut(shape.position(name)?)
    }

    /// Takes out this list.
    pub(crate) fn list(&mut self) -> Vec<Json<'a>> {
        match self.taken() {
            Json::List(entries) => entries,
            _ => Vec::new(),
        }
    }

    /// Takes the string that this is; an empty one, where it is none.
    pub(crate) fn string(&mut self) -> String {
        match self {
            Json::Text(said) => std::mem::take(said).into_owned(),
            _ => String::new(),
        }
    }

    /// The string that this is.
    pub(crate) fn word(&self) -> Option<&str> {
        match self {
            Json::Text(word) => Some(word),
            _ => None,
        }
    }

    /// The id of an object that fits its shape, which is always its first field; empty where it has none.
    pub(crate) fn id(&self) -> &str {
        match self {
            Json::List(parts) => parts.first().and_then(Json::word).unwrap_or_default(),
            _ => "",
        }
    }

    /// Whether this says something: text that is not empty in every language, or anything else.
    pub(crate) fn says(&self) -> bool {
        match self {
            Json::Null | Json::Wrong => false,
            Json::Text(said) => !said.is_empty(),
            Json::Object(tongues) => tongues.iter().any(|(_, said)| said.says()),
            _ => true,
        }
    }
}
