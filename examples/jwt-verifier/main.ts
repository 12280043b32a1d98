import { FakeIssuer } from 'nestjs-mcp-auth/testing';
import { start } from '../shared/start.js';
import { JwtVerifierModule } from './jwt-verifier.module.js';
import { keySetController } from './key-set.controller.js';

const port = 3001;
const resource = `http://localhost:${port}/mcp`;
const idp = await FakeIssuer.create(`http://localhost:${port}/idp`);
const module = JwtVerifierModule.register(resource, { issuer: idp.issuer, jwksUri: `${idp.issuer}/jwks` });
const token = await idp.token({ sub: 'alice', aud: resource, scope: 'weather:read' });

await start({ ...module, controllers: [keySetController(idp.jwks)] }, port, [
  `A token for five minutes:\n${token}`,
  `npx @modelcontextprotocol/inspector --cli ${resource} --transport http --method tools/list --header "Authorization: Bearer TOKEN"`,
]);
