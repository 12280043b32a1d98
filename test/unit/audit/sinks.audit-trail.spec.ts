import { Logger } from '@nestjs/common';
import type { ModuleRef } from '@nestjs/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AuditSink, type AuditOptions } from 'nestjs-mcp-auth';
import { FrozenClock } from 'nestjs-mcp-auth/testing';
import { SinksAuditTrail } from '../../../libs/mcp-auth/src/audit/sinks.audit-trail.js';

class Sink extends AuditSink {
  readonly names: string[] = [];
  ending: 'fine' | 'throws' | 'rejects' = 'fine';

  record(name: string): void | Promise<void> {
    this.names.push(name);
    if (this.ending === 'throws') throw new Error('disk full');
    return this.ending === 'rejects' ? Promise.reject(new Error('disk full')) : undefined;
  }
}

const sink = { current: new Sink() };
const clock = new FrozenClock();
const moduleRef = { get: () => sink.current } as unknown as ModuleRef;
const event = { reason: 'key_not_found', correlationId: 'id' } as const;
const granted = { correlationId: 'id', subject: 's', issuer: 'i', heldScopes: [] } as const;
const lines: string[] = [];
const errors: string[] = [];

function trail(options: AuditOptions = {}): SinksAuditTrail {
  const made = new SinksAuditTrail(
    moduleRef,
    { log: 'refusals', address: 'none', trustedProxies: [], ...options },
    clock,
  );
  made.onModuleInit();
  return made;
}

beforeEach(() => {
  sink.current = new Sink();
  lines.length = 0;
  errors.length = 0;
  vi.spyOn(Logger.prototype, 'log').mockImplementation((line: unknown) => void lines.push(String(line)));
  vi.spyOn(Logger.prototype, 'error').mockImplementation((line: unknown) => void errors.push(String(line)));
});
afterEach(() => void vi.restoreAllMocks());

describe('the audit trail', () => {
  it('logs refusals, and grants only where that is wanted', () => {
    for (const log of ['refusals', 'everything'] as const) {
      const made = trail({ log });
      made.record('token_refused', event);
      made.record('token_accepted', granted);
    }
    expect(lines.map((line) => line.split(' ')[0])).toEqual(['token_refused', 'token_refused', 'token_accepted']);
  });

  it('hears of grants only where somebody listens', () => {
    expect(trail().hears('token_accepted')).toBe(false);
    expect(trail().hears('access_refused')).toBe(true);
    expect(trail({ log: 'everything' }).hears('access_granted')).toBe(true);
    expect(trail({ sink: Sink }).hears('access_granted')).toBe(true);
  });

  it('hands everything to the sink of the application', () => {
    const made = trail({ sink: Sink });
    made.record('token_refused', event);
    made.record('token_accepted', granted);
    expect(sink.current.names).toEqual(['token_refused', 'token_accepted']);
  });

  it('tells at the end what was lost since it last told', async () => {
    sink.current.ending = 'throws';
    const made = trail({ sink: Sink });
    for (let time = 0; time < 5; time += 1) made.record('token_refused', event);
    made.onApplicationShutdown();
    made.onApplicationShutdown();
    expect(errors.map((line) => line.slice(-1))).toEqual(['1', '5']);
  });

  it('fails no request where the log fails too', () => {
    sink.current.ending = 'throws';
    vi.spyOn(Logger.prototype, 'error').mockImplementation(() => {
      throw new Error('no log');
    });
    expect(() => trail({ sink: Sink }).record('token_refused', event)).not.toThrow();
  });

  it.each(['throws', 'rejects'] as const)(
    'tells how many events a sink lost that %s, once a minute',
    async (ending) => {
      sink.current.ending = ending;
      const made = trail({ sink: Sink });
      const record = async (times: number) => {
        for (let time = 0; time < times; time += 1) made.record('token_refused', event);
        await Promise.resolve();
        await Promise.resolve();
      };
      await record(3);
      clock.advanceMs(61_000);
      await record(1);
      expect(errors).toEqual([
        'The audit sink failed; events lost so far: 1',
        'The audit sink failed; events lost so far: 4',
      ]);
    },
  );
});
