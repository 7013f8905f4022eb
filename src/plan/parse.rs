//! JSON text (RFC 8259) into a tree, in one pass and without recursion: what is open stands on a stack of its own.
//!
//! Written here, because reading costs a learner 4 kB less so than with serde_json, whose words the tests hold it to.

use super::json::Json;
use std::borrow::Cow;

/// How many lists and objects may be open at once: what walks a tree down the document's own shapes stays shallow
/// whatever a host sends.
const DEEPEST: usize = 127;

/// A power of ten that no text has the digits to make up for.
const FARTHEST: u64 = 100_000_000;

/// Why and where reading stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stop {
    /// The byte of the text.
    pub at: usize,
    /// What was wrong there; none where it was nested too deep.
    pub reason: Option<&'static str>,
}

/// A list or object that is not closed yet.
enum Unclosed<'a> {
    List(Vec<Json<'a>>),
    /// With the name of the field whose value comes next.
    Object(Vec<(Cow<'a, str>, Json<'a>)>, Cow<'a, str>),
}

/// The tree of a JSON text.
///
/// A half of a surrogate pair is read as U+FFFD, since the rest of the plan is no worse for it.
pub(crate) fn parse(text: &str) -> Result<Json<'_>, Stop> {
    let mut reader = Reader { text, at: 0 };
    let mut open: Vec<Unclosed> = Vec::new();
    loop {
        let mut value = match reader.token() {
            Some(b'{' | b'[') if open.len() == DEEPEST => return Err(Stop { at: reader.at, reason: None }),
            Some(b'{') => {
                reader.at += 1;
                if reader.token() == Some(b'}') {
                    reader.at += 1;
                    Json::Object(Vec::new())
                } else {
                    open.push(Unclosed::Object(Vec::new(), reader.name()?));
                    continue;
                }
            }
            Some(b'[') => {
                reader.at += 1;
                if reader.token() == Some(b']') {
                    reader.at += 1;
                    Json::List(Vec::new())
                } else {
                    open.push(Unclosed::List(Vec::new()));
                    continue;
                }
            }
            Some(b'"') => Json::Text(reader.string()?),
            Some(b'-' | b'0'..=b'9') => Json::Number(reader.number()?),
            _ => reader.word()?,
        };
        // The value is whole: it goes into what is open, which may become whole with it.
        loop {
            match open.pop() {
                None => {
                    return match reader.token() {
                        None => Ok(value),
                        Some(_) => Err(reader.stop("something follows the value")),
                    };
                }
                Some(Unclosed::List(mut entries)) => {
                    entries.push(value);
                    if reader.goes_on(b']', "a comma or ] is missing")? {
                        open.push(Unclosed::List(entries));
                        break;
                    }
                    value = Json::List(entries);
                }
                Some(Unclosed::Object(mut fields, name)) => {
                    fields.push((name, value));
                    if reader.goes_on(b'}', "a comma or } is missing")? {
                        open.push(Unclosed::Object(fields, reader.name()?));
                        break;
                    }
                    value = Json::Object(fields);
                }
            }
        }
    }
}

struct Reader<'a> {
    text: &'a str,
    /// The byte that is read next; always at the start of a character.
    at: usize,
}

impl<'a> Reader<'a> {
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next byte that is no white space; it stays to be read.
    fn token(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.byte() {
            self.at += 1;
        }
        self.byte()
    }

    fn stop(&self, reason: &'static str) -> Stop {
        Stop { at: self.at, reason: Some(reason) }
    }

    /// After a value: true at a comma, false where what holds it closes.
    fn goes_on(&mut self, close: u8, missing: &'static str) -> Result<bool, Stop> {
        let token = self.token();
        if token == Some(b',') || token == Some(close) {
            self.at += 1;
            return Ok(token == Some(b','));
        }
        Err(self.stop(if token.is_none() { "the text ends too early" } else { missing }))
    }

    /// The name of a field, and the colon.
    fn name(&mut self) -> Result<Cow<'a, str>, Stop> {
        if self.token() != Some(b'"') {
            return Err(self.stop("a field's name is missing"));
        }
        let name = self.string()?;
        if self.token() != Some(b':') {
            return Err(self.stop("a colon is missing"));
        }
        self.at += 1;
        Ok(name)
    }

    fn word(&mut self) -> Result<Json<'a>, Stop> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        for (word, value) in &[("true", Some(true)), ("false", Some(false)), ("null", None)] {
            if rest.starts_with(word) {
                self.at += word.len();
                return Ok(value.map_or(Json::Null, Json::Bool));
            }
        }
        Err(self.stop(if rest.is_empty() { "the text ends too early" } else { "a value is missing" }))
    }

    /// A string from its opening quote on; it borrows from the text where nothing in it is escaped.
    fn string(&mut self) -> Result<Cow<'a, str>, Stop> {
        self.at += 1;
        let mut start = self.at;
        let mut said = String::new();
        loop {
            let piece = self.text.get(start..self.at).unwrap_or_default();
            match self.byte() {
                Some(b'"') => {
                    self.at += 1;
                    if said.is_empty() {
                        return Ok(Cow::Borrowed(piece));
                    }
                    said.push_str(piece);
                    return Ok(Cow::Owned(said));
                }
                Some(b'\\') => {
                    said.push_str(piece);
                    said.push(self.escape()?);
                    start = self.at;
                }
                Some(0..=0x1f) => return Err(self.stop("a control character stands in a string")),
                Some(_) => self.at += 1,
                None => return Err(self.stop("the text ends too early")),
            }
        }
    }

    /// The character of an escape, from its backslash on.
    fn escape(&mut self) -> Result<char, Stop> {
        self.at += 1;
        let said = match self.byte() {
            Some(c @ (b'"' | b'\\' | b'/')) => char::from(c),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                let first = self.hex()?;
                let pair = (0xd800..0xdc00).contains(&first)
                    && self.text.as_bytes().get(self.at..self.at + 2) == Some(b"\\u");
                if pair {
                    let before = self.at;
                    self.at += 1;
                    let second = self.hex()?;
                    if (0xdc00..0xe000).contains(&second) {
                        let code = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
                        return Ok(char::from_u32(code).unwrap_or('\u{fffd}'));
                    }
                    self.at = before;
                }
                return Ok(char::from_u32(first).unwrap_or('\u{fffd}'));
            }
            _ => return Err(self.stop("an escape is unknown")),
        };
        self.at += 1;
        Ok(said)
    }

    /// The four hexadecimal digits after a `u`, which is the byte at hand.
    fn hex(&mut self) -> Result<u32, Stop> {
        let mut code = 0;
        for _ in 0..4 {
            self.at += 1;
            let digit = self.byte().and_then(|byte| char::from(byte).to_digit(16));
            code = code * 16 + digit.ok_or(self.stop("an escape is unknown"))?;
        }
        self.at += 1;
        Ok(code)
    }

    /// A number. Exact where its digits make less than 2⁵³ and its power of ten is at most 22 (Clinger 1990), which is
    /// every credit, mark and hour; else within a few units of the last place.
    fn number(&mut self) -> Result<f64, Stop> {
        let begin = self.at;
        let negative = self.byte() == Some(b'-');
        self.at += usize::from(negative);
        let (mut digits, mut power) = (0u64, 0i32);
        let leading_zero = self.byte() == Some(b'0');
        let whole = self.digits(&mut digits, &mut power, 1);
        let mut sound = whole == 1 || (whole > 1 && !leading_zero);
        if self.byte() == Some(b'.') {
            self.at += 1;
            sound &= self.digits(&mut digits, &mut power, 0) > 0;
        }
        if let Some(b'e' | b'E') = self.byte() {
            self.at += 1;
            let down = self.byte() == Some(b'-');
            self.at += usize::from(down || self.byte() == Some(b'+'));
            let (mut exponent, mut over) = (0u64, 0);
            sound &= self.digits(&mut exponent, &mut over, 1) > 0;
            // What `over` counts is beyond it by itself.
            let exponent = exponent.min(FARTHEST) as i32;
            power = power.saturating_add(if down { -exponent } else { exponent });
        }
        let ten = |power: i32| 10f64.powi(power);
        let value = match power {
            _ if digits == 0 => 0.0,
            0.. => digits as f64 * ten(power),
            _ => digits as f64 / ten(-power),
        };
        if !sound {
            return Err(Stop { at: begin, reason: Some("a number is not written as JSON has it") });
        }
        Ok(if negative { -value } else { value })
    }

    /// Digits, as far as they go: how many there were. Past what fits, `power` keeps their weight; `unit` is 1 for
    /// digits before the point and 0 for those after it.
    fn digits(&mut self, digits: &mut u64, power: &mut i32, unit: i32) -> usize {
        let begin = self.at;
        while let Some(digit @ b'0'..=b'9') = self.byte() {
            if *digits < 100_000_000_000_000_000 {
                *digits = *digits * 10 + u64::from(digit - b'0');
                *power -= 1 - unit;
            } else {
                *power = power.saturating_add(unit);
            }
            self.at += 1;
        }
        self.at - begin
    }
}

#[cfg(test)]
mod tests {
    use super::{Json, parse};
    use proptest::prelude::*;
    use serde_json::Value;

    /// The same tree by the library, a second implementation.
    fn same(ours: &Json, theirs: &Value) -> bool {
        match (ours, theirs) {
            (Json::Null, Value::Null) => true,
            (Json::Bool(a), Value::Bool(b)) => a == b,
            (Json::Text(a), Value::String(b)) => a == b,
            (Json::Number(a), Value::Number(b)) => {
                let b = b.as_f64().unwrap_or(f64::NAN);
                (a - b).abs() <= b.abs() * 1e-15 * 4.0
            }
            (Json::List(a), Value::Array(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
            }
            (Json::Object(a), Value::Object(b)) => b.iter().all(|(name, b)| {
                a.iter().rev().find(|(key, _)| key == name).is_some_and(|(_, a)| same(a, b))
            }),
            _ => false,
        }
    }

    fn agrees(text: &str) {
        match (parse(text), serde_json::from_str::<Value>(text)) {
            (Ok(ours), Ok(theirs)) => assert!(same(&ours, &theirs), "{text}"),
            (Err(_), Err(_)) => {}
            // The library takes no half of a surrogate pair, and no number that a double cannot hold; neither is worth
            // a plan.
            (Ok(_), Err(error)) => assert!(
                ["surrogate", "lone", "hex escape", "out of range"]
                    .iter()
                    .any(|word| error.to_string().contains(word)),
                "{text}: {error}"
            ),
            (Err(stop), Ok(_)) => panic!("{text}: {stop:?}"),
        }
    }

    #[test]
    fn reads_what_the_library_reads() {
        for text in [
            "",
            " ",
            "null",
            "tru",
            "true ",
            "[]",
            "[ ]",
            "{}",
            "[1,]",
            "[,1]",
            "{\"a\":1,}",
            "{\"a\" 1}",
            "{a:1}",
            "[1 2]",
            "0",
            "-0",
            "01",
            "-",
            "1.",
            ".5",
            "1.5",
            "1e3",
            "1E-3",
            "1e",
            "1e+",
            "1e400",
            "-1e400",
            "1e-400",
            "0e999",
            "0.1",
            "12345678901234567890",
            "123456789012345678901234567890.5",
            "0.000000000000000000000000000001",
            "11.5",
            "3.14",
            "9007199254740993",
            "\"a\"",
            "\"a",
            "\"\\n\\u00e9\\\"\"",
            "\"\\ud83d\\ude00\"",
            "\"\\ud83d\"",
            "\"\\ud83dx\"",
            "\"\\ud83d\\u0041\"",
            "\"\\u0041\\udc00\"",
            "\"\\ud83dzzzzz\"",
            "\"\\x\"",
            "\"\\u12\"",
            "\"\t\"",
            "\"é\"",
            "[\"\\u0041b\",{\"c\":[]}] x",
            "{\"a\":1,\"a\":2}",
            "\u{feff}1",
            "[[[]]]",
        ] {
            agrees(text);
        }
        for deep in [127, 128] {
            agrees(&["[".repeat(deep), "]".repeat(deep)].concat());
        }
    }

    #[test]
    fn digits_make_up_for_an_exponent_however_many_there_are() {
        let zeros = "0".repeat(20_000);
        for (text, number) in [
            (format!("0.{zeros}1e20001"), 1.0),
            (format!("1{zeros}e-20000"), 1.0),
            (format!("0.{zeros}1e00020001"), 1.0),
            (format!("1{zeros}e-99999999999999999999"), 0.0),
            (format!("0.{zeros}1e99999999999999999999"), f64::INFINITY),
        ] {
            assert_eq!(parse(&text), Ok(Json::Number(number)), "{}", &text[text.len() - 8..]);
        }
    }

    #[test]
    fn stops_where_it_is_wrong() {
        for (text, at, reason) in [
            ("{\"a\": }", 6, "a value is missing"),
            ("[1 2]", 3, "a comma or ] is missing"),
            ("{\"a\":1", 6, "the text ends too early"),
            ("{} {}", 3, "something follows the value"),
            ("[01]", 1, "a number is not written as JSON has it"),
        ] {
            let stop = parse(text).expect_err(text);
            assert_eq!((stop.at, stop.reason), (at, Some(reason)), "{text}");
        }
        let deep = "[".repeat(1_000_000);
        assert_eq!(parse(&deep).expect_err("too deep").reason, None);
    }

    proptest! {
        #[test]
        fn reads_any_text_as_the_library_does(text in "[\\[\\]{}\",:0-9.eE+\\-tfn\\\\ua-e \n\u{e9}]{0,40}") {
            agrees(&text);
        }

        #[test]
        fn reads_any_number_as_the_library_does(number in any::<f64>().prop_filter("JSON has none", |n| n.is_finite() && (*n == 0.0 || n.abs() > 1e-290))) {
            agrees(&number.to_string());
            agrees(&format!("{number:e}"));
        }

        #[test]
        fn reads_any_string_as_the_library_does(string in any::<String>()) {
            agrees(&serde_json::to_string(&string).unwrap_or_default());
        }
    }
}
