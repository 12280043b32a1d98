import { describe, expect, it } from 'vitest';
import { documentedPresets } from './documented-presets.js';
import {
  filledPage,
  fixedHeadings,
  hasPlaceForOptions,
  headingsOf,
  pageOf,
  pathOfPage,
  providersPage,
} from './provider-pages.js';

describe.each(documentedPresets)('the page of $preset.title', ({ preset }) => {
  it('exists', () => {
    expect(pageOf(preset), `docs/providers/${preset.name}.md`).toBeDefined();
  });

  it('has the headings of every page', () => {
    expect(headingsOf(pageOf(preset) ?? '')).toEqual([`# ${preset.title}`, ...fixedHeadings]);
  });

  // `npm run docs` writes them anew.
  it('holds the options that the code reads', async () => {
    const page = pageOf(preset) ?? '';
    expect(hasPlaceForOptions(page), 'one place for options').toBe(true);
    await expect(await filledPage(page, preset)).toMatchFileSnapshot(pathOfPage(preset));
  });
});

describe('the list of identity providers', () => {
  it('names every preset', async () => {
    await expect(await providersPage()).toMatchFileSnapshot('../../docs/providers/README.md');
  });
});
