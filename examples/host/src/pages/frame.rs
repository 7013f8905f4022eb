//! The frame of every page: the school's header, its navigation, its footer; and the language it is in.

use super::template::{fill, fill_each};
use crate::{
    Host,
    people::Person,
    session::{LASTS, cookie, cookie_of},
};
use axum::{
    extract::{FromRequestParts, Query, Request, State, rejection::QueryRejection},
    http::{Uri, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
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

    /// The language of a tag, if it is one of ours.
    fn of(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.tag() == tag)
    }

    /// The language that an address asks for.
    fn wished(address: &Uri) -> Result<Option<Self>, QueryRejection> {
        let Query(wish): Query<Wish> = Query::try_from_uri(address)?;
        Ok(wish.lang.as_deref().and_then(Self::of))
    }

    /// The address of the sign-in page, in the language that was asked for.
    pub fn sign_in_first(address: &Uri) -> String {
        let wished = Self::wished(address).ok().flatten();
        wished.map_or_else(|| "/".to_owned(), |language| format!("/?lang={}", language.tag()))
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

    /// A Text of a plan in this language, else in the plan's own, else the first it has by the letters of its tag, as
    /// serde_json keeps them; with the tag of what that is, or nothing where the plan does not say.
    pub fn read<'a>(self, text: &'a Value, plan: &'a Value) -> (&'a str, &'a str) {
        let own = plan["language"].as_str().unwrap_or_default();
        let Value::Object(map) = text else { return (text.as_str().unwrap_or_default(), own) };
        let primary = |tag: &str| tag.split('-').next().map(str::to_ascii_lowercase);
        let first = [self.tag(), own].into_iter().find_map(|wish| {
            let exact = map.iter().find(|(tag, _)| tag.eq_ignore_ascii_case(wish));
            exact.or_else(|| map.iter().find(|(tag, _)| primary(tag) == primary(wish)))
        });
        let said = first.or_else(|| map.iter().next());
        said.map_or(("", ""), |(tag, words)| (words.as_str().unwrap_or_default(), tag))
    }

    /// The same as HTML that says which language it is in; nothing where there are no words.
    pub fn html(self, text: &Value, plan: &Value) -> String {
        let (words, tag) = self.read(text, plan);
        let html = match (words, tag) {
            ("", _) => "",
            (_, "") => "{{words}}",
            _ => "<span lang=\"{{tag}}\">{{words}}</span>",
        };
        fill(html, &[("words", words), ("tag", tag)])
    }
}

/// `?lang=`.
#[derive(serde::Deserialize)]
struct Wish {
    lang: Option<String>,
}

/// The name of the cookie that keeps the language.
const KEPT: &str = "lang";

/// The language that the page says it is in, which is the one the widget then speaks: the one asked for, else
/// the one that was asked for before, else English. A real host keeps it with the account.
impl FromRequestParts<Host> for Language {
    type Rejection = QueryRejection;

    async fn from_request_parts(parts: &mut Parts, host: &Host) -> Result<Self, QueryRejection> {
        let kept = || Self::of(&cookie_of(&parts.headers, KEPT, host.https)?);
        Ok(Self::wished(&parts.uri)?.or_else(kept).unwrap_or(Self::En))
    }
}

/// Keeps the language that was asked for, so that no link and no form need say it again.
pub async fn keep_language(State(host): State<Host>, request: Request, next: Next) -> Response {
    let wished = Language::wished(request.uri()).ok().flatten();
    let response = next.run(request).await;
    match wished {
        Some(language) => (cookie(KEPT, language.tag(), LASTS, host.https), response).into_response(),
        None => response,
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
        "<li><a href=\"?lang={{tag}}\" lang=\"{{tag}}\" hreflang=\"{{tag}}\"{{{current}}}>{{name}}</a></li>\n",
        Language::ALL.iter().map(|each| {
            let current = if *each == language { " aria-current=\"true\"" } else { "" };
            [("tag", each.tag()), ("current", current), ("name", each.name())]
        }),
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

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_portal_shows_every_language_that_the_element_has() {
        let files =
            std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../../www/locales")).expect("a folder");
        let mut spoken: Vec<_> =
            files.flatten().filter_map(|file| file.file_name().into_string().ok()).collect();
        let mut shown: Vec<_> = Language::ALL.iter().map(|each| [each.tag(), ".json"].concat()).collect();
        spoken.sort();
        shown.sort();
        assert_eq!(
            shown, spoken,
            "Language of examples/host/src/pages/frame.rs, and the files of www/locales"
        );
        let description: Value = serde_json::from_str(include_str!("../../openapi.json")).expect("JSON");
        let described = &description["components"]["parameters"]["lang"]["schema"]["enum"];
        assert_eq!(
            *described,
            json!(Language::ALL.map(Language::tag)),
            "`lang` of examples/host/openapi.json"
        );
    }

    #[test]
    fn reads_a_text_in_the_order_of_the_format_and_says_its_language() {
        let [es, ar, en] = [Language::Es, Language::Ar, Language::En];
        for (reader, own, text, html) in [
            (es, json!("ar"), json!({ "en": "a", "es": "b", "ar": "c" }), "<span lang=\"es\">b</span>"),
            (es, json!("ar"), json!({ "en": "a", "ar": "c" }), "<span lang=\"ar\">c</span>"),
            (es, json!("fr"), json!({ "ar": "c", "en": "a" }), "<span lang=\"ar\">c</span>"),
            (es, json!(null), json!({ "es-MX": "b", "en": "a" }), "<span lang=\"es-MX\">b</span>"),
            (ar, json!("en"), json!("<a>"), "<span lang=\"en\">&lt;a&gt;</span>"),
            (en, json!(null), json!("a"), "a"),
            (en, json!("en"), json!(""), ""),
            (en, json!("en"), json!({}), ""),
            (en, json!("en"), json!(3), ""),
        ] {
            assert_eq!(reader.html(&text, &json!({ "language": own })), html, "{text}");
        }
    }
}
