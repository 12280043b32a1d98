import { randomBytes } from 'node:crypto';

import { createRequestStateCodec } from '@modelcontextprotocol/server';

export interface RoundState {
  round: number;
  name?: string;
}

/** Seals what a tool has to remember between two rounds, for this tool method and for this caller. */
export const requestState = createRequestStateCodec<RoundState>({
  key: randomBytes(32),
  bind: ({ mcpReq, http }) => `${mcpReq.method}\n${http?.authInfo?.clientId ?? ''}`,
});
