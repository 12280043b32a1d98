import type { PageLook } from '../../libs/mcp-auth/src/oauth-server/pages/page-look.js';
import { pageStyle } from '../../libs/mcp-auth/src/oauth-server/pages/page-style.js';
import { english } from '../../libs/mcp-auth/src/oauth-server/pages/texts/en.js';

/** How pages look where nothing was configured. */
export const testLook: PageLook = { language: 'en', texts: english, serviceName: 'Notes', style: pageStyle() };
