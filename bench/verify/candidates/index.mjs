import { fastJwtCached, fastJwtUncached } from './fast-jwt.mjs';
import { jose } from './jose.mjs';
import { jsonwebtoken } from './jsonwebtoken.mjs';
import { mcpAuthCold, mcpAuthUncached, mcpAuthWarm } from './mcp-auth.mjs';
import { passportJwt } from './passport-jwt.mjs';
import { raw } from './raw.mjs';

/**
 * What is compared. `create(issuer, algorithm)` makes a fresh verifier, a function of one token that returns, or resolves
 * to, something that `accepts` (by default: anything) calls good, and throws otherwise. `prepare` is not measured.
 */
export const candidates = [
  raw,
  mcpAuthUncached,
  mcpAuthCold,
  mcpAuthWarm,
  jose,
  jsonwebtoken,
  fastJwtUncached,
  fastJwtCached,
  passportJwt,
].map((candidate) => ({ prepare: (token) => token, accepts: Boolean, ...candidate }));
