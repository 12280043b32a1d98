import type { NamedDifference } from './compare.js';

const both = ['jose', 'jsonwebtoken'] as const;

/** Where we differ from `jose` or `jsonwebtoken`, and why. The list is closed: any other difference fails the test. */
export const namedDifferences: readonly NamedDifference[] = [
  {
    peers: ['jsonwebtoken'],
    ours: 'accepted',
    made: /^EdDSA|\nall of another key/,
    why: 'jsonwebtoken knows no EdDSA (RFC 8037)',
  },
  {
    peers: both,
    ours: 'token_type_not_accepted',
    made: /header typ=|claim (nonce|at_hash|events|token_use)=|about its issuer/,
    why: 'RFC 8725 §3.11, RFC 9068 §5: a JWT of another kind is no access token; libraries for all kinds cannot know',
  },
  {
    peers: both,
    ours: 'token_is_sender_constrained',
    made: /claim cnf=/,
    why: 'RFC 9449 §6: a bound token is worthless without its proof',
  },
  {
    peers: both,
    ours: 'token_issued_in_future',
    made: /claim iat=/,
    why: 'a token from the future comes from a wrong clock or a forger; peers look at `iat` only for a maximum age',
  },
  {
    peers: both,
    ours: 'lifetime_claim_invalid',
    made: /claim (exp|nbf|iat)=/,
    why: 'RFC 7519 §2: negative times and milliseconds are mistakes; peers read them as a very early or very late second',
  },
  {
    peers: ['jsonwebtoken'],
    ours: 'lifetime_claim_invalid',
    made: /no claim exp/,
    why: 'RFC 9068 §2.2: an access token has an end; jsonwebtoken lets it live for ever',
  },
  {
    peers: both,
    ours: 'subject_missing',
    made: /claim sub=/,
    why: 'RFC 9068 §2.2: `sub` is a non-empty string; jose can demand its presence, not its kind',
  },
  {
    peers: ['jsonwebtoken'],
    ours: 'subject_missing',
    made: /no claim sub/,
    why: 'RFC 9068 §2.2: `sub` has to be there; jsonwebtoken cannot demand it',
  },
  {
    peers: ['jose'],
    ours: 'critical_header_not_understood',
    made: /crit b64 true/,
    why: 'RFC 7797 §6 forbids to use `b64` in JWTs; jose understands it with the value that changes nothing',
  },
  {
    peers: ['jsonwebtoken'],
    ours: 'critical_header_not_understood',
    made: /crit/,
    why: 'RFC 7515 §4.1.11: an extension that is not understood makes the token invalid; jsonwebtoken does not look',
  },
  {
    peers: both,
    ours: 'token_malformed',
    made: /header (typ|kid)=/,
    why: 'RFC 7515 §4.1.4, §4.1.9: `kid` and `typ` are strings, and ours are bounded',
  },
  {
    peers: ['jose'],
    ours: 'token_malformed',
    made: /a blank|padding/,
    why: 'RFC 7515 §2: base64url without white space or padding; a second text of the same token is refused',
  },
  {
    peers: both,
    ours: 'token_malformed',
    made: /spare bits/,
    why: 'RFC 4648 §3.5: set spare bits make a second text of the same token',
  },
  {
    peers: ['jsonwebtoken'],
    ours: 'token_malformed',
    made: /bytes that are no UTF-8/,
    why: 'RFC 7519 §7.2: claims are UTF-8; jsonwebtoken replaces what is none',
  },
  {
    peers: ['jose'],
    ours: 'token_malformed',
    made: /a byte order mark/,
    why: 'RFC 8259 §8.1: JSON on the wire begins with no byte order mark; jose passes over it',
  },
];
