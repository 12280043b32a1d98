import { Inject, Injectable } from '@nestjs/common';
import { McpServer, type McpRequestContext } from '@modelcontextprotocol/server';
import { AccessGate } from './access-gate.js';
import { ComponentCaller, type ComponentMethod } from './component-caller.js';
import { ComponentRegistry, type Component } from './component-registry.js';
import { Failures } from './failures.js';
import { currentExchange } from './mcp-exchange.js';
import { ResourceSubscriptions } from './resource-subscriptions.js';
import { TransportSettings, type ServedServer, type ServerOption } from './transport.settings.js';
import { wantedComponents } from './wanted-components.js';

/** Makes the SDK server for a request or a session, with the components of the application on it. */
@Injectable()
export class McpServers {
  private readonly methods = new Map<Component, ComponentMethod>();

  constructor(
    @Inject(TransportSettings) private readonly settings: TransportSettings,
    @Inject(ComponentRegistry) private readonly registry: ComponentRegistry,
    @Inject(ComponentCaller) private readonly caller: ComponentCaller,
    @Inject(AccessGate) private readonly gate: AccessGate,
    @Inject(ResourceSubscriptions) private readonly subscriptions: ResourceSubscriptions,
    @Inject(Failures) private readonly failures: Failures,
  ) {}

  /** The factory that the SDK asks for: once per request, or once per session. */
  readonly create = async (context: McpRequestContext): Promise<ServedServer> => {
    const server = await newServer(this.settings.server, context);
    // Who makes the server subscribes to what it has.
    if (server instanceof McpServer && typeof this.settings.server !== 'function') this.subscriptions.offer(server);
    if (server instanceof McpServer) for (const component of this.wanted(context)) this.register(server, component);
    return this.gate.guard(server);
  };

  /** A server for one request needs only what that request is about; a session may ask for anything. */
  private wanted({ era }: McpRequestContext): readonly Component[] {
    return era === 'legacy' ? this.registry.components : wantedComponents(currentExchange().body, this.registry);
  }

  private register(server: McpServer, component: Component): void {
    component.register(server, {
      call: (input, context) => {
        const { request, response } = currentExchange();
        return this.methodOf(component)(request, response, input, context);
      },
      logFault: (message, error) => this.failures.log(message, error),
    });
  }

  private methodOf(component: Component): ComponentMethod {
    const known = this.methods.get(component);
    if (known !== undefined) return known;
    const method = this.caller.prepare(component);
    this.methods.set(component, method);
    return method;
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
