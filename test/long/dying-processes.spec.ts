import { describe, expect, it } from 'vitest';
import { databaseKinds } from '../contract/databases.js';
import { hammerReplicas, noFault } from '../support/hammered-replicas.js';

const codes = 10_000;
const families = 2_000;

describe.each(databaseKinds)('processes that are killed one after the other, on $name', ({ name, create }) => {
  it.skipIf(create === undefined)(
    `honour none of ${codes} codes twice, and lose none of ${families} logins (PF-01)`,
    { timeout: 3_600_000 },
    async () => {
      const database = await create?.();
      if (database === undefined) return;
      const processes = name === 'SQLite' ? 2 : 4;
      const findings = await hammerReplicas(database, { processes, codes, families, killEveryMs: 2_000 });
      console.log(name, findings);
      await database.drop();
      expect(findings).toMatchObject({ ...noFault, familiesAlive: families });
    },
  );
});
