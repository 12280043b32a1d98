import { describe, expect, it } from 'vitest';
import { checkRepetition } from '../../../../../libs/mcp-auth/src/oauth-server/authorize/checks/repetition.check.js';
import { checkedRequest, refusalIn, authorizationQuery, sentRequest } from '../../../../support/authorization.js';

describe('a parameter', () => {
  it.each(['state', 'scope', 'code_challenge', 'response_type'])('does not come twice: %s (AZ-03)', (name) => {
    const sent = sentRequest(`${authorizationQuery()}&${name}=a&${name}=a`);
    expect(refusalIn(() => checkRepetition({ ...checkedRequest(), sent }))).toBe('parameter_repeated');
  });

  it('may come twice where it is resource (AZ-03)', () => {
    const sent = sentRequest(`${authorizationQuery()}&resource=https://a.test&resource=https://b.test`);
    expect(refusalIn(() => checkRepetition({ ...checkedRequest(), sent }))).toBeUndefined();
  });

  it('means nothing in brackets (AZ-03)', () => {
    const sent = sentRequest(`${authorizationQuery()}&scope[]=a&state[x]=1&__proto__[a]=1`);
    expect(refusalIn(() => checkRepetition({ ...checkedRequest(), sent }))).toBeUndefined();
    expect(sent.state).toBe('a state');
    expect(Reflect.get({}, 'a')).toBeUndefined();
  });
});
