import type { Type } from '@nestjs/common';

/**
 * Puts the application's own public markers on a controller of ours and on its methods, so that global guards which
 * know such a marker let the request through to our guard.
 */
export function markPublic(controller: Type, markers: readonly string[]): void {
  const prototype: object = controller.prototype;
  const methods = Object.getOwnPropertyNames(prototype)
    .map((name): unknown => Reflect.get(prototype, name))
    .filter((member) => typeof member === 'function');
  for (const marker of markers) {
    for (const target of [controller, ...methods]) Reflect.defineMetadata(marker, true, target);
  }
}
