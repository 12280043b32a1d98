import { fromJsonSchema, type JsonSchemaType, type McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';

import { RED_PIXEL_PNG, SILENT_WAV } from './samples.js';
import { text } from './texts.js';

/** Tools that answer at once. The first one stays callable without arguments: a header scenario calls it so. */
export function registerContentTools(server: McpServer): void {
  registerPlainContent(server);
  registerResourceContent(server);
  registerFailure(server);
  registerSchemaTools(server);
}

function registerPlainContent(server: McpServer): void {
  server.registerTool('test_simple_text', { description: 'Answers with one line of text' }, () =>
    text('This is a simple text response for testing.'),
  );
  server.registerTool('test_image_content', { description: 'Answers with a PNG image' }, () => ({
    content: [{ type: 'image', data: RED_PIXEL_PNG, mimeType: 'image/png' }],
  }));
  server.registerTool('test_audio_content', { description: 'Answers with a WAV sound' }, () => ({
    content: [{ type: 'audio', data: SILENT_WAV, mimeType: 'audio/wav' }],
  }));
}

function registerResourceContent(server: McpServer): void {
  const embedded = {
    uri: 'test://embedded-resource',
    mimeType: 'text/plain',
    text: 'This is an embedded resource content.',
  };
  const mixed = {
    uri: 'test://mixed-content-resource',
    mimeType: 'application/json',
    text: JSON.stringify({ test: 'data', value: 123 }),
  };
  server.registerTool('test_embedded_resource', { description: 'Answers with an embedded resource' }, () => ({
    content: [{ type: 'resource', resource: embedded }],
  }));
  server.registerTool('test_multiple_content_types', { description: 'Answers with text, image and resource' }, () => ({
    content: [
      { type: 'text', text: 'Multiple content types test:' },
      { type: 'image', data: RED_PIXEL_PNG, mimeType: 'image/png' },
      { type: 'resource', resource: mixed },
    ],
  }));
}

function registerFailure(server: McpServer): void {
  server.registerTool('test_error_handling', { description: 'Always fails' }, () => {
    throw new Error('This tool intentionally returns an error for testing');
  });
}

const EVERY_SCHEMA_KEYWORD = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  $defs: {
    address: {
      $anchor: 'addressDef',
      type: 'object',
      properties: { street: { type: 'string' }, city: { type: 'string' } },
    },
  },
  properties: {
    name: { type: 'string' },
    address: { $ref: '#/$defs/address' },
    contactMethod: { type: 'string', enum: ['phone', 'email'] },
    phone: { type: 'string' },
    email: { type: 'string' },
  },
  allOf: [{ anyOf: [{ required: ['phone'] }, { required: ['email'] }] }],
  if: { properties: { contactMethod: { const: 'phone' } }, required: ['contactMethod'] },
  // oxlint-disable-next-line unicorn/no-thenable -- the keyword of JSON Schema
  then: { required: ['phone'] },
  else: { required: ['email'] },
  additionalProperties: false,
} satisfies JsonSchemaType;

const MIRRORED_PARAMETER = z.object({ region: z.string().meta({ 'x-mcp-header': 'Region' }) });

function registerSchemaTools(server: McpServer): void {
  server.registerTool(
    'json_schema_2020_12_tool',
    { description: 'Tool with JSON Schema 2020-12 features', inputSchema: fromJsonSchema(EVERY_SCHEMA_KEYWORD) },
    () => text('The arguments fit the schema.'),
  );
  server.registerTool(
    'test_mirrored_header',
    {
      description: 'Has a parameter that clients repeat in a header',
      inputSchema: MIRRORED_PARAMETER,
    },
    ({ region }) => text(`Region: ${region}`),
  );
}
