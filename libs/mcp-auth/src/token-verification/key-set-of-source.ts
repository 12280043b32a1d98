import type { VerifierPorts } from '../composition/auth-kind.js';
import { downloadKeysOfIssuer } from '../identity-provider/issuer-keys.js';
import { downloadKeys } from '../identity-provider/jwks-download.js';
import type { KeySet } from '../identity-provider/key-set.js';
import { RemoteKeySet } from '../identity-provider/remote.key-set.js';
import { StaticKeySet } from '../identity-provider/static.key-set.js';
import type { KeySource } from './key-source.js';

/** The key set of a source; nothing is fetched before the first token asks for it. */
export function keySetOf(source: KeySource, { clock, outbound }: VerifierPorts): KeySet {
  switch (source.from) {
    case 'options':
      return new StaticKeySet(source.key);
    case 'jwks':
      return new RemoteKeySet(() => downloadKeys(source.jwksUri, outbound.configured), clock);
    case 'discovery':
      return new RemoteKeySet(() => downloadKeysOfIssuer(source.issuer, outbound), clock);
  }
}
