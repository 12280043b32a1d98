import { describe, expect, it } from 'vitest';
import { FrozenClock } from 'nestjs-mcp-auth/testing';
import type { Inspection } from '../../../libs/mcp-auth/src/identity-provider/token-inspector.js';
import { everyCaller } from '../../../libs/mcp-auth/src/token-verification/claims/accepted-callers.js';
import { usualClaimRules } from '../../../libs/mcp-auth/src/token-verification/claims/jwt-rules.js';
import { usualClaims } from '../../../libs/mcp-auth/src/token-verification/claims/principal-from-claims.js';
import {
  inspectionVerifier,
  type InspectionSettings,
} from '../../../libs/mcp-auth/src/token-verification/inspection-verifier.js';
import { down, inactive, ScriptedInspector } from '../../support/inspections.js';
import { AuditRecord } from '../../support/token-engine.js';
import { verifierPorts } from '../../support/verifier-ports.js';

const issuer = 'https://idp.example.com';
const resource = 'https://api.example.com/mcp';

function verifierOver(answer: (token: string) => Inspection, changes: Partial<InspectionSettings> = {}) {
  const clock = new FrozenClock();
  const auditTrail = new AuditRecord();
  const inspector = new ScriptedInspector(answer);
  const settings: InspectionSettings = {
    rules: {
      issuer,
      claims: { ...usualClaimRules, audiences: [resource], clockToleranceSeconds: 5 },
      reading: { requiredScopes: [], claims: usualClaims, callers: everyCaller },
      prefix: '',
      formats: 'any',
      unexpiringSeconds: 3_600,
    },
    cache: { maxTokens: 10, maxAgeSeconds: 60 },
    refusedMaxAgeSeconds: 10,
    timeoutMs: 5_000,
    ...changes,
  };
  const verifier = inspectionVerifier(inspector, settings, verifierPorts(clock, { auditTrail }));
  const endingOf = async (token: string) => (await verifier.verify(token)).ending;
  return { clock, auditTrail, inspector, endingOf };
}

const good = (): Inspection => ({ found: 'active', claims: { sub: 'alice', aud: resource, exp: 4_000_000_000 } });
const goodOnly = (token: string): Inspection => (token === 'good' ? good() : inactive);

describe('a verifier that asks about each token', () => {
  it('asks once for all who come at the same moment', async () => {
    const { inspector, endingOf } = verifierOver(good);
    await Promise.all(Array.from({ length: 200 }, () => endingOf('good')));
    expect(inspector.asked).toEqual(['good']);
  });

  it('notices a revocation after the time for which it remembers, and not before (RI-06)', async () => {
    const { inspector, endingOf, clock } = verifierOver(good);
    const endings = [await endingOf('good')];
    inspector.respond(inactive);
    clock.advanceMs(59_999);
    endings.push(await endingOf('good'));
    clock.advanceMs(1);
    endings.push(await endingOf('good'));
    expect(endings).toEqual(['principal', 'principal', 'invalid']);
  });

  it('notices a revocation at once where it remembers nothing (RI-06)', async () => {
    const { inspector, endingOf } = verifierOver(good, { cache: { maxTokens: 10, maxAgeSeconds: 0 } });
    await endingOf('good');
    inspector.respond(inactive);
    expect(await endingOf('good')).toBe('invalid');
  });

  it('notices after ten seconds at the latest that a token has become good', async () => {
    const { inspector, endingOf, clock } = verifierOver(() => inactive);
    await endingOf('early');
    inspector.respond(good());
    clock.advanceMs(9_999);
    const before = await endingOf('early');
    clock.advanceMs(1);
    expect([before, await endingOf('early')]).toEqual(['invalid', 'principal']);
  });

  it('remembers good tokens whatever strangers invent', async () => {
    const { inspector, endingOf } = verifierOver(goodOnly);
    await endingOf('good');
    for (let n = 0; n < 100; n += 1) await endingOf(`invented-${n}`);
    await endingOf('good');
    expect(inspector.asked.filter((token) => token === 'good')).toHaveLength(1);
  });

  it('lets those in whom it remembers while the issuer is down', async () => {
    const { inspector, endingOf } = verifierOver(good);
    await endingOf('good');
    inspector.respond(down);
    for (let n = 0; n < 10; n += 1) await endingOf(`other-${n}`);
    expect(await endingOf('good')).toBe('principal');
  });

  it('leaves an issuer alone that is down, and says so under the name of the issuer', async () => {
    const { auditTrail, inspector, endingOf } = verifierOver(() => down);
    for (let n = 0; n < 20; n += 1) await endingOf(`token-${n}`);
    expect([inspector.asked.length, auditTrail.named('provider_unreachable')]).toEqual([
      5,
      [expect.objectContaining({ provider: issuer })],
    ]);
  });
});
