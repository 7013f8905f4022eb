// The Arabic words, which travel with their letters in the places of ASCII's: `swapped` in xtask/src/dist/bundle.rs says why.

const swapped = text => text.replace(/[!-_\u0621-\u065f]/g, letter => String.fromCharCode(letter.charCodeAt() ^ 0x600));

/** A catalogue's texts, each one or one for each plural form, as they are read. */
export function arabic(said) {
  return said.map(each => typeof each === 'string'
    ? swapped(each)
    : Object.fromEntries(Object.entries(each).map(([form, text]) => [form, swapped(text)])));
}
