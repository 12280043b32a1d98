// What a client asks an application of test/consumers, and what must come back.
import assert from 'node:assert/strict';

const PROTOCOL = '2026-07-28';

/** The endpoint with its tool `greet`: closed without a good token, open with one. */
export async function expectProtectedTool(origin, { good, forged }) {
  const url = `${origin}/mcp`;
  await expectChallenge(url, callOf('greet'));
  const refused = await expectChallenge(url, callOf('greet', forged));
  assert.match(refused, /error="invalid_token"/);
  const answer = await fetch(url, callOf('greet', good));
  assert.deepEqual([answer.status, (await answer.text()).includes('Hello, alice')], [200, true]);
}

/** Another route of the application, behind a guard of the library. */
export async function expectProtectedRoute(url, { good, forged }) {
  await expectChallenge(url, {});
  await expectChallenge(url, { headers: bearer(forged) });
  const answer = await fetch(url, { headers: bearer(good) });
  assert.deepEqual([answer.status, await answer.json()], [200, { subject: 'alice' }]);
}

/** Level 2 (RFC 9728): the challenge leads to metadata that name the authorization server. */
export async function expectDiscovery(origin, authorizationServer) {
  const challenge = await expectChallenge(`${origin}/mcp`, callOf('greet'));
  const [, metadataUrl] = /resource_metadata="([^"]+)"/.exec(challenge) ?? [];
  assert.ok(metadataUrl, challenge);
  const metadata = await (await fetch(metadataUrl)).json();
  assert.equal(metadata.resource, `${origin}/mcp`);
  assert.deepEqual(metadata.authorization_servers, [authorizationServer]);
}

async function expectChallenge(url, question) {
  const { status, headers } = await fetch(url, question);
  const challenge = headers.get('www-authenticate') ?? '';
  assert.equal(status, 401);
  assert.match(challenge, /^Bearer /);
  return challenge;
}

const bearer = (token) => ({ authorization: `Bearer ${token}` });

function callOf(tool, token) {
  const meta = {
    'io.modelcontextprotocol/protocolVersion': PROTOCOL,
    'io.modelcontextprotocol/clientInfo': { name: 'consumer-check', version: '1' },
    'io.modelcontextprotocol/clientCapabilities': {},
  };
  const params = { name: tool, arguments: {}, _meta: meta };
  return {
    method: 'POST',
    headers: {
      ...(token && bearer(token)),
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': PROTOCOL,
      'mcp-method': 'tools/call',
      'mcp-name': tool,
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params }),
  };
}
