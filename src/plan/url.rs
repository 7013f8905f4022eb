//! The one type that a link takes.

/// A link target on the allow-list: `https`, `http`, `mailto`, `tel`, or relative.
///
/// Invariant: made by [`SafeUrl::new`] only, so `javascript:` and its disguises cannot be represented.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SafeUrl(String);
