//! The map: what of the plan is a node of a layered graph, and what its picture says back.

use super::{Phrase, Roadmap, card, fit, phrase, plain};
use crate::geometry::{Point, Rect, Size};
use crate::layout::{self, Graph, Link, Measures, Node};
use crate::plan::{Date, EdgeKind, End, GoalIx, Phase, PhaseIx, Plan, StepIx};
use crate::rules::Trace;
use crate::sorted::sorted;
use crate::state::{Density, State};
use crate::words::Words;

/// A phase as a column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    pub title: Phrase,
    /// From when to when, where that is known.
    pub dates: Option<String>,
    /// Whether the learner is here.
    pub now: bool,
    pub place: Rect,
    /// The steps in it, in reading order.
    pub steps: Vec<StepIx>,
}

/// A lane as a row of the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    pub title: Phrase,
    pub place: Rect,
}

/// A goal as the end of the road.
#[derive(Clone, Debug, PartialEq)]
pub struct Destination {
    pub goal: GoalIx,
    pub title: Phrase,
    pub primary: bool,
    pub place: Rect,
}

/// A link as a curve.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub kind: EdgeKind,
    /// SVG path data.
    pub path: String,
    pub through: bool,
}

/// The nearest cards in the four directions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Neighbours {
    pub left: Option<StepIx>,
    pub right: Option<StepIx>,
    pub up: Option<StepIx>,
    pub down: Option<StepIx>,
}

/// The parts of a roadmap that have a place.
#[derive(Debug, Default)]
pub struct Picture {
    pub columns: Vec<Column>,
    pub bands: Vec<Band>,
    pub cards: Vec<Rect>,
    pub destinations: Vec<Destination>,
    pub lines: Vec<Option<Line>>,
    pub size: Size,
}

/// The width the map is drawn for where the container's is not known.
const WIDTH: f64 = 1160.0;
/// What stands on both sides of the map, within the container.
const EDGE: f64 = 24.0;
/// A column is at least so wide: a title of two short words fits.
const LEAST: f64 = 132.0;
/// And at most so wide: past it cards look empty.
const MOST: f64 = 196.0;
/// The size of a card's title in the style sheet.
const TITLE: f64 = 13.5;
/// The size of what stands under it.
const META: f64 = 12.0;
/// A card's padding and border on both sides.
const PADDING: f64 = 22.0;

/// Lays the plan out for the width the settings tell.
pub fn picture(plan: &Plan, state: &State, words: &Words, now: Option<PhaseIx>, through: &Trace) -> Picture {
    let goals = destinations(plan);
    let phases = plan.phases().len();
    let columns = phases + usize::from(!goals.is_empty() && phases > 0);
    let gutter = 30.0;
    let width = if state.settings.width > 0.0 { state.settings.width - EDGE } else { WIDTH };
    let column = ((width - gutter * columns as f64) / columns.max(1) as f64).clamp(LEAST, MOST).floor();
    let compact = state.settings.density == Density::Compact;

    let ink = column - PADDING;
    let mut nodes = Vec::with_capacity(plan.steps().len() + goals.len());
    for (ix, step) in plan.steps().iter().enumerate() {
        let title = fit::lines(words.text(&step.title).words, TITLE, ink) as f64 * 17.0;
        let beside = |text: &str| fit::ems(text) * META + 10.0;
        let status = 16.0 + beside(&words.say(&card::status_key(step.status)));
        let figure = card::figure(words, step).map_or(0.0, |figure| beside(&figure.words));
        let mut meta = if status + figure > ink { 2.0 } else { 1.0 };
        if step.risk.is_some() {
            meta += fit::lines(&words.say("risk"), META, ink - 20.0) as f64;
        }
        let height = title + meta * 16.0 + if compact { 12.0 } else { 18.0 };
        let height = state.heights.get(ix).copied().flatten().unwrap_or(height);
        nodes.push(Node { column: step.phase, band: Some(step.lane), size: Size { width: column, height } });
    }
    let step_nodes = nodes.len();
    for goal in &goals {
        let title = plan.goals().get(*goal).map_or("", |goal| words.text(&goal.title).words);
        let lines = fit::lines(title, 16.0, column - 36.0) as f64;
        let size = Size { width: column, height: lines * 21.0 + 64.0 };
        nodes.push(Node { column: phases, band: None, size });
    }
    let node = |end: End| match end {
        End::Step(ix) => Some(ix),
        End::Goal(goal) => goals.iter().position(|g| *g == goal).map(|at| step_nodes + at),
    };
    let mut drawn = Vec::new();
    let mut links = Vec::new();
    for (ix, edge) in plan.edges().iter().enumerate() {
        if let (Some(from), Some(to)) = (node(edge.from), node(edge.to)) {
            let weight = if on(&through.edges, ix) { 8 } else { 1 };
            links.push(Link { from, to, weight });
            drawn.push(ix);
        }
    }
    let measures = Measures {
        start: 4.0,
        top: 82.0,
        column,
        gutter,
        gap: if compact { 6.0 } else { 10.0 },
        band_gap: if compact { 30.0 } else { 38.0 },
    };
    let graph = Graph { columns, bands: plan.lanes().len(), nodes, links };
    let mut picture = layout::draw(&graph, &measures);

    let mut lines = vec![None; plan.edges().len()];
    for (ix, route) in drawn.iter().zip(&picture.routes) {
        if let (Some(edge), Some(line)) = (plan.edges().get(*ix), lines.get_mut(*ix)) {
            *line = Some(Line { kind: edge.kind, path: path(route), through: on(&through.edges, *ix) });
        }
    }
    let goal_places = picture.cards.split_off(step_nodes.min(picture.cards.len()));
    let mut destinations = Vec::new();
    for (at, place) in goal_places.into_iter().enumerate() {
        let Some(ix) = goals.get(at).copied() else { break };
        let Some(goal) = plan.goals().get(ix) else { continue };
        destinations.push(Destination {
            goal: ix,
            title: phrase(words, &goal.title),
            primary: goal.primary,
            place,
        });
    }
    Picture {
        columns: columns_of(plan, words, now, &picture.columns, goals.is_empty()),
        bands: bands_of(plan, words, &picture.bands),
        cards: picture.cards,
        destinations,
        lines,
        size: picture.size,
    }
}

/// The goals at the end of the road: the primary one, and any that a link leads to.
fn destinations(plan: &Plan) -> Vec<GoalIx> {
    let linked = |goal: GoalIx| plan.edges().iter().any(|edge| edge.to == End::Goal(goal));
    (0..plan.goals().len()).filter(|ix| plan.primary_goal() == Some(*ix) || linked(*ix)).collect()
}

fn on(flags: &[bool], ix: usize) -> bool {
    flags.get(ix) == Some(&true)
}

fn columns_of(plan: &Plan, words: &Words, now: Option<PhaseIx>, places: &[Rect], alone: bool) -> Vec<Column> {
    let mut columns = Vec::new();
    for (ix, phase) in plan.phases().iter().enumerate() {
        columns.push(Column {
            title: phase_title(plan, words, ix),
            dates: dates(words, phase),
            now: now == Some(ix),
            place: places.get(ix).copied().unwrap_or_default(),
            steps: Vec::new(),
        });
    }
    if !alone && let Some(place) = places.get(columns.len()) {
        let title = plain(words.say("destination"));
        columns.push(Column { title, dates: None, now: false, place: *place, steps: Vec::new() });
    }
    columns
}

/// What a phase is called: its title, else its number.
pub fn phase_title(plan: &Plan, words: &Words, ix: PhaseIx) -> Phrase {
    match plan.phases().get(ix).and_then(|phase| phase.title.as_ref()) {
        Some(title) => phrase(words, title),
        None => plain(words.count("phase.numbered", (ix + 1) as f64, &[])),
    }
}

/// The years, or the months within one year, that a phase lasts.
fn dates(words: &Words, phase: &Phase) -> Option<String> {
    let (start, end) = (phase.start?, phase.end);
    let said = |date: Date| words.date(date.to_year());
    match end {
        Some(end) if end.year() != start.year() => {
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
    for (ix, lane) in plan.lanes().iter().enumerate() {
        let title = match (&lane.title, lane.kinds.first()) {
            (Some(title), _) => phrase(words, title),
            (None, Some(kind)) => plain(words.say(&super::key("lane.", kind.word()))),
            (None, None) => plain(String::new()),
        };
        bands.push(Band { title, place: places.get(ix).copied().unwrap_or_default() });
    }
    bands
}

/// The steps as they are read: by phase, then from the top of the column to its foot.
pub fn reading_order(plan: &Plan, picture: &Picture) -> Vec<StepIx> {
    let y = |ix: StepIx| picture.cards.get(ix).map_or(0.0, |card| card.y);
    let phase = |ix: StepIx| plan.steps().get(ix).map(|step| (step.phase, step.lane));
    sorted(plan.steps().len(), &|a, b| phase(a).cmp(&phase(b)).then(y(a).total_cmp(&y(b))))
}

/// SVG path data in whole units and tenths: one move, then cubic curves.
fn path(route: &[Point]) -> String {
    let mut out = String::new();
    for (place, point) in route.iter().enumerate() {
        out.push(match place {
            0 => 'M',
            p if p % 3 == 1 => 'C',
            _ => ' ',
        });
        tenth(point.x, &mut out);
        out.push(',');
        tenth(point.y, &mut out);
    }
    out
}

/// A number to one decimal, without the formatting machinery of floats.
fn tenth(n: f64, out: &mut String) {
    let tenths = (n * 10.0).round() as i64;
    if tenths < 0 {
        out.push('-');
    }
    let tenths = tenths.unsigned_abs();
    *out += &(tenths / 10).to_string();
    if tenths % 10 != 0 {
        out.push('.');
        out.push(char::from(b'0' + (tenths % 10) as u8));
    }
}

/// The nearest card in each direction: sideways the nearest in height in the next column that has any, up and down the
/// next of the same column.
pub fn neighbours(cards: &[super::Card], step: StepIx) -> Neighbours {
    let Some(here) = cards.get(step).map(|card| card.place) else { return Neighbours::default() };
    let nearest = |cost: &dyn Fn(Rect) -> Option<f64>| {
        let (mut nearest, mut least) = (None, f64::INFINITY);
        for (ix, card) in cards.iter().enumerate().filter(|(ix, _)| *ix != step) {
            if let Some(cost) = cost(card.place).filter(|cost| *cost < least) {
                (nearest, least) = (Some(ix), cost);
            }
        }
        nearest
    };
    let sideways = |gap: f64, other: Rect| (gap > 1.0).then(|| gap * 1000.0 + (other.y - here.y).abs());
    let along = |gap: f64, other: Rect| (gap > 0.0 && (other.x - here.x).abs() < 1.0).then_some(gap);
    Neighbours {
        left: nearest(&|other| sideways(here.x - other.x, other)),
        right: nearest(&|other| sideways(other.x - here.x, other)),
        up: nearest(&|other| along(here.y - other.y, other)),
        down: nearest(&|other| along(other.y - here.y, other)),
    }
}

impl Roadmap {
    /// The places of columns, cards, bands and destinations as style rules, in ems of the map, for one adopted style
    /// sheet: a `style` attribute would need `unsafe-inline`. A narrow container ignores them and reads as a list.
    pub fn places(&self) -> String {
        let mut css = String::from("@container roadmap (width >= 48em){");
        let mut rule = |name: &str, ix: usize, rules: &[(&str, f64)]| {
            css += name;
            css += &ix.to_string();
            css.push('{');
            for (property, value) in rules {
                css += property;
                css.push(':');
                em(*value, &mut css);
                css += "em;";
            }
            css.push('}');
        };
        rule(".canvas.c", 0, &[("width", self.size.width), ("height", self.size.height)]);
        for (ix, column) in self.columns.iter().enumerate() {
            rule("#p", ix, &[("inset-inline-start", column.place.x), ("width", column.place.width)]);
        }
        for (ix, card) in self.cards.iter().enumerate() {
            rule("#s", ix, &[("top", card.place.y), ("min-height", card.place.height)]);
        }
        for (ix, band) in self.bands.iter().enumerate() {
            rule("#b", ix, &[("top", band.place.y)]);
        }
        for (ix, goal) in self.destinations.iter().enumerate() {
            rule("#g", ix, &[("top", goal.place.y), ("min-height", goal.place.height)]);
        }
        css.push('}');
        css
    }
}

/// A length in ems of 16 pixels, to three decimals.
fn em(n: f64, out: &mut String) {
    let thousandths = (n * 62.5).round() as i64;
    if thousandths < 0 {
        out.push('-');
    }
    let thousandths = thousandths.unsigned_abs();
    *out += &(thousandths / 1000).to_string();
    out.push('.');
    let rest = (thousandths % 1000).to_string();
    for _ in rest.len()..3 {
        out.push('0');
    }
    *out += &rest;
}
