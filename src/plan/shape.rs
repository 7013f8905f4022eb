//! What JSON must look like to be a plan document: tables, and the one walk that holds JSON against them.

use super::json::Json;
use super::kind::position;
use super::place::Place;
use super::problem::{Expected, Fault, Problems, cut, quote};
use super::{Date, SafeUrl, Time};
use crate::sorted::sorted;
use std::borrow::Cow;

/// Characters in a text.
pub(crate) const MOST_CHARACTERS: usize = 4_000;
/// The largest number a plan may hold, whatever it counts: sums of such numbers stay finite, and those of credits
/// end at 1.5e12.
const MOST_NUMBER: f64 = 1e9;

/// What stands in a field.
#[derive(Clone, Copy)]
pub(crate) enum Shape {
    /// A string.
    Word,
    /// A string, or one for each of several languages.
    Text,
    /// A number from 0.
    Number,
    /// True or false.
    Bool,
    /// A civil date.
    Date,
    /// A moment.
    Time,
    /// A link that is allowed.
    Url,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// An object with these fields, and others that are ignored. (A function, because a requirement has requirements.)
    Object(fn() -> &'static [Field]),
    /// A list.
    List(&'static List),
}

/// A field of an object.
pub(crate) struct Field {
    pub name: &'static str,
    /// Whether an object without it has a problem.
    pub required: bool,
    pub shape: Shape,
}

/// A list of entries that all look alike.
pub(crate) struct List {
    pub of: Shape,
    /// How many entries it may have.
    pub most: usize,
    /// How many bytes each takes in a plan.
    pub size: usize,
}

impl Shape {
    fn is_words(self) -> bool {
        matches!(self, Shape::Word | Shape::Text)
    }

    /// Where a field of such an object stands in it.
    pub(crate) fn position(self, name: &str) -> Option<usize> {
        match self {
            Shape::Object(fields) => fields().iter().position(|field| field.name == name),
            _ => None,
        }
    }

    fn expected(self) -> Expected {
        match self {
            Shape::Text => Expected::Text,
            Shape::Number => Expected::Number,
            Shape::Bool => Expected::Bool,
            Shape::Object(_) => Expected::Object,
            Shape::List(_) => Expected::List,
            _ => Expected::String,
        }
    }
}

/// Makes JSON fit its shape: what does not becomes [`Json::Wrong`] and costs a problem. So does a list entry, in its
/// place, so that an entry's index in the list is its index in the text.
///
/// An object becomes the list of what its fields hold, in their order; a language map stays an object. It recurses, and
/// so does dropping JSON, but at most 127 deep: reading goes no deeper.
pub(crate) fn fit(json: &mut Json, shape: Shape, at: &Place, problems: &mut Problems) {
    let fault = match (shape, &mut *json) {
        (Shape::Word | Shape::Text, Json::Text(said)) => {
            if said.is_empty() {
                problems.add(at, Fault::Empty);
            }
            return shorten(said, at, problems);
        }
        (Shape::Text, Json::Object(tongues)) => {
            if fit_tongues(tongues, at, problems) {
                return;
            }
            Fault::Empty
        }
        (Shape::Number, Json::Number(value)) if (0.0..=MOST_NUMBER).contains(value) => return,
        (Shape::Number, Json::Number(_)) => Fault::BadNumber,
        (Shape::Bool, Json::Bool(_)) => return,
        (Shape::Object(fields), Json::Object(object)) => {
            let object = std::mem::take(object);
            *json = Json::List(fit_fields(object, fields(), at, problems));
            return;
        }
        (Shape::List(list), Json::List(entries)) => return fit_entries(entries, list, at, problems),
        (_, Json::Text(word)) => match fault(shape, word) {
            Some(fault) => fault,
            None => return,
        },
        _ => Fault::WrongType(shape.expected()),
    };
    problems.add(at, fault);
    *json = Json::Wrong;
}

/// What is wrong with a string that is to be more than words.
fn fault(shape: Shape, word: &str) -> Option<Fault> {
    let (good, fault) = match shape {
        Shape::Date => (Date::parse(word).is_some(), Fault::BadDate),
        Shape::Time => (Time::is(word), Fault::BadTime),
        Shape::Url if word.len() > MOST_CHARACTERS && cut(word, MOST_CHARACTERS).is_some() => {
            (false, Fault::TooLong(MOST_CHARACTERS))
        }
        Shape::Url => (SafeUrl::is(word), Fault::UrlNotAllowed),
        Shape::OneOf(words) if position(words, word) < words.len() => return None,
        Shape::OneOf(_) => (false, Fault::UnknownWord(quote(word))),
        _ => (false, Fault::WrongType(shape.expected())),
    };
    (!good).then_some(fault)
}

/// What an object holds, in the order of its fields: null for each that is absent.
///
/// An empty string says nothing, where nothing need be said.
fn fit_fields<'a>(
    object: Vec<(Cow<'a, str>, Json<'a>)>,
    fields: &[Field],
    at: &Place,
    problems: &mut Problems,
) -> Vec<Json<'a>> {
    let mut parts = Vec::with_capacity(fields.len());
    parts.resize_with(fields.len(), Json::default);
    // Hosts mostly send fields in our order, so each is looked for behind the one before.
    let mut next = 0;
    for (name, value) in object {
        for _ in fields {
            let here = next;
            next = if next + 1 < fields.len() { next + 1 } else { 0 };
            if fields[here].name == name {
                parts[here] = value;
                break;
            }
        }
    }
    for (index, part) in parts.iter_mut().enumerate() {
        let field = &fields[index];
        match part {
            Json::Null if field.required => problems.add(at, Fault::Missing(field.name)),
            Json::Null => {}
            Json::Text(said) if said.is_empty() && field.shape.is_words() && !field.required => {
                *part = Json::Null;
            }
            _ => fit(part, field.shape, &at.key(field.name), problems),
        }
    }
    parts
}

fn fit_entries(entries: &mut Vec<Json>, list: &List, at: &Place, problems: &mut Problems) {
    let count = entries.len();
    entries.truncate(problems.admit(count, list.most, list.size, at));
    for (index, entry) in entries.iter_mut().enumerate() {
        fit(entry, list.of, &at.at(index), problems);
    }
    // What is cut off is lost, and one entry says so.
    if entries.len() < count {
        entries.push(Json::Wrong);
    }
}

/// Whether any language is left.
fn fit_tongues(tongues: &mut [(Cow<str>, Json)], at: &Place, problems: &mut Problems) -> bool {
    // Of a tag that stands twice the last counts.
    for pair in sorted(tongues.len(), &|a, b| tongues[a].0.cmp(&tongues[b].0)).windows(2) {
        if tongues[pair[0]].0 == tongues[pair[1]].0 {
            tongues[pair[0]].1 = Json::Null;
        }
    }
    let mut left = false;
    for (tag, said) in tongues {
        let place = at.key(tag);
        let fault = match said {
            // What stands in a language's place may be anything, and places are told on the console.
            _ if !is_language(tag) => {
                problems.add(at, Fault::BadLanguage(quote(tag)));
                *said = Json::Null;
                continue;
            }
            // Nothing said in a language is no words in it.
            Json::Null => continue,
            Json::Text(words) if words.is_empty() => {
                *said = Json::Null;
                continue;
            }
            Json::Text(said) => {
                left = true;
                shorten(said, &place, problems);
                continue;
            }
            _ => Fault::WrongType(Expected::String),
        };
        problems.add(&place, fault);
        *said = Json::Null;
    }
    left
}

/// Cuts words that are too long.
fn shorten(said: &mut Cow<str>, at: &Place, problems: &mut Problems) {
    if said.len() > MOST_CHARACTERS
        && let Some(short) = cut(said, MOST_CHARACTERS)
    {
        problems.add(at, Fault::TooLong(MOST_CHARACTERS));
        *said = Cow::Owned(short.to_owned());
    }
}

/// Whether a tag has the shape of BCP 47: letters and digits in parts of at most eight.
pub(crate) fn is_language(tag: &str) -> bool {
    let mut length = 0;
    for letter in tag.bytes() {
        length = match letter {
            b'-' if length > 0 => 0,
            _ if letter.is_ascii_alphanumeric() && length < 8 => length + 1,
            _ => return false,
        };
    }
    length > 0 && tag.len() <= 64
}
