/** What the project asks of itself, each with what was measured. */
export function targetsOf({ verification, requests }) {
  const overRaw = (algorithm) =>
    verification.find((row) => row.algorithm === algorithm && row.name === 'nestjs-mcp-auth, uncached').overRaw;
  const guarded = (adapter, tokens) =>
    requests.find((row) => row.adapter === adapter && row.guard === 'mcp-auth' && row.tokens === tokens);
  return [
    { what: 'RS256, uncached, over crypto.verify', asked: 0.8, measured: overRaw('RS256') },
    { what: 'ES256, uncached, over crypto.verify', asked: 0.9, measured: overRaw('ES256') },
    { what: 'EdDSA, uncached, over crypto.verify', asked: 0.9, measured: overRaw('EdDSA') },
    { what: 'Express, one token, over no guard', asked: 0.85, measured: guarded('express', 'one').overNone },
    { what: 'Fastify, one token, over no guard', asked: 0.6, measured: guarded('fastify', 'one').overNone },
    {
      what: 'Fastify, distinct tokens, over passport-jwt',
      asked: 2,
      measured: guarded('fastify', 'distinct').overPassport,
    },
    { what: 'Fastify, one token, over passport-jwt', asked: 3.5, measured: guarded('fastify', 'one').overPassport },
  ].map((target) => ({ ...target, reached: target.measured >= target.asked }));
}
