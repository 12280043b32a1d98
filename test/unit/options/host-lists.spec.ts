import { describe, expect, it } from 'vitest';
import { listsHost } from '../../../libs/mcp-auth/src/options/host-lists.js';

const lists = (entry: string, url: string) => listsHost([entry], new URL(url));

describe('a list of hosts', () => {
  it.each([
    ['idp.internal', 'https://idp.internal/token'],
    ['idp.internal', 'https://idp.internal:8443/token'],
    ['idp.internal', 'http://IDP.internal/'],
    ['idp.internal:8443', 'https://idp.internal:8443/'],
    ['idp.internal:443', 'https://idp.internal/'],
    ['idp.internal:80', 'http://idp.internal/'],
    ['*.internal', 'https://idp.internal/'],
    ['*.internal', 'https://a.b.internal:8443/'],
    ['[fd00::1]', 'https://[fd00::1]:8443/'],
    ['10.0.0.7', 'https://10.0.0.7/'],
  ])('with %s has %s', (entry, url) => {
    expect(lists(entry, url)).toBe(true);
  });

  it.each([
    ['idp.internal', 'https://idp.internal.evil.test/'],
    ['idp.internal', 'https://my-idp.internal/'],
    ['idp.internal', 'https://evil.test/idp.internal'],
    ['idp.internal', 'https://idp.internal@evil.test/'],
    ['idp.internal:8443', 'https://idp.internal:9443/'],
    ['idp.internal:443', 'http://idp.internal/'],
    ['idp.internal:80', 'https://idp.internal/'],
    ['*.internal', 'https://internal/'],
    ['*.internal', 'https://evilinternal/'],
    ['*.internal', 'https://idp.internal.evil.test/'],
  ])('with %s has no %s', (entry, url) => {
    expect(lists(entry, url)).toBe(false);
  });

  it('is empty unless somebody writes into it', () => {
    expect(listsHost([], new URL('https://idp.internal/'))).toBe(false);
  });
});
