//! From nodes to calls.

use crate::read::{Element, Node, Tag, Value};
use proc_macro2::TokenStream;
use quote::quote;

/// The calls for one node, and what comes of them.
///
/// The names in what is written are the macro's own (mixed-site hygiene), so an expression cannot meet `to`.
pub fn root(root: &Node) -> TokenStream {
    let calls = node(root);
    let to = to();
    quote! {{
        let mut #to = crate::view::markup::Markup::new();
        #calls
        #to.done()
    }}
}

/// What the calls are made on.
fn to() -> proc_macro2::Ident {
    proc_macro2::Ident::new("to", proc_macro2::Span::mixed_site())
}

fn node(node: &Node) -> TokenStream {
    let to = to();
    match node {
        Node::Element(element) => self::element(element),
        Node::List(key, children) => {
            let key = key.iter();
            let children = children.iter().map(self::node);
            quote! { #to.list(); #(#to.key(#key);)* #(#children)* #to.close(); }
        }
        Node::Block(made) => quote! { #to.put(#made); },
        Node::Each(made) => quote! { #to.each(#made); },
        Node::If(condition, then, or) => {
            let [then, or] = [then, or].map(|nodes| in_one_place(nodes));
            quote! { if #condition { #then } else { #or } }
        }
    }
}

/// Nodes as one, and nothing as one too: what stands after it stays in its place.
fn in_one_place(nodes: &[Node]) -> TokenStream {
    let to = to();
    match nodes {
        [one @ (Node::Element(_) | Node::List(..) | Node::If(..))] => node(one),
        nodes => {
            let nodes = nodes.iter().map(node);
            quote! { #to.list(); #(#nodes)* #to.close(); }
        }
    }
}

/// Constants come first, since they stand in one table.
fn element(Element { tag, attributes, children }: &Element) -> TokenStream {
    let to = to();
    let (mut constants, mut keys, mut calls) = (Vec::new(), Vec::new(), Vec::new());
    for (name, value) in attributes {
        match (name.as_str(), value) {
            ("key", value) => calls.push(quote! { #to.key(#value); }),
            ("value", value) => calls.push(quote! { #to.value(#value); }),
            (name, Value::Constant(value)) => {
                constants.push(quote! { (#name, yew::virtual_dom::AttributeOrProperty::Static(#value)) });
            }
            (name, Value::Made(value)) => {
                keys.push(name);
                calls.push(quote! { #to.set(#value); });
            }
        }
    }
    // Of an element without any that is made, all that Yew needs is the table.
    let keys: Vec<&str> = if keys.is_empty() {
        keys
    } else {
        let constant =
            |(name, value): &'_ (String, Value)| matches!(value, Value::Constant(_)) && name != "key";
        attributes.iter().filter(|each| constant(each)).map(|(name, _)| name.as_str()).chain(keys).collect()
    };
    let (name, made) = match tag {
        Tag::Named(name) => (name.as_str(), None),
        Tag::Made(made) => ("", Some(made)),
    };
    let made = made.into_iter();
    let children = children.iter().map(node);
    quote! {{
        const FORM: &crate::view::markup::Form = &crate::view::markup::Form {
            tag: #name,
            constants: &[#(#constants),*],
            keys: &[#(#keys),*],
        };
        #to.open(FORM);
        #(#to.named(#made);)*
        #(#calls)*
        #(#children)*
        #to.close();
    }}
}
