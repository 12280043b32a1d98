import { CompactJwsParser, type CompactJws, type JwsParser } from '../token-verification/verifiers/compact-jws.js';

/** Reads what Cloudflare Access writes: where a machine calls, `sub` is empty, and `common_name` is the id of its service token. */
export class AccessJwsParser implements JwsParser {
  private readonly parser = new CompactJwsParser();

  parse(token: string): CompactJws | undefined {
    const jws = this.parser.parse(token);
    if (jws?.claims['sub'] !== '') return jws;
    return { ...jws, claims: { ...jws.claims, sub: jws.claims['common_name'] } };
  }
}
