//! The frame of every page: the school's header, its navigation, its footer.

use super::template::{fill, fill_each};
use crate::people::Person;
use serde_json::Value;

/// The languages a page can say it is in. The portal's own words stay English and say so.
#[derive(Clone, Copy, PartialEq)]
pub enum Language {
    /// English.
    En,
    /// Spanish.
    Es,
    /// Arabic, from right to left.
    Ar,
}

impl Language {
    const ALL: [Self; 3] = [Self::En, Self::Es, Self::Ar];

    /// The language of a tag; English if it is none of ours.
    pub fn of(tag: Option<&str>) -> Self {
        Self::ALL.into_iter().find(|language| Some(language.tag()) == tag).unwrap_or(Self::En)
    }

    fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Es => "es",
            Self::Ar => "ar",
        }
    }

    fn direction(self) -> &'static str {
        if self == Self::Ar { "rtl" } else { "ltr" }
    }

    fn name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Es => "Español",
            Self::Ar => "العربية",
        }
    }

    /// A Text of a plan in this language, else in English, else in whichever it has.
    pub fn read(self, text: &Value) -> String {
        let written = match text {
            Value::Object(map) => {
                map.get(self.tag()).or_else(|| map.get("en")).or_else(|| map.values().next())
            }
            text => Some(text),
        };
        written.and_then(Value::as_str).unwrap_or_default().to_owned()
    }
}

/// A whole page round its main part, which is HTML that was filled. Nobody's name is in the title:
/// titles are in histories and tabs.
pub fn frame(title: &str, language: Language, viewer: Option<&Person>, main: &str) -> String {
    let links: &[(&str, &str)] = match viewer {
        None => &[],
        Some(viewer) if viewer.role.is_staff() => &[("/caseload", "Caseload")],
        Some(_) => &[("/portal", "Home"), ("/plans/me", "Learning plan"), ("/plans/me/text", "Plan as text")],
    };
    let links = fill_each(
        "<li><a href=\"{{href}}\">{{words}}</a></li>\n",
        links.iter().map(|(href, words)| [("href", *href), ("words", *words)]),
    );
    let languages = fill_each(
        "<li><a href=\"?lang={{tag}}\" lang=\"{{tag}}\" hreflang=\"{{tag}}\">{{name}}</a></li>\n",
        Language::ALL.iter().map(|language| [("tag", language.tag()), ("name", language.name())]),
    );
    let account = viewer.map_or_else(String::new, |viewer| {
        let blanks = [("name", &*viewer.name), ("role", viewer.role.word()), ("links", &*links)];
        fill(include_str!("../../pages/account.html"), &blanks)
    });
    let blanks = [
        ("title", title),
        ("tag", language.tag()),
        ("direction", language.direction()),
        ("account", &account),
        ("main", main),
        ("languages", &languages),
    ];
    fill(include_str!("../../pages/frame.html"), &blanks)
}
