import { calledComponents } from './called-components.js';
import type { Component, ComponentRegistry } from './component-registry.js';
import { listAskedBy } from './listed-components.js';
import { isOpenEnded } from './open-ended.js';

/**
 * The components that a server for one request needs: those that it calls, or the list that it asks for. Thousands of others are
 * thus not put on a server that lives for a millisecond.
 */
export function wantedComponents(
  body: unknown,
  registry: Pick<ComponentRegistry, 'find' | 'components'>,
): readonly Component[] {
  // A stream is told what the whole server has, and stays.
  if (isOpenEnded('POST', body)) return registry.components;
  const called = calledComponents(body);
  if (called.length > 0) return [...new Set(called.flatMap(({ kind, name }) => registry.find(kind, name) ?? []))];
  const list = listAskedBy(body);
  return list === undefined ? registry.components : registry.components.filter(({ kind }) => kind === list.kind);
}
