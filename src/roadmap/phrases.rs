//! Phrases one after the other, each only where there is something to say.

use super::{Entry, Phrase, Section, key, person, phrase, plain};
use crate::plan::{Date, Plan, Text, Time};
use crate::words::Words;

/// A plan, and the words it is said in.
#[derive(Clone, Copy)]
pub struct Speaker<'a> {
    pub plan: &'a Plan,
    pub words: &'a Words,
}

impl<'a> Speaker<'a> {
    /// Our own words for a key.
    pub fn say(self, key: &str) -> Phrase {
        plain(self.words.say(key))
    }

    /// Our own word of a family, such as `kind.` and `course`.
    pub fn word(self, family: &str, word: &str) -> Phrase {
        self.say(&key(family, word))
    }

    /// An entry that says the host's words and leads nowhere.
    pub fn entry(self, text: &Text) -> Entry {
        Entry::of(phrase(self.words, text))
    }

    /// No phrase yet.
    pub fn phrases(self) -> Phrases<'a> {
        Phrases { speaker: self, said: Vec::new() }
    }
}

/// Phrases that are being put together.
pub struct Phrases<'a> {
    speaker: Speaker<'a>,
    pub said: Vec<Phrase>,
}

impl Phrases<'_> {
    /// Our own words; nothing for none.
    pub fn plain(&mut self, words: String) {
        if !words.is_empty() {
            self.said.push(plain(words));
        }
    }

    /// The host's words.
    pub fn text(&mut self, text: Option<&Text>) {
        if let Some(text) = text {
            self.said.push(phrase(self.speaker.words, text));
        }
    }

    /// Something the host does not translate: a code, a mark.
    pub fn verbatim(&mut self, words: Option<&String>) {
        if let Some(words) = words {
            self.said.push(plain(words.clone()));
        }
    }

    /// Our own word of a family.
    pub fn word(&mut self, family: &str, word: Option<&'static str>) {
        if let Some(word) = word {
            self.said.push(self.speaker.word(family, word));
        }
    }

    /// A date, within the sentence of a key.
    pub fn date(&mut self, key: &str, date: Option<Date>) {
        if let Some(date) = date {
            let words = self.speaker.words;
            self.said.push(plain(words.fill(key, &[("date", &words.date(date))])));
        }
    }

    /// Somebody whom the plan names.
    pub fn person(&mut self, id: Option<&String>) {
        if let Some(name) = person(self.speaker.plan, self.speaker.words, id) {
            self.said.push(plain(name));
        }
    }

    /// "Maya Torres · 3 Nov 2026".
    pub fn signed(&mut self, by: Option<&String>, at: Option<&Time>) {
        self.person(by);
        if let Some(at) = at {
            self.said.push(plain(self.speaker.words.date(at.date())));
        }
    }
}

/// Phrases as one line.
pub fn line(phrases: &[Phrase]) -> String {
    let mut line = String::new();
    for phrase in phrases {
        if !line.is_empty() {
            line += " · ";
        }
        line += &phrase.words;
    }
    line
}

/// Adds a section where there is something in it.
pub fn add(sections: &mut Vec<Section>, name: &'static str, heading: Phrase, entries: Vec<Entry>) {
    if !entries.is_empty() {
        sections.push(Section { name, heading, lead: None, entries });
    }
}
