// In which language, in which direction, with which words.

import { locales } from './catalogues.js';
import { json } from './json.js';

/** Scripts read from right to left. Not every browser's Intl can say. */
const RIGHT_TO_LEFT = /^(Adlm|Arab|Aran|Armi|Hebr|Nkoo|Rohg|Syrc|Thaa)/;

/** The nearest that is said by attributes, outwards through ancestors and the hosts of shadow trees. */
function nearest(element, said) {
  for (let at = element; at; at = at.parentNode ?? at.host) {
    const value = at.getAttribute && said(at);
    if (value) return value;
  }
}

/** What nearly every page says. `Intl` is not asked of it: its first answers take a slow computer a while. */
const PLAIN = /^[a-z]{2}(-[a-z]{2})?$/i;
const PLAIN_LEFT_TO_RIGHT = /^(en|es)(-[a-z]{2})?$/i;

/** A language tag as BCP 47 has it; null where it is none. Pages say `en_US`, and `Intl` throws at that. */
function tag(said) {
  if (PLAIN.test(said)) return said;
  try {
    const tag = said.replaceAll('_', '-');
    Intl.getCanonicalLocales(tag);
    return tag;
  } catch {
    return null;
  }
}

/** The language that the element stands in, as BCP 47. */
export function languageOf(element) {
  return tag(nearest(element, at => at.getAttribute('lang'))) ?? tag(navigator.language) ?? 'en';
}

/** `ltr` or `rtl`: what the page says, else what the language asks for. A language that is said nearer than any direction
 *  is of its own: who writes Arabic into an English page means it to be read so. */
export function directionOf(element, language) {
  const own = isRightToLeft(language) ? 'rtl' : 'ltr';
  const said = at => {
    const dir = at.getAttribute('dir')?.toLowerCase();
    return dir === 'rtl' || dir === 'ltr' ? dir : (dir || at.getAttribute('lang')) && own;
  };
  return nearest(element, said) ?? own;
}

/** Whether a language is read from right to left: its script tells, said in the tag (`pa-Arab`, `ar-Latn`) or not. */
export function isRightToLeft(language) {
  return !PLAIN_LEFT_TO_RIGHT.test(language) && RIGHT_TO_LEFT.test(new Intl.Locale(language).maximize().script);
}

/** Catalogues as JSON, by language and host's words: hundreds of roadmaps on a page ask for the same. */
const written = new Map();
/** A page that has more than so many begins anew. */
const LANGUAGES = 8;

/**
 * Every word of the interface by key, as JSON: English, over it the language, its region if there is one, and over each the
 * host's own words, `{ es: { key: text } }`. The same text each time, so that Rust knows what it has read already.
 */
export function catalogue(language, strings) {
  const key = json([language, strings]);
  if (!written.has(key)) {
    if (written.size === LANGUAGES) written.clear();
    written.set(key, json(merged(language, strings)));
  }
  return written.get(key);
}

/** Whether there are words in a language, of ours or of the host's: one at least that we say. */
export function isSpoken(language, strings) {
  const isOurs = ([key]) => Object.hasOwn(locales.en, key);
  return widening(language).some(tag => [locales, strings].some(source => wordsIn(source, tag).some(isOurs)));
}

function merged(language, strings) {
  const words = {};
  for (const tag of new Set(['en', ...widening(language)])) {
    for (const source of [locales, strings]) {
      for (const [key, said] of wordsIn(source, tag)) words[key] = said;
    }
  }
  return words;
}

/**
 * `es-MX` as `es`, `es-mx`: what is said in the first holds where the next does not say otherwise. Who reads from the
 * other side reads another script, and so no word of `ar` on a page in `ar-Latn`.
 */
function widening(language) {
  const parts = language.toLowerCase().split('-');
  const turned = isRightToLeft(parts[0]) !== isRightToLeft(language);
  return parts.map((_, at) => parts.slice(0, at + 1).join('-')).slice(Number(turned));
}

/** Each key and what is said there. Where a host looked for words of its own in vain, ours stand. */
function wordsIn(source, tag) {
  const name = Object.keys(source ?? {}).find(key => key.toLowerCase() === tag);
  const isSaid = ([, said]) => typeof said === 'string' || (typeof said === 'object' && said !== null);
  return name === undefined ? [] : Object.entries(source[name] ?? {}).filter(isSaid);
}

const watchers = new Set();
let page;

/** Calls back when the page that an element is in changes its language or direction; asked again, also where that is another
 *  page by now, or one that has written itself anew. */
export function watchPage({ ownerDocument }, changed) {
  page ??= new MutationObserver(() => watchers.forEach(told => told()));
  page.observe(ownerDocument.documentElement, { attributes: true, attributeFilter: ['lang', 'dir'] });
  watchers.add(changed);
}

/** Ends it. */
export function forgetPage(changed) {
  watchers.delete(changed);
  if (watchers.size === 0) page.disconnect();
}
