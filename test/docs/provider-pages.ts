import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import type { PresetDescription } from '../../libs/mcp-auth/src/presets/preset.js';
import { documentedPresets } from './documented-presets.js';
import { optionsTable } from './option-pages.js';

const begin = '<!-- options:begin -->';
const end = '<!-- options:end -->';

/** What readers find on every page, in this order. */
export const fixedHeadings = [
  "## In the provider's console",
  '## In your service',
  '## What to expect',
  '## Not verified',
  '## Sources',
];

/** Path of the page of a preset. */
export function pathOfPage({ name }: Pick<PresetDescription, 'name'>): string {
  return fileURLToPath(new URL(`../../docs/providers/${name}.md`, import.meta.url));
}

/** The page as it stands, or nothing where nobody wrote it. */
export function pageOf(preset: PresetDescription): string | undefined {
  try {
    return readFileSync(pathOfPage(preset), 'utf8');
  } catch {
    return undefined;
  }
}

/** Headings of a page, without what looks like one in code. */
export function headingsOf(page: string): readonly string[] {
  return page.replaceAll(/^```[\s\S]*?^```/gm, '').match(/^#{1,6} .*$/gm) ?? [];
}

/** Whether a page has one place for the table of options. */
export function hasPlaceForOptions(page: string): boolean {
  const [before = '', ...rest] = page.split(begin);
  return rest.length === 1 && !before.includes(end) && rest[0]?.split(end).length === 2;
}

/** The page with the options of its preset in their place. */
export async function filledPage(page: string, { table }: PresetDescription): Promise<string> {
  const options = await formatted(['† may also stand in a file.', '', ...optionsTable(table)]);
  const [before = ''] = page.split(begin);
  const [, after = ''] = page.split(end);
  return `${before}${begin}\n\n${options.trimEnd()}\n\n${end}${after}`;
}

/** `docs/providers/README.md`: every preset, and where it is described. */
export async function providersPage(): Promise<string> {
  const rows = documentedPresets.map(
    ({ factory, preset: { title, name, mode } }) =>
      `| ${title} | \`${factory}\` | \`${name}\` | ${mode} | [${name}.md](${name}.md) |`,
  );
  return formatted([
    '# Identity providers',
    '',
    'Each of these has a factory, which `auth:` takes in code, and a value of `MCP_AUTH`, which says the same in the environment.',
    '',
    '- **direct**: MCP clients log in at the provider by themselves.',
    '- **proxy**: MCP clients that nobody registered at the provider need the OAuth proxy in front of it. Tokens of clients that were registered are verified all the same, unless the page says otherwise.',
    '',
    '| provider | factory | `MCP_AUTH` | mode | page |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
    '## What was checked',
    '',
    'Each preset is held to tokens, discovery documents and refusals as these sources describe them, at a stand-in for the provider (test/unit/presets); no account at a provider was used.',
    '',
    '| provider | checked against | not verified |',
    '| --- | --- | --- |',
    ...documentedPresets.map(({ preset }) => checkedRow(preset)),
  ]);
}

function checkedRow(preset: PresetDescription): string {
  const page = pageOf(preset) ?? '';
  const cell = (heading: string) =>
    itemsUnder(page, heading)
      .join('<br>')
      .replaceAll(/(?<!\\)\|/g, String.raw`\|`);
  return `| ${preset.title} | ${cell('## Sources')} | ${cell('## Not verified')} |`;
}

/** The items of the list under a heading. */
function itemsUnder(page: string, heading: string): readonly string[] {
  const [, after = ''] = page.split(`\n${heading}\n`);
  const [section = ''] = after.split('\n## ');
  return section
    .split(/^- /m)
    .slice(1)
    .map((item) => item.trim().replaceAll(/\s+/g, ' '));
}

/** Markdown as `npm run format` leaves it, so that the two never disagree. */
async function formatted(lines: readonly string[]): Promise<string> {
  const config = await resolveConfig(fileURLToPath(import.meta.url));
  return format(`${lines.join('\n')}\n`, { ...config, parser: 'markdown' });
}
