import { z } from 'zod';
import { textOption, webUrl } from '../options/option-schemas.js';

/**
 * A provider's host; people also copy its URL, or that of its metadata. Issuers are made of it letter by letter, so it is written
 * as tokens have it. `faultOf` knows what else a host of this provider must not be.
 */
export function hostOption(faultOf: (host: string) => string | undefined = () => undefined) {
  return z
    .string()
    .transform((written) => written.replace(/^https:\/\//, '').replace(/\/(?:\.well-known\/[\w-]+)?$/, ''))
    .pipe(textOption((host) => (isHost(host) ? faultOf(host) : hostFault)));
}

const hostFault = 'must be a host in small letters, such as "login.example.com", without a path';

function isHost(text: string): boolean {
  return /^[a-z\d-]+(?:\.[a-z\d-]+)+$/.test(text);
}

/** An issuer whose tokens have no slash at its end; `as` is the name of the provider. */
export function slashlessIssuer(as: string) {
  return webUrl.refine((url) => !url.endsWith('/'), `has no slash at its end in the tokens of ${as}`);
}
