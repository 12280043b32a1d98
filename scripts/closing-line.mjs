// Prints how many tests of a vitest JSON report passed and failed. A file that could not even be read counts as one
// failed test, since none of its tests ran.
import { readFileSync } from 'node:fs';

const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const unread = testResults.filter(
  ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
);
console.log(`${numPassedTests} passed, ${numFailedTests + unread.length} failed`);
