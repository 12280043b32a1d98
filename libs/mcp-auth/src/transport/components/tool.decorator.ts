import { SetMetadata } from '@nestjs/common';
import type { StandardSchemaWithJSON, ToolAnnotations } from '@modelcontextprotocol/server';

/** What a tool tells about itself (MCP: server/tools). */
export interface ToolOptions {
  /** Default: the method's name. */
  readonly name?: string;
  readonly title?: string;
  /** What it does and when to use it, in words for the model. */
  readonly description?: string;
  /** Schema of the arguments: any Standard Schema that can also be written as JSON Schema, such as `z.object({ ... })`. */
  readonly input?: StandardSchemaWithJSON;
  /** Schema of the structured result. */
  readonly output?: StandardSchemaWithJSON;
  readonly annotations?: ToolAnnotations;
}

export const TOOL = 'nestjs-mcp-auth:tool';

/**
 * Makes a method of a provider an MCP tool. It is called with `(input, context)`, or with what its parameter decorators
 * ask for. What it returns becomes the result: text as it is, an SDK result as it is, anything else as JSON.
 *
 * @example
 * \@Injectable()
 * export class NotesTools {
 *   \@Tool({ description: 'Finds notes', input: z.object({ text: z.string() }) })
 *   find(\@ToolInput() { text }: { text: string }, \@CurrentPrincipal() principal: Principal) {
 *     return this.notes.find(principal, text);
 *   }
 * }
 */
export const Tool = (options: ToolOptions = {}): MethodDecorator => SetMetadata(TOOL, options);
