import type { PageName, PageView } from '../pages/index.js';
import type { PageLook } from '../pages/page-look.js';
import type { PageTexts } from '../pages/texts/en.js';

/** Pages of the application in the place of ours: whole documents, which have to escape whatever they show. */
export type PageReplacements = {
  readonly [Name in PageName]?: (view: PageView<Name>, look: PageLook) => string;
};

/** How pages look, and what they say. */
export interface PageSettings {
  readonly issuer: string;
  readonly serviceName: string;
  readonly logo: string | undefined;
  readonly style: string;
  /** By language tag; the first one is for everybody else. */
  readonly texts: Readonly<Record<string, PageTexts>>;
  readonly replacements: PageReplacements;
}
export const PageSettings = Symbol('PageSettings');
