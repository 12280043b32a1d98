import type { Type } from '@nestjs/common';

/** What one registration put into the application. */
export interface Registration {
  /** `application` for `forRoot`, of which there is one; `feature` for each further resource. */
  readonly role: 'application' | 'feature';
  readonly path: string;
  readonly controllers: readonly Type[];
  /** Paths that no global prefix may move. */
  readonly fixedPaths: readonly string[];
}
export const Registration = Symbol('Registration');
