import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { node22 } from './node-22.js';

export type ProtocolRevision = '2026-07-28' | '2025-11-25';

export interface ConformanceRun {
  url: string;
  /** Where the tool's own results are kept, in a new folder per run. */
  outputDir: string;
  /** Every scenario that revision requires, on its wire; or one scenario by name. */
  requirements?: ProtocolRevision;
  scenario?: string;
  specVersion?: string;
}

export interface ConformanceFinding {
  scenario: string;
  check: string;
  message: string;
}

export interface ConformanceReport {
  /** Scenarios, scored or not, with a successful check and no failed one. */
  passed: string[];
  failed: ConformanceFinding[];
  /** Failed checks of scenarios that the revision does not require (extensions, pending ones). */
  failedUnscored: ConformanceFinding[];
  /** Recommendations not followed; they never make the run fail. */
  warnings: ConformanceFinding[];
  exitCode: number;
  text: string;
}

interface Check {
  id: string;
  status: 'SUCCESS' | 'FAILURE' | 'WARNING' | 'INFO' | 'SKIPPED';
  errorMessage?: string;
}

type ScenarioChecks = Map<string, Check[]>;

/** Why the suite cannot run here, for `describe.skipIf`; undefined when it can. */
export function conformanceUnavailable(): string | undefined {
  return node22() === undefined
    ? 'the conformance suite needs Node 22: npm ci --prefix test/support/node-22'
    : undefined;
}

export interface AuthorizationConformanceRun {
  issuer: string;
  resource: string;
  clientId: string;
  /** Of the client's redirect URI, `http://127.0.0.1:<port>/callback`, where the tool listens. */
  callbackPort: number;
  specVersion: string;
  outputDir: string;
}

/**
 * Every scenario for authorization servers that the revision has, in one run: the later ones need what the first one found.
 * @param openInBrowser is given the authorization URL that the tool tells its user
 */
export async function runAuthorizationConformance(
  run: AuthorizationConformanceRun,
  openInBrowser: (url: string) => void,
): Promise<ConformanceReport> {
  await mkdir(run.outputDir, { recursive: true });
  const resultsDir = await mkdtemp(join(run.outputDir, `authorization-${run.specVersion}-`));
  let opened = false;
  const parameters = [
    'authorization',
    ...option('--url', run.issuer),
    ...option('--client-id', run.clientId),
    ...option('--resource', run.resource),
    ...option('--port', String(run.callbackPort)),
    ...option('--spec-version', run.specVersion),
    ...option('--output-dir', resultsDir),
  ];
  const tool = await runTool(parameters, (text) => {
    const [url] = /https?:\/\/\S+[?&]code_challenge=\S+(?=\s)/.exec(text) ?? [];
    // The tool tells the URL before it listens for the answer: a quick browser on a slow machine would be too early.
    if (url === undefined || !text.includes('Callback server started') || opened) return;
    opened = true;
    openInBrowser(url);
  });
  return summarize(await readResults(resultsDir), tool);
}

export async function runConformance(run: ConformanceRun): Promise<ConformanceReport> {
  await mkdir(run.outputDir, { recursive: true });
  const resultsDir = await mkdtemp(join(run.outputDir, `${run.requirements ?? run.scenario ?? 'active'}-`));
  const { exitCode, text } = await runTool([
    'server',
    ...option('--url', run.url),
    ...option('--output-dir', resultsDir),
    ...option('--requirements', run.requirements),
    ...option('--scenario', run.scenario),
    ...option('--spec-version', run.specVersion),
  ]);
  return summarize(await readResults(resultsDir), { exitCode, text });
}

function option(name: string, value: string | undefined): string[] {
  return value === undefined ? [] : [name, value];
}

function runTool(
  parameters: string[],
  onText: (text: string) => void = () => undefined,
): Promise<{ exitCode: number; text: string }> {
  const node = node22();
  if (node === undefined) {
    throw new Error(conformanceUnavailable());
  }
  const manifest = createRequire(import.meta.url).resolve('@modelcontextprotocol/conformance/package.json');
  const tool = spawn(node, [join(dirname(manifest), 'dist', 'index.js'), ...parameters], {
    // A runner's own NODE_OPTIONS may name loaders that the other binary does not have.
    env: { ...process.env, NODE_OPTIONS: '', NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [tool.stdout, tool.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      onText(text);
    });
  }
  return new Promise((resolve, reject) => {
    tool.once('error', reject);
    tool.once('close', (code) => resolve({ exitCode: code ?? 1, text }));
  });
}

// One folder per scenario: server-<scenario>-<time>/checks.json
async function readResults(resultsDir: string): Promise<ScenarioChecks> {
  const folders = (await readdir(resultsDir)).toSorted();
  return new Map(await Promise.all(folders.map((folder) => readScenario(resultsDir, folder))));
}

async function readScenario(resultsDir: string, folder: string): Promise<[scenario: string, checks: Check[]]> {
  const scenario = /^(?:authorization-)?server-(.+)-\d{4}-\d{2}-\d{2}T[\d-]+Z$/.exec(folder)?.[1] ?? folder;
  const file = join(resultsDir, folder, 'checks.json');
  if (!existsSync(file)) {
    // What a scenario leaves that broke off.
    return [scenario, [{ id: 'no-results', status: 'FAILURE', errorMessage: 'The scenario ended without results' }]];
  }
  return [scenario, JSON.parse(await readFile(file, 'utf8')) as Check[]];
}

function summarize(results: ScenarioChecks, tool: { exitCode: number; text: string }): ConformanceReport {
  const failures = findings(results, 'FAILURE');
  const unscored = unscoredScenarios(tool.text);
  // That the messages fit the schema says nothing about a scenario whose own checks were all skipped.
  const successes = findings(results, 'SUCCESS').filter(({ check }) => check !== 'wire-schema-valid');
  const succeeding = new Set(successes.map(({ scenario }) => scenario));
  const failing = new Set(failures.map(({ scenario }) => scenario));
  return {
    passed: [...succeeding].filter((scenario) => !failing.has(scenario)),
    failed: failures.filter(({ scenario }) => !unscored.has(scenario)),
    failedUnscored: failures.filter(({ scenario }) => unscored.has(scenario)),
    warnings: findings(results, 'WARNING'),
    ...tool,
  };
}

function findings(results: ScenarioChecks, status: Check['status']): ConformanceFinding[] {
  return [...results].flatMap(([scenario, checks]) =>
    checks
      .filter((check) => check.status === status)
      .map(({ id, errorMessage }) => ({ scenario, check: id, message: errorMessage ?? '' })),
  );
}

// The tool ends a run by requirements with lines such as "  ✗ tasks-lifecycle (extension)".
function unscoredScenarios(text: string): Set<string> {
  const section = text.split('Not scored for')[1] ?? '';
  return new Set([...section.matchAll(/^ {2}[✓✗] (\S+) \(/gm)].map(([, scenario = '']) => scenario));
}
