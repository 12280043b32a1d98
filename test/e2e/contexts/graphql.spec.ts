import { UseGuards, type DynamicModule } from '@nestjs/common';
import { Args, GraphQLModule, Query, Resolver } from '@nestjs/graphql';
import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CurrentPrincipal, McpAuthGuard, Public, type Principal } from 'nestjs-mcp-auth';
import { ask, bearer } from '../../support/http-client.js';
import { ExpressGraphqlDriver } from '../../support/express-graphql-driver.js';
import type { Adapter } from '../../support/launch.js';
import { startProtectedService, type ProtectedService } from '../../support/protected-service.js';
import { refusedTokens } from '../../support/refused-tokens.js';

@Resolver()
@UseGuards(McpAuthGuard)
class OrdersResolver {
  @Query(() => String)
  mine(@CurrentPrincipal() { subject }: Principal) {
    return subject;
  }

  @Query(() => String)
  @Public()
  price(@CurrentPrincipal() principal: Principal | undefined) {
    return principal?.subject ?? 'nobody';
  }

  @Query(() => String)
  echo(@Args('text', { type: () => String }) text: string) {
    return text;
  }
}

const servers: readonly (readonly [Adapter, DynamicModule])[] = [
  ['fastify', GraphQLModule.forRoot<MercuriusDriverConfig>({ driver: MercuriusDriver, autoSchemaFile: true })],
  ['express', GraphQLModule.forRoot({ driver: ExpressGraphqlDriver, autoSchemaFile: true })],
];

describe.each(servers)('a GraphQL resolver on %s', (adapter, graphql) => {
  let service: ProtectedService;
  const run = async (query: string, token?: string) => {
    const headers = { 'content-type': 'application/json', ...(token !== undefined && bearer(token)) };
    const body = JSON.stringify({ query });
    return ask(`${service.origin}/graphql`, { method: 'POST', headers, body });
  };

  beforeAll(async () => {
    const verifier = { requiredScopes: ['orders'] };
    const parts = { imports: [graphql], providers: [OrdersResolver] };
    service = await startProtectedService({ adapter, verifier, parts });
  });
  afterAll(() => service.stop());

  it('sees the principal of a good token', async () => {
    const answer = await run('{ mine }', await service.token({ scope: 'orders' }));
    expect(answer.json()).toEqual({ data: { mine: 'alice' } });
  });

  it.each(refusedTokens)('is not reached with $name; error and response say why', async ({ claims, refusal }) => {
    const answer = await run('{ mine }', claims && (await service.token(claims)));
    const extensions = { code: 'UNAUTHENTICATED', error: refusal.error, correlation_id: expect.any(String) };
    expect(answer.json()).toMatchObject({ data: null, errors: [{ path: ['mine'], extensions }] });
    expect(answer.headers['www-authenticate']).toContain('resource_metadata="http:');
  });

  it('says which scope is missing as forbidden', async () => {
    const answer = await run('{ mine }', await service.token());
    const extensions = { code: 'FORBIDDEN', error: 'insufficient_scope' };
    expect(answer.json()).toMatchObject({ errors: [{ extensions }] });
    expect(answer.headers['www-authenticate']).toMatch(/error="insufficient_scope".*scope="orders"/);
  });

  it('does not take a token out of arguments', async () => {
    const argument = `Bearer ${await service.token({ scope: 'orders' })}`;
    const answer = await run(`{ echo(text: "${argument}") }`);
    expect(answer.json()).toMatchObject({ errors: [{ extensions: { error: 'unauthorized' } }] });
  });

  it('may be public, for everyone', async () => {
    expect((await run('{ price }')).json()).toEqual({ data: { price: 'nobody' } });
  });
});
