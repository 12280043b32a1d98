import { createHmac, sign } from 'node:crypto';
import type { SeededRandom } from './random.js';
import { signatureOf, type SigningKey } from './signing.js';

export const issuer = 'https://idp.example.com';
export const audience = 'https://api.example.com/mcp';
export const nowSeconds = 1_800_000_000;

/** A token and how it was made, for whoever has to explain a verdict. */
export interface GeneratedToken {
  readonly token: string;
  readonly made: readonly string[];
}

interface Draft {
  header: Record<string, unknown>;
  claims: Record<string, unknown>;
  key: SigningKey;
}
type Change = readonly [name: string, apply: (draft: Draft, random: SeededRandom, keys: readonly SigningKey[]) => void];

const header = (name: string, value: unknown): Change => [
  `header ${name}=${JSON.stringify(value)}`,
  (d) => void (d.header[name] = value),
];
const claim = (name: string, value: unknown): Change => [
  `claim ${name}=${JSON.stringify(value)}`,
  (d) => void (d.claims[name] = value),
];
const without = (name: string): Change => [`no claim ${name}`, (d) => void delete d.claims[name]];

/** Times around every edge: tolerance is five seconds. */
const times = [-3_600, -6, -5, -4, -1, 0, 1, 4, 5, 6, 3_600].map((offset) => nowSeconds + offset);
const oddNumbers = [0, -1, 1.5, nowSeconds + 0.5, nowSeconds * 1_000, 9e15, '1800003600', null, [], {}, true];

const headerChanges: readonly Change[] = [
  ...['none', 'None', 'nOnE', '', 'HS256', 'RS256', 'PS256', 'ES256', 'EdDSA', 'rs256', 'RS1', 7, null].map((alg) =>
    header('alg', alg),
  ),
  ['no alg', (d) => void delete d.header['alg']],
  ['no kid', (d) => void delete d.header['kid']],
  ...['other', '', '../../dev/null', "' OR 1=1--", '__proto__', 7, null, [], 'k'.repeat(300)].map((kid) =>
    header('kid', kid),
  ),
  ...['JWT', 'jwt', 'application/at+jwt', 'AT+JWT', 'logout+jwt', 'dpop+jwt', 'oauth-id-jag+jwt', '', 7, null].map(
    (typ) => header('typ', typ),
  ),
  ['no typ', (d) => void delete d.header['typ']],
  ...[['x-policy'], [], 'b64', ['b64'], ['alg'], null, 7].map((crit) => header('crit', crit)),
  ['crit b64 true', (d) => void Object.assign(d.header, { crit: ['b64'], b64: true })],
  ['crit b64 false', (d) => void Object.assign(d.header, { crit: ['b64'], b64: false })],
  header('jku', 'https://evil.test/jwks'),
  header('jwk', { kty: 'oct', k: 'c2VjcmV0' }),
  header('x5u', 'https://evil.test/cert'),
];

const claimChanges: readonly Change[] = [
  ...[`${issuer}/`, issuer.toUpperCase(), 'https://evil.test', '', [issuer], 7, null].map((iss) => claim('iss', iss)),
  without('iss'),
  ...[[audience], ['x', audience], ['x'], 'x', '', [], `${audience}/`, `${audience}-admin`, 7, [7], null, {}].map(
    (aud) => claim('aud', aud),
  ),
  without('aud'),
  ...[...times, ...oddNumbers].map((exp) => claim('exp', exp)),
  without('exp'),
  ...[...times, ...oddNumbers].map((nbf) => claim('nbf', nbf)),
  ...[...times, ...oddNumbers].map((iat) => claim('iat', iat)),
  without('iat'),
  ...['', 7, null, ['alice'], 'ålice 😀', 'x'.repeat(2_000)].map((sub) => claim('sub', sub)),
  without('sub'),
  [
    'about its issuer, without a type',
    (d) => {
      d.claims['sub'] = d.claims['iss'];
      delete d.header['typ'];
    },
  ],
  claim('nonce', 'n'),
  claim('at_hash', 'h'),
  claim('events', {}),
  claim('token_use', 'id'),
  claim('cnf', { jkt: 'x' }),
  claim('scope', 'a b'),
  claim('__proto__', { sub: 'evil' }),
];

const keyChanges: readonly Change[] = [
  ['signed by another key', (d, random, keys) => void (d.key = random.pick(keys))],
  [
    'all of another key',
    (d, random, keys) => {
      d.key = random.pick(keys);
      Object.assign(d.header, { alg: d.key.algorithm, kid: d.key.keyId });
    },
  ],
];

type Mangle = readonly [
  name: string,
  apply: (parts: readonly [string, string, string], random: SeededRandom, draft: Draft) => string,
];

const joined = (...parts: readonly string[]) => parts.join('.');
const encode = (text: string | Buffer) => Buffer.from(text).toString('base64url');
const decode = (part: string) => Buffer.from(part, 'base64url');
const withJson = (part: string, change: (text: string) => string) => encode(change(decode(part).toString()));

function flipBit(part: string, random: SeededRandom): string {
  const bytes = decode(part);
  if (bytes.length === 0) return part;
  const at = random.below(bytes.length);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
  return encode(bytes);
}

/** What is done to a finished token; nothing is signed again, so most of it must be refused. */
const mangles: readonly Mangle[] = [
  ['a bit of the signature', ([h, c, s], random) => joined(h, c, flipBit(s, random))],
  ['a bit of the claims', ([h, c, s], random) => joined(h, flipBit(c, random), s)],
  ['a bit of the header', ([h, c, s], random) => joined(flipBit(h, random), c, s)],
  ['a shorter signature', ([h, c, s]) => joined(h, c, encode(decode(s).subarray(1)))],
  ['a longer signature', ([h, c, s]) => joined(h, c, encode(Buffer.concat([decode(s), Buffer.alloc(1)])))],
  ['an empty signature', ([h, c]) => joined(h, c, '')],
  ['no signature', ([h, c]) => joined(h, c)],
  ['a fourth part', ([h, c, s]) => joined(h, c, s, 'e30')],
  ['padding', ([h, c, s]) => joined(h, c, `${s}=`)],
  ['the other alphabet', ([h, c, s]) => joined(h, c, s).replaceAll('-', '+').replaceAll('_', '/')],
  [
    'a blank',
    ([h, c, s], random) => {
      const t = joined(h, c, s);
      const at = random.below(t.length);
      return `${t.slice(0, at)} ${t.slice(at)}`;
    },
  ],
  ['spare bits', ([h, c, s]) => joined(h, c, s.slice(0, -1) + String.fromCharCode(s.charCodeAt(s.length - 1) + 1))],
  [
    'other claims',
    ([h, c, s]) =>
      joined(
        h,
        withJson(c, (text) => text.replace('alice', 'admin')),
        s,
      ),
  ],
  ['claims that are an array', ([h, , s]) => joined(h, encode('[]'), s)],
  ['claims that are null', ([h, , s]) => joined(h, encode('null'), s)],
  ['claims that are no JSON', ([h, , s]) => joined(h, encode('{'), s)],
  ['a signature in DER', ([h, c], _, { key }) => joined(h, c, encode(derOf(joined(h, c), key)))],
  [
    'HMAC by the public key',
    ([, c], _, { key, header: own }) => {
      const forged = encode(JSON.stringify({ ...own, alg: 'HS256' }));
      return joined(forged, c, encode(hmacByPublicKey(joined(forged, c), key)));
    },
  ],
];

function derOf(input: string, { algorithm, privateKey }: SigningKey): Buffer {
  return algorithm.startsWith('ES')
    ? sign(`sha${algorithm.slice(2)}`, Buffer.from(input), privateKey)
    : Buffer.alloc(70, 48);
}

function hmacByPublicKey(input: string, { verificationKey }: SigningKey): Buffer {
  const secret = verificationKey.type === 'public' ? verificationKey.export({ format: 'pem', type: 'spki' }) : 'public';
  return createHmac('sha256', secret).update(input).digest();
}

/** Texts of claims that JSON.stringify would never write, signed all the same. */
const oddTexts: readonly (readonly [string, (text: string) => string | Buffer])[] = [
  ['a member twice', (text) => `{"sub":"first",${text.slice(1)}`],
  ['white space', (text) => ` ${text}\n`],
  ['a byte order mark', (text) => `\ufeff${text}`],
  [
    'bytes that are no UTF-8',
    (text) => Buffer.concat([Buffer.from(text.slice(0, -1)), Buffer.from(',"x":"\xff\xfe"}', 'latin1')]),
  ],
  ['trailing text', (text) => `${text}x`],
];

/** One token: good, or with up to three changes, or mangled, or both. */
export function generateToken(random: SeededRandom, keys: readonly SigningKey[]): GeneratedToken {
  const draft = goodDraft(random.pick(keys));
  const made: string[] = [draft.key.algorithm];
  const changes = Math.max(0, random.below(5) - 1);
  for (let change = 0; change < changes; change += 1) {
    const [name, apply] = random.pick(random.pick([headerChanges, claimChanges, claimChanges, keyChanges]));
    apply(draft, random, keys);
    made.push(name);
  }
  const parts = signedParts(draft, random, made);
  if (random.below(4) > 0) return { token: joined(...parts), made };
  const [name, mangle] = random.pick(mangles);
  made.push(name);
  return { token: mangle(parts, random, draft), made };
}

function goodDraft(key: SigningKey): Draft {
  return {
    header: { alg: key.algorithm, kid: key.keyId, typ: 'at+jwt' },
    claims: { iss: issuer, aud: audience, sub: 'alice', exp: nowSeconds + 300, iat: nowSeconds - 10 },
    key,
  };
}

function signedParts(
  { header: own, claims, key }: Draft,
  random: SeededRandom,
  made: string[],
): [string, string, string] {
  const text = JSON.stringify(claims);
  let payload: string | Buffer = text;
  if (random.below(12) === 0) {
    const [name, odd] = random.pick(oddTexts);
    payload = odd(text);
    made.push(name);
  }
  const [first, second] = [encode(JSON.stringify(own)), encode(payload)];
  return [first, second, encode(signatureOf(joined(first, second), key))];
}
