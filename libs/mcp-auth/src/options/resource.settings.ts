/** What the rest of the module may know of the resource that it protects. */
export interface ResourceSettings {
  /** The identifier, as configured: published and compared as this very string. Absent only at level 1. */
  readonly resource?: string | undefined;
  /** The form in which clients are told of a scope. */
  readonly advertised: (scope: string) => string;
  /** Metadata keys by which the application's guards know public routes. */
  readonly publicMarkers: readonly string[];
}
export const ResourceSettings = Symbol('ResourceSettings');
