import { start } from '../shared/start.js';
import { RemoteAuthModule } from './remote-auth.module.js';

const port = 3002;
const resource = `http://localhost:${port}/mcp`;
// Yours, as in the dashboard of WorkOS; nothing is asked there before the first token comes.
const [, , authKitDomain = 'https://example.authkit.app'] = process.argv;

await start(RemoteAuthModule.register(resource, authKitDomain), port, [
  `Clients are sent to ${authKitDomain}; give your own as an argument.`,
  `curl http://localhost:${port}/.well-known/oauth-protected-resource/mcp`,
]);
