//! A tongue from the browser's `Intl`: it knows every language's numbers, dates and plurals, and costs no bytes.

use std::cell::OnceCell;

use js_sys::{Array, Intl, JsString, Object, Reflect};
use wasm_bindgen::JsValue;

use crate::plan::{Date, primary};
use crate::words::{Plain, Tongue};

/// Formatters of one language, each made when it is first needed: the first one takes a tenth of a page's load time.
pub struct Browser {
    language: String,
    /// Whether a small whole number is written with the digits of Rust, and told apart as one and others.
    plain: bool,
    /// Whether that holds for all that [`Plain`] says.
    american: bool,
    plural: OnceCell<Intl::PluralRules>,
    /// Of numbers, then of dates, by how many of their parts are known.
    formats: [OnceCell<js_sys::Function>; 4],
}

/// English and Spanish say small whole numbers alike wherever they are spoken.
const PLAIN: [&str; 2] = ["en", "es"];
/// Numbers below this have no separator between their digits.
const SMALL: f64 = 1000.0;
/// The hundredths of what is below this fit into the 32 bits that `Plain` counts with in wasm.
const LARGE: f64 = 4e7;
/// What every date is told by.
const CIVIL: [(&str, &str); 2] = [("timeZone", "UTC"), ("calendar", "gregory")];
/// The parts of a date, and how each is written.
const PARTS: [(&str, &str); 3] = [("year", "numeric"), ("month", "short"), ("day", "numeric")];

impl Browser {
    /// The formatters of a language. The page side has checked the tag: `Intl` throws at one that is none.
    pub fn new(language: &str) -> Browser {
        // `en-u-nu-deva` asks for other digits.
        let asks = language.as_bytes().windows(3).any(|letters| letters[0] == b'-' && letters[2] == b'-');
        let plain = PLAIN.contains(&primary(language)) && !asks;
        let american = matches!(language, "en" | "en-US");
        Browser {
            // Who only says Spanish is told numbers as schools of the United States write them: 2.5 credits.
            language: if language == "es" { "es-US" } else { language }.into(),
            plain,
            american,
            plural: OnceCell::new(),
            formats: Default::default(),
        }
    }

    fn locales(&self) -> Array {
        Array::of1(&JsValue::from_str(&self.language))
    }

    /// What the formatter of numbers (0) or of dates of so many parts says to a number or a moment.
    fn said(&self, parts: usize, of: &JsValue) -> Option<String> {
        let format = self.formats.get(parts)?.get_or_init(|| {
            let options = Object::new();
            if parts == 0 {
                set(&options, "maximumFractionDigits", &2.into());
                return Intl::NumberFormat::new(&self.locales(), &options).format();
            }
            // Civil dates: whatever the zone, and always the calendar that the plan is written in.
            for (name, value) in CIVIL.iter().chain(PARTS.iter().take(parts)) {
                set(&options, name, &(*value).into());
            }
            Intl::DateTimeFormat::new(&self.locales(), &options).format()
        });
        format.call1(&JsValue::NULL, of).ok()?.as_string()
    }

    fn is_plain(&self, n: f64) -> bool {
        self.plain && n.fract() == 0.0 && (0.0..SMALL).contains(&n)
            // What would have to be rounded is the browser's.
            || self.american && (n * 100.0).fract() == 0.0 && (0.0..LARGE).contains(&n)
    }
}

fn set(object: &Object, name: &str, value: &JsValue) {
    Reflect::set(object, &name.into(), value).ok();
}

impl Tongue for Browser {
    fn number(&self, n: f64) -> String {
        if self.is_plain(n) {
            return Plain.number(n);
        }
        self.said(0, &n.into()).unwrap_or_else(|| Plain.number(n))
    }

    fn date(&self, date: Date) -> String {
        // `Date.UTC` takes the years before 100 for those after 1900.
        if self.american && date.year() > 999 || date.year() < 100 {
            return Plain.date(date);
        }
        if Intl::DateTimeFormat::supported_locales_of(&self.locales(), &Object::new()).length() == 0 {
            // It would answer in a language of its own; ISO 8601 has no words.
            return date.written();
        }
        let parts = 1 + usize::from(date.month().is_some()) + usize::from(date.day().is_some());
        let month = i32::from(date.month().unwrap_or(1)) - 1;
        let day = i32::from(date.day().unwrap_or(1));
        let moment = js_sys::Date::utc(f64::from(date.year()), f64::from(month));
        let moment = js_sys::Date::new(&JsValue::from_f64(moment + f64::from(day - 1) * 86_400_000.0));
        self.said(parts, &moment).unwrap_or_else(|| Plain.date(date))
    }

    fn plural(&self, n: f64) -> String {
        if self.is_plain(n) {
            return Plain.plural(n);
        }
        let rules = self.plural.get_or_init(|| Intl::PluralRules::new(&self.locales(), &Object::new()));
        rules.select(n).into()
    }

    fn folded(&self, words: &str) -> String {
        // Decomposed, an accent is a character of its own, and every blank is that of the space bar.
        JsString::from(words).normalize("NFKD").to_lower_case().into()
    }
}
