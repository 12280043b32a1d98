import { Inject, Injectable } from '@nestjs/common';
import { McpServer, type McpRequestContext, type ServerContext } from '@modelcontextprotocol/server';
import { Randomness } from '../core/randomness.js';
import { AccessGate } from './access-gate.js';
import { currentExchange } from './mcp-exchange.js';
import { calledComponents } from './called-components.js';
import { ToolCaller, type ToolCall } from './tool-caller.js';
import { toolFailure } from './tool-failure.js';
import { ToolRegistry, type RegisteredTool } from './tool-registry.js';
import { toolResult } from './tool-result.js';
import { TransportSettings, type ServedServer, type ServerOption } from './transport.settings.js';

/** Makes the SDK server for a request or a session, with every tool of the application on it. */
@Injectable()
export class McpServers {
  private readonly calls = new Map<RegisteredTool, ToolCall>();

  constructor(
    @Inject(TransportSettings) private readonly settings: TransportSettings,
    @Inject(ToolRegistry) private readonly registry: ToolRegistry,
    @Inject(ToolCaller) private readonly caller: ToolCaller,
    @Inject(AccessGate) private readonly gate: AccessGate,
    @Inject(Randomness) private readonly randomness: Randomness,
  ) {}

  /** The factory that the SDK asks for: once per request, or once per session. */
  readonly create = async (context: McpRequestContext): Promise<ServedServer> => {
    const server = await newServer(this.settings.server, context);
    if (server instanceof McpServer) for (const tool of this.wanted(context)) this.register(server, tool);
    return this.gate.guard(server);
  };

  /** A server for one call needs only what is called: thousands of other tools are not put on it. */
  private wanted({ era }: McpRequestContext): readonly RegisteredTool[] {
    const { body } = currentExchange();
    const names = calledComponents(body).filter(({ kind }) => kind === 'tool');
    if (era === 'legacy' || names.length === 0) return this.registry.tools;
    return names.flatMap(({ name }) => this.registry.find(name) ?? []);
  }

  private register(server: McpServer, tool: RegisteredTool): void {
    const { title, description, input, output, annotations } = tool.options;
    const config = {
      ...(title !== undefined && { title }),
      ...(description !== undefined && { description }),
      ...(output !== undefined && { outputSchema: output }),
      ...(annotations !== undefined && { annotations }),
    };
    if (input === undefined) {
      server.registerTool(tool.name, config, (context: ServerContext) => this.call(tool, {}, context));
    } else {
      const configWithInput = { ...config, inputSchema: input };
      server.registerTool(tool.name, configWithInput, (args: unknown, context: ServerContext) =>
        this.call(tool, args, context),
      );
    }
  }

  private async call(tool: RegisteredTool, input: unknown, context: ServerContext) {
    const { request, response } = currentExchange();
    try {
      const value = await this.callOf(tool)(request, response, input, context);
      return toolResult(value, tool.options.output === undefined ? 'text' : 'structured');
    } catch (error) {
      return toolFailure(error, tool.name, this.randomness);
    }
  }

  private callOf(tool: RegisteredTool): ToolCall {
    const known = this.calls.get(tool);
    if (known !== undefined) return known;
    const call = this.caller.prepare(tool);
    this.calls.set(tool, call);
    return call;
  }
}

async function newServer(option: ServerOption, context: McpRequestContext): Promise<ServedServer> {
  if (typeof option === 'function') return option(context);
  const { name, version, title, instructions } = option;
  return new McpServer(
    { name, version, ...(title !== undefined && { title }) },
    // Declared even without a tool, so that a client may ask and gets an empty list.
    { capabilities: { tools: {} }, ...(instructions !== undefined && { instructions }) },
  );
}
