import { newSecret, type Randomness } from '../../core/randomness.js';
import { digestOf } from '../../core/secret-digest.js';

/**
 * A refresh token. Its first part is the same in all tokens of a family and stands nowhere else, so whoever shows it has had one of
 * them: a spent token is told from a guessed one without keeping every spent one.
 */
export interface RefreshToken {
  /** What the client gets. */
  readonly text: string;
  readonly digest: string;
  readonly lineage: string;
  readonly lineageDigest: string;
}

const form = /^mcprt_([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{43})$/;
const lineageBytes = 16;

/** Reads a token, or undefined for what is none of ours. */
export function readRefreshToken(text: string): RefreshToken | undefined {
  const [, lineage] = form.exec(text) ?? [];
  return lineage === undefined ? undefined : withDigests(text, lineage);
}

/** The first token of a family. */
export function firstRefreshToken(randomness: Randomness): RefreshToken {
  return tokenOf(randomness.bytes(lineageBytes).toString('base64url'), randomness);
}

/** A token to follow another one. */
export function successorOf({ lineage }: RefreshToken, randomness: Randomness): RefreshToken {
  return tokenOf(lineage, randomness);
}

function tokenOf(lineage: string, randomness: Randomness): RefreshToken {
  return withDigests(`mcprt_${lineage}.${newSecret(randomness)}`, lineage);
}

function withDigests(text: string, lineage: string): RefreshToken {
  return { text, digest: digestOf(text), lineage, lineageDigest: digestOf(lineage) };
}
