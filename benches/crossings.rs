//! How often the links of a drawing cross, whoever drew it.

/// A link as it is drawn.
pub struct Drawn {
    /// The card it leaves, if that is known.
    pub from: Option<usize>,
    /// The card it reaches, if that is known.
    pub to: Option<usize>,
    /// Its corners; curves are cut into pieces before.
    pub points: Vec<(f64, f64)>,
}

/// One piece of a link.
struct Piece {
    link: usize,
    ends: [(f64, f64); 2],
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

/// How often pieces of different links cross. Links that share a card do not count with each other, since they meet
/// there anyway, nor does what only touches or runs in the same line.
///
/// A sweep from the left compares each piece with those that reach its column: O(pieces × pieces in a column).
pub fn crossings(links: &[Drawn]) -> usize {
    let mut pieces = Vec::new();
    for (link, drawn) in links.iter().enumerate() {
        for ends in drawn.points.windows(2) {
            let (a, b) = (ends[0], ends[1]);
            pieces.push(Piece {
                link,
                ends: [a, b],
                left: a.0.min(b.0),
                right: a.0.max(b.0),
                top: a.1.min(b.1),
                bottom: a.1.max(b.1),
            });
        }
    }
    pieces.sort_by(|a, b| a.left.total_cmp(&b.left));
    let mut open: Vec<&Piece> = Vec::new();
    let mut count = 0;
    for piece in &pieces {
        open.retain(|other| other.right >= piece.left);
        let crossed = open.iter().filter(|other| {
            other.top <= piece.bottom
                && piece.top <= other.bottom
                && other.link != piece.link
                && !share_a_card(&links[other.link], &links[piece.link])
                && cross(other, piece)
        });
        count += crossed.count();
        open.push(piece);
    }
    count
}

fn share_a_card(a: &Drawn, b: &Drawn) -> bool {
    let same = |x: Option<usize>, y: Option<usize>| x.is_some() && x == y;
    same(a.from, b.from) || same(a.to, b.to) || same(a.from, b.to) || same(a.to, b.from)
}

/// Whether each piece has its ends on both sides of the other.
fn cross(a: &Piece, b: &Piece) -> bool {
    let side = |[(x0, y0), (x1, y1)]: [(f64, f64); 2], (x, y): (f64, f64)| {
        (x1 - x0) * (y - y0) - (y1 - y0) * (x - x0)
    };
    side(a.ends, b.ends[0]) * side(a.ends, b.ends[1]) < 0.0
        && side(b.ends, a.ends[0]) * side(b.ends, a.ends[1]) < 0.0
}
