export { FakeIssuer, type TokenClaims } from './fake-issuer.js';
export { FrozenClock } from './frozen-clock.js';
