//! THE BROWSER: mounts the view into a shadow root, tells the host, measures cards, and moves the focus.
//!
//! The page side (`www/`) owns the element's class, fetches, and calls [`mount`]; what is here is all that touches
//! the DOM from Rust.

mod dom;
mod intl;
mod settings;

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;
use yew::{AppHandle, Callback};

use crate::digits::digits;
use crate::event::{self, Event};
use crate::plan::{self, Plan, Problem, SafeUrl};
use crate::source::{self, Format};
use crate::state::{Letters, Msg};
use crate::view::{After, App, Found, In, Props};
use crate::words::{Direction, Words};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console, js_name = error)]
    fn console_error(text: &str);
}

/// The wasm's heap.
#[global_allocator]
static HEAP: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

thread_local! {
    /// What was read last, with the catalogue's text: hundreds of roadmaps on a page share it.
    static SPOKEN: RefCell<Option<(JsValue, Rc<Words>)>> = const { RefCell::new(None) };
}

/// A roadmap on the page.
#[wasm_bindgen]
pub struct Mounted {
    root: HtmlElement,
    /// Of the page's face.
    letters: Rc<Letters>,
    /// What the page's window has below the roadmap's upper edge; see [`Props::below`].
    below: Rc<Cell<f64>>,
    /// Until there is an app.
    props: RefCell<Option<Props>>,
    /// There is none before it has something to show: a plan that is there by then is rendered at once.
    app: OnceCell<AppHandle<App>>,
}

/// Takes `root` to render into; `place(css)` takes the cards' places; `tell(name, detail)` dispatches an event;
/// `allow(href)` is the host's policy on links and answers an href or null. `settings` and `catalogue` are JSON text,
/// `language` is that of the catalogue and `asked` the reader's; `width` is the container's in CSS pixels at a 16-pixel
/// font. `letters` is what `www/letters.js` measured, or nothing.
#[wasm_bindgen]
#[expect(clippy::too_many_arguments, reason = "one call over the border to JavaScript, made once")]
pub fn mount(
    root: HtmlElement,
    place: js_sys::Function,
    tell: js_sys::Function,
    allow: js_sys::Function,
    settings: &str,
    width: f64,
    letters: &str,
    language: &str,
    asked: &str,
    rtl: bool,
    catalogue: JsValue,
) -> Mounted {
    let letters = Rc::new(if letters.is_empty() { Letters::default() } else { Letters::measured(letters) });
    let settings = settings::settings(settings, width, letters.clone());
    let words = speech(language, asked, rtl, catalogue);
    let tell = Callback::from(move |event: Event| {
        tell.call2(&JsValue::NULL, &event.name().into(), &event.detail().into()).ok();
    });
    let allow = Callback::from(move |url: SafeUrl| {
        let href = allow.call1(&JsValue::NULL, &url.as_str().into()).ok()?.as_string()?;
        SafeUrl::new(&href)
    });
    let after = {
        let root = root.clone();
        let scrolled = Cell::default();
        Callback::from(move |after: After| {
            match after {
                After::Place(rules) => {
                    place.call1(&JsValue::NULL, &rules.into()).ok();
                }
                After::Measure(roadmap) => {
                    return Found {
                        higher: dom::higher(&root, &roadmap),
                        seen: dom::seen(&root, &roadmap),
                        focus: dom::focused(&root),
                    };
                }
                After::Focus(spot) => dom::focus(&root, spot),
                After::Scroll(spot) => dom::scroll(&root, spot),
                After::Middle(roadmap, point) => dom::to_middle(&root, &roadmap, point),
                After::Start(roadmap, x) => dom::to_start(&root, &roadmap, x),
                After::PointedAt(x, y) => dom::to_share(&root, x, y),
                After::See(roadmap) => {
                    let (seen, focus) = (dom::seen(&root, &roadmap), dom::focused(&root));
                    return Found { higher: Vec::new(), seen, focus };
                }
                After::Mark => scrolled.set(dom::scrolled(&root)),
                After::Return => dom::scroll_back(&root, scrolled.get()),
            }
            Found::default()
        })
    };
    let below = Rc::new(Cell::new(0.0));
    let props = Props { settings, words, first: None, below: below.clone(), tell, allow, after };
    Mounted { root, letters, below, props: RefCell::new(Some(props)), app: OnceCell::new() }
}

#[wasm_bindgen]
impl Mounted {
    /// Takes the page's settings (JSON), and the container's width in CSS pixels at a 16-pixel font.
    pub fn configure(&self, settings: &str, width: f64) {
        self.send(In::Msg(Msg::Configured(settings::settings(settings, width, self.letters.clone()))));
    }

    /// Takes another language: its catalogue is JSON text. `asked` is the reader's, who may have asked for one without.
    pub fn speak(&self, language: &str, asked: &str, rtl: bool, catalogue: JsValue) {
        self.send(In::Spoke(speech(language, asked, rtl, catalogue)));
    }

    /// Reads a plan and shows it, first what the window has room for `below` the roadmap's upper edge, in CSS pixels at
    /// a 16-pixel font (0 or less: all at once). Answers counts and problems as JSON, or why it is unreadable.
    pub fn read(&self, format: &str, text: &str, below: f64) -> String {
        self.below.set(below);
        match source::read(Format::of(format), text) {
            Err(unreadable) => {
                event::object(&[("error", Some(unreadable.code())), ("message", Some(&unreadable.told()))])
            }
            Ok((doc, problems)) => {
                let (plan, problems) = plan::check(doc, problems);
                let report = settings::loaded(&plan, &problems);
                let problems = Problem::count(&problems);
                let plan = Rc::new(plan);
                match self.app.get() {
                    Some(app) => app.send_message(In::Msg(Msg::Loaded(plan, problems))),
                    None => self.begin(Some((plan, problems))),
                }
                report
            }
        }
    }

    /// The reader, the host or the page side wants something, in the words of [`In::of`]. Whether there is such a
    /// thing.
    pub fn act(&self, act: &str) -> bool {
        let Some(message) = In::of(act) else { return false };
        self.begin(None);
        let Some(app) = self.app.get() else { return false };
        // In the midst of a rendering nobody can be asked, and the page calls then with nothing that may be missing.
        let known = app.get_component().is_none_or(|app| app.knows(&message));
        if known {
            app.send_message(message);
        }
        known
    }

    /// Takes the view down.
    pub fn destroy(self) {
        if let Some(app) = self.app.into_inner() {
            app.destroy();
        }
    }

    fn send(&self, message: In) {
        self.begin(None);
        if let Some(app) = self.app.get() {
            app.send_message(message);
        }
    }

    /// Renders for the first time, with the plan that is there already.
    fn begin(&self, first: Option<(Rc<Plan>, usize)>) {
        if let Some(props) = self.props.take() {
            let props = Props { first, ..props };
            let app = yew::Renderer::<App>::with_root_and_props(self.root.clone().into(), props).render();
            self.app.set(app).ok();
        }
    }
}

fn speech(language: &str, asked: &str, rtl: bool, catalogue: JsValue) -> Rc<Words> {
    let direction = if rtl { Direction::Rtl } else { Direction::Ltr };
    SPOKEN.with_borrow_mut(|spoken| {
        if let Some((text, words)) = spoken
            && *text == catalogue
            && words.language() == language
            && words.asked() == asked
            && words.direction() == direction
        {
            return words.clone();
        }
        let tongue = Rc::new(intl::Browser::new(language));
        let text = catalogue.as_string().unwrap_or_default();
        let words = Rc::new(Words::read(&text, language, direction, tongue).asked_in(asked));
        *spoken = Some((catalogue, words.clone()));
        words
    })
}

/// Once per instance: a panic is told in one line, and then traps.
#[wasm_bindgen(start)]
pub fn start() {
    // By Yew's own way, or it would put its default in the place of ours.
    yew::set_custom_panic_hook(Box::new(|panic| {
        // The place alone: a panic's message may hold a learner's words.
        let place = panic.location().map(|at| [at.file(), ":", &digits(at.line() as usize)].concat());
        console_error(&["[plp-roadmap] crash at ", &place.unwrap_or_default()].concat());
    }));
}
