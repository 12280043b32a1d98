/** What the rest of the module may know of the resource that it protects. */
export interface ResourceSettings {
  /** The identifier, as configured: published and compared as this very string. */
  readonly resource: string;
  readonly offeredScopes: readonly string[];
  /** Metadata keys by which the application's guards know public routes. */
  readonly publicMarkers: readonly string[];
}
export const ResourceSettings = Symbol('ResourceSettings');
