import { describe, expect, it } from 'vitest';
import {
  checkedTranslator,
  type ScopeTranslator,
} from '../../../libs/mcp-auth/src/token-verification/scope-translator.js';

describe('a scope translation of the application', () => {
  it('is used as it is', () => {
    expect(checkedTranslator('scopeTranslation.toClient', (scope) => `api/${scope}`)('read')).toBe('api/read');
  });

  it('is named where it throws', () => {
    const cause = new Error('no such scope');
    const translate = checkedTranslator('scopeTranslation.toClient', () => {
      throw cause;
    });
    expect(() => translate('read')).toThrow(
      expect.objectContaining({ message: 'scopeTranslation.toClient failed', cause }),
    );
  });

  it('leaves no rejection behind where it promises and fails', async () => {
    const rejections: unknown[] = [];
    const note = (reason: unknown) => void rejections.push(reason);
    process.on('unhandledRejection', note);
    const failing = () => Promise.reject(new Error('boom'));
    const translate = checkedTranslator('scopeTranslation.toClient', failing as unknown as ScopeTranslator);
    expect(() => translate('read')).toThrow('scopeTranslation.toClient failed');
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', note);
    expect(rejections).toEqual([]);
  });

  it.each([undefined, Promise.resolve('read'), ['read']])('is named where it returns no text: %j', (returned) => {
    const translate = checkedTranslator('scopeTranslation.fromToken', (() => returned) as unknown as ScopeTranslator);
    expect(() => translate('read')).toThrow('scopeTranslation.fromToken failed');
  });
});
