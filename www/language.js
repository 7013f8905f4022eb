// In which language, in which direction, with which words.

import { locales } from 'workshop/locales.js';

/** Scripts read from right to left, for browsers whose Intl does not say. */
const RIGHT_TO_LEFT = /^(ar|arc|ckb|dv|fa|he|ks|ku-arab|ps|sd|ug|ur|yi)\b/i;

/** The nearest value of an attribute, outwards through ancestors and the hosts of shadow trees; null if there is none. */
function nearest(element, attribute) {
  for (let at = element; at; at = at.parentNode ?? at.host) {
    const value = at.getAttribute?.(attribute);
    if (value) return value;
  }
  return null;
}

/** The language that the element stands in, as BCP 47. */
export function languageOf(element) {
  return nearest(element, 'lang') ?? navigator.language ?? 'en';
}

/** `ltr` or `rtl`: what the page says, else what the language asks for. */
export function directionOf(element, language) {
  const said = nearest(element, 'dir')?.toLowerCase();
  if (said === 'rtl' || said === 'ltr') return said;
  return RIGHT_TO_LEFT.test(language) ? 'rtl' : 'ltr';
}

/**
 * Every key of the interface, and the language that most of them are in: English, over it the language, its region
 * if there is one, and over that the host's own words, `{ es: { key: text } }`.
 */
export function catalogue(language, strings) {
  const tags = language.toLowerCase().split('-').map((_, at, parts) => parts.slice(0, at + 1).join('-'));
  const merged = {};
  let spoken = 'en';
  for (const tag of ['en', ...tags]) {
    for (const source of [locales, strings ?? {}]) {
      const name = Object.keys(source).find(key => key.toLowerCase() === tag);
      if (name === undefined) continue;
      Object.assign(merged, source[name]);
      spoken = name;
    }
  }
  return { words: merged, spoken };
}

/** Calls back when the page itself changes its language or direction. Returns the way to stop. */
export function watchPage(changed) {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['lang', 'dir'] });
  return () => observer.disconnect();
}
