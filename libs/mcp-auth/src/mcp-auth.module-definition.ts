import { ConfigurableModuleBuilder, type ConfigurableModuleAsyncOptions } from '@nestjs/common';
import type { AccessOptions } from './access-control/access.settings.js';
import type { AuthKind, AuthValue, PagePart } from './composition/auth-kind.js';
import type { AuditOptions } from './options/audit.settings.js';
import type { BaseOptions } from './options/base.settings.js';
import type { LimitsOptions } from './options/limits.settings.js';
import type { OutboundOptions } from './options/outbound.settings.js';
import type { ServerOption, TransportSettings } from './transport/transport.settings.js';

/** Whether this module serves the MCP endpoint itself, or only guards one that the application serves. */
export type TransportChoice = 'streamable-http' | 'none';

/** Whether the guard stands at the endpoint and where code puts it, or in front of every handler of the application. */
export type GuardChoice = 'endpoint' | 'application';

/** What `forRoot` takes, and what the factory of `forRootAsync` returns. */
export interface McpAuthOptions extends BaseOptions {
  /** Who answers for tokens: `jwtVerifier({ ... })`, `remoteAuth({ ... })`. Another level is another value here. */
  readonly auth: AuthValue;
  /** Who the server is, or a factory that returns an SDK server. */
  readonly server?: ServerOption;
  /** Carries what `ServerChanges` tells to the streams of clients. Default: in memory, which is one process. */
  readonly changes?: TransportSettings['changes'];
  /** Who may call what, beside what decorators say. */
  readonly access?: AccessOptions;
  /** What is told of decisions, and to whom. */
  readonly audit?: AuditOptions;
  /** How much of the endpoint one caller may have. */
  readonly limits?: LimitsOptions;
  /** How identity providers and clients' documents are reached: proxy, authorities, hosts. */
  readonly outbound?: OutboundOptions;
  /** Default: `streamable-http`. */
  readonly transport?: TransportChoice;
  /** Default: `endpoint`. */
  readonly guard?: GuardChoice;
}

/** What `forRoot` takes where the environment says who answers for tokens. What is given here wins over variables. */
export type McpAuthEnvironmentOptions = Partial<Omit<McpAuthOptions, 'auth'>>;

/** Structure that Nest must know before any asynchronous option arrives: it decides about controllers and routes. */
interface StaticStructure {
  /** The factory of the `auth:` value that `useFactory` will return, uncalled: `auth: jwtVerifier`. */
  readonly auth: { readonly kind: AuthKind<never> };
  /** Route of the endpoint; the path of `resource` must be the same. Default: `/mcp`. */
  readonly path?: string;
  /** `basePath` of an authorization server of one's own, where it has one. */
  readonly issuerPath?: string;
  /** `legacyRootAliases` of an authorization server of one's own. Default: `off`. */
  readonly legacyRootAliases?: 'on' | 'off';
  /** `pages.off` of an authorization server of one's own. Default: none. */
  readonly pagesOff?: readonly PagePart[];
  readonly transport?: TransportChoice;
  readonly guard?: GuardChoice;
}

/** What `forRootAsync` takes. */
export type McpAuthAsyncOptions = StaticStructure &
  ConfigurableModuleAsyncOptions<McpAuthOptions, 'createMcpAuthOptions'>;

/** Nest's own way to turn options, `useFactory`, `useClass` and `useExisting` into providers. */
export const { ConfigurableModuleClass: OptionsModule, MODULE_OPTIONS_TOKEN: MCP_AUTH_OPTIONS } =
  new ConfigurableModuleBuilder<McpAuthOptions>({ moduleName: 'McpAuth' })
    .setFactoryMethodName('createMcpAuthOptions')
    .build();
