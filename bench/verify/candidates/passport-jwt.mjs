import { passportJwtSecret } from 'jwks-rsa';
import { ExtractJwt, Strategy } from 'passport-jwt';

/** As the documentation of jwks-rsa sets it up; its keys are cached, its tokens are not. jsonwebtoken in it knows no EdDSA. */
export const passportJwtOptions = ({ issuer, audience, jwksUri }, algorithm) => ({
  secretOrKeyProvider: passportJwtSecret({ cache: true, rateLimit: true, jwksRequestsPerMinute: 5, jwksUri }),
  jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
  issuer,
  audience,
  algorithms: [algorithm],
});

export const passportJwt = {
  name: 'passport-jwt + jwks-rsa',
  tokens: 'distinct',
  algorithms: ['RS256', 'ES256'],
  create(issuer, algorithm) {
    const strategy = new Strategy(passportJwtOptions(issuer, algorithm), (claims, done) => done(null, claims));
    return (token) =>
      new Promise((resolve, reject) => {
        // Passport does the same: one object per request, with the endings of that request.
        const attempt = Object.assign(Object.create(strategy), { success: resolve, fail: reject, error: reject });
        attempt.authenticate({ headers: { authorization: `Bearer ${token}` } });
      });
  },
};
