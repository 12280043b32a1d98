import { hash } from 'node:crypto';

/** Colours of an operator: any that CSS knows as `#rrggbb`. */
export interface PageColours {
  readonly accent?: string | undefined;
  readonly accentDark?: string | undefined;
}

/**
 * The style of every page. It stands in the page itself and is allowed by its digest, so that nothing else can be. Colours have a
 * contrast of 4.5:1 at least (WCAG 2.2, 1.4.3).
 */
export function pageStyle({ accent = '#1d4ed8', accentDark = '#93b4ff' }: PageColours = {}): string {
  return `
:root{color-scheme:light dark;--text:#1b1f24;--soft:#57606a;--page:#f4f5f7;--card:#fff;--line:#8a929c;--accent:${accent};--on-accent:#fff;--warn:#7a4100;--warn-page:#fff4d6;--bad:#a40e26;--bad-page:#ffe9ea}
@media (prefers-color-scheme:dark){:root{--text:#e8eaed;--soft:#b0b7bf;--page:#0f1114;--card:#1a1d21;--line:#7b848e;--accent:${accentDark};--on-accent:#0f1114;--warn:#ffd58a;--warn-page:#3a2c10;--bad:#ffb3ba;--bad-page:#42191d}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
main{max-width:34rem;margin:0 auto;padding:1.5rem 1rem 3rem}
.card{background:var(--card);border:1px solid var(--line);border-radius:.75rem;padding:1.25rem;margin:0 0 1rem}
header{display:flex;gap:.6rem;align-items:center;margin:0 0 1rem;color:var(--soft)}
header img{height:2rem;width:auto}
h1{font-size:1.4rem;line-height:1.25;margin:0 0 .75rem}
h2{font-size:1.1rem;margin:0 0 .75rem}
p,ul,dl{margin:0 0 .75rem}
ul{padding-left:1.2rem}
dt{color:var(--soft)}
dd{margin:0 0 .6rem;font-weight:600}
label{display:block;margin:0 0 .25rem}
input:not([type=checkbox]){width:100%;font:inherit;color:inherit;background:var(--card);border:1px solid var(--line);border-radius:.4rem;padding:.55rem .6rem;margin:0 0 .9rem;min-height:2.75rem}
.choice{display:flex;gap:.6rem;align-items:flex-start;padding:.3rem 0;min-height:2rem}
.choice input{width:1.25rem;height:1.25rem;margin:.15rem 0 0;flex:none;accent-color:var(--accent)}
button,.button{font:inherit;font-weight:600;min-height:2.75rem;padding:.5rem 1.1rem;border-radius:.4rem;border:2px solid var(--accent);background:var(--accent);color:var(--on-accent);cursor:pointer}
button.second{background:transparent;color:var(--text);border-color:var(--line)}
.row{display:flex;flex-wrap:wrap;gap:.6rem;margin-top:.5rem}
form+p{margin-top:1rem}
.row form,.row button{flex:1 1 10rem}
.row form button{width:100%}
a{color:var(--accent);display:inline-block;min-height:1.5rem}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.soft{color:var(--soft)}
.warn,.bad,.good{border-radius:.4rem;padding:.6rem .75rem;margin:0 0 .9rem}
.warn{background:var(--warn-page);color:var(--warn)}
.bad{background:var(--bad-page);color:var(--bad)}
.good{border:1px solid var(--line)}
code,.code{font-family:ui-monospace,monospace;font-size:.95em}
.codes{columns:2;list-style:none;padding:0}
.picture{background:#fff;padding:.5rem;width:12rem;border-radius:.4rem}
.picture svg{display:block;width:100%;height:auto}
fieldset{border:0;padding:0;margin:0 0 .75rem;min-width:0}
legend{font-weight:600;padding:0;margin:0 0 .4rem}
section+section{margin-top:1rem}
.entry{border-top:1px solid var(--line);padding:.75rem 0}
.entry:first-of-type{border-top:0}
[hidden]{display:none}
`;
}

/** How the content security policy names a style. */
export function styleSource(style: string): string {
  return `'sha256-${hash('sha256', style, 'base64')}'`;
}
