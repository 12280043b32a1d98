import { describe, expect, it } from 'vitest';
import { listAskedBy, namesIn, thinned } from '../../../libs/mcp-auth/src/transport/listed-components.js';

const shapeOf = (method: string) => listAskedBy({ method }) ?? expect.fail(method);

describe('a list', () => {
  it.each([
    ['tools/list', { tools: [{ name: 'a' }, { name: 'b' }] }],
    ['prompts/list', { prompts: [{ name: 'a' }, { name: 'b' }] }],
    ['resources/list', { resources: [{ uri: 'a' }, { uri: 'b' }] }],
    ['resources/templates/list', { resourceTemplates: [{ uriTemplate: 'a' }, { uriTemplate: 'b' }] }],
  ])('of %s loses what its reader may not see, and nothing else', (method, result) => {
    const shape = shapeOf(method);
    expect(namesIn(result, shape)).toEqual(['a', 'b']);
    const left = thinned({ ...result, nextCursor: 'n' }, shape, new Set(['b']));
    expect(namesIn(left, shape)).toEqual(['b']);
    expect(left).toMatchObject({ nextCursor: 'n' });
  });

  it('that was for everyone is for its reader alone afterwards', () => {
    const result = { tools: [], cacheScope: 'public', ttlMs: 1 };
    expect(thinned(result, shapeOf('tools/list'), new Set())).toEqual({ tools: [], cacheScope: 'private', ttlMs: 1 });
  });

  it.each(['tools/call', 'toString', ''])('is not asked for by "%s"', (method) => {
    expect(listAskedBy({ method })).toBeUndefined();
  });
});
