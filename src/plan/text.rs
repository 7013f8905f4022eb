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
