import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import { createApp } from './create-app.js';
import { readDemoOptions, type DemoOptions } from './demo-options.js';
import { listen } from './listen.js';

const logger = new Logger('Demo');

async function start(): Promise<void> {
  const options = readDemoOptions();
  // Nest has told the fault by itself.
  const app = await createApp(options).catch(() => process.exit(1));
  let closing = false;
  const stop = () => {
    if (closing) return;
    closing = true;
    app.close().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
  await listen(app, options);
  introduce(options);
}

function introduce({ resource, issuer, adapter, port, host }: DemoOptions): void {
  logger.log(`MCP endpoint: ${resource} (${adapter}, issuer: ${issuer})`);
  logger.log(`Listening on port ${port} of ${host ?? 'loopback'}`);
  if (issuer === 'development') logger.log('Try it from a second terminal: npm run demo:client');
  else logger.log('Connect a client with a token of your issuer to this URL');
}

function fail(error: unknown): never {
  logger.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

await start().catch(fail);
