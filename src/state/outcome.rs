//! How the changes fare that the reader asked for.

/// How a change that the reader asked for fares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is on its way.
    Sending,
    /// The host made it.
    Sent,
    /// The page took it.
    PassedOn,
    /// There was nothing to send.
    Empty,
    /// The host was not reached, or not well; the same may be sent again.
    Lost,
    /// The host wants a sign-in first.
    SignIn,
    /// The host will not make it.
    Refused,
    /// The plan has changed, and it makes no sense there any more.
    Moved,
    /// Another person or another plan came before it was sent.
    Other,
    /// The host says nowhere to send it, and the page did not take it.
    Nowhere,
}

impl Outcome {
    const ALL: [Outcome; 10] = {
        use Outcome::*;
        [Sending, Sent, PassedOn, Empty, Lost, SignIn, Refused, Moved, Other, Nowhere]
    };
    const WORDS: [&str; 10] =
        ["sending", "sent", "passed-on", "empty", "lost", "sign-in", "refused", "moved", "other", "nowhere"];

    /// Its word, for the page side and in the catalogue.
    pub fn word(self) -> &'static str {
        Outcome::WORDS[self as usize]
    }

    /// The outcome of a word.
    pub fn of(word: &str) -> Option<Outcome> {
        let at = Outcome::WORDS.iter().position(|known| *known == word)?;
        Outcome::ALL.get(at).copied()
    }

    /// Whether the very same may go out once more.
    pub fn may_be_sent_again(self) -> bool {
        matches!(self, Outcome::Lost | Outcome::SignIn)
    }
}
