import { describe, expect, it } from 'vitest';
import { toolError, toolResult } from '../../../../libs/mcp-auth/src/transport/components/tool-result.js';

describe('what a tool returns', () => {
  it.each([
    ['text', 'text'],
    [{ a: 1 }, '{"a":1}'],
    [[1, 2], '[1,2]'],
    [7, '7'],
    [null, 'null'],
  ])('becomes text: %j', (value, text) => {
    expect(toolResult(value, 'text')).toEqual({ content: [{ type: 'text', text }] });
  });

  it('may be nothing', () => {
    expect(toolResult(undefined, 'text')).toEqual({ content: [] });
  });

  it('is structured too where the tool has a schema for it', () => {
    expect(toolResult({ a: 1 }, 'structured')).toEqual({
      content: [{ type: 'text', text: '{"a":1}' }],
      structuredContent: { a: 1 },
    });
  });

  it.each([{ content: [] }, { resultType: 'input_required' }])('stays as it is when it is a result: %j', (value) => {
    expect(toolResult(value, 'text')).toBe(value);
  });

  it('may be an error for the model', () => {
    expect(toolError('no')).toEqual({ content: [{ type: 'text', text: 'no' }], isError: true });
  });
});
