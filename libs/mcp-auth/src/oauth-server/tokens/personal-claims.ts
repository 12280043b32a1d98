/** What the protocol itself says in a token (RFC 7519, 7800, 8693, 9068), and what this server knows better. */
const protocolClaims: ReadonlySet<string> = new Set(
  'iss sub aud exp nbf iat jti client_id azp scope scp cnf act may_act auth_time acr amr nonce sid grant_id roles'.split(
    ' ',
  ),
);

/** The claims of an application about a person, without those that are not its to say. Pure. */
export function personalClaims(claims: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(claims).filter(([name]) => !protocolClaims.has(name)));
}
