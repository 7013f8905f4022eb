//! The one type that a link takes.

/// A link target on the allow-list: `https`, `http`, `mailto`, `tel`, or relative.
///
/// Invariant: made by [`SafeUrl::new`] only, so `javascript:` and its disguises cannot be represented.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SafeUrl(String);

impl SafeUrl {
    /// The link, if it is on the allow-list.
    ///
    /// Browsers drop tabs and line ends anywhere in a link, and spaces and controls at its ends, before they look
    /// for a scheme, and take `\` for `/`: a link with any of those is refused rather than mended. `//host/path` is
    /// relative (it keeps the page's scheme) and leads to no other place than `https` can, so it is allowed.
    /// Nothing is decoded: `javascript%3A` and `&#106;avascript` are relative paths, for us as for the browser.
    ///
    /// ```
    /// # use throughline::plan::SafeUrl;
    /// assert!(SafeUrl::new("HTTPS://example.org/plan").is_some());
    /// assert!(SafeUrl::new("java\nscript:alert(1)").is_none());
    /// ```
    pub fn new(url: &str) -> Option<SafeUrl> {
        SafeUrl::is(url).then(|| SafeUrl(url.to_owned()))
    }

    /// Whether a link is on the allow-list.
    pub(crate) fn is(url: &str) -> bool {
        if url.is_empty() || url.trim() != url {
            return false;
        }
        for letter in url.chars() {
            if letter.is_control() || letter == '\\' || is_invisible(letter) {
                return false;
            }
        }
        let end = url.bytes().position(|letter| matches!(letter, b':' | b'/' | b'?' | b'#'));
        match end.map(|end| url.split_at(end)) {
            Some((scheme, rest)) => rest.strip_prefix(":").is_none_or(|rest| allows(scheme, rest)),
            None => true,
        }
    }

    /// The link as the host wrote it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether a link of this scheme may be followed; a web link must name a host.
fn allows(scheme: &str, rest: &str) -> bool {
    let is = |name: &str| scheme.eq_ignore_ascii_case(name);
    if is("https") || is("http") {
        let host = rest.strip_prefix("//").and_then(|host| host.bytes().next());
        host.is_some_and(|first| !matches!(first, b'/' | b'?' | b'#'))
    } else {
        (is("mailto") || is("tel")) && !rest.is_empty()
    }
}

/// Letters that show nothing, or turn the reading direction, and so make a link look like another.
fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}'
    )
}
