// What a page may write on the tag: each attribute, its property, and what it may say.

/** A word out of a closed list; the first is the default, and stands for every other word. */
const oneOf = (...words) => ({ read: text => (words.includes(text) ? text : words[0]) });
/** Any text; empty when absent. */
const anyText = { read: text => text ?? '' };
/** A heading level; 1 belongs to the page. */
const level = {
  read(text) {
    const number = Number.parseInt(text, 10);
    return number >= 2 && number <= 6 ? number : 2;
  },
};

/** By attribute: the property that mirrors it, and how its text is read. */
export const ATTRIBUTES = {
  'src': { property: 'src', ...anyText },
  'format': { property: 'format', ...oneOf('auto', 'throughline') },
  'credentials': { property: 'credentials', ...oneOf('same-origin', 'include', 'omit') },
  'loading': { property: 'loading', ...oneOf('eager', 'lazy') },
  'view': { property: 'view', ...oneOf('map', 'list', 'table', 'card') },
  'theme': { property: 'theme', ...oneOf('auto', 'light', 'dark', 'contrast') },
  'density': { property: 'density', ...oneOf('comfortable', 'compact') },
  'heading-level': { property: 'headingLevel', ...level },
  'label': { property: 'label', ...anyText },
  'step': { property: 'step', ...anyText },
  'today': { property: 'today', read: text => (isDay(text) ? text : civilToday()) },
  'link-target': { property: 'linkTarget', ...oneOf('_self', '_blank', '_top') },
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
  for (const [name, { property, read }] of Object.entries(ATTRIBUTES)) {
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
