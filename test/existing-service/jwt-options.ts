import { passportJwtSecret } from 'jwks-rsa';
import { ExtractJwt, type StrategyOptionsWithoutRequest } from 'passport-jwt';
import { environment } from './environment.js';

/** How this service verifies tokens, since long before it knew of MCP. */
export const jwtOptions: StrategyOptionsWithoutRequest = {
  jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
  secretOrKeyProvider: passportJwtSecret({ jwksUri: `${environment.issuer}/jwks`, cache: true, rateLimit: true }),
  issuer: environment.issuer,
  audience: environment.audience,
  algorithms: ['ES256'],
};
