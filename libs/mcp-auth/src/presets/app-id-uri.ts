/** Scopes of OpenID Connect, which stand for no resource and get no prefix. */
const openIdScopes = ['openid', 'profile', 'email', 'offline_access'];

/** How clients ask Microsoft for a scope of an API: with its App ID URI before it. */
export function scopeUnder(appIdUri: string): (scope: string) => string {
  return (scope) => (openIdScopes.includes(scope) || scope.includes('://') ? scope : `${appIdUri}/${scope}`);
}
