import { startIssuer } from './issuer.mjs';
import { printRequests, printTargets, printVerification } from './report.mjs';
import { measureRequests } from './requests.mjs';
import { targetsOf } from './targets.mjs';
import { measureVerification } from './verification.mjs';

export async function runBench() {
  const issuer = await startIssuer();
  try {
    const verification = await measureVerification(issuer);
    printVerification(verification);
    const requests = await measureRequests(issuer);
    printRequests(requests);
    const targets = targetsOf({ verification, requests });
    printTargets(targets);
    return { verification, requests, targets };
  } finally {
    issuer.stop();
  }
}
