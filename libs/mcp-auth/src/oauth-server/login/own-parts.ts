import type { PagePart } from '../../composition/auth-kind.js';

/** Port: what this server does for people itself, and what the application does. */
export abstract class OwnParts {
  /** Whether people and the way in are this server's own, so that it has their passwords, second factors and passkeys. */
  abstract areUsed(): Promise<boolean>;
  /** Whether pages of this kind are this server's: an application has them itself for a part that it brings. */
  abstract serves(part: PagePart): Promise<boolean>;
  /** Whether somebody who has forgotten their password can be sent a link. */
  abstract canMailLinks(): Promise<boolean>;
}
