import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import * as registry from '../../libs/mcp-auth/src/presets/index.js';
import { library } from './source-tree.js';

const VALUES = [
  'AccessPolicy',
  'AuditSink',
  'AuthSettings',
  'BearerRefusalException',
  'Clock',
  'ConfigurationError',
  'CurrentPrincipal',
  'McpAuthGuard',
  'McpAuthModule',
  'OptionalAuth',
  'PrincipalAccessor',
  'Prompt',
  'Public',
  'RequireAccess',
  'RequireRoles',
  'RequireScopes',
  'Resource',
  'ServerChanges',
  'TokenVerifier',
  'Tool',
  'ToolContext',
  'ToolInput',
  'customVerifier',
  'debugVerifier',
  'defineAuth',
  'gatewayIdentity',
  'introspectionVerifier',
  'jwtVerifier',
  'multiAuth',
  'noAuth',
  'optionsFromEnvironment',
  'passportJwtVerifier',
  'passportStrategyVerifier',
  'remoteAuth',
  'staticTokens',
];

const TYPES = [
  'AccessOptions',
  'AccessQuestion',
  'AccessRule',
  'AuditEventName',
  'AuditEvents',
  'AuditOptions',
  'AuthContext',
  'AuthKind',
  'AuthValue',
  'CustomVerifierOptions',
  'DebugCaller',
  'DebugVerifierOptions',
  'GatewayIdentityOptions',
  'IntrospectionOptions',
  'JwtVerifierOptions',
  'LimitsOptions',
  'McpAuthAsyncOptions',
  'McpAuthFeatureOptions',
  'McpAuthOptions',
  'NoAuthOptions',
  'OutboundOptions',
  'PassportJwtOptions',
  'PassportStrategyOptions',
  'Principal',
  'PromptOptions',
  'RemoteAuthOptions',
  'Resolution',
  'ResourceInput',
  'ResourceOptions',
  'StaticToken',
  'StaticTokensOptions',
  'ToolOptions',
  'Verification',
  'VerifierValue',
];

describe('the root entry point', () => {
  const exported = exportsOf('index.ts');

  it('exports these values: taking one away breaks applications, and a new one is a promise', () => {
    const presets = presetNames();
    expect(exported.values.filter((name) => !presets.includes(name)).toSorted()).toEqual(VALUES);
  });

  it('exports every preset of the registry', () => {
    expect(exported.values).toEqual(expect.arrayContaining([...presetNames()]));
  });

  it('exports these types', () => {
    expect(exported.types.toSorted()).toEqual(TYPES);
  });
});

/** One name for each line of the registry. */
function presetNames(): readonly string[] {
  return Object.keys(registry).filter((name) => name !== 'presets');
}

function exportsOf(file: string): { readonly values: readonly string[]; readonly types: readonly string[] } {
  const names = library.syntax(file).statements.flatMap(namesIn);
  const ofKind = (wanted: 'value' | 'type') => names.filter(({ kind }) => kind === wanted).map(({ name }) => name);
  return { values: ofKind('value'), types: ofKind('type') };
}

function namesIn(statement: ts.Statement): readonly { readonly name: string; readonly kind: 'value' | 'type' }[] {
  if (!ts.isExportDeclaration(statement) || !statement.exportClause || !ts.isNamedExports(statement.exportClause)) {
    throw new Error(`Only lists of names belong here, not: ${statement.getText()}`);
  }
  return statement.exportClause.elements.map((element) => ({
    name: element.name.text,
    kind: statement.isTypeOnly || element.isTypeOnly ? 'type' : 'value',
  }));
}
