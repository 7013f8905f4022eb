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
    /// There was too much; the reason is by how many characters.
    Long,
    /// What is written has not been sent yet.
    Written,
    /// The host was not reached, or not well; the same may be sent again.
    Lost,
    /// The host wants a sign-in first.
    SignIn,
    /// The host will not make it.
    Refused,
    /// The plan has changed, and it makes no sense there any more, or was refused again.
    Moved,
    /// The plan has changed, and what was asked is settled there.
    Decided,
    /// Another person or another plan came before it was sent.
    Other,
    /// The host says nowhere to send it, and the page did not take it.
    Nowhere,
}

impl Outcome {
    const ALL: [Outcome; 13] = {
        use Outcome::*;
        [Sending, Sent, PassedOn, Empty, Long, Written, Lost, SignIn, Refused, Moved, Decided, Other, Nowhere]
    };
    /// Its word, for the page side and in the catalogue.
    pub fn word(self) -> &'static str {
        match self {
            Outcome::Sending => "sending",
            Outcome::Sent => "sent",
            Outcome::PassedOn => "passed-on",
            Outcome::Empty => "empty",
            Outcome::Long => "long",
            Outcome::Written => "written",
            Outcome::Lost => "lost",
            Outcome::SignIn => "sign-in",
            Outcome::Refused => "refused",
            Outcome::Moved => "moved",
            Outcome::Decided => "decided",
            Outcome::Other => "other",
            Outcome::Nowhere => "nowhere",
        }
    }

    /// The outcome of a word.
    pub fn of(word: &str) -> Option<Outcome> {
        Outcome::ALL.iter().find(|outcome| outcome.word() == word).copied()
    }

    /// Whether the very same may go out once more.
    pub fn may_be_sent_again(self) -> bool {
        matches!(self, Outcome::Lost | Outcome::SignIn)
    }

    /// Whether it is to be told wherever the reader is: what was sent did not come about.
    pub fn has_failed(self) -> bool {
        use Outcome::*;
        !matches!(self, Sending | Sent | PassedOn | Empty | Long | Written)
    }

    /// Whether there are words in the box still.
    pub fn keeps_words(self) -> bool {
        !matches!(self, Outcome::Sent | Outcome::PassedOn | Outcome::Empty | Outcome::Other)
    }

    /// Whether there is no more to say of it once the reader writes on.
    pub fn is_over(self) -> bool {
        matches!(self, Outcome::Sent | Outcome::PassedOn | Outcome::Empty | Outcome::Long)
    }
}
