// What is measured: how it is prepared, and its requests.
import { connections } from '../load.mjs';
import { Browser } from './browser.mjs';
import { callback, machineId, resource, scope, secret, verifier } from './parties.mjs';

/** So many that a round of the faster server lasts some tenths of a second; each person has a login and a consent. */
const people = 512;
const basic = `Basic ${Buffer.from(`${machineId}:${secret}`).toString('base64')}`;

/** What a client of one server needs to know. */
export function clientOf({ port }, { authorize, token, introspect }) {
  const origin = `http://127.0.0.1:${port}`;
  const browsers = Array.from({ length: people }, (_, index) => new Browser(origin, authorize, `person-${index}`));
  const redemption = (code) =>
    formRequest(token, {
      grant_type: 'authorization_code',
      client_id: 'cli',
      redirect_uri: callback,
      code_verifier: verifier,
      code,
    });
  const refreshment = (refresh_token) =>
    formRequest(token, { grant_type: 'refresh_token', client_id: 'cli', refresh_token });
  const redeem = async (code) => tokensOf(await send(origin, redemption(code)));
  return {
    codes: (count) => inTurns(browsers.slice(0, count), (browser) => browser.newCode()),
    redeem,
    redemption,
    refreshment,
    machineRequest: formRequest(token, { grant_type: 'client_credentials', scope, resource }, basic),
    introspection: (text) => formRequest(introspect, { token: text }, basic),
    origin,
  };
}

/** Each flow: makes what its requests need, and gives the function that the load generator asks. */
export const flows = {
  'client credentials': {
    format: 'jwt',
    prepare:
      async ({ machineRequest }) =>
      () =>
        machineRequest,
  },
  'code exchange': {
    format: 'jwt',
    prepare: async ({ codes, redemption }) => {
      const requests = (await codes(people)).map(redemption);
      return () => requests.pop();
    },
  },
  refresh: {
    format: 'jwt',
    prepare: async ({ codes, redeem, refreshment }) => {
      const tokens = await inTurns(await codes(connections), redeem);
      const first = tokens.map(({ refresh_token: token }) => refreshment(token));
      return (connection, before) => (before === undefined ? first[connection] : refreshment(refreshTokenOf(before)));
    },
  },
  introspection: {
    format: 'opaque',
    prepare: async ({ codes, redeem, introspection }) => {
      const tokens = await inTurns(await codes(connections), redeem);
      const requests = tokens.map(({ access_token: token }) => introspection(token));
      return (connection) => requests[connection];
    },
  },
};

function formRequest(path, parameters, authorization) {
  const body = new URLSearchParams(parameters).toString();
  const head = [
    `POST ${path} HTTP/1.1`,
    'Host: localhost',
    'Accept: application/json',
    'Content-Type: application/x-www-form-urlencoded',
    `Content-Length: ${body.length}`,
    ...(authorization === undefined ? [] : [`Authorization: ${authorization}`]),
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}

async function send(origin, request) {
  const [head, body] = request.split('\r\n\r\n');
  const [first, ...fields] = head.split('\r\n');
  const headers = Object.fromEntries(fields.map((field) => field.split(': ')));
  delete headers.Host;
  delete headers['Content-Length'];
  const answer = await fetch(`${origin}${first.split(' ')[1]}`, { method: 'POST', headers, body });
  return answer.text();
}

function tokensOf(text) {
  const tokens = JSON.parse(text);
  if (tokens.access_token === undefined) throw new Error(`No tokens came: ${text}`);
  return tokens;
}

function refreshTokenOf(answer) {
  const [, token] = /"refresh_token": ?"([^"]+)"/.exec(answer) ?? [];
  if (token === undefined) throw new Error(`No refresh token came: ${answer}`);
  return token;
}

/** A few at a time, in the order of the list. */
async function inTurns(list, work) {
  const results = [];
  for (let start = 0; start < list.length; start += 16)
    results.push(...(await Promise.all(list.slice(start, start + 16).map(work))));
  return results;
}
