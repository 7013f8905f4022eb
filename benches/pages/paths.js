// What an SVG path draws, as points: only the absolute commands that the drawings of the bench have.

/** Into how many pieces a curve is cut. */
const PIECES = 8;

/** The parts of a path, each a list of points `[x, y]`. */
export function pathsOf(path) {
  const parts = [];
  let part = [];
  for (const [, command, rest] of path.getAttribute('d').matchAll(/([A-Za-z])([^A-Za-z]*)/g)) {
    const numbers = (rest.match(/-?[\d.]+(?:e-?\d+)?/g) ?? []).map(Number);
    const [x0, y0] = part.at(-1) ?? [0, 0];
    if (command === 'M') parts.push((part = []));
    if (command === 'M' || command === 'L') for (let at = 0; at < numbers.length; at += 2) part.push([numbers[at], numbers[at + 1]]);
    else if (command === 'H') part.push([numbers.at(-1), y0]);
    else if (command === 'V') part.push([x0, numbers.at(-1)]);
    else if (command === 'C') for (let at = 0; at < numbers.length; at += 6) curve(part, numbers.slice(at, at + 6));
    else if (command === 'Q') for (let at = 0; at < numbers.length; at += 4) curve(part, cubic(part.at(-1), numbers.slice(at, at + 4)));
    // A rounded corner counts as cut off.
    else if (command === 'A') part.push(numbers.slice(-2));
    else if (command !== 'Z') throw new Error(`a path with ${command} in it`);
  }
  return parts;
}

/** The control points of a quadratic curve as those of a cubic one. */
function cubic([x0, y0], [x1, y1, x, y]) {
  return [x0 + (2 / 3) * (x1 - x0), y0 + (2 / 3) * (y1 - y0), x + (2 / 3) * (x1 - x), y + (2 / 3) * (y1 - y), x, y];
}

function curve(part, [x1, y1, x2, y2, x, y]) {
  const [x0, y0] = part.at(-1);
  for (let piece = 1; piece <= PIECES; piece++) {
    const t = piece / PIECES;
    const s = 1 - t;
    const mix = (a, b, c, d) => s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d;
    part.push([mix(x0, x1, x2, x), mix(y0, y1, y2, y)]);
  }
}
