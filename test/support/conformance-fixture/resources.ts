import { ResourceTemplate, type McpServer } from '@modelcontextprotocol/server';

import { RED_PIXEL_PNG } from './samples.js';

export function registerResources(server: McpServer): void {
  registerText(server, 'test://static-text', 'Static text', 'This is the content of the static text resource.');
  registerText(server, 'test://watched-resource', 'Watched resource', 'A resource one can subscribe to.');
  registerBinary(server);
  registerTemplate(server);
}

function registerText(server: McpServer, uri: string, name: string, content: string): void {
  const mimeType = 'text/plain';
  server.registerResource(name, uri, { description: `${name} for testing`, mimeType }, () => ({
    contents: [{ uri, mimeType, text: content }],
  }));
}

function registerBinary(server: McpServer): void {
  const uri = 'test://static-binary';
  const mimeType = 'image/png';
  server.registerResource('Static binary', uri, { description: 'An image for testing', mimeType }, () => ({
    contents: [{ uri, mimeType, blob: RED_PIXEL_PNG }],
  }));
}

function registerTemplate(server: McpServer): void {
  const template = new ResourceTemplate('test://template/{id}/data', {
    list: undefined,
    complete: { id: (start) => ['123', '124', '200'].filter((id) => id.startsWith(start)) },
  });
  const mimeType = 'application/json';
  server.registerResource('Template', template, { description: 'Data by id', mimeType }, (uri, { id }) => ({
    contents: [
      {
        uri: uri.href,
        mimeType,
        text: JSON.stringify({ id, templateTest: true, data: `Data for ID: ${String(id)}` }),
      },
    ],
  }));
}

/** The subscription methods of the 2025 revisions; 2026-07-28 has `subscriptions/listen` instead. Nothing changes. */
export function registerSubscriptions({ server }: McpServer): void {
  server.setRequestHandler('resources/subscribe', () => ({}));
  server.setRequestHandler('resources/unsubscribe', () => ({}));
}
