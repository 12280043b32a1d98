import type { McpServer, ServerContext } from '@modelcontextprotocol/server';
import type { ComponentKind, ComponentSurroundings } from './component-kind.js';
import { faultOfCall } from './fault-of-call.js';
import { TOOL, type ToolOptions } from './tool.decorator.js';
import { toolError, toolResult } from './tool-result.js';

/** Methods that are tools. */
export const toolKind: ComponentKind = {
  kind: 'tool',
  describe(method, methodName) {
    const options = Reflect.getMetadata(TOOL, method) as ToolOptions | undefined;
    if (options === undefined) return undefined;
    const name = options.name ?? methodName;
    return { name, register: (server, surroundings) => registerTool(server, name, options, surroundings) };
  },
};

function registerTool(
  server: McpServer,
  name: string,
  options: ToolOptions,
  surroundings: ComponentSurroundings,
): void {
  const { title, description, input, output, annotations } = options;
  const config = {
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(output !== undefined && { outputSchema: output }),
    ...(annotations !== undefined && { annotations }),
  };
  const run = async (args: unknown, context: ServerContext) => {
    try {
      return toolResult(await surroundings.call(args, context), output === undefined ? 'text' : 'structured');
    } catch (error) {
      return toolError(faultOfCall(error, `Tool "${name}"`, surroundings.logFault));
    }
  };
  if (input === undefined) server.registerTool(name, config, (context: ServerContext) => run({}, context));
  else server.registerTool(name, { ...config, inputSchema: input }, run);
}
