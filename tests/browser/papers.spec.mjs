// What tools read says what the class is.

import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { EVENTS, expect, SCRIPT, test } from './page.mjs';

const dist = name => readFileSync(join(import.meta.dirname, '../../dist', name), 'utf8');

/** The class as it is in the browser. */
async function theClass(page, open) {
  await open(SCRIPT);
  await page.waitForFunction(() => customElements.get('plp-roadmap'));
  return page.evaluate(() => {
    const made = customElements.get('plp-roadmap');
    const known = Object.getOwnPropertyDescriptors(made.prototype);
    const internal = /Callback$|^constructor$/;
    const names = Object.keys(known).filter(name => !internal.test(name));
    return {
      attributes: made.observedAttributes.filter(name => !['lang', 'dir'].includes(name)).sort(),
      properties: names.filter(name => known[name].get).sort(),
      methods: names.filter(name => typeof known[name].value === 'function').sort(),
    };
  });
}

test('custom-elements.json names what the class has', async ({ page, open }) => {
  const real = await theClass(page, open);
  const [{ declarations: [told] }] = JSON.parse(dist('custom-elements.json')).modules;
  const names = list => list.map(each => each.name).sort();
  const fields = told.members.filter(member => member.kind === 'field' && !member.static);
  expect(names(told.attributes)).toEqual(real.attributes);
  expect(names(fields)).toEqual(real.properties);
  expect(names(told.members.filter(member => member.kind === 'method'))).toEqual(real.methods);
  expect(names(told.events)).toEqual(EVENTS.toSorted());
});

test('web-types.json names what the class has', async ({ page, open }) => {
  const real = await theClass(page, open);
  const [told] = JSON.parse(dist('web-types.json')).contributions.html.elements;
  const names = list => list.map(each => each.name).sort();
  expect(names(told.attributes)).toEqual(real.attributes);
  expect(names(told.js.properties)).toEqual(real.properties);
  expect(names(told.js.events)).toEqual(EVENTS.toSorted());
});

test('plp-roadmap.d.ts names what the class has', async ({ page, open }) => {
  const real = await theClass(page, open);
  const types = dist('plp-roadmap.d.ts');
  const body = types.slice(types.indexOf('export class PlpRoadmap'), types.indexOf('\n}\n', types.indexOf('export class PlpRoadmap')));
  const members = [...body.matchAll(/^ {2}(?:readonly |get )?(\w+)(\(|:|\?:)/gm)];
  const properties = members.filter(([all, , mark]) => mark !== '(' || /^ +get /.test(all)).map(([, name]) => name);
  const methods = members.filter(([all, name, mark]) => mark === '(' && !/^ +get /.test(all) && !name.endsWith('EventListener')).map(([, name]) => name);
  expect(properties.sort()).toEqual(real.properties);
  expect(methods.sort()).toEqual(real.methods);
  expect([...types.matchAll(/^ {2}'(plp-[\w-]+)': CustomEvent/gm)].map(([, name]) => name).sort()).toEqual(EVENTS.toSorted());
});

test('both scripts ask in their first line to be compiled early', () => {
  for (const name of ['plp-roadmap.js', 'index.js']) expect(dist(name).split('\n')[0]).toBe('//# allFunctionsCalledOnLoad');
});

test('sri.json has the hash of every file', () => {
  const hashes = Object.entries(JSON.parse(dist('sri.json')));
  expect(hashes.length).toBeGreaterThan(8);
  for (const [name, integrity] of hashes) {
    const bytes = readFileSync(join(import.meta.dirname, '../../dist', name));
    expect(`${name} sha384-${createHash('sha384').update(bytes).digest('base64')}`).toBe(`${name} ${integrity}`);
  }
});

test('a page with the published hash loads the script', async ({ page, open }) => {
  const integrity = JSON.parse(dist('sri.json'))['plp-roadmap.js'];
  await open(`<script src="/v1/plp-roadmap.js" integrity="${integrity}" crossorigin="anonymous" defer></script>`);
  await page.waitForFunction(() => customElements.get('plp-roadmap'));
});

test('the module can be imported where there is no browser, and then does nothing', () => {
  const code = "import('./dist/index.js').then(({ define, version }) => { define(); console.log(version); })";
  const said = execFileSync(process.execPath, ['-e', code], { cwd: join(import.meta.dirname, '../..'), encoding: 'utf8' });
  expect(said.trim()).toBe(JSON.parse(dist('package.json')).version);
});

test('the package has its licences, and its types come before what they are of', () => {
  const { exports } = JSON.parse(dist('package.json'));
  expect(Object.keys(exports['.'])).toEqual(['types', 'default']);
  for (const name of ['LICENSE-MIT', 'LICENSE-APACHE', 'README.md']) expect(dist(name).length).toBeGreaterThan(500);
});

test('the plural forms that a language has, and those of one number alone, are those of Intl', () => {
  const table = readFileSync(join(import.meta.dirname, '../native/locales.rs'), 'utf8');
  const languages = [...table.matchAll(/^ {4}\("(.+?)", ".+?", "(.+?)", "(.*?)"\),$/gm)];
  expect(languages.length, 'a language is one line of LANGUAGES').toBeGreaterThan(2);
  for (const [, language, forms, alone] of languages) {
    const rules = new Intl.PluralRules(language);
    const found = rules.resolvedOptions().pluralCategories;
    // Tenths to two hundred, and what is many in Spanish.
    const numbers = [...Array(2000).keys(), 1e7, 2e7].map(tenths => tenths / 10);
    const formed = numbers.map(number => rules.select(number));
    const once = found.filter(form => formed.filter(each => each === form).length === 1);
    expect(forms.split(' ').sort(), `${language} in LANGUAGES of tests/native/locales.rs`).toEqual(found.toSorted());
    expect(alone.split(' ').filter(Boolean).sort(), `${language}, forms of one number`).toEqual(once.toSorted());
  }
});
