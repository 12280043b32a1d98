import type { ServedResource } from '../../core/served-resources.js';
import { leadsToThisMachine } from '../../core/redirect-uri.js';
import { questionKeyOf } from '../authorize/authorization-flow.js';
import type { ConsentQuestion } from '../consent/consent-prompt.js';
import type { Client } from '../model/client.js';
import type { ConsentPageView, Destination, NameStanding, ScopeView } from '../pages/consent.page.js';
import { shownName } from '../pages/shown-name.js';

/** What the consent page shows of a question. Pure. */
export function consentView(
  { authorization, need, subject, interactionId: interaction }: ConsentQuestion,
  served: readonly ServedResource[],
  page: Pick<ConsentPageView, 'action' | 'csrf' | 'person' | 'switchUrl'>,
): ConsentPageView {
  const { client, redirectUri, scopes, resources } = authorization;
  const asked = served.filter(({ identifier }) => resources.includes(identifier));
  return {
    ...page,
    personKey: questionKeyOf(subject, authorization),
    interaction,
    need,
    client: shownName(client.presentation.name ?? '', client.clientId),
    clientId: client.clientId,
    standing: standingOf(client, redirectUri),
    destination: destinationOf(redirectUri),
    resources,
    scopes: scopes.map((scope) => scopeView(scope, asked)),
  };
}

/** A document vouches for a name only where the code goes to its own host: anybody can send somebody on with the URL of another's. */
function standingOf({ origin, clientId }: Client, redirectUri: string): NameStanding {
  if (origin === 'configured' || origin === 'stored') return { by: 'operator' };
  if (origin === 'registered') return { by: 'nobody' };
  const { host } = new URL(clientId);
  const isSame = redirectUri.startsWith('https:') && new URL(redirectUri).host === host;
  return { by: isSame ? 'host' : 'other_host', host };
}

function destinationOf(redirectUri: string): Destination {
  const url = new URL(redirectUri);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return { to: 'scheme', scheme: url.protocol };
  return { to: leadsToThisMachine(url) ? 'loopback' : 'host', host: url.host };
}

/** In the words of the operator, where there are some. */
export function scopeWords(scope: string, served: readonly ServedResource[]): string {
  const words = served.map(({ descriptions }) => descriptions[scope]).find((one) => one !== undefined);
  return words ?? scope;
}

function scopeView(name: string, asked: readonly ServedResource[]): ScopeView {
  const isAlways = asked.some(({ required }) => required.includes(name));
  return { name, words: scopeWords(name, asked), choice: isAlways ? 'always' : 'optional' };
}
