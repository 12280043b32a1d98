import { describe, expect, it } from 'vitest';
import type { Principal } from 'nestjs-mcp-auth';
import { PrincipalQuota } from '../../../libs/mcp-auth/src/transport/principal-quota.js';

const principal = (subject: string) => ({ issuer: 'https://idp', subject }) as Principal;

function fill(quota: PrincipalQuota, subject: string): readonly (() => void)[] {
  return Array.from({ length: 100 }, () => quota.acquire(principal(subject))).filter((place) => place !== undefined);
}

describe('the streams of a principal (RL-06)', () => {
  it('are limited, and do not take the places of others', () => {
    const quota = new PrincipalQuota(64);
    expect(fill(quota, 'alice')).toHaveLength(64);
    expect(quota.acquire(principal('bob'))).toBeDefined();
  });

  it('give their places back, each once', () => {
    const quota = new PrincipalQuota(64);
    const [first] = fill(quota, 'alice');
    first?.();
    first?.();
    expect(fill(quota, 'alice')).toHaveLength(1);
  });

  it('are answered by 429 when there are too many', () => {
    expect(PrincipalQuota.exhausted('streams').status).toBe(429);
  });
});
