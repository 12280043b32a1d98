import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Environment } from '../../../libs/mcp-auth/src/options/env.js';
import { groupOf, type OptionTable } from '../../../libs/mcp-auth/src/options/option-row.js';
import { readVariables } from '../../../libs/mcp-auth/src/options/read-variables.js';
import { variablesOf } from '../../support/variables.js';

const isPem = (text: string) => text.startsWith('-----BEGIN');
const table: OptionTable = {
  prefix: 'MCP_AUTH_X',
  fastMcpPrefix: 'FASTMCP_SERVER_AUTH_X',
  rows: {
    issuer: { schema: z.string(), doc: '', variable: { form: 'text', fastMcp: ['ISSUER'] } },
    someScopes: { schema: z.array(z.string()), doc: '', variable: { form: 'list' } },
    ageSeconds: { schema: z.number(), doc: '', variable: { form: 'number' } },
    secret: {
      schema: z.string(),
      doc: '',
      variable: { form: 'secret', fastMcp: ['KEY'], when: (text) => !isPem(text) },
    },
    publicKey: { schema: z.string(), doc: '', variable: { form: 'key', fastMcp: ['KEY'], when: isPem } },
    inside: groupOf({ offered: { schema: z.string(), doc: '', variable: { form: 'text', name: 'OFFERED' } } }, ''),
    codeOnly: { schema: z.unknown(), doc: '' },
  },
};
const read = (variables: Record<string, string>, files?: Record<string, string | Buffer>) =>
  readVariables(table, variablesOf(variables, files) satisfies Environment);

describe('the variables of a table', () => {
  it.each([
    ['MCP_AUTH_X_ISSUER', 'https://a', { issuer: 'https://a' }],
    ['MCP_AUTH_X_SOME_SCOPES', 'a, b  c', { someScopes: ['a', 'b', 'c'] }],
    ['MCP_AUTH_X_SOME_SCOPES', '["a b", "c"]', { someScopes: ['a b', 'c'] }],
    ['MCP_AUTH_X_AGE_SECONDS', '60', { ageSeconds: 60 }],
    ['MCP_AUTH_X_AGE_SECONDS', 'long', { ageSeconds: 'long' }],
    ['MCP_AUTH_X_OFFERED', 'a', { inside: { offered: 'a' } }],
    ['MCP_AUTH_X_PUBLIC_KEY', String.raw`-----BEGIN X\nabc`, { publicKey: '-----BEGIN X\nabc' }],
    ['FASTMCP_SERVER_AUTH_X_ISSUER', 'https://a', { issuer: 'https://a' }],
    ['FASTMCP_SERVER_AUTH_X_KEY', 'shared', { secret: 'shared' }],
    ['FASTMCP_SERVER_AUTH_X_KEY', '-----BEGIN X', { publicKey: '-----BEGIN X' }],
    ['MCP_AUTH_X_CODE_ONLY', 'x', {}],
  ])('give %s=%s its meaning', (name, text, values) => {
    expect(read({ [name]: text })).toEqual({ values, problems: [] });
  });

  it('take an own name before that of FastMCP', () => {
    const { values } = read({ MCP_AUTH_X_ISSUER: 'own', FASTMCP_SERVER_AUTH_X_ISSUER: 'other' });
    expect(values).toEqual({ issuer: 'own' });
  });

  it('take a secret from the file that its twin names, without the final line break', () => {
    const { values } = read({ MCP_AUTH_X_SECRET_FILE: '/run/secret' }, { '/run/secret': 'shared\n' });
    expect(values).toEqual({ secret: 'shared' });
  });

  it('take a secret that is no text as the bytes of its file, with whatever they end', () => {
    const bytes = Buffer.from([0xff, 0x00, 0x0d, 0x0a]);
    const { values } = read({ MCP_AUTH_X_SECRET_FILE: '/run/secret' }, { '/run/secret': bytes });
    expect(values).toEqual({ secret: bytes });
  });

  it.each([
    [{ MCP_AUTH_X_SECRET_FILE: '/absent' }, 'MCP_AUTH_X_SECRET_FILE', 'the file cannot be read (ENOENT)'],
    [
      { MCP_AUTH_X_SECRET_FILE: '/absent', MCP_AUTH_X_SECRET: 'x' },
      'MCP_AUTH_X_SECRET',
      'is set beside MCP_AUTH_X_SECRET_FILE; keep one of them',
    ],
  ])('tell what is wrong with %j', (variables, variable, message) => {
    expect(read(variables).problems).toEqual([{ path: variable, variable, message }]);
  });

  it('never read a file for what is no secret', () => {
    expect(read({ MCP_AUTH_X_ISSUER_FILE: '/absent' })).toEqual({ values: {}, problems: [] });
  });
});
