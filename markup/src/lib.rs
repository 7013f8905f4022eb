//! `html!` as Yew has it, for the elements of the view.
//!
//! Yew's own macro builds each element as a value where it is written: five elements with their words are 925 bytes of
//! wasm. This one reads the same syntax, the part of it that the view uses, and writes it as calls of
//! `view::markup::Markup`: the same five are 176. The nodes that come of it are the same.

mod read;
mod write;

use proc_macro::TokenStream;
use syn::parse_macro_input;

/// One node, in the syntax of [Yew's `html!`](https://yew.rs/docs/concepts/html):
///
/// - `<p class="name" data-is={is}>…</p>`, `<br />`: an element. A value in quotes is a constant; one in braces is
///   anything that is a `view::markup::Value`, and none leaves the attribute out. `{id}` is short for `id={id}`. A `key`
///   is Yew's, and no attribute. The `value` of an `input`, where it is made, is the property.
/// - `<@{tag}>…</@>`: an element of this name.
/// - `<>…</>`, `<key={key}>…</>`: nodes without an element round them.
/// - `{ words }`: anything that is a `view::markup::Child`: text, a node, some, or none.
/// - `{ for nodes }`: each of them.
/// - `if there { … }`, `if let Some(x) = x { … } else { … }`: nodes, or nothing in their place.
///
/// No components and no listeners: the view has one of the former, and none of the latter.
#[proc_macro]
pub fn html(input: TokenStream) -> TokenStream {
    let root = parse_macro_input!(input as read::Root);
    write::root(&root.0).into()
}
