import { SetMetadata } from '@nestjs/common';
import type { StandardSchemaWithJSON } from '@modelcontextprotocol/server';

/** What a prompt tells about itself (MCP: server/prompts). */
export interface PromptOptions {
  /** Default: the method's name. */
  readonly name?: string;
  readonly title?: string;
  /** What it is for, in words for people. */
  readonly description?: string;
  /** Schema of the arguments; each of them is text. */
  readonly input?: StandardSchemaWithJSON;
}

export const PROMPT = 'nestjs-mcp-auth:prompt';

/**
 * Makes a method of a provider an MCP prompt. It is called with `(input, context)`, or with what its parameter decorators ask for.
 * What it returns becomes the prompt: text as one message of the user, a list as messages, an SDK result as it is.
 */
export const Prompt = (options: PromptOptions = {}): MethodDecorator => SetMetadata(PROMPT, options);
