import { Logger } from '@nestjs/common';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { LogAuditSink } from '../../../libs/mcp-auth/src/audit/log.audit-sink.js';

afterEach(() => void vi.restoreAllMocks());

describe('the audit trail in the log', () => {
  it('is one line of visible ASCII per event, whatever a token holds (LK-04)', () => {
    const lines: unknown[] = [];
    vi.spyOn(Logger.prototype, 'log').mockImplementation((line: unknown) => void lines.push(line));
    const keyId = 'a\r\nb\u001b[31m\u009b\u2028\u202e\u00e4';
    new LogAuditSink().record('request_refused', { reason: 'key_not_found', correlationId: 'id', details: { keyId } });
    const [line = ''] = lines.map(String);
    expect(line).toMatch(/^request_refused [\x20-\x7e]+$/);
    expect(JSON.parse(line.slice('request_refused '.length))).toMatchObject({ details: { keyId } });
  });
});
