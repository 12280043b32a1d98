import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBearerProxy, type BearerProxy } from '../support/bearer-proxy.js';
import { createConformanceServer } from '../support/conformance-fixture.js';
import { conformanceUnavailable, runConformance, type ConformanceReport } from '../support/conformance.js';
import { adapters } from '../support/launch.js';
import { startProtectedService, type ProtectedService } from '../support/protected-service.js';

const unavailable = conformanceUnavailable();
const outputDir = join(tmpdir(), 'mcp-conformance');

/**
 * The suite cannot send a token, so a proxy adds one: what is tested is the whole chain of admission, guard and transport.
 */
describe.skipIf(unavailable !== undefined)(`the official conformance suite ${unavailable ?? ''}`, () => {
  describe.each(adapters)('against the transport controller on %s', (adapter) => {
    let service: ProtectedService;
    let proxy: BearerProxy;

    beforeAll(async () => {
      service = await startProtectedService({ adapter, options: { server: createConformanceServer } });
      proxy = await startBearerProxy({
        targetPort: Number(new URL(service.origin).port),
        token: await service.token(),
      });
    });
    afterAll(async () => {
      await proxy.stop();
      await service.stop();
    });

    const run = (what: { requirements: '2026-07-28' | '2025-11-25' } | { scenario: string; specVersion: string }) =>
      runConformance({ url: proxy.url('/mcp'), outputDir, ...what });
    const verdictOf = ({ failed, exitCode, text }: ConformanceReport) =>
      failed.length === 0 && exitCode !== 0 ? [text] : failed;

    it.each([
      ['2026-07-28', 37],
      ['2025-11-25', 30],
    ] as const)('meets every requirement of %s', { timeout: 120_000 }, async (requirements, scenarios) => {
      const report = await run({ requirements });
      expect(verdictOf(report)).toEqual([]);
      expect(report.passed.length).toBeGreaterThanOrEqual(scenarios);
    });

    it.each([
      ['server-session-lifecycle', '2025-11-25'],
      ['server-session-lifecycle', '2025-03-26'],
      ['http-header-validation', '2026-07-28'],
      ['http-custom-header-server-validation', '2026-07-28'],
    ])('passes %s of %s, which is not scored', { timeout: 60_000 }, async (scenario, specVersion) => {
      const report = await run({ scenario, specVersion });
      expect(verdictOf(report)).toEqual([]);
      expect(report.passed).toEqual([scenario]);
    });
  });
});
