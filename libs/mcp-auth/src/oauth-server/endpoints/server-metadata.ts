/** Port of the metadata document; made where the list of endpoints is known, of which its own endpoint is one. */
export abstract class ServerMetadata {
  abstract document(): Readonly<Record<string, unknown>>;
}
