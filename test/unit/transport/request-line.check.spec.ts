import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { requestLineFault } from '../../../libs/mcp-auth/src/transport/request-line.check.js';

const faultOf = (method: string, url: string) => requestLineFault({ method, url } as IncomingMessage);

describe('the request line of an MCP call', () => {
  it.each(['GET', 'POST', 'DELETE'])('may have the method %s', (method) => {
    expect(faultOf(method, '/mcp')).toBeUndefined();
  });

  it.each(['PUT', 'PATCH', 'HEAD', 'TRACE', 'QUERY', ''])('may not have the method %s', (method) => {
    expect(faultOf(method, '/mcp')).toBe('method_not_allowed');
  });

  it.each(['http://localhost:3000/mcp', '*', ''])('may not have a target that is no path: %s', (url) => {
    expect(faultOf('POST', url)).toBe('target_not_supported');
  });
});
