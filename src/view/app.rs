//! The one component with state: messages in, a page and events out.
//!
//! It is one file, since what is asked of the browser after a message depends on all that the message changed.

use std::cell::Cell;
use std::rc::Rc;

use yew::{Callback, Component, Context, Html, Properties};

use super::{After, Drawn, Found, Look, Spot, page};
use crate::event::Event;
use crate::plan::{Plan, SafeUrl, StepIx};
use crate::roadmap::{self, Card, Roadmap};
use crate::state::{Choice, Lit, Msg, Settings, State, View, update};
use crate::words::{Direction, Words};

/// What the app is made with.
#[derive(Clone, Properties)]
pub struct Props {
    /// How it starts; later ones come as [`Msg::Configured`].
    pub settings: Settings,
    /// The catalogue in the reader's language, without a plan's own words.
    pub words: Rc<Words>,
    /// The plan that is there already, and how many of its entries could not be read.
    pub first: Option<(Rc<Plan>, usize)>,
    /// How much of the page's window is below the roadmap's upper edge, in CSS pixels at a 16-pixel font, when a plan
    /// comes: what it shows is drawn first, and the rest with [`In::Rest`]. 0 or less: all is drawn at once.
    pub below: Rc<Cell<f64>>,
    /// Tells the host.
    pub tell: Callback<Event>,
    /// The host's own policy on links.
    pub allow: Callback<SafeUrl, Option<SafeUrl>>,
    /// Asks the browser for what HTML cannot say, once the page is rendered; answers the cards that it found higher
    /// than they were drawn, and what of a large map is to be seen.
    pub after: Callback<After, Found>,
}

impl PartialEq for Props {
    /// They are made once; what changes later comes as a message.
    fn eq(&self, other: &Props) -> bool {
        Rc::ptr_eq(&self.words, &other.words)
    }
}

/// What comes in.
#[derive(Clone)]
pub enum In {
    /// What the state itself decides on.
    Msg(Msg),
    /// The reader's language, or the host's own words, changed.
    Spoke(Rc<Words>),
    /// Cards may be higher now than they were drawn.
    Doubted,
    /// The browser found these cards higher than they were drawn.
    Measured(Vec<(usize, f64)>),
    /// The reader pressed an arrow on a card.
    Walked(StepIx, Arrow),
    /// The host asked for the step of this id to be opened, and then for this.
    Shown(String, fn(Spot) -> After),
    /// The host asked for the line of the step of this id.
    Traced(String),
    /// The host asked for the way of a pathway of this id, or of a goal.
    Compared(String),
    /// The reader has seen enough of what if: the focus goes back to where it was chosen.
    Returned,
    /// The host says that no step is open; the focus goes back to the card if it was in the panel.
    Shut(bool),
    /// The reader pressed Escape: what is open closes, and the focus goes back to its card.
    Escaped,
    /// The reader skips the past: the focus goes to the first step of the phase that the learner is in.
    WentToNow,
    /// The reader skips the map: the focus goes to the boards under it.
    Skipped,
    /// The reader scrolled a large map. So much more than is seen now is to be drawn on each side, as a part of it.
    Scrolled(f64),
    /// The reader points at a place in the overview.
    Pointed(i32, i32),
    /// What the reader sees at first is on the screen.
    Rest,
    /// There is time to make ready for the first press of a card.
    Warmed,
}

/// An arrow key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrow {
    /// To an earlier phase; where the map is mirrored, to a later one.
    Left,
    /// To a later phase; where the map is mirrored, to an earlier one.
    Right,
    /// To the card above.
    Up,
    /// To the card below.
    Down,
}

/// What stands over the map is at least so high, and so much higher where there are next steps.
const HEADER: f64 = 96.0;
const NEXT: f64 = 128.0;

/// How often a picture, or a part of a large one, is drawn anew for the heights of its cards alone. A few times are
/// enough, or as often as a transition of the page's shows another one; but a page's style may make a card higher with
/// each height that it is given.
const ROUNDS: u8 = 24;

/// The roadmap as a component.
pub struct App {
    look: Look,
    /// The host's words are over the catalogue's; this is the catalogue alone.
    words: Rc<Words>,
    after: Vec<After>,
    /// How often what is on the screen was drawn anew for its heights.
    rounds: u8,
    /// Whether a rendering is still to come.
    due: bool,
}

impl Component for App {
    type Message = In;
    type Properties = Props;

    fn create(ctx: &Context<App>) -> App {
        let props = ctx.props();
        let mut state = State::new(props.settings.clone());
        if let Some((plan, problems)) = props.first.clone() {
            (state, _) = update(&state, Msg::Loaded(plan, problems));
        }
        let look = Look {
            state: Rc::new(state),
            words: props.words.clone(),
            drawn: None,
            brief: None,
            allow: props.allow.clone(),
        };
        let mut app = App { look, words: props.words.clone(), after: Vec::new(), rounds: 0, due: true };
        app.draw(ctx);
        app.show_first(ctx);
        app
    }

    fn update(&mut self, ctx: &Context<App>, message: In) -> bool {
        // Any other message may need cards that were left for later, so those are drawn first. A map that opens
        // elsewhere than at its beginning scrolls there.
        let more = !matches!(message, In::Measured(_) | In::Scrolled(_) | In::Doubted) && self.complete();
        let render = self.hear(ctx, message) | more;
        self.due |= render;
        // Yew renders after all messages that there are: what one of them wants then is not for another to ask.
        if !self.due {
            self.rendered(ctx, false);
        }
        render
    }

    fn view(&self, _: &Context<App>) -> Html {
        page(&self.look)
    }

    fn rendered(&mut self, ctx: &Context<App>, _first: bool) {
        self.due = false;
        for after in std::mem::take(&mut self.after) {
            self.ask(ctx, after, 0.0);
        }
    }
}

impl App {
    /// Asks no more for what is like this.
    fn forget(&mut self, is_like: fn(&After) -> bool) {
        self.after.retain(|after| !is_like(after));
    }

    /// To be changed in place.
    fn state(&mut self) -> &mut State {
        Rc::make_mut(&mut self.look.state)
    }

    fn hear(&mut self, ctx: &Context<App>, message: In) -> bool {
        match message {
            In::Msg(Msg::Listed) => {
                let redraw = self.take(ctx, Msg::Listed);
                if let Some(step) = self.look.state.chosen {
                    self.scroll_to(step);
                }
                redraw
            }
            In::Msg(msg @ (Msg::Earlier | Msg::Later)) => {
                // The first of those that come has the focus; or what was the first, which stays in sight under them.
                let (first, next) = self.look.state.part.run;
                let at = if matches!(msg, Msg::Earlier) { first } else { next };
                let drawn = self.look.drawn.as_ref();
                if let Some(step) = drawn.and_then(|drawn| drawn.roadmap.picture.order.get(at)) {
                    self.after.push(After::Focus(Spot::Step(*step)));
                }
                self.take(ctx, msg)
            }
            In::Msg(Msg::Retried) => {
                // The button goes while the plan is on its way; who pressed it stays with us, whatever comes.
                self.ask(ctx, After::Focus(Spot::Base), 0.0);
                self.take(ctx, Msg::Retried)
            }
            In::Msg(msg) => self.take(ctx, msg),
            In::Spoke(words) => {
                if words.direction() != self.words.direction() && self.look.state.what_if.is_none() {
                    ctx.props().after.emit(After::Mark);
                    self.after.push(After::Return);
                }
                self.words = words;
                self.state().forget_heights();
                self.draw(ctx);
                true
            }
            In::Measured(heights) => {
                if self.rounds == ROUNDS {
                    return false;
                }
                self.rounds += 1;
                let state = self.state();
                for (step, height) in heights {
                    if let Some(known) = state.heights.get_mut(step) {
                        *known = Some(height);
                    }
                }
                self.draw(ctx);
                true
            }
            In::Walked(step, arrow) => {
                let Some(to) = self.neighbour(step, arrow) else { return false };
                self.after.push(After::Focus(Spot::Step(to)));
                self.want(ctx, to)
            }
            In::Traced(id) => self.step(&id).is_some_and(|step| self.take(ctx, Msg::Traced(Some(step)))),
            In::Compared(id) => {
                let choice = self.choice(&id);
                choice.is_some() && self.take(ctx, Msg::Compared(choice))
            }
            In::Returned => {
                self.after.push(After::Focus(Spot::Ways));
                self.take(ctx, Msg::Compared(None))
            }
            In::Shown(id, then) => {
                let Some(step) = self.step(&id) else { return false };
                let then = then(Spot::Step(step));
                // A page that says after us what is open does not mean to move the reader.
                if self.look.state.chosen == Some(step) && matches!(then, After::Scroll(_)) {
                    return false;
                }
                if self.look.state.panel() != Lit::Line(step) {
                    self.take(ctx, Msg::Chose(step));
                }
                self.want(ctx, step);
                self.forget(|after| matches!(after, After::Focus(_)));
                self.after.push(then);
                true
            }
            In::Shut(held) => {
                let mut shut = false;
                // A group that was lit from it lies over it.
                while self.look.state.open().is_some() {
                    shut |= self.take(ctx, Msg::Closed);
                }
                if !held {
                    self.forget(|after| matches!(after, After::Focus(_)));
                }
                shut
            }
            In::Escaped => self.look.state.panel() != Lit::Through && self.take(ctx, Msg::Closed),
            In::Skipped => {
                self.after.push(After::Focus(Spot::Boards));
                false
            }
            In::WentToNow => {
                let drawn = self.look.drawn.as_ref();
                let Some((_, step)) = drawn.and_then(|drawn| drawn.roadmap.picture.past_to_now()) else {
                    return false;
                };
                self.after.push(After::Focus(Spot::Step(step)));
                self.want(ctx, step)
            }
            In::Scrolled(more) => {
                if let Some(drawn) = &self.look.drawn {
                    self.ask(ctx, After::See(drawn.roadmap.clone()), more);
                }
                false
            }
            In::Pointed(x, y) => {
                ctx.props().after.emit(After::PointedAt(x, y));
                false
            }
            In::Doubted => {
                if let Some(Drawn { roadmap, .. }) = &self.look.drawn {
                    self.ask(ctx, After::Measure(roadmap.clone()), 0.0);
                }
                false
            }
            In::Rest => false,
            // Then all is compared once, though nothing has changed.
            In::Warmed => self.warm(),
        }
    }

    /// The step whose card is next to another's.
    fn neighbour(&self, step: StepIx, arrow: Arrow) -> Option<StepIx> {
        let near = self.look.drawn.as_ref()?.roadmap.picture.neighbours(step);
        let mirrored = self.look.words.direction() == Direction::Rtl;
        match arrow {
            Arrow::Up => near.up,
            Arrow::Down => near.down,
            Arrow::Left if !mirrored => near.left,
            Arrow::Right if mirrored => near.left,
            _ => near.right,
        }
    }

    /// Leaves for later what is not seen at first, where that is anything.
    fn show_first(&mut self, ctx: &Context<App>) {
        let Some(Drawn { roadmap, .. }) = self.look.drawn.clone() else { return };
        let state = self.state();
        let next = roadmap.boards.iter().any(|board| board.name == "next") && !state.is_beside();
        let room = ctx.props().below.get() - HEADER - if next { NEXT } else { 0.0 };
        state.show_first(room);
        // A map that ends in sight has in sight what follows it.
        if state.is_map() && roadmap.picture.size.height <= room || roadmap.draws_all(state) {
            state.part.first = None;
        }
    }

    /// Draws from now on what was left for later. Whether there was anything.
    fn complete(&mut self) -> bool {
        if self.look.state.part.first.is_none() {
            return false;
        }
        self.state().part.first = None;
        if let Some(Drawn { roadmap, .. }) = self.look.drawn.clone() {
            self.measure(roadmap);
        }
        true
    }

    /// Whether there is what a message is about.
    pub fn knows(&self, message: &In) -> bool {
        match message {
            In::Shown(id, _) | In::Traced(id) => self.step(id).is_some(),
            In::Compared(id) => self.choice(id).is_some(),
            _ => true,
        }
    }

    /// The way of that id, whichever is shown.
    fn choice(&self, id: &str) -> Option<Choice> {
        Choice::of(self.look.state.own_plan()?, id)
    }

    /// The step of that id, as it stands on the way that is shown.
    fn step(&self, id: &str) -> Option<StepIx> {
        self.look.state.plan()?.steps().iter().position(|step| step.id == id)
    }

    /// Asks the browser, and takes what it found as a message: the reader sees of a large map what is not drawn, or not
    /// so much around it, as a part of it.
    fn ask(&self, ctx: &Context<App>, after: After, more: f64) {
        let found = ctx.props().after.emit(after);
        if !found.higher.is_empty() {
            ctx.link().send_message(In::Measured(found.higher));
        }
        let state = &self.look.state;
        if let Some(seen) = found.seen.filter(|seen| state.is_large() && !state.part.holds(*seen, more)) {
            ctx.link().send_message(In::Msg(Msg::Seen(seen, found.focus)));
        }
    }

    /// Makes sure that a step's card is drawn. Whether that takes a rendering.
    fn want(&mut self, ctx: &Context<App>, step: StepIx) -> bool {
        let card = self.look.drawn.as_ref().and_then(|drawn| drawn.roadmap.picture.cards.get(step));
        card.is_some_and(|card| !self.look.state.draws(card.place, card.number)) && self.show(ctx, step)
    }

    /// Brings a step's card into the drawn part, and into view. Whether that takes a rendering.
    fn show(&mut self, ctx: &Context<App>, step: StepIx) -> bool {
        self.scroll_to(step);
        self.bring(ctx, step)
    }

    /// Brings a step's card into view, once it is drawn.
    fn scroll_to(&mut self, step: StepIx) {
        let Some(Drawn { roadmap, .. }) = &self.look.drawn else { return };
        let Some(card) = roadmap.picture.cards.get(step) else { return };
        self.after.push(After::Middle(roadmap.clone(), card.place.middle()));
        self.after.push(After::Scroll(Spot::Step(step)));
    }

    /// Brings a step's card into the drawn part. Whether that takes a rendering.
    fn bring(&mut self, ctx: &Context<App>, step: StepIx) -> bool {
        let card = self.look.drawn.as_ref().and_then(|drawn| drawn.roadmap.picture.cards.get(step));
        let Some(&Card { place, number, .. }) = card else { return false };
        self.take(ctx, Msg::Wanted(place, number))
    }

    fn take(&mut self, ctx: &Context<App>, msg: Msg) -> bool {
        if let Msg::Chose(step) = msg {
            self.want(ctx, step);
        }
        let before = self.look.state.clone();
        let by_reader = matches!(msg, Msg::Chose(_) | Msg::Lit(_) | Msg::Closed);
        let (state, event) = update(&before, msg);
        self.look.state = Rc::new(state);
        let state = &self.look.state;
        match (&before.what_if, &state.what_if) {
            (None, Some(_)) => drop(ctx.props().after.emit(After::Mark)),
            (Some(_), None) => self.after.push(After::Return),
            _ => {}
        }
        let same = state.shown == before.shown && state.settings == before.settings;
        if !same || state.beside != before.beside {
            self.rounds = 0;
            self.draw(ctx);
        } else if (state.chosen, state.lit) != (before.chosen, before.lit) {
            self.light();
        }
        if self.look.state.part != before.part {
            self.draw_part(ctx, &before);
        }
        // What is open is there in the list too, and on the map again.
        if let Some(step) = self.look.state.chosen.filter(|_| self.look.state.is_map() != before.is_map()) {
            self.bring(ctx, step);
        }
        if before.plan().is_none() {
            self.show_first(ctx);
        }
        if by_reader {
            let spot = match (self.look.state.panel(), before.panel()) {
                (Lit::Through, Lit::Through) => None,
                (Lit::Through, Lit::Line(step)) => Some(Spot::Opener(step)),
                (Lit::Through, group) => Some(Spot::Lit(group)),
                (_, _) => Some(Spot::Details),
            };
            if let Some(spot) = spot {
                self.after.push(After::Focus(spot));
            }
        }
        let tell = &ctx.props().tell;
        if let Some(event) = event {
            tell.emit(event);
        }
        let step = self.look.state.open();
        if before.open() != step {
            tell.emit(Event::Select { step });
        }
        *self.look.state != *before
    }

    /// Draws the plan anew, with the host's own words in it.
    fn draw(&mut self, ctx: &Context<App>) {
        let before = self.look.drawn.take();
        self.look.brief = None;
        let Some(plan) = self.look.state.plan().cloned() else {
            self.look.words = self.words.clone();
            return;
        };
        self.look.words = Rc::new(self.words.of_plan(&plan));
        if self.look.state.settings.view == View::Card {
            self.look.brief = Some(Rc::new(roadmap::brief(&plan, &self.look.state, &self.look.words)));
            return;
        }
        let before = before.as_ref().map(|drawn| &*drawn.roadmap);
        let roadmap = Rc::new(roadmap::redraw(before, &plan, &self.look.state, &self.look.words));
        if self.look.state.is_map_to_open() {
            let seen = roadmap.picture.opening(self.look.state.map_width());
            self.state().part.open(seen);
            self.after.push(After::Start(roadmap.clone(), seen.x));
        }
        let light = roadmap::light(&plan, &self.look.state, &self.look.words, &roadmap);
        self.measure(roadmap.clone());
        self.look.drawn = Some(Drawn { roadmap, light: Rc::new(light) });
        self.place(ctx);
    }

    /// Asks how high the cards are, last and once.
    fn measure(&mut self, roadmap: Rc<Roadmap>) {
        self.forget(|after| matches!(after, After::Measure(_)));
        self.after.push(After::Measure(roadmap));
    }

    /// Gives the cards their places, before Yew renders.
    fn place(&self, ctx: &Context<App>) {
        if let Some(drawn) = &self.look.drawn {
            ctx.props().after.emit(After::Place(drawn.roadmap.places(&self.look.state)));
        }
    }

    /// Draws another part of the same picture.
    fn draw_part(&mut self, ctx: &Context<App>, before: &State) {
        let Some(drawn) = &self.look.drawn else { return };
        let roadmap = drawn.roadmap.clone();
        self.place(ctx);
        let (now, then) = (&self.look.state.part, &before.part);
        // What was all there, or a list, is scrolled elsewhere.
        if (now.zoom, now.as_list, now.whole) != (then.zoom, then.as_list, then.whole) {
            self.after.push(After::Middle(roadmap.clone(), self.look.state.part.window.middle()));
        }
        // Of a large map these cards are on the screen for the first time. Once it is where it is to be, since what is
        // seen of it is answered too.
        self.rounds = 0;
        self.measure(roadmap);
    }

    /// Chooses a step and draws the page with it, and shows none of that, though a host's policy on links is asked:
    /// browsers compile only what they run, and 130 functions run for the first time when a step is first chosen.
    /// Whether it did.
    fn warm(&self) -> bool {
        let (Some(plan), Some(Drawn { roadmap, .. })) = (self.look.state.plan(), &self.look.drawn) else {
            return false;
        };
        let Some(&step) = roadmap.picture.order.first() else { return false };
        // The reader was sooner.
        if self.look.state.panel() != Lit::Through {
            return false;
        }
        let (state, _) = update(&self.look.state, Msg::Chose(step));
        let light = Rc::new(roadmap::light(plan, &state, &self.look.words, roadmap));
        let drawn = Some(Drawn { roadmap: roadmap.clone(), light });
        drop(page(&Look { state: Rc::new(state), drawn, ..self.look.clone() }));
        true
    }

    /// Lights another line in the same picture.
    fn light(&mut self) {
        if let (Some(plan), Some(drawn)) = (self.look.state.plan(), &mut self.look.drawn) {
            drawn.light = Rc::new(roadmap::light(plan, &self.look.state, &self.look.words, &drawn.roadmap));
        }
    }
}
