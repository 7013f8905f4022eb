//! Where in a document something stands.

use crate::digits::digits;

/// A way down a document, linked on the stack: its pointer is written only when a problem arises.
#[derive(Clone, Copy)]
pub(crate) enum Place<'a> {
    /// The whole document.
    Root,
    /// A place whose JSON Pointer is already written.
    Pointer(&'a str),
    /// A field of the object at a place.
    Key(&'a Place<'a>, &'a str),
    /// An entry of the list at a place.
    At(&'a Place<'a>, usize),
}

impl<'a> Place<'a> {
    /// The place of a field of the object here. Made in one place, because it is asked for in sixty.
    #[inline(never)]
    pub(crate) fn key(&'a self, name: &'a str) -> Place<'a> {
        Place::Key(self, name)
    }

    /// The place of an entry of the list here.
    #[inline(never)]
    pub(crate) fn at(&'a self, index: usize) -> Place<'a> {
        Place::At(self, index)
    }

    /// The place as a JSON Pointer (RFC 6901): empty for the whole document, `~` and `/` in names escaped.
    pub(crate) fn pointer(&self) -> String {
        let mut way = Vec::new();
        let mut here = self;
        let mut pointer = loop {
            match here {
                Place::Root => break String::new(),
                Place::Pointer(written) => break (*written).to_owned(),
                Place::Key(above, _) | Place::At(above, _) => {
                    way.push(here);
                    here = above;
                }
            }
        };
        for part in way.iter().rev() {
            pointer.push('/');
            match part {
                Place::At(_, index) => pointer.push_str(&digits(*index)),
                Place::Key(_, name) => {
                    for letter in name.chars() {
                        match letter {
                            '~' => pointer.push_str("~0"),
                            '/' => pointer.push_str("~1"),
                            _ => pointer.push(letter),
                        }
                    }
                }
                Place::Root | Place::Pointer(_) => {}
            }
        }
        pointer
    }
}
