// How long a token that one replica revoked is still taken by another one, which has verified it before and remembers that.
import { request } from 'node:http';
import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { Browser } from '../oauth-server/browser.mjs';
import { callback, resource, verifier } from '../oauth-server/parties.mjs';
import { newPostgresDatabase } from '../postgres-database.mjs';
import { startServer } from '../server-process.mjs';
import { printTable, whole } from '../table.mjs';

const measurements = 200;
const publicUrl = new URL(resource).origin;
const redis = { url: 'redis://127.0.0.1:6379', port: 6379 };
const askEveryMs = 2;
/** What the contract promises. */
const asked = 1_000;

export async function runBench() {
  const feeds = [{ feed: 'database', redisUrl: null }];
  if (await listens(redis.port)) feeds.push({ feed: 'Redis', redisUrl: redis.url });
  const results = [];
  for (const { feed, redisUrl } of feeds) {
    const database = await newPostgresDatabase();
    if (database === undefined) {
      console.log('\nNo PostgreSQL answers here: not measured.');
      return { results };
    }
    results.push({ feed, ...(await measureFeed(database, redisUrl)) });
    await database.drop();
  }
  const head = ['heard of through', 'least', 'median', '90 %', '99 %', 'most'];
  const rows = results.map(({ feed, least, median, p90, p99, most }) => [
    feed,
    ...[least, median, p90, p99, most].map((ms) => whole(ms)),
  ]);
  printTable(`Revoked on one replica, refused on another: milliseconds of ${measurements} tokens`, head, rows, 1);
  const targets = results.map(({ feed, most }) => ({ what: feed, asked, measured: most, reached: most <= asked }));
  return { results, targets };
}

async function measureFeed({ url }, redisUrl) {
  const one = await startServer(new URL('./server.mjs', import.meta.url), publicUrl, url, redisUrl);
  const other = await startServer(new URL('./server.mjs', import.meta.url), publicUrl, url, redisUrl);
  try {
    const times = [];
    for (let turn = 0; turn < measurements; turn += 1) {
      times.push(await measureOnce(one.port, other.port));
      // The next one begins anywhere between two readings.
      await setTimeout(Math.random() * 250);
    }
    times.sort((a, b) => a - b);
    const at = (part) => times[Math.min(times.length - 1, Math.floor(part * times.length))];
    return { least: times[0], median: at(0.5), p90: at(0.9), p99: at(0.99), most: times.at(-1), times };
  } finally {
    one.stop();
    other.stop();
  }
}

/** From the answer to the revocation, which comes after the commit. */
async function measureOnce(one, other) {
  const origin = `http://127.0.0.1:${one}`;
  const code = await new Browser(origin, '/authorize', 'alice').newCode();
  const grant = { grant_type: 'authorization_code', redirect_uri: callback, code_verifier: verifier, code };
  const answer = await post(`${origin}/token`, grant);
  const { access_token: token } = await answer.json();
  if ((await call(other, token)) === 401) throw new Error('A good token was refused');
  await post(`${origin}/revoke`, { token });
  const revokedAt = performance.now();
  while ((await call(other, token)) !== 401) await setTimeout(askEveryMs);
  return performance.now() - revokedAt;
}

function post(url, parameters) {
  return fetch(url, { method: 'POST', body: new URLSearchParams({ client_id: 'cli', ...parameters }) });
}

/** Status of a request under the public name, as behind a proxy. */
function call(port, token) {
  const headers = {
    host: new URL(resource).host,
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
  };
  return new Promise((resolve, reject) => {
    const outgoing = request({ port, host: '127.0.0.1', path: '/mcp', method: 'POST', headers }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode));
    });
    outgoing.on('error', reject);
    outgoing.end('{}');
  });
}

function listens(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true));
    socket.on('error', () => resolve(false));
    socket.unref();
  });
}
