import { Inject, Injectable } from '@nestjs/common';
import { pageUrl } from '../model/page-paths.js';
import { ConsentPrompt, type ConsentAnswer, type ConsentQuestion } from './consent-prompt.js';
import { ConsentSettings } from './consent.settings.js';

/** Asks on the consent page of this server. */
@Injectable()
export class PageConsentPrompt extends ConsentPrompt {
  constructor(@Inject(ConsentSettings) private readonly settings: ConsentSettings) {
    super();
  }

  ask({ interactionId }: ConsentQuestion): Promise<ConsentAnswer> {
    const url = pageUrl(this.settings.issuer, 'consent', { interaction: interactionId });
    return Promise.resolve({ answer: 'elsewhere', pageUrl: url });
  }
}
