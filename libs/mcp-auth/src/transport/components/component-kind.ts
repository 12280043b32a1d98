import type { McpServer, ServerContext } from '@modelcontextprotocol/server';
import type { ComponentKindName } from '../called-components.js';

/** Calls the method behind a component, with all that Nest puts around it. */
export type ComponentCall = (input: unknown, context: ServerContext) => Promise<unknown>;

/** What a decorator says of one method. */
export interface DescribedComponent {
  /** Name of the tool or the prompt; URI of the resource, or its template as written. */
  readonly name: string;
  /** Puts the component on a server of the SDK. */
  readonly register: (server: McpServer, surroundings: ComponentSurroundings) => void;
  /** Whether a call by this other name is meant, too; of resources alone. */
  readonly isCalledBy?: (name: string) => boolean;
}

export interface ComponentSurroundings {
  readonly call: ComponentCall;
  /** Writes a fault of the service into the log; the result is its id there. */
  readonly logFault: (message: string, error: unknown) => string;
}

/** One sort of components that methods of providers can be. */
export interface ComponentKind {
  readonly kind: ComponentKindName;
  /** Reads the kind's decorator on a method; undefined where there is none. */
  readonly describe: (method: object, methodName: string) => DescribedComponent | undefined;
}
