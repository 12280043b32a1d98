// Runs one of the examples: npm run example -- jwt-verifier
import { readdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const built = new URL('../examples/dist/', import.meta.url);
const names = readdirSync(built).filter((name) => !name.includes('.') && name !== 'shared');
const [, , name, ...rest] = process.argv;

if (!names.includes(name)) {
  console.error(`Say which one: npm run example -- ${names.join(' | ')}`);
  process.exit(1);
}
process.argv = [process.argv[0], `${built.pathname}${name}/main.js`, ...rest];
await import(pathToFileURL(process.argv[1]).href);
