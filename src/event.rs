//! WHAT THE HOST HEARS: the events that leave the roadmap. Ids only, never names, marks or free text: page analytics
//! record events.

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
    /// A link of a step was followed. The host may prevent it and route itself.
    Navigate {
        /// The id of the step whose details are open; None where the link stands elsewhere.
        step: Option<String>,
        /// Where it leads, as it is shown.
        href: String,
        /// Where it opens, in HTML's word.
        target: &'static str,
    },
    /// The reader asked to try again after an error.
    Reload,
}

impl Event {
    /// The name of the DOM event. `reload` stays inside the element.
    pub fn name(&self) -> &'static str {
        match self {
            Event::Select { .. } => "plp-select",
            Event::Trace { .. } => "plp-trace",
            Event::Navigate { .. } => "plp-navigate",
            Event::Reload => "reload",
        }
    }

    /// The event's detail as JSON.
    pub fn detail(&self) -> String {
        match self {
            Event::Select { step } | Event::Trace { step } => object(&[("step", step.as_deref())]),
            Event::Navigate { step, href, target } => {
                object(&[("step", step.as_deref()), ("href", Some(href)), ("target", Some(target))])
            }
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
