//! From tokens to nodes.

use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens;
use std::fmt;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Error, Expr, LitStr, Result, Token, braced, token};

/// The one node that a macro is given.
pub struct Root(pub Node);

/// What stands in a place.
pub enum Node {
    Element(Element),
    /// Nodes without an element round them, and their key.
    List(Option<Value>, Vec<Node>),
    /// An expression: text, a node, some, or none.
    Block(TokenStream),
    /// An expression that gives nodes.
    Each(TokenStream),
    /// A condition, what stands there where it holds, and what else.
    If(TokenStream, Vec<Node>, Vec<Node>),
}

pub struct Element {
    pub tag: Tag,
    pub attributes: Vec<Attribute>,
    pub children: Vec<Node>,
}

pub enum Tag {
    Named(Name),
    /// An expression that gives the name.
    Made(TokenStream),
}

pub struct Attribute {
    pub name: Name,
    pub value: Value,
}

pub enum Value {
    Constant(LitStr),
    Made(TokenStream),
}

/// A name that may have hyphens, and where it stands.
pub struct Name(String, Span);

/// Elements that have no children.
const VOID: [&str; 4] = ["br", "hr", "input", "textarea"];

impl Parse for Root {
    fn parse(input: ParseStream) -> Result<Root> {
        let node = input.parse()?;
        if input.is_empty() {
            Ok(Root(node))
        } else {
            Err(input.error("a second node needs `<>…</>` round both"))
        }
    }
}

impl Parse for Node {
    fn parse(input: ParseStream) -> Result<Node> {
        if input.peek(token::Brace) {
            let block;
            braced!(block in input);
            let each = block.parse::<Option<Token![for]>>()?.is_some();
            let made = expression(&block)?;
            return Ok(if each { Node::Each(made) } else { Node::Block(made) });
        }
        if input.parse::<Option<Token![if]>>()?.is_some() {
            return choice(input);
        }
        if !input.peek(Token![<]) {
            return Err(input.error("words and expressions stand in braces: `{ … }`"));
        }
        let open = input.parse::<Token![<]>()?.span;
        if input.parse::<Option<Token![>]>>()?.is_some() {
            return Ok(Node::List(None, children(input, "", open)?));
        }
        if input.peek(Ident::peek_any) && input.peek2(Token![=]) {
            let Attribute { name, value } = input.parse()?;
            if name.0 != "key" {
                return Err(Error::new(name.1, format!("a list has a `key`, and no `{name}`")));
            }
            input.parse::<Token![>]>()?;
            return Ok(Node::List(Some(value), children(input, "", open)?));
        }
        element(input)
    }
}

/// What comes after `if`.
fn choice(input: ParseStream) -> Result<Node> {
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
fn nodes(input: ParseStream) -> Result<Vec<Node>> {
    let block;
    braced!(block in input);
    let mut nodes = Vec::new();
    while !block.is_empty() {
        nodes.push(block.parse()?);
    }
    Ok(nodes)
}

/// What comes after `<`.
fn element(input: ParseStream) -> Result<Node> {
    let at = input.span();
    let (tag, name) = if input.parse::<Option<Token![@]>>()?.is_some() {
        (Tag::Made(made(input)?), "@".into())
    } else {
        let name: Name = input.parse()?;
        if name.0.starts_with(char::is_uppercase) {
            return Err(Error::new(
                at,
                format!("`{name}` would be a component: that is for Yew's own `html!`"),
            ));
        }
        (Tag::Named(Name(name.0.clone(), at)), name.0)
    };
    let mut attributes: Vec<Attribute> = Vec::new();
    while !input.peek(Token![>]) && !input.peek(Token![/]) {
        let attribute: Attribute = input.parse()?;
        let Name(word, at) = &attribute.name;
        let refused = if attributes.iter().any(|other| other.name.0 == *word) {
            "stands here twice"
        } else if word.starts_with("on") || word == "style" {
            "is not for the view: no element has a listener or a style of its own"
        } else if word == "value" && name != "input" {
            "is a property of an `input`"
        } else {
            ""
        };
        if !refused.is_empty() {
            return Err(Error::new(*at, format!("`{word}` {refused}")));
        }
        attributes.push(attribute);
    }
    let empty = input.parse::<Option<Token![/]>>()?.is_some();
    input.parse::<Token![>]>()?;
    let children = if empty { Vec::new() } else { children(input, &name, at)? };
    if VOID.contains(&name.as_str()) && !children.is_empty() {
        return Err(Error::new(at, format!("`{name}` has no children")));
    }
    Ok(Node::Element(Element { tag, attributes, children }))
}

/// Up to the tag that ends with this name, of what is `open` there.
fn children(input: ParseStream, end: &str, open: Span) -> Result<Vec<Node>> {
    let mut children = Vec::new();
    while !(input.peek(Token![<]) && input.peek2(Token![/])) {
        if input.is_empty() {
            return Err(Error::new(open, format!("`</{end}>` is missing")));
        }
        children.push(input.parse()?);
    }
    input.parse::<Token![<]>()?;
    input.parse::<Token![/]>()?;
    let at = input.span();
    let found = match input.parse::<Option<Token![@]>>()? {
        Some(_) => "@".into(),
        None if input.peek(Token![>]) => String::new(),
        None => input.parse::<Name>()?.0,
    };
    if found != end {
        return Err(Error::new(at, format!("`<{end}>` is open here: `</{end}>` comes before `</{found}>`")));
    }
    input.parse::<Token![>]>()?;
    Ok(children)
}

impl Parse for Attribute {
    /// `name="constant"`, `name={made}`, or `{name}`.
    fn parse(input: ParseStream) -> Result<Attribute> {
        if input.peek(token::Brace) {
            let block;
            braced!(block in input);
            let word: Ident = block.parse()?;
            if !block.is_empty() {
                return Err(block.error("`{…}` without a name is one word"));
            }
            let name = Name(word.unraw().to_string(), word.span());
            return Ok(Attribute { name, value: Value::Made(word.into_token_stream()) });
        }
        let name: Name = input.parse()?;
        if !input.peek(Token![=]) {
            return Err(Error::new(name.1, format!("a value is missing: `{name}=\"\"`")));
        }
        input.parse::<Token![=]>()?;
        let value =
            if input.peek(LitStr) { Value::Constant(input.parse()?) } else { Value::Made(made(input)?) };
        Ok(Attribute { name, value })
    }
}

impl Parse for Name {
    fn parse(input: ParseStream) -> Result<Name> {
        let at = input.span();
        let mut name = input.call(Ident::parse_any)?.unraw().to_string();
        while input.parse::<Option<Token![-]>>()?.is_some() {
            name += "-";
            name += &input.call(Ident::parse_any)?.to_string();
        }
        Ok(Name(name, at))
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An expression between braces.
fn made(input: ParseStream) -> Result<TokenStream> {
    let block;
    braced!(block in input);
    expression(&block)
}

/// What stands between braces, which is something.
fn expression(block: ParseStream) -> Result<TokenStream> {
    if block.is_empty() { Err(block.error("an expression is missing")) } else { block.parse() }
}

impl ToTokens for Value {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Value::Constant(words) => words.to_tokens(tokens),
            Value::Made(made) => made.to_tokens(tokens),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_is_told_where_it_is_made() {
        for (text, told) in [
            ("<p>words</p>", "words and expressions stand in braces: `{ … }`"),
            ("<p><b>{ x }</p>", "`<b>` is open here: `</b>` comes before `</p>`"),
            ("<p>{ x }", "`</p>` is missing"),
            ("<p>{}</p>", "unexpected end of input, an expression is missing"),
            ("<p hidden></p>", "a value is missing: `hidden=\"\"`"),
            ("<p {a.b}></p>", "`{…}` without a name is one word"),
            ("<p id=\"a\" id={b} />", "`id` stands here twice"),
            (
                "<p onclick=\"a\" />",
                "`onclick` is not for the view: no element has a listener or a style of its own",
            ),
            ("<li value={a} />", "`value` is a property of an `input`"),
            ("<input>{ x }</input>", "`input` has no children"),
            ("<id=\"a\"><b /></>", "a list has a `key`, and no `id`"),
            ("<Still />", "`Still` would be a component: that is for Yew's own `html!`"),
            ("<b /><i />", "a second node needs `<>…</>` round both"),
        ] {
            let error = syn::parse_str::<Root>(text).err();
            assert_eq!(error.map(|error| error.to_string()).as_deref(), Some(told), "{text}");
        }
        assert!(syn::parse_str::<Root>("<p id=\"a\" {lang}>if let Some(x) = y { { x } }<br /></p>").is_ok());
    }
}
