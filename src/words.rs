//! WHAT IS SAID: looks up a sentence, fills its blanks, and picks the plural form the language wants.
//!
//! A catalogue is a flat JSON object: a key gives a sentence with `{blanks}`, or an object of plural forms
//! (`zero one two few many other`, CLDR). Numbers, dates and the choice of the form are the [`Tongue`]'s: the browser's
//! `Intl` in a page, [`Plain`] in a test.

use std::rc::Rc;

use crate::digits::digits;
use crate::plan::{Date, Json, LocalWords, Plan, Said, Text, primary};
use crate::sorted::sorted;

/// What only a language knows: how it writes numbers and dates, and which plural form a number takes.
pub trait Tongue {
    /// A number to at most two decimals.
    fn number(&self, n: f64) -> String;
    /// A civil date, as precise as it is.
    fn date(&self, date: Date) -> String;
    /// The CLDR plural category of a number: `zero one two few many other`.
    fn plural(&self, n: f64) -> String;
    /// Words without the case of their letters, of which accents are parted.
    fn folded(&self, words: &str) -> String;
}

/// American English, as `Intl` has it: for tests, for where `Intl` answers nothing, and for most readers, because
/// starting `Intl` takes a tenth of the load time.
#[derive(Clone, Copy, Debug, Default)]
pub struct Plain;

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

impl Tongue for Plain {
    fn number(&self, n: f64) -> String {
        let cents = (n * 100.0).round() as i64;
        let (whole, part) = (cents.unsigned_abs() as usize / 100, cents.unsigned_abs() as usize % 100);
        let written = digits(whole);
        let mut said = String::from(if cents < 0 { "-" } else { "" });
        for (at, digit) in written.chars().enumerate() {
            if at > 0 && (written.len() - at).is_multiple_of(3) {
                said.push(',');
            }
            said.push(digit);
        }
        if part > 0 {
            said.push('.');
            said += &digits(part / 10);
        }
        if part % 10 > 0 {
            said += &digits(part % 10);
        }
        said
    }
    fn date(&self, date: Date) -> String {
        let mut said = String::new();
        if let Some(month) = date.month().and_then(|month| MONTHS.get(usize::from(month) - 1)) {
            said += month;
            said.push(' ');
            if let Some(day) = date.day() {
                said += &digits(usize::from(day));
                said += ", ";
            }
        }
        said + &digits(date.year() as usize)
    }
    fn plural(&self, n: f64) -> String {
        if n == 1.0 { "one".into() } else { "other".into() }
    }
    fn folded(&self, words: &str) -> String {
        words.to_ascii_lowercase()
    }
}

/// Which way a language is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// From left to right.
    #[default]
    Ltr,
    /// From right to left.
    Rtl,
}

/// A sentence, or its plural forms by CLDR category.
#[derive(Clone, Debug, PartialEq)]
enum Sentence {
    One(String),
    Forms(Vec<(String, String)>),
}

/// The interface's words in the reader's language, and the host's own words where it has some.
#[derive(Clone)]
pub struct Words {
    language: String,
    /// The language that the reader asked for, where we have no words in it: the host may have.
    asked: String,
    direction: Direction,
    /// By their keys, in the order of those.
    sentences: Rc<Vec<(String, Sentence)>>,
    local: Rc<LocalWords>,
    /// The language of the plan on screen: what the host's plain text is in.
    theirs: Option<String>,
    tongue: Rc<dyn Tongue>,
}

impl Words {
    /// A catalogue (JSON text) as words. What is not a sentence or an object of sentences is left out; its key is
    /// then said instead.
    pub fn read(catalogue: &str, language: &str, direction: Direction, tongue: Rc<dyn Tongue>) -> Words {
        let mut entries = match Json::parse(catalogue) {
            Ok(Json::Object(entries)) => entries,
            _ => Vec::new(),
        };
        let mut sentences: Vec<(String, Sentence)> = Vec::with_capacity(entries.len());
        for &at in &sorted(entries.len(), &|a, b| entries[a].0.cmp(&entries[b].0)) {
            let (key, value) = std::mem::take(&mut entries[at]);
            let sentence = match value {
                Json::Text(text) => Sentence::One(text.into_owned()),
                Json::Object(entries) => {
                    let mut forms = Vec::new();
                    for (form, text) in entries {
                        if let Json::Text(text) = text {
                            forms.push((form.into_owned(), text.into_owned()));
                        }
                    }
                    Sentence::Forms(forms)
                }
                _ => continue,
            };
            sentences.push((key.into_owned(), sentence));
        }
        Words {
            language: language.into(),
            asked: String::new(),
            direction,
            sentences: Rc::new(sentences),
            local: Rc::default(),
            theirs: None,
            tongue,
        }
    }

    /// The same words for who asked for another language: what the host says in it is shown in it.
    pub fn asked_in(self, language: &str) -> Words {
        Words { asked: language.into(), ..self }
    }

    /// The same words for a plan: with the host's own for plan, pathway, phase and credit, and knowing what language
    /// the host's plain text is in.
    pub fn of_plan(&self, plan: &Plan) -> Words {
        Words { local: plan.words.clone(), theirs: plan.language.clone(), ..self.clone() }
    }

    /// The BCP 47 tag of the interface's language.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// The BCP 47 tag of the language that the reader asked for; empty where that was not told.
    pub fn asked(&self) -> &str {
        &self.asked
    }

    /// Which way the interface's language is read.
    pub fn direction(&self) -> Direction {
        self.direction
    }

    /// The sentence of a key, blanks unfilled.
    pub fn say(&self, key: &str) -> String {
        self.form(key, None).to_string()
    }

    /// The word in a family of words, such as `kind.` and `course`.
    #[inline(never)]
    pub fn named(&self, family: &str, word: &str) -> String {
        self.say(&[family, word].concat())
    }

    /// The sentence of a key about what a plan is called here.
    #[inline(never)]
    pub fn of_the_plan(&self, key: &str) -> String {
        self.fill(key, &[("plan", &self.plan_word())])
    }

    /// The sentence of a key with its blanks filled.
    pub fn fill(&self, key: &str, blanks: &[(&str, &str)]) -> String {
        self.filled(self.form(key, None), blanks, None)
    }

    /// The sentence of a key in the plural form of `n`, with `{n}` and the other blanks filled.
    pub fn count(&self, key: &str, n: f64, blanks: &[(&str, &str)]) -> String {
        self.filled(self.form(key, Some(n)), blanks, Some(&self.tongue.number(n)))
    }

    /// The sentence of a key about some of all, with `{some}` and `{n}` filled: "7 of 19 requirements met".
    pub fn some_of(&self, key: &str, some: f64, all: f64) -> String {
        self.count(key, all, &[("some", &self.number(some))])
    }

    /// So many credits, in the host's word for them.
    pub fn credits(&self, n: f64) -> String {
        let one = match &*self.tongue.plural(n) {
            "one" => true,
            // Arabic counts things in the singular from eleven on, and parts of one.
            "many" | "other" => same_language(&self.language, "ar"),
            _ => false,
        };
        let unit = self.own(if one { &self.local.credit } else { &self.local.credits });
        match unit.or_else(|| self.own(&self.local.credits)) {
            Some(unit) => self.fill("amount.local", &[("n", &self.tongue.number(n)), ("unit", unit)]),
            None => self.count("amount.credits", n, &[]),
        }
    }

    /// The word for credits as a heading.
    pub fn credits_word(&self) -> String {
        self.own(&self.local.credits).map_or_else(|| self.say("credits"), str::to_string)
    }

    /// What a plan is called here.
    pub fn plan_word(&self) -> String {
        self.own(&self.local.plan).map_or_else(|| self.say("plan"), str::to_string)
    }

    /// A phase without a title, by its number from 1.
    pub fn phase(&self, n: f64) -> String {
        match self.own(&self.local.phase) {
            Some(phase) => self.fill("phase.local", &[("phase", phase), ("n", &self.tongue.number(n))]),
            None => self.count("phase.numbered", n, &[]),
        }
    }

    /// What a pathway is called here.
    pub fn pathway_word(&self) -> String {
        self.own(&self.local.pathway).map_or_else(|| self.say("pathway"), str::to_string)
    }

    /// The host's own word, where it has one in the reader's language: one of another language would stand in the
    /// middle of a sentence of this one.
    fn own<'a>(&'a self, word: &'a Option<Text>) -> Option<&'a str> {
        let said = word.as_ref()?.pick(&[&self.language]);
        let language = said.language.or(self.theirs.as_deref()).unwrap_or(&self.language);
        same_language(language, &self.language).then_some(said.words)
    }

    /// A score: it is a name as much as a number, and has no sign between its digits. It is never said to be more than
    /// it is: 3.496 is not the 3.5 that is asked for. What computers make of 3.6 is: what is added is what the rules
    /// overlook in a sum.
    pub fn score(&self, n: f64) -> String {
        let whole = n.fract() == 0.0 && (0.0..1e6).contains(&n);
        if whole { digits(n as usize) } else { self.number(((n + 1e-4) * 100.0).floor() / 100.0) }
    }

    /// A number as the language writes it, to at most two decimals.
    pub fn number(&self, n: f64) -> String {
        self.tongue.number(n)
    }

    /// Words without the case and accents of their letters, quotes and stops, and with blanks for hyphens, to look for
    /// others like them.
    pub fn folded(&self, words: &str) -> String {
        let fold = |c| match c {
            '\u{300}'..='\u{36f}' | '"' | '\'' | '.' | ',' | '\u{2018}'..='\u{201d}' => None,
            '-' | '\u{2010}'..='\u{2014}' => Some(' '),
            c => Some(c),
        };
        self.tongue.folded(words).chars().filter_map(fold).collect()
    }

    /// A civil date as the language writes it.
    pub fn date(&self, date: Date) -> String {
        self.tongue.date(date)
    }

    /// The host's text in the reader's language, else in the plan's, else in the first that there is; with the language
    /// it is in, where that is known.
    pub fn text<'a>(&'a self, text: &'a Text) -> Said<'a> {
        let theirs = self.theirs.as_deref();
        let reader = if self.asked.is_empty() { &self.language } else { &self.asked };
        let said = text.pick(&[reader, theirs.unwrap_or_default()]);
        Said { language: said.language.or(theirs), ..said }
    }

    /// Whether words have no letter from right to left where the interface is read so: "C++ 101!" is no "!C++ 101".
    pub fn is_against(&self, words: &str) -> bool {
        self.direction == Direction::Rtl && !is_rtl(words)
    }

    fn find(&self, key: &str) -> Option<&Sentence> {
        let at = self.sentences.binary_search_by(|(known, _)| known.as_str().cmp(key)).ok()?;
        Some(&self.sentences[at].1)
    }

    fn form<'a>(&'a self, key: &'a str, n: Option<f64>) -> &'a str {
        match self.find(key) {
            None => key,
            Some(Sentence::One(text)) => text,
            Some(Sentence::Forms(forms)) => {
                let wanted = self.tongue.plural(n.unwrap_or_default());
                let form = |name: &str| forms.iter().find(|(f, _)| f == name).map(|(_, text)| text.as_str());
                form(&wanted).or_else(|| form("other")).unwrap_or(key)
            }
        }
    }

    /// The host's code or mark, or a name, which keeps its own direction: "29-1141.00" is no "1141.00-29", and the day
    /// after a name no part of it.
    pub fn apart(&self, code: &str) -> String {
        self.filled("{}", &[("", code)], None)
    }

    /// Where the interface or what fills a blank is read from right to left, that is set apart (Unicode bidi isolates),
    /// so that an English course title does not turn an Arabic sentence round, nor an Arabic name the day after it. A
    /// number needs none.
    fn filled(&self, form: &str, blanks: &[(&str, &str)], number: Option<&str>) -> String {
        let mut out = String::with_capacity(form.len() + 32);
        let (mut told, mut open) = (0, None);
        for (at, byte) in form.bytes().enumerate() {
            match (byte, open) {
                (b'{', _) => open = Some(at),
                (b'}', Some(start)) => {
                    open = None;
                    let name = &form[start + 1..at];
                    let (apart, filler) = match blanks.iter().find(|(blank, _)| *blank == name) {
                        Some((_, filler)) => (self.direction == Direction::Rtl || is_rtl(filler), *filler),
                        None if name == "n" => (false, number.unwrap_or("{n}")),
                        None => continue,
                    };
                    out.push_str(&form[told..start]);
                    told = at + 1;
                    if apart {
                        out.push('\u{2068}');
                    }
                    out.push_str(filler);
                    if apart {
                        out.push('\u{2069}');
                    }
                }
                _ => {}
            }
        }
        out.push_str(&form[told..]);
        out
    }
}

impl PartialEq for Words {
    /// Same language, the same asked for, same direction, same sentences, same local words; two tongues of one language
    /// are the same.
    fn eq(&self, other: &Words) -> bool {
        self.language == other.language
            && self.asked == other.asked
            && self.direction == other.direction
            && self.sentences == other.sentences
            && self.local == other.local
            && self.theirs == other.theirs
    }
}

/// Whether words have a letter of a script that is written from right to left: Unicode's blocks of R and AL.
fn is_rtl(words: &str) -> bool {
    words.chars().any(|c| {
        matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}'
            | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
    })
}

/// Before the language of words in a sentence that is in another, before these words, and after them. Unicode keeps it
/// for inside a program: no host sends it.
const FOREIGN: char = '\u{fdd0}';

/// Words in another language, to stand in a sentence: what shows them says which it is (WCAG 2.2, 3.1.2).
pub fn foreign(language: &str, words: &str) -> String {
    let mut said = String::new();
    for part in &[language, words] {
        said.push(FOREIGN);
        said += part;
    }
    said.push(FOREIGN);
    said
}

/// A sentence in parts: the words of each, and their language where it is another than the sentence's.
pub fn parts(sentence: &str) -> Vec<(&str, Option<&str>)> {
    let mut parts = Vec::new();
    let mut rest = sentence;
    while let Some((ours, theirs)) = cut(rest, FOREIGN) {
        parts.push((ours, None));
        let Some((language, theirs)) = cut(theirs, FOREIGN) else {
            parts.push((theirs, None));
            return parts;
        };
        let (words, after) = cut(theirs, FOREIGN).unwrap_or((theirs, ""));
        parts.push((words, Some(language)));
        rest = after;
    }
    parts.push((rest, None));
    parts
}

/// What stands before the first of a letter, and what after it. One search for the widget: each of the library's own
/// costs half a kilobyte.
#[inline(never)]
pub fn cut(text: &str, at: char) -> Option<(&str, &str)> {
    let (start, _) = text.char_indices().find(|(_, letter)| *letter == at)?;
    Some((&text[..start], &text[start + at.len_utf8()..]))
}

/// A sentence where nothing can tell a language.
pub fn bare(sentence: &str) -> String {
    parts(sentence).iter().map(|(words, _)| *words).collect()
}

/// Whether two tags share their primary subtag: what a screen reader needs no switch of voice for.
pub fn same_language(a: &str, b: &str) -> bool {
    primary(a).eq_ignore_ascii_case(primary(b))
}

#[cfg(test)]
mod tests {
    use super::{Direction, Plain, Words, bare, foreign, parts};
    use std::rc::Rc;

    fn words(language: &str) -> Words {
        Words::read("{}", language, Direction::Ltr, Rc::new(Plain))
    }

    #[test]
    fn names_in_scripts_from_right_to_left_are_known() {
        for (words, is) in [
            ("ליאת", true),
            ("Ms. حداد", true),
            ("\u{1e904}\u{1e923}", true),
            ("\u{8a0}", true),
            ("Qu\u{ed}mica", false),
            ("\u{584}\u{56b}\u{574}\u{56b}\u{561}", false),
            ("\u{5316}\u{5b78}", false),
            ("\u{1f600}", false),
        ] {
            assert_eq!(super::is_rtl(words), is, "{words}");
        }
    }

    #[test]
    fn arabic_alone_counts_things_in_the_singular_from_eleven_on() {
        let plan = r#"{ "format": "throughline-plan/1", "steps": [],
            "words": { "credit": { "ar": "A", "arn": "A" }, "credits": { "ar": "B", "arn": "B" } } }"#;
        let plan = crate::plan::read(plan).expect("a plan").0;
        let unit = |language: &str| {
            Words::read(r#"{ "amount.local": "{unit}" }"#, language, Direction::Ltr, Rc::new(Plain))
                .of_plan(&plan)
                .credits(11.0)
        };
        assert_eq!(["ar", "ar-EG", "AR", "arn", "arn-CL"].map(unit), ["A", "A", "A", "B", "B"]);
    }

    #[test]
    fn a_word_of_the_host_is_looked_for_in_the_language_of_the_sentence() {
        let plan = r#"{ "format": "throughline-plan/1", "steps": [],
            "words": { "plan": { "fr": "Parcours", "en": "HSBP", "en-GB": "Scheme" } } }"#;
        let plan = crate::plan::read(plan).expect("a plan").0;
        let plan = |asked: &str, ours: &str| words(ours).asked_in(asked).of_plan(&plan).plan_word();
        assert_eq!([plan("fr", "en"), plan("en-GB", "en-GB"), plan("fr", "es")], ["HSBP", "Scheme", "plan"]);
        // A plain one is in the language of the plan.
        let plain = r#"{ "format": "throughline-plan/1", "language": "es", "steps": [], "words": { "plan": "Ruta" } }"#;
        let plain = crate::plan::read(plain).expect("a plan").0;
        let plain = |ours: &str| words(ours).of_plan(&plain).plan_word();
        assert_eq!([plain("es"), plain("en")], ["Ruta", "plan"]);
    }

    #[test]
    fn what_is_not_in_the_language_of_the_reader_is_told_in_that_of_the_plan() {
        let said = |asked: &str, head: &str, title: &str| {
            let plan = format!(
                r#"{{ "format": "throughline-plan/1", {head} "steps": [{{ "id": "a", "title": {title} }}] }}"#
            );
            let plan = crate::plan::read(&plan).expect("a plan").0;
            words("en").asked_in(asked).of_plan(&plan).text(&plan.steps()[0].title).words.to_string()
        };
        let map = r#"{ "en": "Biology", "es": "Biología" }"#;
        assert_eq!(said("fr", r#""language": "es","#, map), "Biología");
        assert_eq!(said("en", r#""language": "es","#, map), "Biology");
        assert_eq!(said("fr", "", r#"{ "es": "Biología", "en": "Biology" }"#), "Biología", "the first");
    }

    #[test]
    fn words_for_who_asked_for_another_language_are_others() {
        assert!(words("en").asked_in("fr") == words("en").asked_in("fr"));
        assert!(words("en").asked_in("fr") != words("en").asked_in("de"));
    }

    #[test]
    fn a_form_that_a_language_lacks_is_its_usual_one_and_a_key_without_any_says_itself() {
        let said = r#"{ "steps": { "other": "{n} steps" }, "none": {}, "list": [] }"#;
        let words = Words::read(said, "en", Direction::Ltr, Rc::new(Plain));
        let count = |key: &str| words.count(key, 1.0, &[]);
        assert_eq!(["steps", "none", "list"].map(count), ["1 steps", "none", "list"]);
        assert_eq!([-1234.5, -0.25, 12.0].map(|n| words.score(n)), ["-1,234.5", "-0.25", "12"]);
        assert_eq!([3.496, 89.999, 2.3, 3.599_999].map(|n| words.score(n)), ["3.49", "89.99", "2.3", "3.6"]);
    }

    #[test]
    fn a_sentence_knows_which_of_its_words_are_in_another_language() {
        let said = format!("{} leads to {}.", foreign("en", "Algebra II"), foreign("fr", "Infirmière"));
        let [algebra, nurse] = [("Algebra II", Some("en")), ("Infirmière", Some("fr"))];
        assert_eq!(parts(&said), [("", None), algebra, (" leads to ", None), nurse, (".", None)]);
        assert_eq!(bare(&said), "Algebra II leads to Infirmière.");
        assert_eq!(parts("Biology"), [("Biology", None)]);
    }

    #[test]
    fn a_mark_that_a_host_sends_costs_no_words() {
        assert_eq!(bare("a\u{fdd0}b"), "ab");
        assert_eq!(bare("\u{fdd0}en\u{fdd0}a"), "a");
    }
}
