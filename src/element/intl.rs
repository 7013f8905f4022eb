//! A tongue from the browser's `Intl`: it knows every language's numbers, dates and plurals, and costs no bytes.

use js_sys::{Array, Intl, JsString, Object, Reflect};
use wasm_bindgen::JsValue;

use crate::plan::Date;
use crate::words::{Plain, Tongue};

/// Formatters of one language, made once.
pub struct Browser {
    number: js_sys::Function,
    plural: Intl::PluralRules,
    days: Intl::DateTimeFormat,
    months: Intl::DateTimeFormat,
    years: Intl::DateTimeFormat,
}

impl Browser {
    /// The formatters of a language. The tag was checked by the page side; English where `Intl` refuses it.
    pub fn new(language: &str) -> Browser {
        let locales = Array::of1(&JsValue::from_str(language));
        let number = Object::new();
        set(&number, "maximumFractionDigits", &2.into());
        let date = |fields: &[(&str, &str)]| {
            let options = Object::new();
            // Civil dates: whatever the zone, and always the calendar that the plan is written in.
            set(&options, "timeZone", &"UTC".into());
            set(&options, "calendar", &"gregory".into());
            for (name, value) in fields {
                set(&options, name, &(*value).into());
            }
            Intl::DateTimeFormat::new(&locales, &options)
        };
        Browser {
            number: Intl::NumberFormat::new(&locales, &number).format(),
            plural: Intl::PluralRules::new(&locales, &Object::new()),
            days: date(&[("year", "numeric"), ("month", "short"), ("day", "numeric")]),
            months: date(&[("year", "numeric"), ("month", "short")]),
            years: date(&[("year", "numeric")]),
        }
    }
}

fn set(object: &Object, name: &str, value: &JsValue) {
    Reflect::set(object, &name.into(), value).ok();
}

impl Tongue for Browser {
    fn number(&self, n: f64) -> String {
        let said = self.number.call1(&JsValue::NULL, &n.into()).ok();
        said.and_then(|said| said.as_string()).unwrap_or_else(|| Plain.number(n))
    }

    fn date(&self, date: Date) -> String {
        let format = match (date.month(), date.day()) {
            (Some(_), Some(_)) => &self.days,
            (Some(_), None) => &self.months,
            _ => &self.years,
        };
        let month = i32::from(date.month().unwrap_or(1)) - 1;
        let day = i32::from(date.day().unwrap_or(1));
        let moment = js_sys::Date::utc(f64::from(date.year()), f64::from(month));
        let moment = js_sys::Date::new(&JsValue::from_f64(moment + f64::from(day - 1) * 86_400_000.0));
        let said = format.format().call1(&JsValue::NULL, &moment).ok();
        said.and_then(|said| said.as_string()).unwrap_or_else(|| Plain.date(date))
    }

    fn plural(&self, n: f64) -> String {
        self.plural.select(n).into()
    }

    fn folded(&self, words: &str) -> String {
        // Decomposed, an accent is a character of its own.
        let parted = String::from(JsString::from(words).normalize("NFD").to_lower_case());
        parted.chars().filter(|c| !matches!(c, '\u{300}'..='\u{36f}')).collect()
    }
}
