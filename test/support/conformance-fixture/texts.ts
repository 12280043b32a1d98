import type { CallToolResult } from '@modelcontextprotocol/server';

export function text(value: string): CallToolResult {
  return { content: [{ type: 'text', text: value }] };
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
