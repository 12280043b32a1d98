import { OAuthError } from '../../../core/errors/oauth-error.js';
import type { Prompt } from '../../model/authorization-request.js';
import type { CheckedRequest } from '../check.js';

const known: ReadonlySet<string> = new Set<Prompt>(['none', 'login', 'consent', 'select_account']);
const isKnown = (name: string): name is Prompt => known.has(name);

/** OpenID Connect Core §3.1.2.1: who wants nothing to be asked cannot want something to be asked. @returns what is to be asked */
export function checkPrompt({ sent: { prompt } }: CheckedRequest): readonly Prompt[] {
  const named = (prompt ?? '').split(' ').filter((one) => one !== '');
  const prompts = named.filter(isKnown);
  const contradictsItself = named.includes('none') && named.length > 1;
  if (contradictsItself || prompts.length < named.length) throw new OAuthError('prompt_not_supported');
  return prompts;
}
