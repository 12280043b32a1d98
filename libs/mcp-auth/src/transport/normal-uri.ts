/** A URI as servers of the SDK compare it: two spellings of one resource are one. */
export function normalUri(uri: string): string {
  return URL.canParse(uri) ? new URL(uri).toString() : uri;
}
