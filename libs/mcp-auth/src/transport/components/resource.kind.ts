import {
  ProtocolError,
  ProtocolErrorCode,
  ResourceTemplate,
  UriTemplate,
  type McpServer,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { normalUri } from '../normal-uri.js';
import type { ComponentKind, ComponentSurroundings } from './component-kind.js';
import { faultOfCall } from './fault-of-call.js';
import { RESOURCE, type ResourceInput, type ResourceOptions } from './resource.decorator.js';
import { resourceResult } from './resource-result.js';

/** Methods that are resources, one or many by a template. */
export const resourceKind: ComponentKind = {
  kind: 'resource',
  describe(method, methodName) {
    const options = Reflect.getMetadata(RESOURCE, method) as ResourceOptions | undefined;
    if (options === undefined) return undefined;
    const isTemplate = UriTemplate.isTemplate(options.uri);
    const name = isTemplate ? options.uri : normalUri(options.uri);
    const template = new UriTemplate(name);
    return {
      name,
      register: (server, surroundings) =>
        registerResource(server, { ...options, uri: name, name: options.name ?? methodName }, surroundings),
      isCalledBy: (uri) => (isTemplate ? template.match(normalUri(uri)) !== null : normalUri(uri) === name),
    };
  },
};

type NamedOptions = ResourceOptions & { readonly name: string };

function registerResource(server: McpServer, options: NamedOptions, { call, logFault }: ComponentSurroundings): void {
  const { uri: written, name, title, description, mimeType } = options;
  const metadata = {
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(mimeType !== undefined && { mimeType }),
  };
  const read = async (uri: URL, variables: ResourceInput['variables'], context: ServerContext) => {
    try {
      return resourceResult(await call({ uri: uri.toString(), variables }, context), uri.toString(), mimeType);
    } catch (error) {
      throw new ProtocolError(ProtocolErrorCode.InternalError, faultOfCall(error, `Resource "${written}"`, logFault));
    }
  };
  if (UriTemplate.isTemplate(written)) {
    server.registerResource(name, new ResourceTemplate(written, { list: undefined }), metadata, read);
  } else {
    server.registerResource(name, written, metadata, (uri, context) => read(uri, {}, context));
  }
}
