//! What Yew brings and the widget never comes to. A compiler has to keep it, since it is reached through values that
//! only we know never to exist; so it is told here.

use rustc_demangle::demangle;
use std::path::Path;
use walrus::{FunctionBuilder, FunctionKind, Module};

/// Functions by the beginnings of their names. Reached all the same, one is a trap, which the crash fence takes, and
/// the tests in the browser see. A name is that of one body alone, since the compiler does not merge what is alike
/// (`SMALL`, `UNMERGED`).
const UNREACHED: [&str; 32] = [
    // No part of the page waits for another, stands elsewhere in the document, or is HTML as text.
    "<yew::suspense::",
    "<<yew::html::component::lifecycle::ComponentState>::suspend",
    "<yew::html::component::scope::Scope<yew::suspense::",
    "<yew::dom_bundle::bsuspense::BSuspense as yew::dom_bundle::traits::ReconcileTarget>",
    "<yew::virtual_dom::vsuspense::VSuspense as yew::dom_bundle::traits::Reconcilable>",
    "<alloc::rc::Rc<yew::virtual_dom::vsuspense::VSuspense> as ",
    "<yew::dom_bundle::bportal::BPortal as yew::dom_bundle::traits::ReconcileTarget>",
    "<yew::virtual_dom::vportal::VPortal as yew::dom_bundle::traits::Reconcilable>",
    "<alloc::rc::Rc<yew::virtual_dom::vportal::VPortal> as ",
    "<yew::dom_bundle::braw::BRaw",
    "<yew::virtual_dom::vraw::VRaw as yew::dom_bundle::traits::Reconcilable>",
    // No element has a listener: `www/reader.js` hears for all. So no closure is given to JavaScript either.
    "<yew::dom_bundle::btag::listeners::ListenerRegistration>::register",
    "<yew::dom_bundle::btag::listeners::Registry>",
    "<yew::dom_bundle::subtree_root::BSubtree>::ensure_handled",
    "<yew::dom_bundle::subtree_root::SubtreeData>::add_listener",
    "<std::collections::hash::map::HashMap<yew::dom_bundle::subtree_root::EventDescriptor, ",
    "<hashbrown::map::HashMap<u32, ",
    "<alloc::boxed::Box<[core::option::Option<alloc::rc::Rc<dyn yew::virtual_dom::listeners::Listener>>]> as ",
    "wasm_bindgen::__rt::wbg_cast::breaks_if_inlined::<wasm_bindgen::closure::OwnedClosure",
    "wasm_bindgen::convert::closures::",
    // Nothing is awaited.
    "js_sys::futures::",
    // Attributes are written in `html!`, and none is added by its name.
    "<indexmap::map::IndexMap<",
    "<core::iter::adapters::filter_map::FilterMap<indexmap::map::iter::Iter<",
    "<alloc::rc::Rc<indexmap::map::IndexMap<",
    // No set grows again once something was taken out of it, and that of a list's keys has room for all from the start.
    "<hashbrown::raw::RawTableInner>::rehash_in_place",
    "<hashbrown::raw::RawTable<(yew::dom_bundle::blist::KeyedEntry, ())>>::reserve_rehash",
    // What is built is shown once: nothing of it is kept, so nothing is copied.
    "<yew::virtual_dom::vnode::VNode as core::clone::Clone>::clone",
    // As above, of parts that wait and of listeners.
    "<yew::html::component::scope::AnyScope>::find_parent_scope::<yew::suspense::",
    "<yew::html::component::lifecycle::ComponentState>::suspend::",
    "<alloc::rc::Rc<core::cell::RefCell<alloc::vec::Vec<yew::callback::Callback<yew::suspense::",
    "<hashbrown::raw::RawTable<(yew::dom_bundle::subtree_root::EventDescriptor, ())>>::find_or_find_insert_index",
    "<std::hash::random::RandomState as core::hash::BuildHasher>::hash_one::<&yew::dom_bundle::subtree_root::EventDescriptor>",
];
/// And by the end of it: a closure that is lent is called as it is, never as one that is used up by its call.
const USED_UP: &str = "::call_once::{shim:vtable#0}";

/// The wasm as rustc leaves it, with a trap in the place of each of them and without what nothing else needs.
///
/// One that is not there is told of and no error: what has a function of its own is for the compiler to choose, and all
/// that is lost are bytes.
pub fn forgotten(wasm: &Path) -> anyhow::Result<Vec<u8>> {
    let mut module = Module::from_file(wasm)?;
    let mut names = Vec::new();
    for function in module.funcs.iter() {
        if let Some(name) = &function.name {
            names.push((format!("{:#}", demangle(name)), function.id()));
        }
    }
    for unreached in UNREACHED.iter().chain([&USED_UP]) {
        let is_it =
            |name: &str| name.starts_with(unreached) || *unreached == USED_UP && name.ends_with(USED_UP);
        let found = names.iter().filter(|(name, _)| is_it(name)).map(|(_, function)| *function);
        let found: Vec<_> = found.collect();
        if found.is_empty() {
            println!("· the wasm has no function of the name {unreached}");
        }
        for function in found {
            let (takes, gives) = module.types.params_results(module.funcs.get(function).ty());
            let (takes, gives) = (takes.to_vec(), gives.to_vec());
            let mut trap = FunctionBuilder::new(&mut module.types, &takes, &gives);
            trap.func_body().unreachable();
            let takes = takes.iter().map(|each| module.locals.add(*each)).collect();
            module.funcs.get_mut(function).kind = FunctionKind::Local(trap.local_func(takes));
        }
    }
    walrus::passes::gc::run(&mut module);
    Ok(module.emit_wasm())
}
