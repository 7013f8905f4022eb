//! Points, sizes and rectangles. The y axis grows downwards; a unit is a CSS pixel at a 16-pixel font.

/// A place in the picture.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// From the left edge of the picture.
    pub x: f64,
    /// From its upper edge.
    pub y: f64,
}

/// How wide and high something is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Size {
    /// From left to right.
    pub width: f64,
    /// From top to bottom.
    pub height: f64,
}

/// A box by its top-left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Its left edge.
    pub x: f64,
    /// Its upper edge.
    pub y: f64,
    /// From the left edge to the right one.
    pub width: f64,
    /// From the upper edge to the lower one.
    pub height: f64,
}

impl Rect {
    /// The right edge.
    pub fn right(self) -> f64 {
        self.x + self.width
    }
    /// The lower edge.
    pub fn bottom(self) -> f64 {
        self.y + self.height
    }
    /// The point in the middle.
    pub fn middle(self) -> Point {
        Point { x: self.x + self.width / 2.0, y: self.y + self.height / 2.0 }
    }
    /// The same with so much more on its left and right, and above and below; less, where that is negative.
    pub fn grown(self, x: f64, y: f64) -> Rect {
        Rect { x: self.x - x, y: self.y - y, width: self.width + 2.0 * x, height: self.height + 2.0 * y }
    }
    /// Whether all of the other lies within.
    pub fn holds(self, other: Rect) -> bool {
        self.x <= other.x
            && self.y <= other.y
            && other.right() <= self.right()
            && other.bottom() <= self.bottom()
    }
    /// Whether the two share more than an edge.
    pub fn overlaps(self, other: Rect) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }
}
