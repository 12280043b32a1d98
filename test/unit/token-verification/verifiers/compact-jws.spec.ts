import { describe, expect, it } from 'vitest';
import { CompactJwsParser } from '../../../../libs/mcp-auth/src/token-verification/verifiers/compact-jws.js';

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const parseCompactJws = (token: string) => new CompactJwsParser().parse(token);
const header = part({ alg: 'ES256', kid: 'k', typ: 'at+jwt' });
const claims = part({ sub: 'alice' });

describe('a compact JWS (RFC 7515 §3.1)', () => {
  it('is taken apart', () => {
    const jws = parseCompactJws(`${header}.${claims}.c2ln`);
    expect(jws).toMatchObject({
      header: { algorithm: 'ES256', keyId: 'k', type: 'at+jwt', hasCritical: false },
      claims: { sub: 'alice' },
    });
    expect(jws?.signingInput.toString()).toBe(`${header}.${claims}`);
    expect(jws?.signature.toString()).toBe('sig');
  });

  it.each([
    ['one part', header],
    ['two parts', `${header}.${claims}`],
    ['four parts', `${header}.${claims}.c2ln.c2ln`],
    ['an empty signature', `${header}.${claims}.`],
    ['an empty payload', `${header}..c2ln`],
    ['padding', `${header}=.${claims}.c2ln`],
    ['the standard alphabet', `${header}.${claims}.c+/n`],
    ['unused bits in the signature', `${header}.${claims}.c2ln0`],
    ['a blank', `${header}.${claims} .c2ln`],
    ['a payload that is null', `${header}.${part(null)}.c2ln`],
    ['a payload that is an array', `${header}.${part([])}.c2ln`],
    ['a payload that is a number', `${header}.${part(7)}.c2ln`],
    ['a payload that is no JSON', `${header}.bm9uc2Vuc2U.c2ln`],
    ['a payload that is no UTF-8', `${header}.${Buffer.from('{"a":"\xff"}', 'latin1').toString('base64url')}.c2ln`],
    ['a header that is null', `${part(null)}.${claims}.c2ln`],
    ['the JSON serialisation', JSON.stringify({ protected: header, payload: claims, signature: 'c2ln' })],
  ])('is not a token with %s (JV-09)', (_, token) => {
    expect(parseCompactJws(token)).toBeUndefined();
  });

  it.each([
    {},
    { alg: 7 },
    { alg: 'ES256', kid: 7 },
    { alg: 'ES256', kid: null },
    { alg: 'ES256', kid: [] },
    { alg: 'ES256', typ: 7 },
    { alg: 'ES256', kid: 'k'.repeat(10_000) },
  ])('is refused with a header %j (JV-03)', (value) => {
    expect(parseCompactJws(`${part(value)}.${claims}.c2ln`)).toBeUndefined();
  });

  it.each([['x-policy'], [], 'b64', null])('notices a critical header %j (JV-04)', (crit) => {
    expect(parseCompactJws(`${part({ alg: 'ES256', crit })}.${claims}.c2ln`)?.header.hasCritical).toBe(true);
  });

  it('is not confused by members named like the prototype (JV-03)', () => {
    const hostile = Buffer.from('{"alg":"ES256","__proto__":{"crit":["x"],"kid":"evil"}}').toString('base64url');
    expect(parseCompactJws(`${hostile}.${claims}.c2ln`)?.header).toEqual({
      algorithm: 'ES256',
      keyId: undefined,
      type: undefined,
      hasCritical: false,
    });
  });

  it.each(['c2ln', 'c2lnMQ', 'c2lnMTI'])(
    'has one text only: %s with other spare bits is none (RFC 4648 §3.5)',
    (sig) => {
      const parser = new CompactJwsParser();
      const texts = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
        .split('')
        .map((last) => sig.slice(0, -1) + last)
        .filter((text) => Buffer.from(text, 'base64url').equals(Buffer.from(sig, 'base64url')));
      expect(texts.filter((text) => parser.parse(`${header}.${claims}.${text}`) !== undefined)).toEqual([sig]);
    },
  );

  it('is read alike when its header is known already, also after many others', () => {
    const parser = new CompactJwsParser();
    const token = `${header}.${claims}.c2ln`;
    const first = parser.parse(token);
    for (let n = 0; n < 200; n += 1) parser.parse(`${part({ alg: 'ES256', kid: String(n) })}.${claims}.c2ln`);
    expect(parser.parse(token)).toEqual(first);
  });
});
