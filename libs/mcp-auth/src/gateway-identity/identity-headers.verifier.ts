import { nowSeconds, type Clock } from '../core/clock.js';
import { RequestVerifier, type RequestFields } from '../core/request-verifier.js';
import { isScopeToken } from '../core/scopes.js';
import { invalid, type Verification } from '../core/verification.js';
import { principalFromClaims } from '../token-verification/claims/principal-from-claims.js';
import type { IdentityHeadersSettings } from './identity-headers.settings.js';
import { isFromGateway } from './gateway-trust.check.js';

/** Each request is verified anew; this is for what outlives one, such as a stream. */
const lifetimeSeconds = 60;

/** One name: visible ASCII, and no comma, which is what becomes of two fields on the way (RFC 9110 §5.3). */
const oneName = /^[\x21-\x2b\x2d-\x7e]{1,256}$/;
/** Several names. */
const manyNames = /^[\x20-\x7e]{0,2048}$/;

/** Takes from plain headers who calls, where the gateway itself has sent them. */
export class IdentityHeadersVerifier extends RequestVerifier {
  constructor(
    private readonly settings: IdentityHeadersSettings,
    private readonly clock: Clock,
  ) {
    super();
  }

  verifyRequest(request: RequestFields): Promise<Verification> {
    return Promise.resolve(this.judge(request));
  }

  /** What a message brings, or an `Authorization` header, is nothing that a gateway vouches for. */
  verify(_token: string): Promise<Verification> {
    return Promise.resolve(this.withoutCredential());
  }

  private judge(request: RequestFields): Verification {
    const { headers, proof } = this.settings;
    const names = [...Object.values(headers), ...(proof.by === 'secret' ? [proof.secretHeader] : [])];
    const repeated = names.find((name) => request.valuesOf(name).length > 1);
    if (repeated !== undefined) return invalid('credential_repeated', { header: repeated });
    const [subject] = request.valuesOf(headers.subject);
    if (subject === undefined) return this.withoutCredential();
    if (!isFromGateway(request, proof)) return invalid('gateway_not_trusted', { peerNames: request.peer?.names ?? [] });
    return this.admit(request, subject);
  }

  private admit(request: RequestFields, subject: string): Verification {
    const { headers, issuer } = this.settings;
    const valueOf = (name: string | undefined) => (name === undefined ? undefined : request.valuesOf(name)[0]);
    const single = { sub: subject, tenant: valueOf(headers.tenant), client_id: valueOf(headers.clientId) };
    const scopes = listOf(valueOf(headers.scopes), / +/);
    const roles = listOf(valueOf(headers.roles), /[ ,]+/);
    const isWellFormed = Object.values(single).every((value) => value === undefined || oneName.test(value));
    if (!isWellFormed || scopes === undefined || roles === undefined || !scopes.every(isScope)) {
      return invalid('credential_malformed');
    }
    const exp = nowSeconds(this.clock) + lifetimeSeconds;
    const claims = { ...single, iss: issuer, scope: scopes.join(' '), roles, exp };
    return { ending: 'principal', principal: principalFromClaims(claims) };
  }
}

/** The names in a list; undefined where it is none. */
function listOf(value: string | undefined, separator: RegExp): readonly string[] | undefined {
  if (value === undefined) return [];
  return manyNames.test(value) ? value.split(separator).filter((name) => name !== '') : undefined;
}

/** RFC 6749 §3.3 would allow a comma; here it tells of two fields that became one. */
function isScope(name: string): boolean {
  return isScopeToken(name) && !name.includes(',');
}
