import { describe, expect, it } from 'vitest';
import { tokenFormatOf } from '../../../libs/mcp-auth/src/token-verification/token-format.js';

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const issuer = 'https://idp.example.com';
const header = part({ alg: 'ES256' });

describe('a token that nobody has verified yet', () => {
  it('is a JWT of whom it names', () => {
    expect(tokenFormatOf(`${header}.${part({ iss: issuer })}.c2ln`)).toEqual({ format: 'jwt', issuer });
  });

  it('is a JWT also without a signature', () => {
    expect(tokenFormatOf(`${part({ alg: 'none' })}.${part({ iss: issuer })}.`)).toEqual({ format: 'jwt', issuer });
  });

  it.each([undefined, 7, null, [issuer], { iss: issuer }])('is a JWT of nobody where its issuer is %j', (iss) => {
    expect(tokenFormatOf(`${header}.${part({ iss })}.x`)).toEqual({ format: 'jwt', issuer: undefined });
  });

  it.each([
    ['one word', 'opaque-token'],
    ['empty', ''],
    ['two parts', `${header}.${part({ iss: issuer })}`],
    ['four parts', `${header}.${part({ iss: issuer })}.x.y`],
    ['five parts, as encrypted tokens have', `${header}.a.b.c.d`],
    ['three parts that mean nothing', 'a.b.c'],
    ['a header without an algorithm', `${part({ typ: 'JWT' })}.${part({ iss: issuer })}.x`],
    ['a header that is a list', `${part(['alg'])}.${part({ iss: issuer })}.x`],
    ['claims that are a list', `${header}.${part([issuer])}.x`],
    ['claims that are null', `${header}.${part(null)}.x`],
  ])('is opaque where it is %s', (_, token) => {
    expect(tokenFormatOf(token)).toEqual({ format: 'opaque' });
  });
});
