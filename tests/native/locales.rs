//! The interface's words, in every language we have. English is the pattern: a language is whole when it says all that
//! English says, with the same blanks, in the plural forms that it has.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use throughline::plan;

use crate::stage::root;

/// Each language, its name in the README, the plural forms it has (CLDR), and those of them that stand for one number
/// alone, so that a word may take the figure's place ("خطوتان"). French `one` is also 0 and 1.5: then it is none of
/// these, and the column may be empty. `tests/browser/papers.spec.mjs` holds both columns to `Intl.PluralRules`.
pub const LANGUAGES: &[(&str, &str, &str, &str)] = &[
    ("en", "English", "one other", "one"),
    ("es", "Spanish", "one many other", "one"),
    ("ar", "Arabic", "zero one two few many other", "zero one two"),
];

/// The longest word that a card has room for beside its sign.
const STATUS: usize = 14;

/// One catalogue: for each key its forms, or one sentence under the form "".
type Catalogue = BTreeMap<String, BTreeMap<String, String>>;

fn catalogue(language: &str) -> Catalogue {
    let path = root().join("www/locales").join(language).with_extension("json");
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let entries: BTreeMap<String, Value> =
        serde_json::from_str(&text).unwrap_or_else(|e| panic!("{language}: {e}"));
    let sentence = |key: &str, value: &Value| match value {
        Value::String(text) => text.clone(),
        _ => panic!("{language} {key}: not a sentence: {value}"),
    };
    entries
        .iter()
        .map(|(key, value)| match value {
            Value::Object(forms) => {
                (key.clone(), forms.iter().map(|(f, v)| (f.clone(), sentence(key, v))).collect())
            }
            one => (key.clone(), BTreeMap::from([(String::new(), sentence(key, one))])),
        })
        .collect()
}

/// The names of the blanks of a sentence.
fn blanks(sentence: &str) -> BTreeSet<&str> {
    sentence.split('{').skip(1).map(|rest| rest.split_once('}').unwrap_or((rest, "")).0).collect()
}

fn list(words: &str) -> BTreeSet<&str> {
    words.split_whitespace().collect()
}

/// Fails with all faults at once.
fn none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// The faults of every sentence in every language; the judge sees language, key, form and sentence.
fn judge(judge: impl Fn(&str, &str, &str, &str) -> Option<String>) {
    let mut faults = Vec::new();
    for (language, ..) in LANGUAGES {
        for (key, forms) in catalogue(language) {
            for (form, sentence) in forms {
                let fault = judge(language, &key, &form, &sentence);
                faults.extend(fault.map(|fault| format!("{language} {key} {form}: {fault}: {sentence:?}")));
            }
        }
    }
    none(&faults);
}

#[test]
fn every_catalogue_is_a_language_whose_forms_we_know() {
    let files = std::fs::read_dir(root().join("www/locales")).expect("there are catalogues");
    let stems =
        files.map(|file| file.expect("a file").path().file_stem().map(|s| s.to_string_lossy().into_owned()));
    let found: BTreeSet<String> = stems.flatten().collect();
    assert_eq!(found, LANGUAGES.iter().map(|(language, ..)| language.to_string()).collect());
}

#[test]
fn every_language_says_what_english_says_and_nothing_else() {
    let english = catalogue("en");
    let mut faults = Vec::new();
    for (language, ..) in LANGUAGES {
        let spoken = catalogue(language);
        faults.extend(
            english
                .keys()
                .filter(|key| !spoken.contains_key(*key))
                .map(|key| format!("{language} lacks {key}")),
        );
        faults.extend(
            spoken
                .keys()
                .filter(|key| !english.contains_key(*key))
                .map(|key| format!("{language}: English has no {key}")),
        );
    }
    none(&faults);
}

#[test]
fn every_count_has_exactly_the_plural_forms_of_its_language() {
    let english = catalogue("en");
    let mut faults = Vec::new();
    for (language, _, forms, _) in LANGUAGES {
        for (key, spoken) in catalogue(language) {
            let counted = english.get(&key).is_some_and(|forms| !forms.contains_key(""));
            let wanted = if counted { list(forms) } else { BTreeSet::from([""]) };
            let spoken: BTreeSet<&str> = spoken.keys().map(String::as_str).collect();
            if spoken != wanted {
                faults.push(format!("{language} {key}: {spoken:?}, and not {wanted:?}"));
            }
        }
    }
    none(&faults);
}

#[test]
fn every_sentence_has_the_blanks_of_english() {
    let english = catalogue("en");
    judge(|language, key, form, sentence| {
        let wanted: BTreeSet<&str> =
            english.get(key)?.values().flat_map(|sentence| blanks(sentence)).collect();
        let alone = LANGUAGES.iter().any(|(l, _, _, alone)| *l == language && list(alone).contains(form));
        let mut said = blanks(sentence);
        if alone && wanted.contains("n") {
            said.insert("n");
        }
        (said != wanted).then(|| format!("the blanks are {wanted:?}"))
    });
}

#[test]
fn no_sentence_is_empty_or_padded() {
    judge(|_, key, _, sentence| {
        let padded = !key.starts_with("list.") && sentence.trim() != sentence;
        (sentence.trim().is_empty() || padded || sentence.contains("  "))
            .then(|| "empty, or too much space".to_string())
    });
}

#[test]
fn the_word_for_a_status_fits_on_a_card() {
    judge(|_, key, _, word| {
        let is_status = key.starts_with("status.") || matches!(key, "agency.proposed" | "agency.declined");
        let long = is_status && word.chars().count() > STATUS;
        long.then(|| format!("longer than {STATUS}"))
    });
}

#[test]
fn what_stands_side_by_side_and_is_not_the_same_is_not_called_the_same() {
    let together = |key: &str| match key {
        "change.accept" | "change.decline" | "change.approve" => Some("state"),
        "details.instead" | "ways.more" => Some("others"),
        _ => ["status.", "agency."].iter().any(|family| key.starts_with(family)).then_some("state"),
    };
    judge(|language, key, form, word| {
        let other = catalogue(language).into_iter().find(|(other, forms)| {
            let same = forms.get(form).is_some_and(|said| said == word);
            other != key && same && together(key).is_some() && together(key) == together(other)
        });
        other.map(|(other, _)| format!("so is {other}"))
    });
}

/// The families of keys that are made of a closed list of the plan document, each with its words.
fn vocabularies() -> Vec<(&'static str, Vec<&'static str>)> {
    macro_rules! words {
        ($kind:ident) => {
            plan::$kind::ALL.iter().map(|variant| variant.word()).collect::<Vec<_>>()
        };
    }
    let mut goal_statuses = words!(GoalStatus);
    goal_statuses.retain(|word| *word != plan::GoalStatus::Active.word());
    let mut plan_statuses = words!(PlanStatus);
    plan_statuses.retain(|word| *word != plan::PlanStatus::Approved.word());
    vec![
        ("plan-status.", plan_statuses),
        ("kind.", words!(Kind)),
        ("lane.", words!(Kind)),
        ("status.", words!(Status)),
        ("legend.", [words!(Status), vec![plan::AgencyState::Declined.word()]].concat()),
        ("edge.", words!(EdgeKind)),
        ("why.first.", words!(EdgeKind)),
        ("why.then.", words!(EdgeKind)),
        ("goal.", words!(GoalKind)),
        ("goal-status.", goal_statuses),
        ("setting.", words!(Setting)),
        ("origin.", words!(OriginKind)),
        ("evidence.", words!(EvidenceKind)),
        ("note.", words!(NoteKind)),
        ("agency.", words!(AgencyState)),
        ("role.", words!(Role)),
        ("profile.", words!(ProfileList)),
        ("support.", words!(SupportKind)),
    ]
}

#[test]
fn every_word_of_a_plan_document_that_is_said_has_its_sentence() {
    let (english, families) = (catalogue("en"), vocabularies());
    let keys =
        families.iter().flat_map(|(family, words)| words.iter().map(move |word| [*family, word].concat()));
    let unsaid = keys.filter(|key| !english.contains_key(key));
    none(&unsaid.map(|key| format!("www/locales/en.json has no {key}")).collect::<Vec<_>>());
}

/// A string literal of the sources.
struct Literal {
    text: String,
    /// File and line.
    place: String,
    /// Whether it is the first argument of `say`, `fill` or `count`.
    said: bool,
    /// Whether a page has it as it is: as words between tags, or as an attribute that readers see or hear.
    shown: bool,
}

/// The string literals of Rust source. Comments, characters and lifetimes are told apart; escapes are left as written,
/// since no key has any.
fn literals(source: &str, file: &str) -> Vec<Literal> {
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(next) = source[at..].find(['/', '"', '\'']) {
        let here = at + next;
        let rest = &source[here..];
        at = here + 1;
        if rest.starts_with("//") {
            at = here + rest.find('\n').unwrap_or(rest.len());
        } else if rest.starts_with("/*") {
            at = here + rest.find("*/").map_or(rest.len(), |end| end + 2);
        } else if let Some(inside) = rest.strip_prefix('"') {
            let before = &source[..here];
            let bare = before.trim_end_matches('#');
            let hashes = &before[bare.len()..];
            let raw = bare.ends_with('r')
                && !bare[..bare.len() - 1].ends_with(|c: char| c.is_alphanumeric() || c == '_');
            let length = if raw { inside.find(&["\"", hashes].concat()) } else { closing(inside) };
            let length = length.unwrap_or(inside.len());
            let call = before.trim_end();
            found.push(Literal {
                text: inside[..length].to_string(),
                place: format!("{file}:{}", before.matches('\n').count() + 1),
                said: ["say(", "fill(", "count("].iter().any(|name| call.ends_with(name)),
                shown: is_shown(call),
            });
            at = here + length + 2;
        } else if rest.starts_with("'\\") {
            at = here + 3 + rest[3..].find('\'').map_or(rest.len() - 3, |end| end + 1);
        } else if let Some(c) =
            rest[1..].chars().next().filter(|c| rest[1 + c.len_utf8()..].starts_with('\''))
        {
            at = here + 2 + c.len_utf8();
        }
        at = at.min(source.len());
    }
    found
}

/// Whether what stands before a literal puts it into the page: `<p>{ "…`, or `title="…`.
fn is_shown(before: &str) -> bool {
    const READ: [&str; 6] =
        ["aria-label", "aria-description", "aria-roledescription", "title", "placeholder", "alt"];
    let made = before.strip_suffix('{').map(str::trim_end);
    let attribute = made.unwrap_or(before).strip_suffix('=').is_some_and(|name| {
        READ.iter().any(|read| name.strip_suffix(read).is_some_and(|tag| tag.ends_with(char::is_whitespace)))
    });
    attribute || made.is_some_and(|tag| tag.ends_with(['>', '{', '}']) || tag.ends_with("html!"))
}

/// Where a string ends: at the first quote that no backslash escapes.
fn closing(text: &str) -> Option<usize> {
    let mut escaped = false;
    text.char_indices().find_map(|(at, c)| {
        let end = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        end.then_some(at)
    })
}

/// The string literals of all sources.
fn sources() -> Vec<Literal> {
    let (mut folders, mut found) = (vec![root().join("src")], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder of sources") {
            let path = entry.expect("a file").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let source = std::fs::read_to_string(&path).expect("a source in UTF-8");
                found.extend(literals(&source, &path.display().to_string()));
            }
        }
    }
    found
}

#[test]
fn finds_the_literals_of_rust_source() {
    let find = |source: &str| literals(source, "").into_iter().map(|l| l.text).collect::<Vec<_>>().join("|");
    for (source, wanted) in [
        (r#"say("plan"), key("kind.", word)"#, "plan|kind."),
        (r#"// "not" this" "#, ""),
        (r#"/* "nor" */ "this""#, "this"),
        (r#"'"' "a" '\'' "b" '\u{2068}' "c" 'é' "d""#, "a|b|c|d"),
        (r#"fn f<'a>(x: &'a str) -> &'static str { "x" }"#, "x"),
        (r#""one \" two\\" "three""#, r#"one \" two\\|three"#),
        ("r#\"a \"b\" c\"# \"d\" r\"e\\\" \"f\"", "a \"b\" c|d|e\\|f"),
    ] {
        assert_eq!(find(source), wanted, "{source}");
    }
}

#[test]
fn no_words_stand_in_the_view_itself() {
    let shown =
        |source: &str| literals(source, "").iter().filter(|l| l.shown).map(|l| l.text.clone()).collect();
    for (source, found) in [
        (r#"html! { <p class="a">{ "b" }{ &c }{ "d" }</p> }"#, vec!["b", "d"]),
        (r#"html! { { "a" } }"#, vec!["a"]),
        (r#"<svg aria-label="a" data-title="b" title={"c"} aria-labelledby="d" />"#, vec!["a", "c"]),
        (r#"let part = if now { "a" } else { "b" };"#, vec![]),
    ] {
        let shown: Vec<String> = shown(source);
        assert_eq!(shown, found, "{source}");
    }
    let mut faults = Vec::new();
    for entry in std::fs::read_dir(root().join("src/view")).expect("the view") {
        let path = entry.expect("a file").path();
        let file = format!("src/view/{}", path.file_name().unwrap_or_default().to_string_lossy());
        let source = std::fs::read_to_string(&path).expect("a source in UTF-8");
        let page = source.split("#[cfg(test)]").next().unwrap_or_default();
        let words =
            literals(page, &file).into_iter().filter(|l| l.shown && l.text.contains(char::is_alphabetic));
        faults.extend(words.map(|l| format!("{}: {:?} belongs in www/locales", l.place, l.text)));
    }
    none(&faults);
}

#[test]
fn the_code_says_only_what_english_has() {
    let english = catalogue("en");
    let families: BTreeSet<&str> = english.keys().filter_map(|key| Some(key.split_once('.')?.0)).collect();
    let is_key = |text: &str| {
        let dotted = text.split_once('.').is_some_and(|(family, _)| families.contains(family));
        dotted && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '.' || c == '-')
    };
    let known = |text: &str| match text.ends_with('.') {
        true => english.keys().any(|key| key.starts_with(text)),
        false => english.contains_key(text),
    };
    let unknown = sources().into_iter().filter(|l| (l.said || is_key(&l.text)) && !known(&l.text));
    none(&unknown.map(|l| format!("{}: no sentence for {:?}", l.place, l.text)).collect::<Vec<_>>());
}

/// A key is said whole, or put together from its family (up to a dot) and its word: one of the plan document's, where the
/// family is made of these, else each of them a literal.
#[test]
fn the_code_says_all_that_english_has() {
    let written: BTreeSet<String> = sources().into_iter().map(|literal| literal.text).collect();
    let vocabularies: BTreeMap<&str, Vec<&str>> = vocabularies().into_iter().collect();
    let said = |key: &String| {
        let parts = key.match_indices('.').map(|(dot, _)| key.split_at(dot + 1));
        let joined = |(family, word): (&str, &str)| match vocabularies.get(family) {
            Some(words) => words.contains(&word),
            None => written.contains(family) && written.contains(word),
        };
        written.contains(key) || parts.into_iter().any(joined)
    };
    let unsaid = catalogue("en").into_keys().filter(|key| !said(key));
    none(&unsaid.map(|key| format!("nothing in src says {key} of www/locales/en.json")).collect::<Vec<_>>());
}

#[test]
fn a_name_takes_nothing_from_the_day_after_it() {
    let text = r#"{ "format": "throughline-plan/1", "people": [{ "id": "m", "name": "Elena Moreno", "role": "teacher" }],
        "requirements": [{ "id": "pe", "title": "PE", "waived": { "by": "m", "at": "2026-11-03T10:00:00Z" } }],
        "steps": [{ "id": "a", "title": "A", "notes": [{ "id": "n", "text": "N", "by": "m", "at": "2026-11-03T10:00:00Z" }] }] }"#;
    let plan = std::rc::Rc::new(plan::read(text).expect("a plan").0);
    let read = crate::audit::read(plan, "ar", &[throughline::state::Msg::Chose(0)]);
    let notes = read.panel().sections.iter().find(|section| section.name == "notes").expect("notes");
    assert_eq!(notes.entries[0].aside[0].words, "\u{2068}Elena Moreno\u{2069}");
    let lead = read.board("audit")[0].lead.as_ref().expect("how it stands");
    assert!(lead.words.contains("\u{2068}Elena Moreno\u{2069} · "), "{}", lead.words);
    // Nor does an Arabic name on a page that is read from left to right.
    let plan = plan::read(&text.replace("Elena Moreno", "ليلى حداد")).expect("a plan").0;
    let read = crate::audit::read(std::rc::Rc::new(plan), "es", &[]);
    let lead = read.board("audit")[0].lead.as_ref().expect("how it stands");
    assert!(lead.words.contains("\u{2068}ليلى حداد\u{2069} · "), "{}", lead.words);
}
