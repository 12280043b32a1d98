import { styleSource } from './page-style.js';

/** Whether a page has the one script that there is. */
export type PageScript = 'with_script' | 'without_script';

/**
 * Headers of every page. There is no `form-action`: Chromium applies it to each later redirect of a form, so that no list of client
 * addresses would be long enough.
 */
export function pageHeaders(style: string, script: PageScript): Readonly<Record<string, string>> {
  const policy = [
    "default-src 'none'",
    `style-src ${styleSource(style)}`,
    'img-src data:',
    ...(script === 'with_script' ? ["script-src 'self'"] : []),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy.join('; '),
    'x-frame-options': 'DENY',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    'cross-origin-opener-policy': 'same-origin',
  };
}
