// What a page may write on the tag: each attribute, its property, and what it may say.

/** A word out of a closed list; the first is the default, and stands for every other word. */
const oneOf = (...words) => ({ read: text => (words.includes(text) ? text : words[0]) });
/** Any text; empty when absent. */
const anyText = { read: text => text ?? '' };
/** A heading level; 1 belongs to the page. */
const level = { read: text => (/^[2-6]$/.test(text) ? +text : 2) };

/** By attribute: how its text is read. Its property has the same name, written as one word. */
export const ATTRIBUTES = {
  'src': anyText,
  'format': oneOf('auto', 'throughline'),
  'credentials': oneOf('same-origin', 'include', 'omit'),
  'loading': oneOf('eager', 'lazy'),
  'view': oneOf('map', 'list', 'table', 'card'),
  'theme': oneOf('auto', 'light', 'dark', 'contrast'),
  'density': oneOf('comfortable', 'compact'),
  'heading-level': level,
  'label': anyText,
  'step': anyText,
  'today': { read: text => (isDay(text) ? text : civilToday()) },
  'link-target': oneOf('_self', '_blank', '_top'),
};

/** Whether a text is a day of the calendar: browsers take February 30 for March 2, and there is no year 0. Not by `toJSON`,
 *  which Prototype.js 1.6 has put its own in the place of. */
const isDay = text => /^\d{4}-\d\d-\d\d$/.test(text) && text > '0001' && new Date(text).getUTCDate() === +text.slice(8);

/** The browser's own calendar day: west of Greenwich the one there is a day off in the evening. */
function civilToday() {
  const now = new Date();
  return new Date(now - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/** Gives a class the property of every attribute. */
export function mirrorAttributes(prototype) {
  for (const [name, { read }] of Object.entries(ATTRIBUTES)) {
    const property = name.replace(/-(.)/, (_, letter) => letter.toUpperCase());
    Object.defineProperty(prototype, property, {
      configurable: true,
      enumerable: true,
      get() {
        return read(this.getAttribute(name));
      },
      set(value) {
        if (value == null) this.removeAttribute(name);
        else this.setAttribute(name, String(value));
      },
    });
  }
}
