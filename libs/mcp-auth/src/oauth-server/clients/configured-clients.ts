import type { Client } from '../model/client.js';

/** Clients that the options name. */
export interface ConfiguredClients {
  readonly clients: readonly Client[];
}
export const ConfiguredClients = Symbol('ConfiguredClients');
