import type { ExecutionContext } from '@nestjs/common';
import type { CredentialSource } from './credential-source.js';
import { graphqlSource } from './graphql.credential.js';
import { httpSource } from './http.credential.js';
import { rpcSource } from './rpc.credential.js';
import { wsSource } from './ws.credential.js';

/** Every kind of context that can be authenticated: a new one is a file here and a line in this list. */
const credentialSources: readonly CredentialSource[] = [httpSource, graphqlSource, rpcSource, wsSource];

/** The source for a context; undefined for an unknown one, which is refused. */
export function sourceFor(context: ExecutionContext): CredentialSource | undefined {
  const type = context.getType<string>();
  return credentialSources.find(({ contextTypes }) => contextTypes.includes(type));
}
