import { describe, expect, it } from 'vitest';
import { FrozenClock } from 'nestjs-mcp-auth/testing';
import { usualBreakerTiming } from '../../../libs/mcp-auth/src/identity-provider/circuit-breaker.js';
import { GuardedInspector } from '../../../libs/mcp-auth/src/identity-provider/guarded.inspector.js';
import { uninspected, type TokenInspector } from '../../../libs/mcp-auth/src/identity-provider/token-inspector.js';
import { active, down, HeldInspector, inactive, ScriptedInspector } from '../../support/inspections.js';
import { AuditRecord, RealRandomness } from '../../support/token-engine.js';

const provider = 'https://idp.example.com';

function guard(inspector: TokenInspector, maxConcurrent = usualBreakerTiming.maxConcurrent) {
  const clock = new FrozenClock();
  const auditTrail = new AuditRecord();
  const guarded = new GuardedInspector(inspector, {
    clock,
    auditTrail,
    randomness: new RealRandomness(),
    provider,
    timing: { ...usualBreakerTiming, maxConcurrent },
  });
  const inspect = async (times: number) => {
    for (let n = 0; n < times; n += 1) await guarded.inspect(`token-${n}`);
  };
  return { clock, guarded, inspect, told: () => auditTrail.events.map(({ name }) => name), auditTrail };
}

describe('an issuer that answers', () => {
  it.each([active, inactive])('is asked each time, and its answer is handed on: $found', async (answer) => {
    const inspector = new ScriptedInspector(() => answer);
    const { guarded } = guard(inspector);
    expect([await guarded.inspect('a'), await guarded.inspect('b'), inspector.asked]).toEqual([
      answer,
      answer,
      ['a', 'b'],
    ]);
  });

  it('is not told of', async () => {
    const { inspect, told } = guard(new ScriptedInspector(() => active));
    await inspect(3);
    expect(told()).toEqual([]);
  });
});

describe('an issuer that fails', () => {
  it('is left alone after five failures, and everybody hears of the last one', async () => {
    const inspector = new ScriptedInspector(() => down);
    const { guarded, inspect } = guard(inspector);
    await inspect(105);
    expect([inspector.asked.length, await guarded.inspect('x')]).toEqual([5, down]);
  });

  it('is asked once every two seconds from then on', async () => {
    const inspector = new ScriptedInspector(() => down);
    const { clock, inspect } = guard(inspector);
    await inspect(5);
    for (let second = 0; second < 10; second += 1) {
      clock.advanceMs(1_000);
      await inspect(50);
    }
    expect(inspector.asked.length).toBe(5 + 5);
  });

  it('is left alone at once for as long as it asks for', async () => {
    const inspector = new ScriptedInspector(() => uninspected('status 429', '30'));
    const { clock, inspect } = guard(inspector);
    await inspect(2);
    clock.advanceMs(29_999);
    await inspect(2);
    expect(inspector.asked.length).toBe(1);
  });

  it('is told of once, with what the log needs and nothing of a token', async () => {
    const { auditTrail, inspect } = guard(new ScriptedInspector(() => down));
    await inspect(20);
    expect(auditTrail.events).toEqual([
      { name: 'provider_unreachable', event: { correlationId: expect.any(String), provider, cause: down.cause } },
    ]);
  });

  it('is not told of before the circuit opens', async () => {
    const { inspect, told } = guard(new ScriptedInspector(() => down));
    await inspect(4);
    expect(told()).toEqual([]);
  });

  it('is told of once, however many have asked at the same moment', async () => {
    const inspector = new HeldInspector();
    const { guarded, told } = guard(inspector);
    const asked = Array.from({ length: 20 }, (_, n) => guarded.inspect(`token-${n}`));
    inspector.release(...asked.map(() => down));
    await Promise.all(asked);
    expect(told()).toEqual(['provider_unreachable']);
  });

  it('is not told of again while it goes on failing', async () => {
    const { clock, inspect, told } = guard(new ScriptedInspector(() => down));
    await inspect(5);
    clock.advanceMs(2_000);
    await inspect(5);
    expect(told()).toEqual(['provider_unreachable']);
  });
});

describe('an issuer that is back', () => {
  it.each([active, inactive])('is told of once, whatever it says: $found', async (answer) => {
    const inspector = new ScriptedInspector(() => down);
    const { clock, inspect, told } = guard(inspector);
    await inspect(5);
    inspector.respond(answer);
    clock.advanceMs(2_000);
    await inspect(5);
    expect(told()).toEqual(['provider_unreachable', 'provider_reachable']);
  });

  it('is told of, too, where a question from before the outage brought the answer', async () => {
    const inspector = new HeldInspector();
    const { guarded, told } = guard(inspector);
    const asked = Array.from({ length: 6 }, (_, n) => guarded.inspect(`token-${n}`));
    inspector.release(down, down, down, down, down);
    await Promise.all(asked.slice(0, 5));
    inspector.release(active);
    await Promise.all(asked);
    expect(told()).toEqual(['provider_unreachable', 'provider_reachable']);
  });
});

describe('a fault of ours', () => {
  const broken = () => new ScriptedInspector(() => Promise.reject(new Error('ours')));

  it('is no answer about a token', async () => {
    await expect(guard(broken()).guarded.inspect('a')).rejects.toThrow('ours');
  });

  it('holds no place for ever', async () => {
    const { guarded } = guard(broken(), 1);
    await guarded.inspect('a').catch(() => undefined);
    await expect(guarded.inspect('b')).rejects.toThrow('ours');
  });
});

describe('too many questions at once', () => {
  it('are not asked, and may come again in a second', async () => {
    const { guarded } = guard(new HeldInspector(), 1);
    void guarded.inspect('a');
    expect(await guarded.inspect('b')).toMatchObject({ found: 'unavailable', retryAfterSeconds: 1 });
  });

  it('are no failure of the issuer', async () => {
    const inspector = new HeldInspector();
    const { guarded, told } = guard(inspector, 1);
    const first = guarded.inspect('a');
    for (let n = 0; n < 20; n += 1) await guarded.inspect(`b-${n}`);
    inspector.release(active);
    expect([await first, told()]).toEqual([active, []]);
  });
});
