import { expect, it } from 'vitest';
import { endpoints } from '../../../libs/mcp-auth/src/oauth-server/endpoints/index.js';
import { ask } from '../../support/http-client.js';
import { adapters } from '../../support/launch.js';
import { startPeopleService } from '../../support/people-service.js';

it.each(adapters)('every endpoint is limited, each for itself, and says when to come again, on %s', async (adapter) => {
  const limits = { perAddressPerMinute: 1, registrationsPerAddressPerMinute: 1 };
  const service = await startPeopleService({ adapter, server: { limits, registration: { management: 'on' } } });
  const answers = [];
  for (const { name, paths, methods } of endpoints) {
    const [path = ''] = paths('');
    const question = { method: methods[0] ?? 'GET' };
    const first = await ask(service.origin + path, question);
    const second = await ask(service.origin + path, question);
    answers.push({ name, first: first.status === 429, status: second.status, wait: 'retry-after' in second.headers });
  }
  await service.stop();
  expect(answers).toEqual(endpoints.map(({ name }) => ({ name, first: false, status: 429, wait: true })));
});
