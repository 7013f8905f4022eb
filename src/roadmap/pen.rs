//! The pen: writes entries, and closes them into sections. All that is said in lists is written here.

use super::{Bar, Entry, Lead, Phrase, Roadmap, Section, Sign, card, join, phrase, plain, titled, whatif};
use crate::plan::{Date, End, GoalIx, Plan, SafeUrl, StepIx, Text, Time};
use crate::rules::is_past;
use crate::sorted::sorted;
use crate::state::Lit;
use crate::words::Words;

/// So many are "a few things": what is seen at once of a list that can be long.
pub const FEW: usize = 3;
/// So many are listed at most; a learner's plan has fewer.
pub const MOST: usize = 40;

/// Entries first gather what stands beside them, then are said; sections first gather entries, then are closed.
pub struct Pen<'a> {
    pub plan: &'a Plan,
    pub words: &'a Words,
    /// The plan's people by their ids.
    people: Vec<usize>,
    /// The entry to be said next: everything but its words.
    next: Entry,
    /// The entries of the section to be closed next.
    entries: Vec<Entry>,
    sections: Vec<Section>,
    /// What the sections to come are a group of.
    group: Option<Phrase>,
}

impl<'a> Pen<'a> {
    pub fn new(plan: &'a Plan, words: &'a Words) -> Pen<'a> {
        let id = |at: usize| &plan.people[at].id;
        let people = sorted(plan.people.len(), &|a, b| id(a).cmp(id(b)));
        Pen {
            plan,
            words,
            people,
            next: Entry::default(),
            entries: Vec::new(),
            sections: Vec::new(),
            group: None,
        }
    }

    /// Beside the next entry: a phrase.
    pub fn beside(&mut self, phrase: Phrase) {
        self.next.aside.push(phrase);
    }

    /// Beside the next entry: a sentence of ours.
    pub fn tell(&mut self, said: String) {
        self.beside(plain(said));
    }

    /// Beside the next entry: the word of a key.
    pub fn say(&mut self, key: &str) {
        self.tell(self.words.say(key));
    }

    /// Beside the next entry: a word in a family of words.
    pub fn named(&mut self, family: &str, word: &str) {
        self.tell(self.words.named(family, word));
    }

    /// Beside the next entry: a sentence with one blank.
    pub fn fill(&mut self, key: &str, blank: &str, filler: &str) {
        self.tell(self.words.fill(key, &[(blank, filler)]));
    }

    /// Beside the next entry: the host's text, where there is one.
    pub fn text(&mut self, text: Option<&Text>) {
        if let Some(text) = text {
            self.beside(phrase(self.words, text));
        }
    }

    /// Beside the next entry: a sentence with the host's text in its blank, where there is one.
    pub fn titled(&mut self, key: &str, title: Option<&Text>) {
        if let Some(title) = title {
            self.fill(key, "title", &phrase(self.words, title).within());
        }
    }

    /// Beside the next entry: the host's own code or mark, where there is one.
    pub fn code(&mut self, code: &Option<String>) {
        if let Some(code) = code {
            self.tell(self.words.apart(code));
        }
    }

    /// Beside the next entry: a date, where there is one; in the sentence of a key, where that is not empty.
    pub fn date(&mut self, key: &str, date: Option<Date>) {
        let Some(date) = date else { return };
        let date = self.words.date(date);
        match key {
            "" => self.tell(date),
            key => self.fill(key, "date", &date),
        }
    }

    /// Beside the next entry: by when it is to be done, or was, of what is open. Tells whether that is past.
    pub fn due(&mut self, due: Option<Date>, today: Date) -> bool {
        let late = due.is_some_and(|due| is_past(due, today));
        self.date(if late { "next.overdue" } else { "date.due" }, due);
        late
    }

    /// Beside the next entry: the name of the person of that id, and what they are to the learner; without a name the
    /// word for their role, where the plan tells.
    pub fn person(&mut self, id: Option<&String>) {
        let Some(id) = id else { return };
        let people = &self.plan.people;
        let Ok(at) = self.people.binary_search_by(|&at| people[at].id.cmp(id)) else { return };
        let person = &people[self.people[at]];
        match (&person.name, &person.relation, person.role) {
            (Some(name), Some(relation), _) => {
                let relation = phrase(self.words, relation).within();
                self.tell(self.words.fill("bracketed", &[("said", name), ("more", &relation)]));
            }
            (Some(name), None, _) => self.tell(self.words.apart(name)),
            (None, Some(relation), _) => self.text(Some(relation)),
            (None, None, Some(role)) => self.named("role.", role.word()),
            (None, None, None) => {}
        }
    }

    /// Beside the next entry: who it was and when, as in "Maya Torres · 3 Nov 2026".
    pub fn signed(&mut self, by: &Option<String>, at: &Option<Time>) {
        self.person(by.as_ref());
        self.date("", at.as_ref().map(Time::date));
    }

    /// Beside the next entry: how far a step is.
    pub fn status(&mut self, step: StepIx) {
        if let Some(step) = self.plan.steps().get(step) {
            self.tell(card::status_word(self.words, step));
        }
    }

    /// Beside the next entry: how far a step is, or that the way which is shown leaves it out; and what needs
    /// attention.
    pub fn stand(&mut self, roadmap: &Roadmap, step: StepIx) {
        if let Some(card) = roadmap.picture.cards.get(step) {
            let left = card.mark.as_ref().filter(|mark| mark.name == whatif::LEFT);
            self.tell(left.map_or(&card.status_word, |mark| &mark.words).clone());
            for word in card.alarms() {
                self.tell(word.clone());
            }
        }
    }

    /// Before the next entry: a sign.
    pub fn sign(&mut self, sign: Sign) {
        self.next.sign = Some(sign);
    }

    /// Under the next entry: a bar, where there is one to draw.
    pub fn bar(&mut self, bar: Option<Bar>) {
        self.next.bar = bar;
    }

    /// The next entry stands so deep.
    pub fn depth(&mut self, depth: usize) {
        self.next.depth = depth;
    }

    /// The next entry leads there, where the host gave a link.
    pub fn link(&mut self, url: &Option<SafeUrl>) {
        if let Some(url) = url {
            self.next.lead = Lead::Link(url.clone());
        }
    }

    /// The next entry lights a group of steps.
    pub fn light(&mut self, lit: Lit) {
        self.next.lead = Lead::Lit(lit);
    }

    /// The next entry lights a group of steps that has an entry of its own elsewhere.
    pub fn light_too(&mut self, lit: Lit) {
        self.next.lead = Lead::Too(lit);
    }

    /// The sections to come are a group with this heading.
    pub fn group(&mut self, heading: Phrase) {
        self.group = Some(heading);
    }

    /// The next entry is an action of a goal, which the reader may check off where it is `open`.
    pub fn check(&mut self, goal: GoalIx, action: usize, open: bool) {
        self.next.lead = Lead::Check { goal, action, open };
    }

    /// What was written for the next entry, as phrases in a line.
    pub fn line(&mut self) -> Vec<Phrase> {
        std::mem::take(&mut self.next).aside
    }

    /// The same as one phrase, where there is anything.
    pub fn lead_line(&mut self) -> Option<Phrase> {
        let mut line = String::new();
        for phrase in self.line() {
            join(&mut line, " · ", &phrase.within());
        }
        (!line.is_empty()).then(|| plain(line))
    }

    /// Says the entry.
    pub fn entry(&mut self, said: Phrase) {
        self.next.said = said;
        self.entries.push(std::mem::take(&mut self.next));
    }

    /// Says the entry in our own words.
    pub fn own(&mut self, said: String) {
        self.entry(plain(said));
    }

    /// Says the entry in the host's words.
    pub fn theirs(&mut self, text: &Text) {
        self.entry(phrase(self.words, text));
    }

    /// Says the title of a step, and leads there, or of a goal; before it stands its sign.
    pub fn end(&mut self, end: End) {
        let mut sign = Sign::Goal;
        if let End::Step(ix) = end
            && let Some(step) = self.plan.steps().get(ix)
        {
            sign = card::sign(step);
        }
        self.end_with(sign, end);
    }

    /// Says the title of a step, and leads there, or of a goal; before it stands this sign.
    pub fn end_with(&mut self, sign: Sign, end: End) {
        self.sign(sign);
        if let End::Step(ix) = end {
            self.next.lead = Lead::Step(ix);
        }
        match titled(self.plan, end) {
            Some(title) => self.theirs(title),
            None => self.next = Entry::default(),
        }
    }

    /// A heading over the entries since the last one, even where there are none.
    pub fn close(&mut self, name: &'static str, heading: Phrase, lead: Option<Phrase>) {
        let entries = std::mem::take(&mut self.entries);
        self.sections.push(Section { name, group: self.group.take(), heading, lead, entries });
    }

    /// Of the entries since the last section, those after the first `few` are folded under a line that says how many
    /// more there are; a last one says it of what is not listed of `all`.
    pub fn fold(&mut self, few: usize, all: usize) {
        if all <= few {
            return;
        }
        let more = |more: usize, depth, lead| {
            let said = plain(self.words.count("next.more", more as f64, &[]));
            Entry { said, depth, lead, ..Entry::default() }
        };
        let listed = self.entries.len();
        for entry in self.entries.iter_mut().skip(few) {
            entry.depth = 1;
        }
        if listed > few {
            self.entries.insert(few, more(all - few, 0, Lead::Rest));
        }
        if listed < all {
            self.entries.push(more(all - listed, usize::from(listed > few), Lead::Nowhere));
        }
    }

    /// The heading of a key and a sentence over the entries since the last one, where there are any.
    pub fn close_led(&mut self, name: &'static str, heading: &str, lead: Phrase) {
        if !self.entries.is_empty() {
            self.close(name, plain(self.words.say(heading)), Some(lead));
        }
    }

    /// The heading of a key over the entries since the last one, where there are any.
    pub fn close_some(&mut self, name: &'static str, heading: &str) {
        if !self.entries.is_empty() {
            self.close(name, plain(self.words.say(heading)), None);
        }
    }

    /// The sections since the last time.
    pub fn sections(&mut self) -> Vec<Section> {
        std::mem::take(&mut self.sections)
    }
}
