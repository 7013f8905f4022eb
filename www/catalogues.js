// The words of the interface, which travel in the wasm: xtask/src/dist/words.rs is the other half.

import { Failure } from './failure.js';

/** Every catalogue by its language. There are none before the wasm is here. */
export const locales = Object.create(null);

/**
 * Takes them from the compiled wasm, each to be read when it is first asked for. The keys are a line, and each language is
 * one; Arabic's travels with its letters in the places of ASCII's.
 */
export function readWords(module) {
  const [words] = WebAssembly.Module.customSections(module, 'words');
  if (!words) throw new Failure('script', 'plp-roadmap.wasm has lost its words: serve it as it is published');
  const [keys, ...lines] = new TextDecoder().decode(words).split('\n');
  for (const line of lines) {
    const [language] = line.split('|', 1);
    let read;
    const get = () => (read ??= catalogueOf(keysOf(keys), language === 'ar' ? arabic(line) : line));
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

/** A catalogue by key. Its sentences stand in the order of the keys, behind its name and the names of its plural forms; one
 *  that counts has a text for each of those. */
function catalogueOf(keys, line) {
  const [, forms, ...said] = line.split('|').map(texts => texts.split('~'));
  const sentence = texts => (texts.length > 1 ? Object.fromEntries(texts.map((text, at) => [forms[at], text])) : texts[0]);
  return Object.fromEntries(keys.map((key, at) => [key, sentence(said[at])]));
}

/** Letters back in their own places. */
function arabic(text) {
  return text.replace(/[!-_\u0621-\u065f]/g, letter => String.fromCharCode(letter.charCodeAt() ^ 0x600));
}
