import { start } from '../shared/start.js';
import { FirstUserSetup } from './first-user.setup.js';
import { OAuthServerModule } from './oauth-server.module.js';

const port = 3003;
const resource = `http://localhost:${port}/mcp`;
// In memory everything is forgotten with the process. For good: a database, and keys that encrypt what is secret in it:
// { dataSource: { type: 'postgres', url: '...' }, encryptionKeys: ['...'] }
const module = OAuthServerModule.register(resource, { dataSource: 'memory' });

await start({ ...module, providers: [...(module.providers ?? []), FirstUserSetup] }, port, [
  `claude mcp add --transport http weather ${resource}`,
]);
