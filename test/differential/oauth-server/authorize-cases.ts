import { testChallenge } from '../../support/authorization.js';
import { callback, formOf } from './peers.js';

/** Something that is wrong, or odd, with a request: parameters instead of the good ones, or pairs behind them. */
interface Change {
  readonly name: string;
  readonly parameters?: Readonly<Record<string, string | undefined>>;
  readonly behind?: string;
}

export interface AuthorizeCase {
  readonly name: string;
  readonly query: string;
  /** The cases of which this one is both; where two things are wrong, no specification says which is told. */
  readonly parts?: readonly [string, string];
}

const instead = (parameters: Readonly<Record<string, string | undefined>>): Change => ({
  name: Object.entries(parameters)
    .map(([name, value]) => (value === undefined ? `no ${name}` : `${name}=${JSON.stringify(value.slice(0, 60))}`))
    .join(' '),
  parameters,
});
const alsoWith = (behind: string): Change => ({ name: `and ${behind.slice(0, 60)}`, behind });

const changesOf = (resource: string): readonly Change[] => [
  ...[undefined, '', 'nobody', 'https://client.test/unknown', '\0'].map((client_id) => instead({ client_id })),
  ...['', 'https://evil.test/cb', `${callback}/`, `${callback}?x=1`, `${callback}#f`, 'javascript:alert(1)'].map(
    (redirect_uri) => instead({ redirect_uri }),
  ),
  ...['HTTPS://app.test/cb', 'https://app.test:443/cb', 'https://app.test/a/../cb', 'http://app.test/cb'].map(
    (redirect_uri) => instead({ redirect_uri }),
  ),
  instead({ redirect_uri: undefined }),
  ...[undefined, '', 'token', 'id_token', 'code token', 'CODE', 'code ', 'none'].map((response_type) =>
    instead({ response_type }),
  ),
  ...['query', 'fragment', 'form_post', 'web_message', ''].map((response_mode) => instead({ response_mode })),
  ...[undefined, '', 'x'.repeat(1_000), '"><script>', 'ünï', 'a\r\nb'].map((state) => instead({ state })),
  ...[undefined, '', testChallenge.slice(1), `${testChallenge}=`, 'x'.repeat(129), `${testChallenge.slice(1)}+`].map(
    (code_challenge) => instead({ code_challenge }),
  ),
  ...[undefined, '', 'plain', 's256', 'S512'].map((code_challenge_method) => instead({ code_challenge_method })),
  instead({ code_challenge: undefined, code_challenge_method: undefined }),
  ...['', 'notes:read', 'notes:read notes:write', 'unknown', 'notes:read unknown', 'notes:read  notes:read'].map(
    (scope) => instead({ scope }),
  ),
  ...['"', 'a\\b', 'openid', 'offline_access'].map((scope) => instead({ scope })),
  ...[undefined, '', `${resource}#f`, 'relative', 'https://foreign.test/mcp', `${resource}/`].map((named) =>
    instead({ resource: named }),
  ),
  ...['none', 'login', 'consent', 'none login', 'unknown', ''].map((prompt) => instead({ prompt })),
  ...['0', '3600', '-1', 'x', '1.5'].map((max_age) => instead({ max_age })),
  instead({ request: 'a.b.c' }),
  instead({ request_uri: 'https://client.test/request' }),
  instead({ registration: '{}' }),
  instead({ display: 'page' }),
  instead({ nonce: 'n' }),
  instead({ login_hint: 'alice' }),
  instead({ claims: '{}' }),
  instead({ unknown: 'parameter' }),
  ...['state=b', 'scope=notes:write', 'client_id=web', 'response_type=code', 'unknown=1&unknown=2'].map(alsoWith),
  ...[
    `redirect_uri=${encodeURIComponent(callback)}`,
    `code_challenge=${testChallenge}`,
    'code_challenge_method=S256',
  ].map(alsoWith),
  ...['scope[]=a', 'state[x]=1', '__proto__[a]=1', 'resource=https%3A%2F%2Fforeign.test'].map(alsoWith),
];

/** Every single change for two kinds of client, and pairs of changes for one. */
export function authorizeCases(resource: string): readonly AuthorizeCase[] {
  const changes = changesOf(resource);
  const good = {
    client_id: 'demo-public',
    redirect_uri: callback,
    response_type: 'code',
    scope: 'notes:read',
    state: 'a state',
    code_challenge: testChallenge,
    code_challenge_method: 'S256',
    resource,
  };
  const caseOf = (client_id: string, name: string, ...all: readonly Change[]): AuthorizeCase => {
    const parameters = Object.assign({}, good, { client_id }, ...all.map((one) => one.parameters ?? {})) as typeof good;
    const behind = all.flatMap((one) => (one.behind === undefined ? [] : [`&${one.behind}`])).join('');
    return { name: `${client_id}: ${name}`, query: formOf(parameters).toString() + behind };
  };
  const single = (client_id: string) => [
    caseOf(client_id, 'good'),
    ...changes.map((change) => caseOf(client_id, change.name, change)),
  ];
  return [
    ...single('demo-public'),
    ...single('web'),
    ...pairsOf(changes, (name, ...two) => caseOf('web', name, ...two)),
  ];
}

/** Each change with one far from it: what a change means must not hang on what else is wrong. */
function pairsOf(
  changes: readonly Change[],
  caseOf: (name: string, ...changes: readonly Change[]) => AuthorizeCase,
): readonly AuthorizeCase[] {
  return changes.flatMap((first, index) => {
    const second = changes[(index + 29) % changes.length];
    if (second === undefined || sharesParameter(first, second)) return [];
    const parts = [`web: ${first.name}`, `web: ${second.name}`] as const;
    return [{ ...caseOf(`${first.name}, ${second.name}`, first, second), parts }];
  });
}

function sharesParameter({ parameters: first = {} }: Change, { parameters: second = {} }: Change): boolean {
  return Object.keys(first).some((name) => name in second);
}
