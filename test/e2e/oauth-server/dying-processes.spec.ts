import { describe, expect, it } from 'vitest';
import { databaseKinds } from '../../contract/databases.js';
import { hammerReplicas, noFault } from '../../support/hammered-replicas.js';

/** The small form; `npm run test:long` has the large one. */
describe.each(databaseKinds)('processes that are killed one after the other, on $name', ({ name, create }) => {
  it.skipIf(create === undefined)('honour nothing twice, and lose no login (PF-01)', { timeout: 120_000 }, async () => {
    const database = await create?.();
    if (database === undefined) return;
    const processes = name === 'SQLite' ? 2 : 3;
    const findings = await hammerReplicas(database, { processes, codes: 150, families: 40, killEveryMs: 300 });
    await database.drop();
    expect(findings).toMatchObject({ ...noFault, familiesAlive: 40 });
    expect(findings.deaths).toBeGreaterThan(0);
  });
});
