import { describe, expect, it } from 'vitest';
import { environmentExample, optionsPage } from './option-pages.js';

// `npm run docs` writes them anew.
describe('what is written about options', () => {
  it('in docs/options.md is what the code reads', async () => {
    await expect(optionsPage()).toMatchFileSnapshot('../../docs/options.md');
  });

  it('in .env.example is every variable', async () => {
    await expect(environmentExample()).toMatchFileSnapshot('../../.env.example');
  });
});
