import { textOption } from '../options/option-schemas.js';

/** What tokens of one verifier begin with; empty where nothing marks them. */
export const tokenPrefix = textOption((text) =>
  /^[A-Za-z0-9\-._~+/]{0,64}$/.test(text) ? undefined : 'must be at most 64 characters of bearer tokens',
);
