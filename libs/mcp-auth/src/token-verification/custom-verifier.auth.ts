import { defineAuth, type AuthContext, type VerifierKind, type VerifierPorts } from '../composition/auth-kind.js';
import type { Resolution } from '../core/resolution.js';
import type { TokenVerifier } from '../core/token-verifier.js';
import { readOptions } from '../options/read-options.js';
import type { CustomVerifierOptions } from './custom-verifier.options.js';
import { customVerifierTable } from './custom-verifier.table.js';
import { CustomVerifier } from './verifiers/custom.verifier.js';
import { ExistingVerifier } from './verifiers/existing.verifier.js';
import { vouchedIssuers, vouchingSettings, type VouchingSettings } from './vouching.js';

interface CustomSettings extends VouchingSettings {
  readonly createVerifier: (ports: VerifierPorts) => TokenVerifier;
}

function resolve(options: CustomVerifierOptions, context: AuthContext): Resolution<CustomSettings> {
  const { optionPath } = context;
  const said = [options.verify, options.useValue, options.useExisting].filter((one) => one !== undefined);
  const message = 'needs one of `verify`, `useValue` and `useExisting`, and no more';
  const read = readOptions(
    customVerifierTable,
    options,
    optionPath,
    said.length === 1 ? [] : [{ path: optionPath, message }],
  );
  if (!read.ok) return read;
  const { verify, useValue, useExisting } = read.settings;
  const vouching = vouchingSettings(read.settings, context);
  const createVerifier = ({ clock, find }: VerifierPorts): TokenVerifier => {
    if (useValue !== undefined) return useValue;
    if (useExisting !== undefined) return new ExistingVerifier(`${optionPath}.useExisting`, () => find(useExisting));
    // One of the three is there.
    return new CustomVerifier(`${optionPath}.verify`, verify ?? (() => undefined), vouching.rules, clock);
  };
  return { ok: true, settings: { ...vouching, createVerifier } };
}

const customKind: VerifierKind<CustomVerifierOptions, CustomSettings> = {
  name: 'custom',
  resourceMetadata: 'none',
  issuersOf: vouchedIssuers,
  resolve,
  createVerifier: ({ createVerifier }, ports) => createVerifier(ports),
  marksOf: ({ marks }) => marks,
};

/**
 * Level 1 with a verifier of one's own, as one function, or as a class that extends `TokenVerifier`.
 *
 * @example
 * McpAuthModule.forRoot({
 *   resource: 'https://api.example.com/mcp',
 *   auth: customVerifier({ verify: (token) => sessions.claimsOf(token) }),
 * });
 */
export const customVerifier = defineAuth<CustomVerifierOptions, VerifierKind<CustomVerifierOptions>>(customKind);
