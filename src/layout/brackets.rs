//! ROUTE, first half: how far links inside one column reach out into the gutter on its left.

use super::Graph;
use super::layer::{Layers, Path};
use crate::sorted::sort;

/// No column has more tracks than this; the links beyond share the outermost.
const MOST_TRACKS: usize = 12;

/// The ways of the links inside columns.
#[derive(Debug)]
pub struct Brackets {
    /// Of each link that goes round the cards between its ends: its track, the innermost being 0. None where a link
    /// goes straight down to the next card, or is not inside a column.
    pub of: Vec<Option<usize>>,
    /// How many tracks each column has.
    pub tracks: Vec<usize>,
}

/// Gives each link inside a column a track, short links inside long ones. O(links log links).
pub fn brackets(graph: &Graph, layers: &Layers) -> Brackets {
    let mut place = vec![0; layers.items.len()];
    let mut count = 0;
    for &item in &layers.order {
        count += usize::from(layers.is_card(item));
        place[item] = count;
    }
    let mut brackets = Brackets { of: vec![None; graph.links.len()], tracks: vec![0; graph.columns] };
    let mut round = Vec::new();
    for (index, link) in graph.links.iter().enumerate() {
        if matches!(layers.paths[index], Path::Within) && place[link.to] != place[link.from] + 1 {
            round.push(index);
        }
    }
    // Column, length, and upper end.
    let span = |index: usize| {
        let link = graph.links[index];
        let (from, to) = (place[link.from], place[link.to]);
        (graph.nodes[link.from].column, from.abs_diff(to), from.min(to))
    };
    sort(&mut round, &|a, b| span(a).cmp(&span(b)));
    let mut tracks: Vec<Vec<usize>> = Vec::new();
    let mut before = 0;
    for &index in &round {
        let (column, length, top) = span(index);
        if column != before {
            tracks.clear();
            before = column;
        }
        let mut track = 0;
        while tracks.get_mut(track).is_some_and(|taken| !take(taken, top, top + length)) {
            track += 1;
        }
        if track < MOST_TRACKS && track == tracks.len() {
            tracks.push(vec![top, top + length]);
        }
        brackets.of[index] = Some(track.min(MOST_TRACKS - 1));
        brackets.tracks[column] = tracks.len();
    }
    brackets
}

/// Takes a stretch of a track if it is free. The track is the ends of all stretches taken, from the top.
fn take(taken: &mut Vec<usize>, top: usize, bottom: usize) -> bool {
    let at = taken.partition_point(|&end| end <= top);
    let free = at % 2 == 0 && taken.get(at).is_none_or(|&next| bottom <= next);
    if free {
        taken.insert(at, bottom);
        taken.insert(at, top);
    }
    free
}
