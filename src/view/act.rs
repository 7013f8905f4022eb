//! What is wanted of the view, in words. An element says in `data-act` what it does when it is pressed; the page side
//! (`www/reader.js`) tells us of a press by that word, and of keys, scrolling and typing by words of its own. So no
//! element has a listener. (It answers `onward` and `backward` itself, which scroll the map.) What the host asks for,
//! and what the page side itself has to tell (`www/stage.js`), comes the same way.

use super::After;
use super::app::{Arrow, In};
use crate::digits::{digits, number};
use crate::event::Change;
use crate::plan::{Because, ChangeKind, ProfileList};
use crate::state::{Choice, Failure, Lit, Msg, Outcome};
use crate::words::cut;

/// The word that chooses a step, or lights a group of steps; again, and that ends.
pub fn lit(lit: Lit) -> String {
    lit.word()
}

/// The word that lays another way over the plan.
pub fn way(choice: Choice) -> String {
    match choice {
        Choice::Own => "own".into(),
        Choice::Pathway(ix) => ["p", &digits(ix)].concat(),
        Choice::Goal(ix) => ["g", &digits(ix)].concat(),
    }
}

/// The words that ask for a change. Its ids are the host's and may hold anything, so the length of the first is told.
pub fn change(Change { kind, on, action }: &Change) -> String {
    ["change", &digits(on.len()), " ", kind.word(), " ", on, action].concat()
}

impl In {
    /// What words ask for: a name, a number right behind it where it needs one, and after a blank what else there is to
    /// say. Nothing where they are none of ours.
    pub fn of(act: &str) -> Option<In> {
        let (word, said) = cut(act, ' ').unwrap_or((act, ""));
        let (name, at) = word.split_at(word.bytes().position(|c| c.is_ascii_digit()).unwrap_or(word.len()));
        let at = number(at);
        let msg = match name {
            "l" => Msg::Chose(at?.checked_sub(1)?),
            "r" => Msg::Lit(Lit::Requirement(at?)),
            "c" => Msg::Lit(Lit::Competency(at?)),
            "close" => Msg::Closed,
            "own" => Msg::Compared(Some(Choice::Own)),
            "p" => Msg::Compared(Some(Choice::Pathway(at?))),
            "g" => Msg::Compared(Some(Choice::Goal(at?))),
            "beside" => Msg::Beside,
            "larger" => Msg::Larger,
            "smaller" => Msg::Smaller,
            "later" => Msg::Later,
            "before" => Msg::Earlier,
            "list" => Msg::Listed,
            "seek" => Msg::Sought(said.into()),
            "retry" => Msg::Retried,
            "wait" => Msg::Asked,
            "fail" => Msg::Failed(Failure {
                code: said.into(),
                status: u16::try_from(at?).ok().filter(|status| *status != 0),
            }),
            "through" => Msg::Traced(None),
            "plan" => Msg::Compared(None),
            "whole" => Msg::Whole,
            "near" => Msg::Near,
            "fared" => {
                let (outcome, more) = cut(said, ' ')?;
                // What was told is JSON, and so in one line.
                let (asked, reason) = cut(more, '\n')?;
                let outcome = if outcome == "over" { None } else { Some(Outcome::of(outcome)?) };
                Msg::Fared(asked.into(), outcome, reason.into())
            }
            "wrote" => Msg::Wrote(said.into()),
            "kept" => Msg::Kept(said.into()),
            "emptied" => Msg::Emptied(said.into()),
            "change" => {
                let (kind, ids) = cut(said, ' ')?;
                let (on, action) = ids.split_at_checked(at?)?;
                Msg::Changed(Change { kind: ChangeKind::of(kind)?, on: on.into(), action: action.into() })
            }
            "left" => return Some(In::Walked(at?, Arrow::Left)),
            "right" => return Some(In::Walked(at?, Arrow::Right)),
            "up" => return Some(In::Walked(at?, Arrow::Up)),
            "down" => return Some(In::Walked(at?, Arrow::Down)),
            "trace" => return Some(In::Traced(said.into())),
            "compare" => return Some(In::Compared(said.into())),
            "focus" => return Some(In::Shown(said.into(), After::Focus)),
            "open" => return Some(In::Shown(said.into(), After::Scroll)),
            "shut" => return Some(In::Shut(at? > 0)),
            "measure" => return Some(In::Doubted),
            "rest" => return Some(In::Rest),
            "warm" => return Some(In::Warmed),
            "return" => return Some(In::Returned),
            "escape" => return Some(In::Escaped),
            "skip" => return Some(In::Skipped),
            "now" => return Some(In::WentToNow),
            "scroll" => return Some(In::Scrolled(at? as f64 / 100.0)),
            "point" => {
                let (x, y) = cut(said, ' ')?;
                let at = |said: &str| number(said).map(|at| at as i32);
                return Some(In::Pointed(at(x)?, at(y)?));
            }
            list => Msg::Lit(Lit::Entry(Because { list: ProfileList::of(list)?, at: at? })),
        };
        Some(In::Msg(msg))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn msg(act: &str) -> Msg {
        match In::of(act) {
            Some(In::Msg(msg)) => msg,
            _ => panic!("no message in {act:?}"),
        }
    }

    #[test]
    fn what_an_element_says_is_what_it_does() {
        assert!(matches!(msg(&lit(Lit::Line(12))), Msg::Chose(12)));
        for group in [
            Lit::Requirement(0),
            Lit::Competency(31),
            Lit::Entry(Because { list: ProfileList::Values, at: 2 }),
        ] {
            assert!(matches!(msg(&lit(group)), Msg::Lit(found) if found == group), "{group:?}");
        }
        for choice in [Choice::Own, Choice::Pathway(3), Choice::Goal(0)] {
            assert!(matches!(msg(&way(choice)), Msg::Compared(found) if found == Some(choice)), "{choice:?}");
        }
    }

    #[test]
    fn a_change_keeps_ids_that_hold_anything() {
        for (on, action) in
            [("s1", ""), ("", "a b"), ("goal 7\n", " 12 accept"), ("\u{645}\u{627}", "é"), ("9", "9")]
        {
            let asked = Change { kind: ChangeKind::CheckAction, on: on.into(), action: action.into() };
            assert!(matches!(msg(&change(&asked)), Msg::Changed(found) if found == asked), "{asked:?}");
        }
    }

    #[test]
    fn an_id_is_all_that_follows_the_blank() {
        for id in ["s1", "", "a b", " 12 ", "\u{645}\n"] {
            assert!(
                matches!(In::of(&["trace ", id].concat()), Some(In::Traced(found)) if found == id),
                "{id:?}"
            );
            assert!(
                matches!(In::of(&["compare ", id].concat()), Some(In::Compared(found)) if found == id),
                "{id:?}"
            );
            assert!(
                matches!(In::of(&["focus ", id].concat()), Some(In::Shown(found, _)) if found == id),
                "{id:?}"
            );
        }
    }

    #[test]
    fn a_failure_has_its_code_and_status() {
        for (act, code, status) in
            [("fail404 not-found", "not-found", Some(404)), ("fail0 timeout", "timeout", None)]
        {
            let wanted = Failure { code: code.into(), status };
            assert!(matches!(msg(act), Msg::Failed(found) if found == wanted), "{act:?}");
        }
    }

    #[test]
    fn how_a_change_fared_keeps_what_was_told_and_the_host_s_reason() {
        let act = "fared refused {\"on\":\"a b\"}\nNot now.\nAsk June.";
        assert!(matches!(msg(act), Msg::Fared(asked, Some(Outcome::Refused), reason)
            if asked == "{\"on\":\"a b\"}" && reason == "Not now.\nAsk June."));
    }

    #[test]
    fn words_of_others_do_nothing() {
        for act in [
            "",
            " ",
            "l",
            "l0",
            "r",
            "r1x",
            "left",
            "values",
            "close-up",
            "change9 accept s1",
            "change1 adopt s",
            "point 1",
            "fail x",
            "fared",
            "fared refused {}",
            "fared gladly {}\n",
            "é3",
            "changes",
        ] {
            assert!(In::of(act).is_none(), "{act:?}");
        }
    }
}
