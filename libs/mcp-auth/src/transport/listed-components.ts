import { isJsonObject } from '../core/json-object.js';
import type { ComponentKindName } from './called-components.js';

/** How the result of a list method is read. */
export interface ListShape {
  readonly kind: ComponentKindName;
  /** Member of the result that holds the list. */
  readonly member: string;
  /** Member of an entry that names the component. */
  readonly name: string;
}

const shapes: Readonly<Record<string, ListShape>> = {
  'tools/list': { kind: 'tool', member: 'tools', name: 'name' },
  'prompts/list': { kind: 'prompt', member: 'prompts', name: 'name' },
  'resources/list': { kind: 'resource', member: 'resources', name: 'uri' },
  'resources/templates/list': { kind: 'resource', member: 'resourceTemplates', name: 'uriTemplate' },
};

/** The shape of the answer to a message, where it asks for a list. */
export function listAskedBy(message: unknown): ListShape | undefined {
  const method: unknown = isJsonObject(message) ? message['method'] : undefined;
  return typeof method === 'string' && Object.hasOwn(shapes, method) ? shapes[method] : undefined;
}

/** Names of what a result lists. */
export function namesIn(result: unknown, { member, name }: ListShape): readonly string[] {
  return entriesOf(result, member)
    .map((entry) => (isJsonObject(entry) ? entry[name] : undefined))
    .filter((one) => typeof one === 'string');
}

/**
 * The same result with those entries only whose name is visible. What is left depends on who asks, so no shared cache may keep it
 * (MCP 2026-07-28: `cacheScope`).
 */
export function thinned<Result>(result: Result, { member, name }: ListShape, visible: ReadonlySet<unknown>): Result {
  const entries = entriesOf(result, member).filter((entry) => isJsonObject(entry) && visible.has(entry[name]));
  const scope = isJsonObject(result) && 'cacheScope' in result ? { cacheScope: 'private' } : {};
  return { ...result, [member]: entries, ...scope };
}

function entriesOf(result: unknown, member: string): readonly unknown[] {
  const entries: unknown = isJsonObject(result) ? result[member] : undefined;
  return Array.isArray(entries) ? entries : [];
}
