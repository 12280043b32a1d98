/** Injection token of the grants that a client can register itself for: names, as in `grant_types`. */
export const RegistrableGrants = Symbol('RegistrableGrants');
