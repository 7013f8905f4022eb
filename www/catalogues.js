// The catalogues as they are written into the script: `locales` in xtask/src/dist/bundle.rs is the other half.

/**
 * Every catalogue by its language, each read when it is first asked for. `written` has by language its plural forms, its
 * sentences, and whether those travel with Arabic's letters in the places of ASCII's.
 */
export function catalogues(keys, written) {
  const all = Object.create(null);
  for (const [language, [forms, sentences, swapped]] of Object.entries(written)) {
    let read;
    const get = () => (read ??= catalogueOf(keysOf(keys), forms, swapped ? arabic(sentences) : sentences));
    Object.defineProperty(all, language, { enumerable: true, get });
  }
  return all;
}

/** The keys, said by families: `plan board. audit next` are `plan`, `board.audit` and `board.next`. */
function keysOf(text) {
  const keys = [];
  let family = '';
  for (const word of text.split(' ')) {
    if (word.endsWith('.')) family = word;
    else keys.push(family + word);
  }
  return keys;
}

/** A catalogue by key. Its sentences stand in the order of the keys; one that counts has a text for each of the forms. */
function catalogueOf(keys, forms, sentences) {
  const names = forms.split(' ');
  const said = sentences.split('|').map(sentence => {
    const texts = sentence.split('~');
    return texts.length > 1 ? Object.fromEntries(texts.map((text, at) => [names[at], text])) : sentence;
  });
  return Object.fromEntries(keys.map((key, at) => [key, said[at]]));
}

/** Letters back in their own places. */
function arabic(text) {
  return text.replace(/[!-_\u0621-\u065f]/g, letter => String.fromCharCode(letter.charCodeAt() ^ 0x600));
}
