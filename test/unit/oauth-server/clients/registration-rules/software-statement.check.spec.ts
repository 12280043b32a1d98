import { describe, expect, it } from 'vitest';
import { checkSoftwareStatement } from '../../../../../libs/mcp-auth/src/oauth-server/clients/registration-rules/software-statement.check.js';
import { refusalIn } from '../../../../support/authorization.js';
import { described } from '../../../../support/registration.js';

describe('a software statement', () => {
  it('is refused, not ignored (RFC 7591 §3.2.2)', () => {
    expect(refusalIn(() => checkSoftwareStatement(described({ software_statement: 'a.b.c' })))).toBe(
      'software_statement_refused',
    );
    expect(refusalIn(() => checkSoftwareStatement(described()))).toBeUndefined();
  });
});
