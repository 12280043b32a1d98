import { describe, expect, it } from 'vitest';
import { secretBasic, secretPost } from '../../../libs/mcp-auth/src/identity-provider/endpoint-authentication.js';

describe('client_secret_basic', () => {
  it.each([
    ['plain', 's3cret', 'plain:s3cret'],
    ['a:b', 'c:d', 'a%3Ab:c%3Ad'],
    ['a', '100%', 'a:100%25'],
    ['a', '1+1', 'a:1%2B1'],
    ['my app', 'my secret', 'my+app:my+secret'],
    ['a', 'müll', 'a:m%C3%BCll'],
    ['https://api.example.com/mcp', '&=', 'https%3A%2F%2Fapi.example.com%2Fmcp:%26%3D'],
  ])('form-encodes %s and %s before it joins them (RFC 6749 §2.3.1)', async (id, secret, joined) => {
    const { headers, fields } = await secretBasic(id, secret)();
    expect([headers, fields]).toEqual([{ authorization: `Basic ${Buffer.from(joined).toString('base64')}` }, {}]);
  });
});

describe('client_secret_post', () => {
  it('shows both in the form and none in a header', async () => {
    expect(await secretPost('a:b', 'c d')()).toEqual({
      headers: {},
      fields: { client_id: 'a:b', client_secret: 'c d' },
    });
  });
});
