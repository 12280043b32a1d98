import { z } from 'zod';
import type { ApplicationPart } from './oauth-server.options.js';

/** The option for a part of the application; which methods it has is seen when it is used. */
export function applicationPartRow<Part>(doc: string) {
  return {
    schema: z
      .custom<ApplicationPart<Part>>(
        (value) =>
          typeof value === 'object' &&
          value !== null &&
          ['useValue', 'useExisting', 'useClass'].filter((name) => name in value).length === 1,
        'must be { useClass }, { useExisting } or { useValue }',
      )
      .optional(),
    doc,
  };
}
