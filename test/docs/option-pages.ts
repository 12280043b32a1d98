import { demoVariables, type DemoVariable } from '../../src/demo-variables.js';
import { accessTable } from '../../libs/mcp-auth/src/access-control/access.settings.js';
import { auditTable } from '../../libs/mcp-auth/src/options/audit.settings.js';
import { limitsTable } from '../../libs/mcp-auth/src/options/limits.settings.js';
import { outboundTable } from '../../libs/mcp-auth/src/options/outbound.settings.js';
import { baseTable } from '../../libs/mcp-auth/src/options/base.settings.js';
import { variableName, type OptionRow, type OptionTable } from '../../libs/mcp-auth/src/options/option-row.js';
import { mayBeFile as mayStandInFile } from '../../libs/mcp-auth/src/options/read-variables.js';
import { providerKinds } from '../../libs/mcp-auth/src/provider-kinds.js';
import { documentedPresets } from './documented-presets.js';

/** One option as the reader of a page sees it. */
interface DocumentedOption {
  readonly name: string;
  readonly variable: string | undefined;
  readonly fastMcp: readonly string[];
  readonly mayBeFile: boolean;
  readonly default: string;
  readonly doc: string;
}

const tables = [...new Set(providerKinds.flatMap(({ form }) => form.tables))];
/** Options of presets stand on the pages of the providers. */
const ofPresets = documentedPresets.map(({ preset }) => preset.table);
const ofKinds = tables.filter((table) => !ofPresets.includes(table));
const factories: Readonly<Record<string, string>> = {
  MCP_AUTH_JWT: 'jwtVerifier',
  MCP_AUTH_INTROSPECTION: 'introspectionVerifier',
  MCP_AUTH_STATIC: 'staticTokens',
  MCP_AUTH_REMOTE: 'remoteAuth',
  MCP_AUTH_GATEWAY: 'gatewayIdentity',
  MCP_AUTH_NONE: 'noAuth',
  MCP_AUTH_DEBUG: 'debugVerifier',
  MCP_AUTH_OAUTH_SERVER: 'oauthServer',
};

function optionsOf(table: OptionTable, inside = ''): readonly DocumentedOption[] {
  return Object.entries<OptionRow>(table.rows).flatMap(([option, { schema, doc, variable, rows }]) => {
    const name = inside + option;
    if (rows !== undefined) return optionsOf({ ...table, rows }, `${name}.`);
    return {
      name,
      variable: variable && variableName(table, option, variable),
      fastMcp: table.fastMcpPrefix ? (variable?.fastMcp ?? []).map((end) => `${table.fastMcpPrefix}_${end}`) : [],
      mayBeFile: variable !== undefined && mayStandInFile(variable.form),
      default: textOf(schema.safeParse(undefined).data),
      doc,
    };
  });
}

function textOf(value: unknown): string {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return '';
  if (Array.isArray(value)) return value.join(',');
  if (typeof value === 'object' && value !== null && 'database' in value) return `sqlite:${String(value.database)}`;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The page for people: every option, where code and where the environment says it. */
export function optionsPage(): string {
  return `${[
    '# Options',
    'Every option of the module: its name in code, the variable that says the same in the environment, and its default. A',
    'variable is read only where code gives no `auth`; then `MCP_AUTH` names the kind. An empty variable counts as not set, lists are',
    'separated by commas or blanks, and what is marked † may also stand in a file, named by the variable with `_FILE` behind it.',
    '',
    ...section('`McpAuthModule.forRoot({ ... })`', baseTable),
    ...section('`McpAuthModule.forRoot({ access: { ... } })`', accessTable),
    ...section('`McpAuthModule.forRoot({ audit: { ... } })`', auditTable),
    ...section('`McpAuthModule.forRoot({ limits: { ... } })`', limitsTable),
    ...section('`McpAuthModule.forRoot({ outbound: { ... } })`', outboundTable),
    ...ofKinds.flatMap((table) => section(`\`${factories[table.prefix]}({ ... })\``, table)),
    '## Identity providers',
    '',
    'Each identity provider that has a factory of its own has a page with its options: see [providers](providers/README.md).',
  ]
    .join('\n')
    .trimEnd()}\n`;
}

function section(title: string, table: OptionTable): readonly string[] {
  return [`## ${title}`, '', ...optionsTable(table), ''];
}

/** The options of a table as a table of Markdown. */
export function optionsTable(table: OptionTable): readonly string[] {
  const rows = optionsOf(table).map(({ name, variable, mayBeFile, default: value, doc, fastMcp }) => {
    const said = variable === undefined ? 'in code only' : `\`${variable}\`${mayBeFile ? ' †' : ''}`;
    const also = fastMcp.map((alias) => `<br>\`${alias}\``).join('');
    return `| \`${name}\` | ${said}${also} | ${value === '' ? '' : `\`${value}\``} | ${doc.replaceAll('|', String.raw`\|`)} |`;
  });
  return ['| option | variable | default | meaning |', '| --- | --- | --- | --- |', ...rows];
}

/** `.env.example`: every variable of the demo and of the library. */
export function environmentExample(): string {
  const kinds = providerKinds.map(({ name }) => name).join(', ');
  const blocks = [
    `# Variables of the demo service. None is needed for a first look. The demo reads no file by itself: set variables in
# the shell, or build once and start with \`node --env-file=.env dist/main.js\`. A variable that is empty counts as not set.
# This file is made from the options in the code; docs/options.md and docs/providers say more about each of them.`,
    ...Object.entries<DemoVariable>(demoVariables).map(([name, variable]) => demoBlock(name, variable)),
    `# Who answers for tokens: ${kinds}. Unset: oauth-server, on an embedded database.\n# MCP_AUTH=remote`,
    ...[baseTable, outboundTable, ...tables].flatMap((table) => optionsOf(table).flatMap(libraryBlock)),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function demoBlock(name: string, { doc, default: value, example = '' }: DemoVariable): string {
  return value === undefined ? `# ${doc}\n# ${name}=${example}` : `# ${doc}\n${name}=${value}`;
}

function libraryBlock({ variable, doc, default: value, mayBeFile }: DocumentedOption): readonly string[] {
  if (variable === undefined) return [];
  const file = mayBeFile ? ` Or ${variable}_FILE, the path of a file with it.` : '';
  return [`# ${doc}${file}\n# ${variable}=${value}`];
}
