import { SetMetadata } from '@nestjs/common';

/** What a resource tells about itself (MCP: server/resources). */
export interface ResourceOptions {
  /** `notes://all`, or a template of RFC 6570 such as `notes://{id}`. */
  readonly uri: string;
  /** Default: the method's name. */
  readonly name?: string;
  readonly title?: string;
  /** What it holds, in words for the model. */
  readonly description?: string;
  readonly mimeType?: string;
}

export const RESOURCE = 'nestjs-mcp-auth:resource';

/** What a resource method is called with. */
export interface ResourceInput {
  readonly uri: string;
  /** What the client put in the places of the template; checked by nobody yet. */
  readonly variables: Readonly<Record<string, string | readonly string[]>>;
}

/**
 * Makes a method of a provider an MCP resource. It is called with `({ uri, variables }, context)`, or with what its parameter
 * decorators ask for. What it returns becomes the content: text and bytes as they are, an SDK result as it is, anything else as JSON.
 *
 * @example
 * \@RequireScopes('notes:read')
 * \@Resource({ uri: 'notes://{id}', description: 'One of your notes' })
 * read(\@ToolInput() { variables }: ResourceInput, \@CurrentPrincipal() principal: Principal) { ... }
 */
export const Resource = (options: ResourceOptions): MethodDecorator => SetMetadata(RESOURCE, options);
