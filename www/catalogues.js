// The words of the interface, which travel in the wasm: xtask/src/dist/words.rs is the other half.

/** Every catalogue by its language. There are none before the wasm is here. */
export const locales = Object.create(null);

/**
 * Takes them from the compiled wasm, each to be read when it is first asked for. Written are the keys, and by language its
 * plural forms, its sentences, and whether those travel with Arabic's letters in the places of ASCII's.
 */
export function readWords(module) {
  const [words] = WebAssembly.Module.customSections(module, 'words');
  const [keys, written] = JSON.parse(new TextDecoder().decode(words));
  for (const [language, [forms, sentences, swapped]] of Object.entries(written)) {
    let read;
    const get = () => (read ??= catalogueOf(keysOf(keys), forms, swapped ? arabic(sentences) : sentences));
    Object.defineProperty(locales, language, { enumerable: true, get });
  }
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
