import { OAuthError } from '../../../core/errors/oauth-error.js';
import type { Prompt } from '../../model/authorization-request.js';
import type { CheckedRequest } from '../check.js';

const known: ReadonlySet<string> = new Set<Prompt>(['none', 'login', 'consent', 'select_account']);

/** The prompts of a request; what is unknown is told apart by the check. */
export function readPrompts(prompt: string | undefined): readonly Prompt[] {
  return (prompt ?? '').split(' ').filter((one): one is Prompt => known.has(one));
}

/** OpenID Connect Core §3.1.2.1: who wants nothing to be asked cannot want something to be asked. */
export function checkPrompt({ sent: { prompt } }: CheckedRequest): void {
  const named = (prompt ?? '').split(' ').filter((one) => one !== '');
  const isUnknown = named.some((one) => !known.has(one));
  if (isUnknown || (named.includes('none') && named.length > 1)) throw new OAuthError('prompt_not_supported');
}
