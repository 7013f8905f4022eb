// The catalogues as they are written into the script: `locales` in xtask/src/dist/bundle.rs is the other half.

/** The keys, said by families: `plan board. audit next` are `plan`, `board.audit` and `board.next`. */
export function keysOf(text) {
  const keys = [];
  let family = '';
  for (const word of text.split(' ')) {
    if (word.endsWith('.')) family = word;
    else keys.push(family + word);
  }
  return keys;
}

/** A catalogue by key. Its sentences stand in the order of the keys; one that counts has a text for each of the forms. */
export function catalogueOf(keys, forms, sentences) {
  const names = forms.split(' ');
  const said = sentences.split('|').map(sentence => {
    const texts = sentence.split('~');
    return texts.length > 1 ? Object.fromEntries(texts.map((text, at) => [names[at], text])) : sentence;
  });
  return Object.fromEntries(keys.map((key, at) => [key, said[at]]));
}

/** Arabic, which travels with its letters in the places of ASCII's. */
export function arabic(text) {
  return text.replace(/[!-_\u0621-\u065f]/g, letter => String.fromCharCode(letter.charCodeAt() ^ 0x600));
}
