//! From tokens to nodes.

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Expr, LitStr, Token, braced, token};

/// The one node that a macro is given.
pub struct Root(pub Node);

/// What stands in a place.
pub enum Node {
    Element(Element),
    /// Nodes without an element round them, and their key.
    List(Option<TokenStream>, Vec<Node>),
    /// An expression: text, a node, some, or none.
    Block(TokenStream),
    /// An expression that gives nodes.
    Each(TokenStream),
    /// A condition, what stands there where it holds, and what else.
    If(TokenStream, Vec<Node>, Vec<Node>),
}

pub struct Element {
    pub tag: Tag,
    pub attributes: Vec<(String, Value)>,
    pub children: Vec<Node>,
}

pub enum Tag {
    Named(String),
    /// An expression that gives the name.
    Made(TokenStream),
}

pub enum Value {
    Constant(LitStr),
    Made(TokenStream),
}

impl Parse for Root {
    fn parse(input: ParseStream) -> syn::Result<Root> {
        let node = input.parse()?;
        if input.is_empty() {
            Ok(Root(node))
        } else {
            Err(input.error("a second node needs `<>…</>` round both"))
        }
    }
}

impl Parse for Node {
    fn parse(input: ParseStream) -> syn::Result<Node> {
        if input.peek(token::Brace) {
            let block;
            braced!(block in input);
            let each = block.parse::<Option<Token![for]>>()?.is_some();
            let made = block.parse()?;
            return Ok(if each { Node::Each(made) } else { Node::Block(made) });
        }
        if input.parse::<Option<Token![if]>>()?.is_some() {
            return choice(input);
        }
        input.parse::<Token![<]>()?;
        if input.parse::<Option<Token![>]>>()?.is_some() {
            return Ok(Node::List(None, children(input, "")?));
        }
        if input.peek(Ident::peek_any) && input.peek2(Token![=]) {
            let (_, key) = attribute(input)?;
            input.parse::<Token![>]>()?;
            return Ok(Node::List(Some(key.into_token_stream()), children(input, "")?));
        }
        element(input)
    }
}

/// What comes after `if`.
fn choice(input: ParseStream) -> syn::Result<Node> {
    let condition = Expr::parse_without_eager_brace(input)?.into_token_stream();
    let then = nodes(input)?;
    let or = match input.parse::<Option<Token![else]>>()? {
        None => Vec::new(),
        Some(_) if input.parse::<Option<Token![if]>>()?.is_some() => vec![choice(input)?],
        Some(_) => nodes(input)?,
    };
    Ok(Node::If(condition, then, or))
}

/// The nodes between braces.
fn nodes(input: ParseStream) -> syn::Result<Vec<Node>> {
    let block;
    braced!(block in input);
    let mut nodes = Vec::new();
    while !block.is_empty() {
        nodes.push(block.parse()?);
    }
    Ok(nodes)
}

/// What comes after `<`.
fn element(input: ParseStream) -> syn::Result<Node> {
    let (tag, end) = if input.parse::<Option<Token![@]>>()?.is_some() {
        (Tag::Made(made(input)?), "@".into())
    } else {
        let name = name(input)?;
        (Tag::Named(name.clone()), name)
    };
    let mut attributes = Vec::new();
    while !input.peek(Token![>]) && !input.peek(Token![/]) {
        attributes.push(attribute(input)?);
    }
    let empty = input.parse::<Option<Token![/]>>()?.is_some();
    input.parse::<Token![>]>()?;
    let children = if empty { Vec::new() } else { children(input, &end)? };
    Ok(Node::Element(Element { tag, attributes, children }))
}

/// `name="constant"`, `name={made}`, or `{name}`.
fn attribute(input: ParseStream) -> syn::Result<(String, Value)> {
    if input.peek(token::Brace) {
        let made = made(input)?;
        return Ok((made.to_string(), Value::Made(made)));
    }
    let name = name(input)?;
    input.parse::<Token![=]>()?;
    let value = if input.peek(LitStr) { Value::Constant(input.parse()?) } else { Value::Made(made(input)?) };
    Ok((name, value))
}

/// Up to the tag that ends with this name.
fn children(input: ParseStream, end: &str) -> syn::Result<Vec<Node>> {
    let mut children = Vec::new();
    while !(input.peek(Token![<]) && input.peek2(Token![/])) {
        if input.is_empty() {
            return Err(input.error(format!("`</{end}>` is missing")));
        }
        children.push(input.parse()?);
    }
    input.parse::<Token![<]>()?;
    input.parse::<Token![/]>()?;
    let at = input.span();
    let found = match input.parse::<Option<Token![@]>>()? {
        Some(_) => "@".into(),
        None if input.peek(Token![>]) => String::new(),
        None => name(input)?,
    };
    if found != end {
        return Err(syn::Error::new(at, format!("`</{end}>` ends this, and not `</{found}>`")));
    }
    input.parse::<Token![>]>()?;
    Ok(children)
}

/// A name with hyphens.
fn name(input: ParseStream) -> syn::Result<String> {
    let mut name = input.call(Ident::parse_any)?.to_string();
    while input.parse::<Option<Token![-]>>()?.is_some() {
        name += "-";
        name += &input.call(Ident::parse_any)?.to_string();
    }
    Ok(name)
}

/// An expression between braces.
fn made(input: ParseStream) -> syn::Result<TokenStream> {
    let block;
    braced!(block in input);
    block.parse()
}

impl ToTokens for Value {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Value::Constant(words) => words.to_tokens(tokens),
            Value::Made(made) => made.to_tokens(tokens),
        }
    }
}
