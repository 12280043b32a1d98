import { describe, expect, it } from 'vitest';
import { pathOfResource, resolveBase } from '../../../libs/mcp-auth/src/options/base.settings.js';

const resource = 'https://api.example.com/mcp';
const problemsOf = (raw: object): readonly string[] => {
  const resolution = resolveBase(raw);
  return resolution.ok ? [] : resolution.problems.map(({ path, message }) => `${path}: ${message}`);
};

describe('the base options', () => {
  it('have a default for everything but the resource', () => {
    expect(resolveBase({ resource })).toEqual({
      ok: true,
      settings: {
        resource,
        path: '/mcp',
        scopes: { required: [], offered: [], implies: {}, descriptions: {} },
        challengeScopes: 'operation+granted',
        publicMarkers: ['isPublic'],
        allowedOrigins: [],
        maxBodyBytes: 1_048_576,
      },
    });
  });

  it.each([
    [{ resource: 'mcp' }, 'resource: is not an absolute URL'],
    [
      { resource: 'https://api.example.com' },
      'resource: "https://api.example.com" needs a plain path of its own, such as "/mcp"',
    ],
    [{ resource: 'https://h/:id' }, 'resource: "https://h/:id" needs a plain path of its own, such as "/mcp"'],
    [
      { resource: 'http://api.example.com/mcp' },
      'resource: "http://api.example.com/mcp" must be an https URL (plain http is for loopback only)',
    ],
    [
      { resource, allowedOrigins: ['https://a.example/x'] },
      'allowedOrigins.0: "https://a.example/x" is no origin such as "https://app.example.com"',
    ],
    [{ resource, allowedOrigins: ['*'] }, 'allowedOrigins.0: "*" is no origin such as "https://app.example.com"'],
  ])('say what is wrong with %j', (raw, problem) => {
    expect(problemsOf(raw)).toEqual([problem]);
  });

  it.each([
    { resource: 'https://user:pw@host:99999/mcp' },
    { resource: 'https://h/user:pw@host' },
    { resource, allowedOrigins: ['https://user:pw@host:99999'] },
    { resource, allowedOrigins: ['https://user:pw@host'] },
  ])('never repeat a password: %j', (raw) => {
    expect(problemsOf(raw)).toHaveLength(1);
    expect(problemsOf(raw).join()).not.toContain('pw');
  });

  it.each([
    { resource, resorce: 'x' },
    { resource, maxBodyBytes: 0 },
    { resource, scopes: { offered: ['a b'] } },
  ])('refuse %j', (raw) => {
    expect(problemsOf(raw)).toHaveLength(1);
  });
});

describe('the path of a resource', () => {
  it.each([
    ['https://api.example.com/mcp/', '/mcp'],
    [undefined, '/mcp'],
    ['alice:hunter2@api.example.com/mcp', ''],
  ])('of %s is "%s", so that no password becomes one', (text, path) => {
    expect(pathOfResource(text)).toBe(path);
  });
});
