//! ROUTE, first half: how far links inside one column reach out into the gutter on its left.

use super::Graph;
use super::layer::{Layers, Path};
use std::collections::BTreeMap;

/// No column has more tracks than this; the links beyond share the outermost.
const MOST_TRACKS: usize = 12;

/// How links inside a column go.
pub enum Bracket {
    /// Straight from one card to the next below it.
    Down,
    /// Round the cards between, on this track; the innermost is 0.
    Round(usize),
}

/// The links inside columns, each with its way.
pub struct Brackets {
    /// One for each link; None for a link that is not inside a column.
    pub of: Vec<Option<Bracket>>,
    /// How many tracks each column has.
    pub tracks: Vec<usize>,
}

/// Gives each link inside a column a track, short links inside long ones. O(links log links).
pub fn brackets(graph: &Graph, layers: &Layers) -> Brackets {
    let mut place = vec![0; layers.cards];
    for column in &layers.columns {
        for (index, &card) in column.iter().filter(|&&item| layers.is_card(item)).enumerate() {
            place[card] = index;
        }
    }
    let mut brackets =
        Brackets { of: graph.links.iter().map(|_| None).collect(), tracks: vec![0; graph.columns] };
    let mut round = Vec::new();
    for (index, link) in
        graph.links.iter().enumerate().filter(|(index, _)| layers.paths[*index] == Path::Within)
    {
        let (from, to) = (place[link.from], place[link.to]);
        if to == from + 1 {
            brackets.of[index] = Some(Bracket::Down);
        } else {
            round.push((graph.nodes[link.from].column, from.abs_diff(to), from.min(to), index));
        }
    }
    round.sort_unstable();
    for column in round.chunk_by(|a, b| a.0 == b.0) {
        let mut tracks: Vec<BTreeMap<usize, usize>> = Vec::new();
        for &(_, length, top, index) in column {
            let free = |track: &BTreeMap<usize, usize>| {
                track.range(..top + length).next_back().is_none_or(|(_, &bottom)| bottom <= top)
            };
            let track = tracks.iter().position(free).unwrap_or(tracks.len()).min(MOST_TRACKS - 1);
            if track == tracks.len() {
                tracks.push(BTreeMap::new());
            }
            let bottom = tracks[track].entry(top).or_insert(0);
            *bottom = (top + length).max(*bottom);
            brackets.of[index] = Some(Bracket::Round(track));
        }
        brackets.tracks[column[0].0] = tracks.len();
    }
    brackets
}
