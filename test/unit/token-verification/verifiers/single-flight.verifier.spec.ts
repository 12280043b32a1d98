import { describe, expect, it } from 'vitest';
import { TokenVerifier, type Verification } from 'nestjs-mcp-auth';
import { SingleFlightVerifier } from '../../../../libs/mcp-auth/src/token-verification/verifiers/single-flight.verifier.js';

const refusal: Verification = { ending: 'invalid', reason: 'token_inactive' };

class SlowVerifier extends TokenVerifier {
  asked = 0;
  private readonly waiting: { resolve(it: Verification): void; reject(cause: Error): void }[] = [];

  verify(): Promise<Verification> {
    this.asked += 1;
    return new Promise((resolve, reject) => void this.waiting.push({ resolve, reject }));
  }

  answer(): void {
    this.waiting.shift()?.resolve(refusal);
  }

  fail(): void {
    this.waiting.shift()?.reject(new Error('ours'));
  }
}

function once() {
  const slow = new SlowVerifier();
  return { slow, verifier: new SingleFlightVerifier(slow) };
}

describe('tokens that come at the same moment', () => {
  it('are verified once where they are the same', async () => {
    const { slow, verifier } = once();
    const all = Array.from({ length: 200 }, () => verifier.verify('a'));
    slow.answer();
    expect([new Set(await Promise.all(all)), slow.asked]).toEqual([new Set([refusal]), 1]);
  });

  it('are verified each where they are equal in their first 32 characters only (RI-06)', () => {
    const { slow, verifier } = once();
    void verifier.verify(`${'x'.repeat(32)}a`);
    void verifier.verify(`${'x'.repeat(32)}b`);
    expect(slow.asked).toBe(2);
  });
});

describe('a token that comes later', () => {
  it('is verified anew', async () => {
    const { slow, verifier } = once();
    const first = verifier.verify('a');
    slow.answer();
    await first;
    void verifier.verify('a');
    expect(slow.asked).toBe(2);
  });

  it('is verified anew, too, after a fault of ours', async () => {
    const { slow, verifier } = once();
    const first = verifier.verify('a');
    slow.fail();
    await expect(first).rejects.toThrow('ours');
    void verifier.verify('a');
    expect(slow.asked).toBe(2);
  });
});
