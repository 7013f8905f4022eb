// How wide letters are in the page's face, so that cards have their right height before the browser has laid out any of them.

/** ASCII from the blank on. */
const LETTERS = [...Array(95).keys()].map(at => String.fromCharCode(32 + at));
/** What the card's title is set in, and what stands under it: as in the style sheet. */
const [TITLE, META] = [[600, 0.8125], [400, 0.75]];
const SAMPLE = 'Planned 0.5 credits';

/** By face and size: the pages that change theirs are few. */
const known = new Map();

/** A face has come: what was measured may have been that which stood in for it. */
export function forgetLetters() {
  known.clear();
}

/**
 * The widths of ASCII's letters in a card's title, and last what those under it are of these: each number a character, whose
 * code is thousandths of the letters' size. Nothing where there is no style (off the page), or no canvas to measure with.
 */
export function letters({ fontFamily, fontSize }) {
  const face = `${fontSize} ${fontFamily}`;
  if (!known.has(face)) {
    const pen = document.createElement('canvas').getContext('2d');
    if (!pen || !(parseFloat(fontSize) > 0)) return '';
    // A face is looked up once for all its texts: for each anew it took 20 ms where a processor is four times slower.
    const measured = ([weight, size], texts) => {
      const pixels = parseFloat(fontSize) * size;
      pen.font = `${weight} ${pixels}px ${fontFamily}`;
      return texts.map(text => pen.measureText(text).width / pixels);
    };
    const widths = measured(TITLE, [...LETTERS, SAMPLE]);
    widths.push(measured(META, [SAMPLE])[0] / widths.pop());
    known.set(face, String.fromCharCode(...widths.map(each => Math.round(each * 1000))));
  }
  return known.get(face);
}
