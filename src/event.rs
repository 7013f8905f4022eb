//! WHAT THE HOST HEARS: the events that leave the roadmap. Ids only, never names, marks or free text: page analytics
//! record events. What a reader typed is not here at all: the page side adds it to a change, where only a host that
//! looks for it finds it. That a link is followed (`plp-navigate`) is the page side's to tell.

use crate::plan::ChangeKind;

/// Something the host may want to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A step's details were opened, or closed (None).
    Select {
        /// Its id.
        step: Option<String>,
    },
    /// A step's line was lit, or the plan's own again (None).
    Trace {
        /// Its id.
        step: Option<String>,
    },
    /// The plan is held against another way, or stands for itself again (neither).
    Compare {
        /// The pathway's id.
        pathway: Option<String>,
        /// The goal's id, where no pathway was chosen but a goal.
        goal: Option<String>,
    },
    /// The reader asks for a change of the plan. The host may prevent it and make the change itself.
    Change(Change),
    /// The reader asked to try again after an error.
    Reload,
}

/// A change that is asked of the host, by the host's ids, which outlive a reload. The change's own id, its time and
/// what was typed are the page side's to add.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What is asked.
    pub kind: ChangeKind,
    /// The id of the step, of the goal whose action it is, or of the pathway.
    pub on: String,
    /// The id of the action; empty for a change on a step.
    pub action: String,
}

impl Change {
    /// A change on what has this id, and on no action of it.
    pub fn on(kind: ChangeKind, id: &str) -> Change {
        Change { kind, on: id.into(), action: String::new() }
    }

    /// Whether it stands where another stands: on the same thing, in the same place there.
    pub fn is_in_place_of(&self, other: &Change) -> bool {
        self.kind.place() == other.kind.place() && self.on == other.on && self.action == other.action
    }

    /// The change as JSON; it is also what the page side calls it by.
    pub fn detail(&self) -> String {
        let kind = ("kind", Some(self.kind.word()));
        let on = Some(self.on.as_str());
        match self.kind {
            ChangeKind::ChoosePathway => object(&[kind, ("pathway", on)]),
            ChangeKind::CheckAction => object(&[kind, ("goal", on), ("action", Some(&self.action))]),
            _ => object(&[kind, ("step", on)]),
        }
    }
}

impl Event {
    /// The name of the DOM event. `reload` stays inside the element.
    pub fn name(&self) -> &'static str {
        match self {
            Event::Select { .. } => "plp-select",
            Event::Trace { .. } => "plp-trace",
            Event::Compare { .. } => "plp-compare",
            Event::Change(_) => "plp-change",
            Event::Reload => "reload",
        }
    }

    /// The event's detail as JSON.
    pub fn detail(&self) -> String {
        match self {
            Event::Select { step } | Event::Trace { step } => object(&[("step", step.as_deref())]),
            Event::Compare { pathway, goal } => {
                object(&[("pathway", pathway.as_deref()), ("goal", goal.as_deref())])
            }
            Event::Change(change) => change.detail(),
            Event::Reload => object(&[]),
        }
    }
}

/// A flat JSON object of strings and nulls.
pub(crate) fn object(fields: &[(&str, Option<&str>)]) -> String {
    let mut out = String::from("{");
    for (place, (name, value)) in fields.iter().enumerate() {
        if place > 0 {
            out.push(',');
        }
        quote(name, &mut out);
        out.push(':');
        match value {
            Some(value) => quote(value, &mut out),
            None => out.push_str("null"),
        }
    }
    out.push('}');
    out
}

/// A JSON string (RFC 8259, section 7).
fn quote(text: &str, out: &mut String) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            c if (c as u32) < 0x20 => {
                out.push_str("\\u00");
                out.push(HEX[(c as usize) >> 4] as char);
                out.push(HEX[(c as usize) & 15] as char);
            }
            c => out.push(c),
        }
    }
    out.push('"');
}
