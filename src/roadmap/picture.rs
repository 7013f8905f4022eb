//! The map: what of the plan is a node of a layered graph, and what its picture says back.
//!
//! It is one file, since what goes into the layout and what comes out of it are the same cards, goals and lines.

use std::cell::OnceCell;
use std::rc::Rc;

use super::sheet::path;
use super::{Card, Mark, NOWHERE, Phrase, breaks, card, findings, phrase, plain, whatif};
use crate::geometry::{Point, Rect, Size};
use crate::layout::{self, Arranged, Graph, Link, Measures, Node};
use crate::plan::{Date, EdgeKind, End, GoalIx, GoalStatus, Phase, PhaseIx, Plan, StepIx};
use crate::rules::{Findings, Trace};
use crate::sorted::sorted;
use crate::state::{Density, Letters, State};
use crate::words::Words;

/// A phase as a column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// The phase's title, else its number; over the goals, the word for them.
    pub title: Phrase,
    /// From when to when, where that is known.
    pub dates: Option<String>,
    /// Whether the learner is here.
    pub now: bool,
    /// Over the full height of the map.
    pub place: Rect,
    /// The steps in it, in reading order.
    pub steps: Vec<StepIx>,
}

/// A lane as a row of the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// The lane's title, else the word for its first kind; empty where it has neither.
    pub title: Phrase,
    /// Over the full width of the map; no height where no step is in it.
    pub place: Rect,
}

/// A goal as the end of the road.
#[derive(Clone, Debug, PartialEq)]
pub struct Destination {
    /// Which goal of the plan.
    pub goal: GoalIx,
    /// The goal's own.
    pub title: Phrase,
    /// Whether the plan itself calls it primary.
    pub primary: bool,
    /// In the column after the last phase.
    pub place: Rect,
}

/// A link as a curve.
#[derive(Clone, Debug)]
pub struct Line {
    /// Told by the stroke, and in words in the details.
    pub kind: EdgeKind,
    /// A start, then three points for each cubic Bézier curve.
    pub route: Vec<Point>,
    /// The route as SVG path data, once it is asked for: of a large plan few are.
    written: OnceCell<String>,
    /// On the plan's own through line.
    pub through: bool,
    /// Encloses the curve.
    pub reach: Rect,
}

impl PartialEq for Line {
    /// Whether it was written yet is no difference.
    fn eq(&self, other: &Line) -> bool {
        (self.kind, self.through, self.reach) == (other.kind, other.through, other.reach)
            && self.route == other.route
    }
}

impl Line {
    /// SVG path data.
    pub fn path(&self) -> &str {
        self.written.get_or_init(|| path(&self.route))
    }
}

/// The nearest cards in the four directions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Neighbours {
    /// In the nearest earlier column that has a card.
    pub left: Option<StepIx>,
    /// In the nearest later column that has a card.
    pub right: Option<StepIx>,
    /// The next above it in its column.
    pub up: Option<StepIx>,
    /// The next below it in its column.
    pub down: Option<StepIx>,
}

/// The parts of a roadmap that have a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// One for each phase, then one for the goals, where there are any.
    pub columns: Vec<Column>,
    /// By lane; one without steps has no height.
    pub bands: Vec<Band>,
    /// By step.
    pub cards: Vec<Card>,
    /// The primary goal, and the goals that a link leads to, in the plan's order.
    pub destinations: Vec<Destination>,
    /// By edge; None where an end of it is not on the map.
    pub lines: Vec<Option<Line>>,
    /// Of the whole map: every place is within it.
    pub size: Size,
    /// What the places follow from.
    pub laid: Laid,
    /// The steps as they are read: by phase, then down the lanes.
    pub order: Vec<StepIx>,
}

impl Picture {
    /// The nearest card in each of the four directions, as the eye sees it from left to right: sideways the nearest in
    /// height in the next column that has any, up and down the next of the same column.
    pub fn neighbours(&self, step: StepIx) -> Neighbours {
        let mut near = Neighbours::default();
        let Some(here) = self.cards.get(step).map(|card| card.place) else { return near };
        let mut least = [f64::INFINITY; 4];
        let [left, right, up, down] = &mut least;
        // One pixel aside counts as more than any map is high: the column comes first.
        let far = 1e9;
        for (ix, card) in self.cards.iter().enumerate() {
            let (x, y) = (card.place.x - here.x, card.place.y - here.y);
            let (slot, least, cost) = match (x.abs() > 1.0, x < 0.0, y < 0.0) {
                (true, true, _) => (&mut near.left, &mut *left, y.abs() - x * far),
                (true, false, _) => (&mut near.right, &mut *right, y.abs() + x * far),
                (false, _, true) => (&mut near.up, &mut *up, -y),
                (false, _, false) => (&mut near.down, &mut *down, y),
            };
            if ix != step && cost < *least && cost > 0.0 {
                (*slot, *least) = (Some(ix), cost);
            }
        }
        near
    }

    /// The phase that the learner is in and its first step, where others stand before it.
    pub fn past_to_now(&self) -> Option<(&Column, StepIx)> {
        let now = self.columns.iter().position(|column| column.now)?;
        let past = self.columns[..now].iter().any(|column| !column.steps.is_empty());
        let phase = &self.columns[now];
        phase.steps.first().filter(|_| past).map(|step| (phase, *step))
    }

    /// What is seen at first of a map that is seen so wide, both in its own units, from its upper edge: where the
    /// learner is, and what comes next, after one phase that was.
    pub fn opening(&self, width: f64) -> Rect {
        let now = self.columns.iter().position(|column| column.now).unwrap_or(0);
        let place = |at: usize| self.columns.get(at).map_or(NOWHERE, |column| column.place);
        let next = (now + 1).min(self.columns.len().saturating_sub(1));
        let from = (place(now.saturating_sub(1)).x - START).min(self.size.width - width);
        Rect { x: if place(next).right() > width { from.max(0.0) } else { 0.0 }, width, ..NOWHERE }
    }
}

/// What layout was asked, and what it answered that may be kept. Where the same is asked again, as when a step's status
/// changes, nothing moves and nothing is laid out; where only cards or the map have another size, all stay in order.
#[derive(Clone, Debug, Default)]
pub struct Laid {
    graph: Graph,
    measures: Measures,
    /// How much of the map's width is not columns: it follows from the arrangement, since gutters grow with links.
    between: f64,
    /// None before layout has answered.
    arranged: Option<Rc<Arranged>>,
}

impl PartialEq for Laid {
    /// The arrangement follows from the graph.
    fn eq(&self, other: &Laid) -> bool {
        self.measures == other.measures && self.graph == other.graph
    }
}

impl Laid {
    /// Whether it keeps the arrangement of another.
    pub fn keeps(&self, before: &Laid) -> bool {
        self.arranged
            .as_ref()
            .zip(before.arranged.as_ref())
            .is_some_and(|(one, other)| Rc::ptr_eq(one, other))
    }

    /// What layout answers; a roadmap that asked the same has the answer.
    fn out(&mut self, before: Option<&Picture>) -> layout::Layout {
        let Some(before) = before.filter(|before| before.laid == *self) else {
            // What was drawn before may be kept; so may what was laid out here for another width.
            let laid = if self.arranged.is_some() { Some(&*self) } else { before.map(|before| &before.laid) };
            let before = laid.and_then(|laid| Some((&laid.graph, laid.arranged.as_ref()?)));
            let (arranged, picture) = layout::redraw(before, &self.graph, &self.measures);
            self.arranged = Some(arranged);
            return picture;
        };
        self.arranged.clone_from(&before.laid.arranged);
        let mut picture = layout::Layout { size: before.size, ..layout::Layout::default() };
        for card in &before.cards {
            picture.cards.push(card.place);
        }
        for goal in &before.destinations {
            picture.cards.push(goal.place);
        }
        for column in &before.columns {
            picture.columns.push(column.place);
        }
        for band in &before.bands {
            picture.bands.push(band.place);
        }
        for line in before.lines.iter().flatten() {
            picture.routes.push(line.route.clone());
        }
        picture
    }
}

/// The width the map is drawn for where the container's is not known.
const WIDTH: f64 = 1160.0;
/// Left of the first column, within the map.
pub(super) const START: f64 = 4.0;
/// A column is at least so wide: a title of two short words fits.
const LEAST: f64 = 138.0;
/// And wider, up to this, where a word of a title would break: one that is longer may.
const WORD: f64 = 160.0;
/// And at most so wide: past it cards look empty.
const MOST: f64 = 196.0;
/// The size of a card's title in the style sheet.
const TITLE: f64 = 13.0;
/// The size of what stands under it.
const META: f64 = 12.0;
/// A card's padding and border on both sides.
const PADDING: f64 = 22.0;
/// Of a destination: padding and border on both sides.
const GOAL: f64 = 26.0;
/// From the top of a band to its first card, for the band's name, which no heading over it may reach.
const NAME: f64 = 31.0;
/// The least room above all bands, headings and a name: as much as phases of one line take.
const TOP: f64 = 82.0;
/// The least height of a destination: it is the end of the road, and higher than most cards.
const END: f64 = 96.0;

/// What rules have found in a plan, as far as its picture shows it.
pub struct Insight<'a> {
    /// The phase that the learner is in.
    pub now: Option<PhaseIx>,
    /// The plan's own line.
    pub through: &'a Trace,
    /// What does not go as planned.
    pub findings: &'a Findings,
    /// By step: whether it needs attention.
    pub attention: &'a [bool],
    /// By step: what becomes of it on another way, or is proposed for it.
    pub marks: Vec<Option<Mark>>,
}

/// Lays the plan out for the width the settings tell; what was drawn before may save it.
pub fn picture(
    before: Option<&Picture>,
    plan: &Plan,
    state: &State,
    words: &Words,
    mut found: Insight,
) -> Picture {
    let mut goals = destinations(plan, words);
    let phases = plan.phases().len();
    let columns = phases + usize::from(!goals.is_empty() && phases > 0);
    let seen = state.map_width();
    let width = if seen > 0.0 { seen } else { WIDTH };
    let count = columns.max(1) as f64;
    // The columns of few phases stand further apart, rather than all on one side.
    let gutter = (width / count - MOST).clamp(30.0, 80.0).floor();
    let compact = state.settings.density == Density::Compact;

    let mut nodes = Vec::new();
    let mut cards = cards_of(plan, state, words, &mut found, &mut nodes);
    for _ in &goals {
        nodes.push(Node { column: phases, band: None, size: Size::default() });
    }
    let mut links = Vec::new();
    let mut lines = lines_of(plan, state, &goals, found.through, &mut links);
    let mut titles = columns_of(plan, words, found.now, columns.max(usize::from(!nodes.is_empty())));
    // A smaller map of a large plan has larger titles.
    let font = if state.is_large() { 22.0 } else { 14.0 };
    let letters = &state.settings.letters;
    let graph = Graph { columns, bands: plan.lanes().len(), nodes, links };
    let word = cards.iter().map(|card| breaks::widest(letters, &card.title.words)).fold(0.0, f64::max);
    // Letters that stand together are a little wider or narrower than one by one.
    let least = (word * TITLE + PADDING + 1.0).ceil().clamp(LEAST, WORD);
    let between = before.map_or(gutter * count, |before| before.laid.between);
    let mut laid = Laid { graph, measures: Measures::default(), between, arranged: None };
    let mut picture = layout::Layout::default();
    // What lies between columns is known once they are laid out: what nearly fits is laid out again, and fits.
    loop {
        let column = ((width - laid.between) / count).clamp(least, MOST).floor();
        if column == laid.measures.column {
            break;
        }
        sizes(state, &cards, &goals, column, &mut laid.graph.nodes);
        let heading = titles.iter().map(|title| heading(letters, title, font, column)).fold(0.0, f64::max);
        laid.measures = Measures {
            start: START,
            top: TOP.max(heading + NAME),
            column,
            gutter,
            gap: if compact { 6.0 } else { 10.0 },
            band_gap: if compact { 33.0 } else { 38.0 },
        };
        picture = laid.out(before);
        laid.between = picture.size.width - column * count;
    }

    for (title, place) in titles.iter_mut().zip(&picture.columns) {
        title.place = *place;
    }
    let mut places = picture.cards.iter();
    for card in &mut cards {
        if let Some(place) = places.next() {
            card.place = *place;
        }
    }
    for goal in &mut goals {
        if let Some(place) = places.next() {
            goal.place = *place;
        }
    }
    let mut routes = picture.routes.into_iter();
    for line in lines.iter_mut().flatten() {
        if let Some(route) = routes.next() {
            line.reach = reach(&route);
            line.route = route;
        }
    }
    let order = numbered(plan, &mut cards, &mut titles);
    Picture {
        columns: titles,
        bands: bands_of(plan, words, &picture.bands),
        cards,
        destinations: goals,
        lines,
        size: picture.size,
        laid,
        order,
    }
}

/// A card for each step, and a node.
fn cards_of(
    plan: &Plan,
    state: &State,
    words: &Words,
    found: &mut Insight,
    nodes: &mut Vec<Node>,
) -> Vec<Card> {
    let mut cards = Vec::with_capacity(plan.steps().len());
    let mut marks = std::mem::take(&mut found.marks).into_iter();
    for (ix, step) in plan.steps().iter().enumerate() {
        let mut card = card::card(words, step);
        card.through = on(&found.through.steps, ix);
        card.finding_word = findings::word(plan, words, found.findings, ix);
        if on(found.attention, ix) {
            card.risk_word = card::risk(words, step, state.settings.today);
        }
        card.mark = marks.next().flatten();
        if card.mark.as_ref().is_some_and(|mark| mark.name == whatif::LEFT) {
            card::as_before(words, &mut card, whatif::before(state, ix));
        }
        nodes.push(Node { column: step.phase, band: Some(step.lane), size: Size::default() });
        cards.push(card);
    }
    cards
}

/// Sets each node as high as its card is, or will be in a column of this width; then those of the goals.
fn sizes(state: &State, cards: &[Card], goals: &[Destination], column: f64, nodes: &mut [Node]) {
    let around = if state.settings.density == Density::Compact { 12.0 } else { 18.0 };
    let letters = &state.settings.letters;
    for (ix, node) in nodes.iter_mut().enumerate() {
        let known = state.heights.get(ix).copied().flatten();
        let height =
            known.unwrap_or_else(|| match (cards.get(ix), goals.get(ix.wrapping_sub(cards.len()))) {
                (Some(card), _) => height(letters, card, column - PADDING) + around,
                (None, Some(goal)) => {
                    let lines = breaks::lines(letters, &goal.title.words, 16.0, column - GOAL) as f64;
                    (lines * 21.0 + 54.0).max(END)
                }
                (None, None) => 0.0,
            });
        node.size = Size { width: column, height };
    }
}

/// A line for each of the plan's links that has both ends in the picture, without its route, and the link of each. What
/// stands in for a step has the lines of that instead.
fn lines_of(
    plan: &Plan,
    state: &State,
    goals: &[Destination],
    through: &Trace,
    links: &mut Vec<Link>,
) -> Vec<Option<Line>> {
    let mut of_goal = vec![None; plan.goals().len()];
    for (at, goal) in goals.iter().enumerate() {
        of_goal[goal.goal] = Some(plan.steps().len() + at);
    }
    let node = |end: End| match end {
        End::Step(ix) => Some(ix),
        End::Goal(ix) => of_goal[ix],
    };
    let off = |end| whatif::is_off(plan, state.what_if.as_ref(), end);
    let stand_ins = crate::rules::stand_ins(plan);
    let mut lines = Vec::with_capacity(plan.edges().len());
    for (ix, edge) in plan.edges().iter().enumerate() {
        let through = on(&through.edges, ix);
        let (mut from, mut to) = (edge.from, edge.to);
        if let Some(ends) = crate::rules::passed(plan, &stand_ins, edge).filter(|_| edge.kind.orders()) {
            (from, to) = ends;
        }
        let ends = node(from).zip(node(to)).filter(|_| !off(from) && !off(to));
        lines.push(ends.map(|_| Line {
            kind: edge.kind,
            route: Vec::new(),
            written: OnceCell::new(),
            through,
            reach: NOWHERE,
        }));
        if let Some((from, to)) = ends {
            links.push(Link { from, to, weight: if through { 8 } else { 1 } });
        }
    }
    lines
}

/// How high a card will be, without its padding, where its words have so much room.
fn height(letters: &Letters, card: &Card, room: f64) -> f64 {
    let title = breaks::lines(letters, &card.title.words, TITLE, room) as f64 * 17.0;
    let wide = |text: &str| letters.ems(text) * letters.under * META;
    // The sign and what stands between them; a little more, since letters under a title are not measured one by one.
    let status = 16.0 + wide(&card.status_word);
    let figure = card.figure.as_ref().map_or(0.0, |figure| 11.0 + wide(&figure.words));
    let mut meta = 1.0;
    if let Some(figure) = card.figure.as_ref().filter(|_| status + figure > room) {
        meta += breaks::lines(letters, &figure.words, META * letters.under, room) as f64;
    }
    for word in card.alarms() {
        meta += breaks::lines(letters, word, META, room - 20.0) as f64;
    }
    if let Some(mark) = &card.mark {
        meta += breaks::lines(letters, &mark.words, META, room - 20.0) as f64;
    }
    title + meta * 16.0
}

/// How high a column's heading will be: its title, its dates, and that the learner is here.
fn heading(letters: &Letters, column: &Column, font: f64, room: f64) -> f64 {
    let title = breaks::lines(letters, &column.title.words, font, room) as f64 * (font * 1.2).ceil();
    let dates =
        column.dates.as_ref().map_or(0, |dates| breaks::lines(letters, dates, META * letters.under, room));
    8.0 + title + dates as f64 * 17.5 + if column.now { 19.0 } else { 0.0 }
}

/// The goals at the end of the road, not placed yet: the primary one, and any that a link leads to and nobody has given
/// up.
fn destinations(plan: &Plan, words: &Words) -> Vec<Destination> {
    let mut led = vec![false; plan.goals().len()];
    for edge in plan.edges() {
        if let End::Goal(ix) = edge.to {
            led[ix] = true;
        }
    }
    let mut destinations = Vec::new();
    for (ix, goal) in plan.goals().iter().enumerate() {
        if goal.primary || led[ix] && goal.status != GoalStatus::SetAside {
            let title = phrase(words, &goal.title);
            destinations.push(Destination { goal: ix, title, primary: goal.primary, place: NOWHERE });
        }
    }
    destinations
}

/// What a phase is called, to stand in a sentence of ours.
pub fn phase(plan: &Plan, words: &Words, ix: PhaseIx) -> String {
    phase_title(plan, words, ix).within()
}

fn on(flags: &[bool], ix: usize) -> bool {
    flags.get(ix) == Some(&true)
}

/// So many columns, not placed yet: one for each phase, then one for the goals.
fn columns_of(plan: &Plan, words: &Words, now: Option<PhaseIx>, count: usize) -> Vec<Column> {
    let mut columns = Vec::new();
    for ix in 0..count {
        let (title, dates) = match plan.phases().get(ix) {
            Some(phase) => (phase_title(plan, words, ix), dates(words, phase)),
            None => (plain(words.say("destination")), None),
        };
        columns.push(Column { title, dates, now: now == Some(ix), place: NOWHERE, steps: Vec::new() });
    }
    columns
}

/// What a phase is called: its title, else its number.
pub fn phase_title(plan: &Plan, words: &Words, ix: PhaseIx) -> Phrase {
    match plan.phases().get(ix).and_then(|phase| phase.title.as_ref()) {
        Some(title) => phrase(words, title),
        None => plain(words.phase((ix + 1) as f64)),
    }
}

/// A phase as short as a term is told by its months: the years of one that crosses New Year would be a school year's.
const TERM_MONTHS: i32 = 8;

/// The years that a phase lasts; the months, where it is within one year or as short as a term.
fn dates(words: &Words, phase: &Phase) -> Option<String> {
    let (start, end) = (phase.start?, phase.end);
    let said = |date: Date| words.date(date.to_year());
    match end {
        Some(end)
            if end.year() != start.year()
                && end.last_day().months() - start.first_day().months() >= TERM_MONTHS =>
        {
            Some(words.fill("dates.span", &[("start", &said(start)), ("end", &said(end))]))
        }
        Some(end) => {
            let (start, end) = (start.to_month(), end.to_month());
            if start == end {
                return Some(words.date(start));
            }
            Some(words.fill("dates.span", &[("start", &words.date(start)), ("end", &words.date(end))]))
        }
        None => Some(said(start)),
    }
}

fn bands_of(plan: &Plan, words: &Words, places: &[Rect]) -> Vec<Band> {
    let mut bands = Vec::new();
    for (lane, place) in plan.lanes().iter().zip(places) {
        // One without a title holds one kind.
        let kind = lane.kinds.first().map_or("", |kind| kind.word());
        let ours = || plain(words.named("lane.", kind));
        let title = lane.title.as_ref().map_or_else(ours, |title| phrase(words, title));
        bands.push(Band { title, place: *place });
    }
    bands
}

/// The steps as they are read: by phase, then from the top of the column to its foot. Numbers the cards so.
fn numbered(plan: &Plan, cards: &mut [Card], columns: &mut [Column]) -> Vec<StepIx> {
    let steps = plan.steps();
    let order = sorted(steps.len().min(cards.len()), &|a, b| {
        let phase = (steps[a].phase, steps[a].lane).cmp(&(steps[b].phase, steps[b].lane));
        phase.then(cards[a].place.y.total_cmp(&cards[b].place.y))
    });
    for (place, &step) in order.iter().enumerate() {
        cards[step].number = place + 1;
        if let Some(column) = columns.get_mut(steps[step].phase) {
            column.steps.push(step);
        }
    }
    order
}

/// What encloses a route: a curve stays within its points.
fn reach(route: &[Point]) -> Rect {
    let (mut from, mut to) = (route.first().copied().unwrap_or_default(), Point::default());
    for point in route {
        (from.x, from.y) = (from.x.min(point.x), from.y.min(point.y));
        (to.x, to.y) = (to.x.max(point.x), to.y.max(point.y));
    }
    Rect { x: from.x, y: from.y, width: to.x - from.x, height: to.y - from.y }
}
