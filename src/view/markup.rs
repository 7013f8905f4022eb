//! WHAT [`html!`](markup::html) WRITES: calls, one for each thing that stands in it. Each puts one node in its place,
//! if only an empty one, so what stands after a list or a condition stays what it is, with the focus in it.

use std::rc::Rc;

use yew::virtual_dom::{AttributeOrProperty, Attributes, Key, VList, VTag, VText};
use yew::{AttrValue, Html};

pub use ::markup::html;

use crate::words::{bare, parts};

/// What is constant about an element.
pub struct Fixed {
    /// Its name.
    pub tag: &'static str,
    /// Its attributes that are constant.
    pub constants: &'static [(&'static str, AttributeOrProperty)],
    /// The names of all its attributes, those of the constants first; none where there are no others. Yew knows an
    /// element's attributes again by where this table is, and compares values only.
    pub names: &'static [&'static str],
}

/// Nodes that are being made.
pub struct Markup {
    /// What is open, the innermost last.
    open: Vec<Open>,
    /// What is made and has no parent yet.
    nodes: Vec<Html>,
}

/// An element, or a list of nodes, whose children are being made.
struct Open {
    /// None of a list.
    fixed: Option<&'static Fixed>,
    tag: &'static str,
    values: Vec<Option<AttributeOrProperty>>,
    key: Option<Key>,
    /// The property of an `input`.
    value: Option<AttrValue>,
    /// The children are the nodes from here on.
    from: usize,
}

impl Markup {
    /// Nothing yet. In a box, since a number to pass on takes fewer bytes than a place on the stack.
    #[inline(never)]
    pub fn new() -> Box<Markup> {
        Box::new(Markup { open: Vec::new(), nodes: Vec::new() })
    }

    /// Begins an element.
    #[inline(never)]
    pub fn open(&mut self, fixed: &'static Fixed) {
        let mut values = Vec::with_capacity(fixed.names.len());
        if !fixed.names.is_empty() {
            for (_, constant) in fixed.constants {
                // A server renders no `Static` beside others.
                if let AttributeOrProperty::Static(words) = constant {
                    values.push(Some(AttributeOrProperty::Attribute(AttrValue::Static(words))));
                }
            }
        }
        self.begin(Some(fixed), fixed.tag, values);
    }

    /// Begins a list of nodes without an element round them.
    #[inline(never)]
    pub fn list(&mut self) {
        self.begin(None, "", Vec::new());
    }

    #[inline(never)]
    fn begin(
        &mut self,
        fixed: Option<&'static Fixed>,
        tag: &'static str,
        values: Vec<Option<AttributeOrProperty>>,
    ) {
        self.open.push(Open { fixed, tag, values, key: None, value: None, from: self.nodes.len() });
    }

    /// Names the element that is open.
    #[inline(never)]
    pub fn named(&mut self, tag: &'static str) {
        if let Some(open) = self.open.last_mut() {
            open.tag = tag;
        }
    }

    /// Gives what is open a key.
    #[inline(never)]
    pub fn key(&mut self, key: impl Into<Key>) {
        if let Some(open) = self.open.last_mut() {
            open.key = Some(key.into());
        }
    }

    /// Gives the element that is open its next attribute.
    #[inline(never)]
    pub fn set(&mut self, value: impl Value) {
        if let Some(open) = self.open.last_mut() {
            open.values.push(value.value().map(AttributeOrProperty::Attribute));
        }
    }

    /// Gives the `input` that is open its value.
    #[inline(never)]
    pub fn value(&mut self, value: impl Value) {
        if let Some(open) = self.open.last_mut() {
            open.value = value.value();
        }
    }

    /// A node.
    #[inline(never)]
    pub fn put(&mut self, child: impl Child) {
        self.nodes.push(child.node());
    }

    /// Nodes.
    pub fn each(&mut self, nodes: impl IntoIterator<Item = Html>) {
        self.list();
        for node in nodes {
            self.put(node);
        }
        self.close();
    }

    /// Ends what is open.
    #[inline(never)]
    pub fn close(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let children = self.nodes.split_off(open.from);
        let node = match open.fixed {
            None => VList::with_children(children, open.key).into(),
            Some(fixed) => {
                let mut tag = VTag::new(AttrValue::Static(open.tag));
                tag.key = open.key;
                tag.attributes = if fixed.names.is_empty() {
                    Attributes::Static(fixed.constants)
                } else {
                    Attributes::Dynamic { keys: fixed.names, values: open.values.into() }
                };
                if open.value.is_some() {
                    tag.set_value(open.value);
                }
                if let Some(inside) = tag.children_mut() {
                    *inside = inside_of(children);
                }
                tag.into()
            }
        };
        self.nodes.push(node);
    }

    /// What has come of it.
    #[expect(clippy::boxed_local, reason = "it is in a box already")]
    #[inline(never)]
    pub fn done(mut self: Box<Self>) -> Html {
        self.nodes.pop().unwrap_or_default()
    }
}

/// One child stands by itself.
fn inside_of(mut children: Vec<Html>) -> Html {
    match children.pop() {
        Some(child) if children.is_empty() => child,
        last => {
            children.extend(last);
            children.node()
        }
    }
}

/// What an attribute may be made from.
pub trait Value {
    /// None leaves the attribute out.
    fn value(self) -> Option<AttrValue>;
}

impl Value for &'static str {
    fn value(self) -> Option<AttrValue> {
        Some(AttrValue::Static(self))
    }
}

/// A state of ARIA, which is said in words.
impl Value for bool {
    fn value(self) -> Option<AttrValue> {
        if self { "true".value() } else { "false".value() }
    }
}

impl Value for String {
    fn value(self) -> Option<AttrValue> {
        Some(bare(&self).into())
    }
}

impl<T: Value> Value for Option<T> {
    fn value(self) -> Option<AttrValue> {
        self.and_then(Value::value)
    }
}

/// What may stand in an element.
pub trait Child {
    /// The node that it is.
    fn node(self) -> Html;
}

impl Child for Html {
    fn node(self) -> Html {
        self
    }
}

impl Child for &str {
    fn node(self) -> Html {
        let parts = parts(self);
        if let [(words, _)] = *parts {
            return VText::new(AttrValue::Rc(words.into())).into();
        }
        let mut nodes = Vec::new();
        for (words, language) in parts {
            let node = words.node();
            nodes.push(match language {
                Some(language) => html! { <span lang={language.to_string()} dir="auto">{ node }</span> },
                None => node,
            });
        }
        nodes.node()
    }
}

impl Child for String {
    fn node(self) -> Html {
        self.as_str().node()
    }
}

impl Child for &String {
    fn node(self) -> Html {
        self.as_str().node()
    }
}

impl Child for Vec<Html> {
    fn node(self) -> Html {
        Html::VList(Rc::new(VList::with_children(self, None)))
    }
}

/// Nothing keeps a place.
impl<T: Child> Child for Option<T> {
    fn node(self) -> Html {
        self.map_or_else(Html::default, Child::node)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_element_is_what_yew_makes_of_it() {
        let (is, id, none) = ("on".to_owned(), 3, None::<String>);
        let words = ["a", "b"];
        assert!(html! { <br /> } == yew::html! { <br /> });
        assert!(
            html! { <p id="a" lang="b">{ "words" }</p> } == yew::html! { <p id="a" lang="b">{ "words" }</p> }
        );
        assert!(
            html! { <p lang="a" key={id} data-is={is.clone()} aria-label={none.clone()}><b>{ "x" }</b>{ &is }</p> }
                == yew::html! { <p lang="a" key={id} data-is={is.clone()} aria-label={none}><b>{ "x" }</b>{ &is }</p> }
        );
        assert!(
            html! { <ul>{ for words.map(|each| html! { <li key={each}>{ each }</li> }) }</ul> }
                == yew::html! { <ul>{ for words.map(|each| yew::html! { <li key={each}>{ each }</li> }) }</ul> }
        );
        assert!(html! { <><b /><i /></> } == yew::html! { <><b /><i /></> });
        assert!(html! { <key="k"><b /><i /></> } == yew::html! { <key="k"><b /><i /></> });
        assert!(html! { <@{"h2"}>{ "x" }</@> } == yew::html! { <@{"h2"}>{ "x" }</@> });
        assert!(
            html! { <input value={is.clone()} id="a" /> }
                == yew::html! { <input value={is.clone()} id="a" /> }
        );
        assert_eq!(html! { <p key={id} /> }.key(), Some(&id.into()));
        assert_eq!(html! { <p key="k" /> }.key(), Some(&"k".into()));
        assert_eq!(attributes(&html! { <input value="x" id={is} /> }), ["value=x", "id=on"]);
    }

    /// What stands in the places of an element's children.
    fn inside(node: &Html) -> Vec<Html> {
        let Html::VTag(tag) = node else { panic!("no element") };
        match tag.children() {
            Some(Html::VList(list)) => list.to_vec(),
            Some(child) => vec![child.clone()],
            None => Vec::new(),
        }
    }

    #[test]
    fn whatever_is_there_or_not_every_child_has_one_place() {
        for many in 0..3 {
            let nodes = || vec![html! { <i /> }; many];
            let some = nodes().pop();
            let node = html! {
                <div>
                    if many > 0 { <b /> }
                    if many > 0 { { many.to_string() }<b /> } else if many == 0 { <u /> }
                    if let Some(some) = &some { { some.clone() } }
                    { some.clone() }
                    { nodes() }
                    { for nodes() }
                    <hr />
                </div>
            };
            let places = inside(&node);
            assert_eq!(places.len(), 7);
            assert!(places[6] == html! { <hr /> });
        }
    }

    fn attributes(node: &Html) -> Vec<String> {
        let Html::VTag(tag) = node else { panic!("no element") };
        tag.attributes.iter().map(|(name, value)| [name, "=", value].concat()).collect()
    }

    #[test]
    fn an_attribute_is_there_or_not() {
        let node = |is: Option<&'static str>| html! { <details data-is={is} class="c" /> };
        assert_eq!(attributes(&node(Some("a"))), ["class=c", "data-is=a"]);
        assert_eq!(attributes(&node(None)), ["class=c"]);
    }
}
