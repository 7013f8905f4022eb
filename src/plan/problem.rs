//! What is wrong with a document: a sentence with a place in it.

use super::place::Place;
use crate::digits::digits;
use std::fmt;

/// How many problems of one document are kept; the rest are counted.
pub const MOST_PROBLEMS: usize = 1_000;

/// What was dropped from a document or doubted in it, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// JSON Pointer (RFC 6901) of what the problem is about; it resolves in the document.
    pub place: String,
    /// What is wrong there.
    pub fault: Fault,
}

/// Everything that can be wrong with a document that is readable.
///
/// A fault holds ids and words of the document, each at most 64 characters, and never its free text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// An earlier entry of the list has this id; this one was dropped.
    DuplicateId(String),
    /// An earlier link joins the same ends in the same way; this one was dropped.
    DuplicateLink,
    /// Nothing of this sort has this id; the reference was dropped.
    Unknown(Sort, String),
    /// The link, or parent, closes a ring of these ids and was dropped; a long ring is told in part.
    Cycle(Vec<String>),
    /// Not a civil date.
    BadDate,
    /// Not a moment as RFC 3339 writes it.
    BadTime,
    /// Not a BCP 47 language tag.
    BadLanguage(String),
    /// Not on the allow-list of links.
    UrlNotAllowed,
    /// The list of words for this field does not have this one.
    UnknownWord(String),
    /// JSON of another type than the one named here.
    WrongType(Expected),
    /// A number below zero or beyond a thousand million.
    BadNumber,
    /// The object here lacks the field named.
    Missing(&'static str),
    /// An empty string, where something must be said.
    Empty,
    /// More characters than this; text was cut, and a link dropped.
    TooLong(usize),
    /// More entries than this; the surplus was dropped.
    TooMany(usize),
    /// Beyond another limit, in words; what is beyond it was dropped.
    Beyond(&'static str),
    /// Another goal is already the primary one.
    SecondPrimary,
    /// So many more problems than were kept.
    More(usize),
}

/// The sorts of things that a document refers to by id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A step.
    Step,
    /// An end of a link.
    StepOrGoal,
    /// A goal.
    Goal,
    /// A phase.
    Phase,
    /// A lane.
    Lane,
    /// A requirement.
    Requirement,
    /// A competency.
    Competency,
    /// A scale.
    Scale,
    /// A level of a scale.
    Level,
    /// An entry of the learner's profile.
    ProfileEntry,
}

/// The types of JSON a field may want.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// `{ … }`
    Object,
    /// `[ … ]`
    List,
    /// `"…"`
    String,
    /// `"…"`, or an object of them by language.
    Text,
    /// `1.5`
    Number,
    /// `true` or `false`
    Bool,
}

impl Sort {
    /// What such a thing is called.
    pub fn word(self) -> &'static str {
        match self {
            Sort::Step => "step",
            Sort::StepOrGoal => "step or goal",
            Sort::Goal => "goal",
            Sort::Phase => "phase",
            Sort::Lane => "lane",
            Sort::Requirement => "requirement",
            Sort::Competency => "competency",
            Sort::Scale => "scale",
            Sort::Level => "level",
            Sort::ProfileEntry => "profile entry",
        }
    }
}

impl Expected {
    /// The type in words.
    pub fn word(self) -> &'static str {
        match self {
            Expected::Object => "an object",
            Expected::List => "a list",
            Expected::String => "a string",
            Expected::Text => "a string or a language map",
            Expected::Number => "a number",
            Expected::Bool => "true or false",
        }
    }
}

impl Fault {
    /// The fault in a few words that hold nothing of the document, for logs.
    pub fn told(&self) -> String {
        match self {
            Fault::Missing(field) => [field, " is missing"].concat(),
            Fault::WrongType(expected) => ["expected ", expected.word()].concat(),
            Fault::TooMany(most) => ["more than ", &digits(*most), " entries, the rest is left out"].concat(),
            Fault::Unknown(sort, _) => ["unknown ", sort.word()].concat(),
            _ => self.name().to_owned(),
        }
    }

    /// The fault in two or three words.
    fn name(&self) -> &'static str {
        match self {
            Fault::DuplicateId(_) => "duplicate id",
            Fault::DuplicateLink => "duplicate link",
            Fault::Unknown(..) => "unknown",
            Fault::Cycle(_) => "cycle",
            Fault::BadDate => "bad date",
            Fault::BadTime => "bad time",
            Fault::BadLanguage(_) => "bad language",
            Fault::UrlNotAllowed => "url not allowed",
            Fault::UnknownWord(_) => "unknown word",
            Fault::WrongType(_) => "wrong type",
            Fault::BadNumber => "bad number",
            Fault::Missing(_) => "missing field",
            Fault::Empty => "empty",
            Fault::TooLong(_) => "text too long",
            Fault::TooMany(_) => "too many",
            Fault::Beyond(limit) => limit,
            Fault::SecondPrimary => "second primary goal",
            Fault::More(_) => "more problems",
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Fault::DuplicateId(id) => write!(f, "another one is already called {id}"),
            Fault::DuplicateLink => f.write_str("the same link is already there"),
            Fault::Unknown(sort, id) => write!(f, "no {} is called {id}", sort.word()),
            Fault::Cycle(ids) => {
                f.write_str("prerequisites form a cycle: ")?;
                for (index, id) in ids.iter().enumerate() {
                    f.write_str(if index > 0 { " → " } else { "" })?;
                    f.write_str(id)?;
                }
                Ok(())
            }
            Fault::BadDate => f.write_str("not a date: YYYY-MM-DD, YYYY-MM or YYYY"),
            Fault::BadTime => f.write_str("not a time of RFC 3339, such as 2026-11-22T09:30:00Z"),
            Fault::BadLanguage(tag) => write!(f, "not a language tag: {tag}"),
            Fault::UrlNotAllowed => f.write_str("url not allowed: only https, http, mailto, tel or relative"),
            Fault::UnknownWord(word) => write!(f, "unknown word: {word}"),
            Fault::WrongType(expected) => write!(f, "expected {}", expected.word()),
            Fault::BadNumber => f.write_str("number out of range: 0 to 1000000000"),
            Fault::Missing(field) => write!(f, "{field} is missing"),
            Fault::Empty => f.write_str("nothing is said here"),
            Fault::TooLong(most) => write!(f, "longer than {most} characters"),
            Fault::TooMany(most) => write!(f, "more than {most} entries"),
            Fault::Beyond(limit) => f.write_str(limit),
            Fault::SecondPrimary => f.write_str("another goal is already the primary one"),
            Fault::More(count) => write!(f, "and {count} more problems"),
        }
    }
}

impl Problem {
    /// How many problems a document has, those that were not kept too.
    pub fn count(problems: &[Problem]) -> usize {
        problems.iter().map(|problem| if let Fault::More(more) = problem.fault { more } else { 1 }).sum()
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.fault)
    }
}

/// Why a text is no plan at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// The text is not JSON.
    NotJson {
        /// The line where reading stopped, from 1.
        line: usize,
        /// The column where reading stopped, in bytes, from 1.
        column: usize,
        /// What was wrong there.
        reason: &'static str,
    },
    /// JSON, but not a plan document of a version we know.
    Format {
        /// JSON Pointer of what is wrong: the document or its `format`.
        place: &'static str,
        /// The format it says it has, at most 64 characters; none where it says nothing.
        found: Option<String>,
    },
    /// The text is longer than 16 MB, or nested deeper than 127 levels.
    TooLarge {
        /// Where nesting became too deep; line 0 for a text too long.
        line: usize,
        /// The column of that line, in bytes, from 1.
        column: usize,
    },
}

impl Unreadable {
    /// The error code that the page hears: `not-json`, `format` or `too-large`.
    pub fn code(&self) -> &'static str {
        match self {
            Unreadable::NotJson { .. } => "not-json",
            Unreadable::Format { .. } => "format",
            Unreadable::TooLarge { .. } => "too-large",
        }
    }

    /// Why, in a sentence; formatting machinery for it would cost a learner half a kilobyte.
    pub fn told(&self) -> String {
        let (line, column) = match self {
            Unreadable::NotJson { line, column, .. } | Unreadable::TooLarge { line, column } => {
                (line, column)
            }
            Unreadable::Format { .. } => (&0, &0),
        };
        let (line, column) = (digits(*line), digits(*column));
        let at = ["line ", &line, ", column ", &column];
        match self {
            Unreadable::NotJson { reason, .. } => [&at.concat(), ": not JSON: ", reason].concat(),
            Unreadable::Format { place, found: None } => {
                let place = if place.is_empty() { "the document" } else { place };
                [place, ": not a plan document: expected format ", super::FORMAT].concat()
            }
            Unreadable::Format { place, found: Some(found) } => {
                // Nothing else that a host writes there is told: it may be anything.
                let version = found.strip_prefix("throughline-plan/");
                let known = version.is_some_and(|version| version.bytes().all(|byte| byte.is_ascii_digit()));
                let found = if known { [" ", found].concat() } else { String::new() };
                [place, ": unknown format", &found, "; expected ", super::FORMAT].concat()
            }
            Unreadable::TooLarge { line: 0, .. } => "longer than 16 MB".to_owned(),
            Unreadable::TooLarge { .. } => at.concat() + ": nested too deep",
        }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.told())
    }
}

/// A word of the host as a fault tells it: at most 64 characters.
pub(crate) fn quote(word: &str) -> String {
    match (cut(word, 63), cut(word, 64)) {
        (Some(short), Some(_)) => [short, "…"].concat(),
        _ => word.to_owned(),
    }
}

/// So many characters of a text, where it has more.
pub(crate) fn cut(text: &str, most: usize) -> Option<&str> {
    let (end, _) = text.char_indices().nth(most)?;
    text.get(..end)
}

/// The problems found so far, and how much room is left for what is read.
#[derive(Debug)]
pub struct Problems {
    list: Vec<Problem>,
    more: usize,
    /// Bytes that lists may still take: a short text can ask for very many empty entries.
    room: usize,
}

impl Problems {
    pub(crate) fn new() -> Self {
        Problems { list: Vec::new(), more: 0, room: 128 << 20 }
    }

    /// Keeps a problem, or counts it once there are too many.
    pub(crate) fn add(&mut self, at: &Place, fault: Fault) {
        if self.list.len() < MOST_PROBLEMS {
            self.list.push(Problem { place: at.pointer(), fault });
        } else {
            self.more += 1;
        }
    }

    /// How many of `count` list entries may be read: `most`, or fewer where the room of the document is spent.
    pub(crate) fn admit(&mut self, count: usize, most: usize, size: usize, at: &Place) -> usize {
        let room = self.room / size.max(1);
        let admitted = count.min(most).min(room);
        self.room -= admitted * size;
        if count > admitted {
            let fault = if admitted == most {
                Fault::TooMany(most)
            } else {
                Fault::Beyond("lists of more than 128 MB in all")
            };
            self.add(at, fault);
        }
        admitted
    }

    /// All of them; the last tells how many more there were.
    pub(crate) fn list(mut self) -> Vec<Problem> {
        if self.more > 0 {
            self.list.push(Problem { place: String::new(), fault: Fault::More(self.more) });
        }
        self.list
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, Problems};

    #[test]
    fn tells_by_which_limit_a_list_is_cut() {
        let mut problems = Problems::new();
        assert_eq!(problems.admit(30, 20, 1, &Place::Root), 20);
        assert_eq!(problems.admit(2, 20, 100 << 20, &Place::Root), 1);
        assert_eq!(problems.admit(1, 20, 100 << 20, &Place::Root), 0);
        let told: Vec<_> = problems.list().iter().map(ToString::to_string).collect();
        let in_all = ": lists of more than 128 MB in all";
        assert_eq!(told, [": more than 20 entries", in_all, in_all]);
    }
}
