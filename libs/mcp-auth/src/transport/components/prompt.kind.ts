import {
  ProtocolError,
  ProtocolErrorCode,
  type GetPromptResult,
  type McpServer,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { isJsonObject } from '../../core/json-object.js';
import type { ComponentKind, ComponentSurroundings } from './component-kind.js';
import { faultOfCall } from './fault-of-call.js';
import { PROMPT, type PromptOptions } from './prompt.decorator.js';

/** Methods that are prompts. */
export const promptKind: ComponentKind = {
  kind: 'prompt',
  describe(method, methodName) {
    const options = Reflect.getMetadata(PROMPT, method) as PromptOptions | undefined;
    if (options === undefined) return undefined;
    const name = options.name ?? methodName;
    return { name, register: (server, surroundings) => registerPrompt(server, name, options, surroundings) };
  },
};

function registerPrompt(
  server: McpServer,
  name: string,
  { title, description, input }: PromptOptions,
  { call, logFault }: ComponentSurroundings,
): void {
  const config = { ...(title !== undefined && { title }), ...(description !== undefined && { description }) };
  const write = async (args: unknown, context: ServerContext) => {
    try {
      return promptResult(await call(args, context));
    } catch (error) {
      throw new ProtocolError(ProtocolErrorCode.InternalError, faultOfCall(error, `Prompt "${name}"`, logFault));
    }
  };
  if (input === undefined) server.registerPrompt(name, config, (context: ServerContext) => write({}, context));
  else server.registerPrompt(name, { ...config, argsSchema: input }, write);
}

/** Turns what a prompt method returned into messages of the protocol. */
export function promptResult(value: unknown): GetPromptResult {
  if (isSdkResult(value)) return value;
  if (Array.isArray(value)) return { messages: value as GetPromptResult['messages'] };
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return { messages: [{ role: 'user', content: { type: 'text', text } }] };
}

function isSdkResult(value: unknown): value is GetPromptResult {
  return isJsonObject(value) && Array.isArray(value['messages']);
}
