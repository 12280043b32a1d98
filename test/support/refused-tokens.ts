import { expect } from 'vitest';
import type { TokenClaims } from 'nestjs-mcp-auth/testing';

interface RefusedToken {
  readonly name: string;
  /** What the token says; undefined where no token is sent. */
  readonly claims: TokenClaims | undefined;
  readonly refusal: ExpectedRefusal;
}

interface ExpectedRefusal {
  readonly error: string;
  /** Number of the gRPC status. */
  readonly code: number;
  readonly scope?: string;
}

const badToken = { error: 'invalid_token', code: 16 };

/** Tokens that no context may accept. */
export const refusedTokens: readonly RefusedToken[] = [
  { name: 'no token', claims: undefined, refusal: { error: 'unauthorized', code: 16 } },
  { name: 'an expired token', claims: { iat: 1_700_000_000, exp: 1_700_000_300 }, refusal: badToken },
  { name: 'a token for another audience', claims: { aud: 'https://elsewhere.example.com' }, refusal: badToken },
];

/** The call fails with the object that clients of rpc and ws get. */
export async function expectRefusal(call: Promise<unknown>, { error, code, scope }: ExpectedRefusal): Promise<void> {
  const text = expect.stringMatching(/./);
  await expect(call).rejects.toEqual({
    status: 'error',
    error,
    code,
    error_description: text,
    message: text,
    correlation_id: text,
    ...(scope !== undefined && { scope }),
  });
}
