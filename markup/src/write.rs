//! From nodes to calls.

use crate::read::{Attribute, Element, Node, Tag, Value};
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
    let (mut constants, mut names, mut made, mut calls) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for Attribute { name, value } in attributes {
        match (name.to_string().as_str(), value) {
            ("key", value) => calls.push(quote! { #to.key(#value); }),
            ("value", Value::Made(value)) => calls.push(quote! { #to.value(#value); }),
            (name, Value::Constant(value)) => {
                constants.push(quote! { (#name, yew::virtual_dom::AttributeOrProperty::Static(#value)) });
                names.push(name.to_string());
            }
            (name, Value::Made(value)) => {
                made.push(name.to_string());
                calls.push(quote! { #to.set(#value); });
            }
        }
    }
    // Of an element without any that is made, all that Yew needs is the table.
    if made.is_empty() {
        names.clear();
    }
    names.extend(made);
    let (name, made) = match tag {
        Tag::Named(name) => (name.to_string(), None),
        Tag::Made(made) => (String::new(), Some(made)),
    };
    let made = made.into_iter();
    let children = children.iter().map(node);
    quote! {
        #to.open(const {
            &crate::view::markup::Fixed { tag: #name, constants: &[#(#constants),*], names: &[#(#names),*] }
        });
        #(#to.named(#made);)*
        #(#calls)*
        #(#children)*
        #to.close();
    }
}
