import {
  BadRequestException,
  Catch,
  Inject,
  Injectable,
  Scope,
  SetMetadata,
  UseFilters,
  UseGuards,
  UseInterceptors,
  type CallHandler,
  type CanActivate,
  type ExceptionFilter,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { REQUEST, Reflector } from '@nestjs/core';
import { McpServer, type ServerContext } from '@modelcontextprotocol/server';
import { map } from 'rxjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CurrentPrincipal, Tool, type Principal } from 'nestjs-mcp-auth';
import { z } from 'zod';
import { initializeCall, statelessCall } from '../../support/http-client.js';
import { adapters } from '../../support/launch.js';
import { startProtectedService, type ProtectedService } from '../../support/protected-service.js';

/** Looks at the request as guards of HTTP routes do. */
@Injectable()
class VipGuard implements CanActivate {
  constructor(@Inject(Reflector) private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const { headers } = context.switchToHttp().getRequest<{ headers: Record<string, unknown> }>();
    const wanted = this.reflector.get<string>('vip', context.getHandler());
    return context.getType<string>() === 'mcp' && headers['x-vip'] === wanted;
  }
}

class ShoutInterceptor implements NestInterceptor {
  intercept(_: ExecutionContext, next: CallHandler<string>) {
    return next.handle().pipe(map((text) => text.toUpperCase()));
  }
}

class QuotaError extends Error {}

@Catch(QuotaError)
class QuotaFilter implements ExceptionFilter {
  catch(): string {
    return 'come back tomorrow';
  }
}

const sum = z.object({ a: z.number(), b: z.number() });

@Injectable()
class PlainTools {
  @Tool({ description: 'Called with input and context', input: sum, output: z.object({ sum: z.number() }) })
  add({ a, b }: z.infer<typeof sum>, { http }: ServerContext) {
    return { sum: a + b, by: http?.authInfo?.clientId };
  }

  @Tool({ name: 'renamed' })
  original() {
    return 'renamed';
  }

  @Tool()
  broken(): string {
    throw new Error('SELECT password FROM users');
  }

  @Tool()
  strict(): string {
    throw new BadRequestException('The month must be a number');
  }

  @Tool()
  @UseGuards(VipGuard)
  @SetMetadata('vip', 'yes')
  vip(input: unknown, context: ServerContext) {
    return { input, method: context.mcpReq.method };
  }

  @Tool()
  @UseInterceptors(ShoutInterceptor)
  shout() {
    return 'quiet';
  }

  @Tool()
  @UseFilters(QuotaFilter)
  limited(): string {
    throw new QuotaError();
  }
}

@Injectable({ scope: Scope.REQUEST })
class RequestScopedTools {
  private static made = 0;
  private readonly number = ++RequestScopedTools.made;

  constructor(@Inject(REQUEST) private readonly request: { headers: Record<string, unknown> }) {}

  @Tool()
  scoped(@CurrentPrincipal() { subject }: Principal) {
    return { subject, number: this.number, trace: this.request.headers['x-trace'] };
  }
}

function serverWithOwnTool(): McpServer {
  const server = new McpServer({ name: 'factory', version: '1' });
  server.registerTool('from-factory', {}, ({ http }: ServerContext) => ({
    content: [{ type: 'text', text: String(http?.authInfo?.extra?.['subject']) }],
  }));
  return server;
}

interface ToolAnswer {
  readonly isError?: boolean;
  readonly content: readonly { readonly text: string }[];
  readonly structuredContent?: unknown;
}

describe.each(adapters)('a tool on %s', (adapter) => {
  let service: ProtectedService;

  beforeAll(async () => {
    service = await startProtectedService({
      adapter,
      options: { server: serverWithOwnTool },
      parts: { providers: [PlainTools, RequestScopedTools] },
    });
  });
  afterAll(() => service.stop());

  async function call(name: string, args: object = {}, headers: Record<string, string> = {}): Promise<ToolAnswer> {
    const question = statelessCall('tools/call', { name, arguments: args });
    const answer = await service.askWithToken({ ...question, headers: { ...question.headers, ...headers } });
    return (answer.json() as { result: ToolAnswer }).result;
  }
  const textOf = async (...question: Parameters<typeof call>) => (await call(...question)).content[0]?.text ?? '';

  it('without parameter decorators is called with input and context', async () => {
    const { structuredContent, content } = await call('add', { a: 1, b: 2 });
    expect(structuredContent).toEqual({ sum: 3, by: 'test-client' });
    expect(JSON.parse(content[0]?.text ?? '')).toEqual({ sum: 3, by: 'test-client' });
  });

  it('is not called with arguments that its schema refuses', async () => {
    const { isError, content } = await call('add', { a: 'one', b: 2 });
    expect(isError).toBe(true);
    expect(content[0]?.text).toContain('a');
  });

  it('has the name that it gives itself', async () => {
    expect(await textOf('renamed')).toBe('renamed');
  });

  it('tells nothing of an inner failure but an id that the log has (LK-02)', async () => {
    const { isError, content } = await call('broken');
    const [, id = 'none'] = /^The call failed\. Reference: (\S+)$/.exec(content[0]?.text ?? '') ?? [];
    expect(isError).toBe(true);
    expect(service.log.lines.some((line) => line.includes(id) && line.includes('SELECT password'))).toBe(true);
  });

  it('tells what an exception says that was written for the caller', async () => {
    const { isError, content } = await call('strict');
    expect([isError, content[0]?.text]).toEqual([true, 'The month must be a number']);
  });

  it('is behind the guards of its method, which see the real request and never the arguments', async () => {
    expect((await call('vip', { headers: { 'x-vip': 'yes' } })).isError).toBe(true);
    expect(JSON.parse(await textOf('vip', {}, { 'x-vip': 'yes' }))).toMatchObject({ method: 'tools/call' });
  });

  it('is inside the interceptors of its method', async () => {
    expect(await textOf('shout')).toBe('QUIET');
  });

  it('has its exceptions caught by the filters of its method', async () => {
    expect(await textOf('limited')).toBe('come back tomorrow');
  });

  it('of a request-scoped provider gets an instance of its own, with the request', async () => {
    const first = JSON.parse(await textOf('scoped', {}, { 'x-trace': 'one' })) as { number: number; trace: string };
    const second = JSON.parse(await textOf('scoped', {}, { 'x-trace': 'two' })) as { number: number; trace: string };
    expect([first.trace, second.trace, second.number - first.number]).toEqual(['one', 'two', 1]);
  });

  it('may come from a factory, beside those of providers', async () => {
    expect(await textOf('from-factory')).toBe('alice');
  });

  it('that does not exist is an error of the protocol', async () => {
    const answer = await service.askWithToken(statelessCall('tools/call', { name: 'no-such', arguments: {} }));
    expect(answer.json()).toMatchObject({ error: { code: -32602 } });
  });
});

describe('a server', () => {
  it('introduces itself as its options say', async () => {
    const server = { name: 'notes', version: '2.1.0', title: 'Notes', instructions: 'List before you create.' };
    const service = await startProtectedService({ adapter: 'express', options: { server } });
    const { text } = await service.askWithToken(initializeCall());
    await service.stop();
    const { instructions, ...identity } = server;
    expect(JSON.parse(text.slice(text.indexOf('{')))).toMatchObject({ result: { serverInfo: identity, instructions } });
  });
});

describe.each(adapters)('a server factory that fails on %s', (adapter) => {
  it.each([
    ['stateless', statelessCall('tools/list')],
    ['session', initializeCall()],
  ])('is a 500 with an id that the log has, in the %s era (LK-02)', async (_, question) => {
    const server = () => {
      throw new Error('no database at 10.0.0.7');
    };
    const service = await startProtectedService({ adapter, options: { server } });
    const { status, json, text } = await service.askWithToken(question);
    await service.stop();
    const { error, id } = json() as { error: { data: { correlationId: string } }; id: unknown };
    expect([status, id, text.includes('10.0.0.7')]).toEqual([500, 1, false]);
    const line = service.log.lines.find((entry) => entry.includes(error.data.correlationId));
    expect(line).toContain('no database at 10.0.0.7');
  });
});

describe('two tools of one name', () => {
  it('stop the start', async () => {
    @Injectable()
    class TwinTools {
      @Tool({ name: 'renamed' })
      twin() {
        return 'twin';
      }
    }
    const start = startProtectedService({ adapter: 'express', parts: { providers: [PlainTools, TwinTools] } });
    await expect(start).rejects.toThrow('TwinTools.twin: there is already a tool named "renamed"');
  });
});
