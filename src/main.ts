import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import { createApp } from './create-app.js';
import { readDemoOptions, setDemoDefaults } from './demo-options.js';
import { introduction } from './introduction.js';
import { listen } from './listen.js';

const logger = new Logger('Demo');

async function start(): Promise<void> {
  setDemoDefaults();
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
  process.stdout.write(`\n${introduction(options).join('\n')}\n\n`);
}

function fail(error: unknown): never {
  logger.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

await start().catch(fail);
