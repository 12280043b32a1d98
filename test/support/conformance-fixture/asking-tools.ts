import {
  inputRequired,
  inputResponse,
  type CallToolResult,
  type ElicitRequestFormParams,
  type InputRequiredResult,
  type McpServer,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { z } from 'zod';

import { text } from './texts.js';

/** Tools that ask the client something while the call is open, the way of the 2025 revisions. */
export function registerAskingTools(server: McpServer): void {
  registerSampling(server);
  registerElicitation(server);
  registerAsking(server, 'test_elicitation_sep1034_defaults', 'Asks with a default for each type', WITH_DEFAULTS);
  registerAsking(server, 'test_elicitation_sep1330_enums', 'Asks with each kind of choice', WITH_CHOICES);
}

// Without the related request the question goes to the separate GET stream, which a client need not have opened.
function duringThisCall({ mcpReq }: ServerContext): { relatedRequestId: string | number } {
  return { relatedRequestId: mcpReq.id };
}

function registerSampling(server: McpServer): void {
  server.registerTool(
    'test_sampling',
    { description: 'Has the client sample its model', inputSchema: z.object({ prompt: z.string() }) },
    async ({ prompt }, context) => {
      const answer = await context.mcpReq.requestSampling(
        { messages: [{ role: 'user', content: { type: 'text', text: prompt } }], maxTokens: 100 },
        duringThisCall(context),
      );
      return text(`LLM response: ${JSON.stringify(answer.content)}`);
    },
  );
}

function registerElicitation(server: McpServer): void {
  server.registerTool(
    'test_elicitation',
    { description: 'Asks the user for a name and an address', inputSchema: z.object({ message: z.string() }) },
    async ({ message }, context) => {
      const answer = await context.mcpReq.elicitInput(
        { mode: 'form', message, requestedSchema: USER_FORM },
        duringThisCall(context),
      );
      return text(`User response: ${JSON.stringify(answer)}`);
    },
  );
}

type FormSchema = ElicitRequestFormParams['requestedSchema'];

/** Written once for both eras: the SDK turns the returned question into a request on sessions of the 2025 revisions. */
function registerAsking(server: McpServer, name: string, description: string, requestedSchema: FormSchema): void {
  server.registerTool(name, { description }, ({ mcpReq }): CallToolResult | InputRequiredResult => {
    const answer = inputResponse(mcpReq.inputResponses, 'form');
    if (answer.kind !== 'elicit') {
      const form = inputRequired.elicit({ message: 'Please fill in the form', requestedSchema });
      return inputRequired({ inputRequests: { form } });
    }
    return text(`Elicitation completed: action=${answer.action}, content=${JSON.stringify(answer.content ?? {})}`);
  });
}

const USER_FORM: FormSchema = {
  type: 'object',
  properties: {
    username: { type: 'string', description: "User's response" },
    email: { type: 'string', description: "User's email address" },
  },
  required: ['username', 'email'],
};

const WITH_DEFAULTS: FormSchema = {
  type: 'object',
  properties: {
    name: { type: 'string', default: 'John Doe' },
    age: { type: 'integer', default: 30 },
    score: { type: 'number', default: 95.5 },
    status: { type: 'string', enum: ['active', 'inactive', 'pending'], default: 'active' },
    verified: { type: 'boolean', default: true },
  },
  required: [],
};

const OPTIONS = ['option1', 'option2', 'option3'];

function titled(noun: string): { const: string; title: string }[] {
  return ['First', 'Second', 'Third'].map((rank, index) => ({ const: `value${index + 1}`, title: `${rank} ${noun}` }));
}

const WITH_CHOICES: FormSchema = {
  type: 'object',
  properties: {
    untitledSingle: { type: 'string', enum: OPTIONS },
    titledSingle: { type: 'string', oneOf: titled('Option') },
    legacyEnum: {
      type: 'string',
      enum: ['opt1', 'opt2', 'opt3'],
      enumNames: ['Option One', 'Option Two', 'Option Three'],
    },
    untitledMulti: { type: 'array', items: { type: 'string', enum: OPTIONS } },
    titledMulti: { type: 'array', items: { anyOf: titled('Choice') } },
  },
  required: [],
};
