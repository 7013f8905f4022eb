//! Text in one language or several.

/// Words from the host: a plain string, or one string for each of several languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Text {
    /// In the plan's own language.
    Plain(String),
    /// By BCP 47 tag, in the host's order; never empty.
    Map(Vec<(String, String)>),
}

impl Default for Text {
    fn default() -> Self {
        Text::Plain(String::new())
    }
}

/// Words to show, and the language they are in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said<'a> {
    /// The words.
    pub words: &'a str,
    /// BCP 47 tag; none means the plan's own language.
    pub language: Option<&'a str>,
}

impl Text {
    /// The words in the first language wanted that there is.
    ///
    /// For each wanted tag in turn: the same tag, else one of the same language (`es` for `es-MX`, and the other
    /// way round), in any letter case. Else the host's first. Put the plan's own language last in `wanted`.
    ///
    /// ```
    /// # use throughline::plan::Text;
    /// let biology = Text::Map(vec![("en".into(), "Biology".into()), ("es".into(), "Biología".into())]);
    /// assert_eq!(biology.pick(&["es-MX", "en"]).words, "Biología");
    /// assert_eq!(biology.pick(&["ar"]).language, Some("en"));
    /// ```
    pub fn pick(&self, wanted: &[&str]) -> Said<'_> {
        match self {
            Text::Plain(words) => Said { words, language: None },
            Text::Map(map) => {
                let same = |wish: &&str| {
                    let exact = map.iter().find(|(tag, _)| tag.eq_ignore_ascii_case(wish));
                    exact.or_else(|| {
                        map.iter().find(|(tag, _)| primary(tag).eq_ignore_ascii_case(primary(wish)))
                    })
                };
                match wanted.iter().find_map(same).or(map.first()) {
                    Some((tag, words)) => Said { words, language: Some(tag) },
                    None => Said { words: "", language: None },
                }
            }
        }
    }

    /// Whether it says nothing in any language.
    pub fn is_empty(&self) -> bool {
        !self.says(&|words| !words.is_empty())
    }

    /// Whether what it says fits, in any of its languages.
    pub(crate) fn says(&self, fits: &dyn Fn(&str) -> bool) -> bool {
        match self {
            Text::Plain(words) => fits(words),
            Text::Map(map) => map.iter().any(|(_, words)| fits(words)),
        }
    }
}

/// The language of a tag, without script and region.
pub(crate) fn primary(tag: &str) -> &str {
    let end = tag.bytes().position(|letter| letter == b'-');
    end.and_then(|end| tag.get(..end)).unwrap_or(tag)
}

impl From<&str> for Text {
    fn from(words: &str) -> Self {
        Text::Plain(words.to_owned())
    }
}
