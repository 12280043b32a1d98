/** Port for entropy: session ids and correlation ids come from here. */
export abstract class Randomness {
  /** A new identifier with at least 122 random bits, in visible ASCII. */
  abstract identifier(): string;
}
