/** Which folder of the library may import which. Read downwards: a row names only rows above it, hence no cycles. */
export const layers: Readonly<Record<string, readonly string[]>> = {
  core: [],
  options: ['core'],
  composition: ['core', 'options'],
  audit: ['core', 'options'],
  replication: ['core', 'options'],
  limits: ['core', 'options'],
  outbound: ['core', 'options'],
  http: ['core', 'options'],
  'identity-provider': ['core', 'options', 'outbound'],
  'access-control': ['core', 'options'],
  'token-verification': ['core', 'composition', 'options', 'outbound', 'http', 'identity-provider', 'access-control'],
  passport: ['core', 'options', 'composition', 'http', 'identity-provider', 'token-verification'],
  'remote-auth': ['core', 'composition', 'options', 'http', 'identity-provider', 'access-control'],
  presets: ['core', 'composition', 'options', 'token-verification', 'remote-auth'],
  'oauth-server/model': ['core'],
  'oauth-server/requests': ['core', 'oauth-server/model'],
  'oauth-server/repositories': ['core', 'oauth-server/model'],
  'oauth-server/clients': [
    'core',
    'options',
    'outbound',
    'oauth-server/model',
    'oauth-server/requests',
    'oauth-server/repositories',
  ],
  'oauth-server/signing-keys': [
    'core',
    'options',
    'identity-provider',
    'oauth-server/model',
    'oauth-server/repositories',
  ],
  'oauth-server/tokens': [
    'core',
    'options',
    'oauth-server/model',
    'oauth-server/repositories',
    'oauth-server/signing-keys',
  ],
  'oauth-server/login': ['core', 'options', 'oauth-server/model', 'oauth-server/repositories'],
  'oauth-server/consent': ['core', 'options', 'oauth-server/model', 'oauth-server/repositories'],
  'oauth-server/authorize': [
    'core',
    'options',
    'oauth-server/model',
    'oauth-server/requests',
    'oauth-server/repositories',
    'oauth-server/clients',
    'oauth-server/login',
    'oauth-server/consent',
  ],
  'oauth-server/grants': [
    'core',
    'options',
    'oauth-server/model',
    'oauth-server/requests',
    'oauth-server/repositories',
    'oauth-server/clients',
    'oauth-server/login',
    'oauth-server/tokens',
  ],
  'oauth-server/pages': ['core', 'oauth-server/model'],
  'oauth-server/endpoints': [
    'core',
    'options',
    'http',
    'access-control',
    'oauth-server/model',
    'oauth-server/requests',
    'oauth-server/repositories',
    'oauth-server/clients',
    'oauth-server/signing-keys',
    'oauth-server/tokens',
    'oauth-server/authorize',
    'oauth-server/login',
    'oauth-server/consent',
    'oauth-server/grants',
    'oauth-server/pages',
  ],
  'oauth-server/maintenance': ['core', 'options', 'oauth-server/repositories'],
  'oauth-server/persistence/memory': ['core', 'oauth-server/model', 'oauth-server/repositories'],
  'oauth-server/persistence/typeorm': ['core', 'options', 'oauth-server/model', 'oauth-server/repositories'],
  // What puts the folders of the authorization server together, and what its options are.
  'oauth-server': [
    'core',
    'composition',
    'options',
    'outbound',
    'token-verification',
    'oauth-server/model',
    'oauth-server/repositories',
    'oauth-server/clients',
    'oauth-server/signing-keys',
    'oauth-server/tokens',
    'oauth-server/login',
    'oauth-server/consent',
    'oauth-server/authorize',
    'oauth-server/endpoints',
    'oauth-server/persistence/memory',
    'oauth-server/persistence/typeorm',
  ],
  'oauth-proxy': [
    'core',
    'composition',
    'options',
    'outbound',
    'http',
    'identity-provider',
    'oauth-server/model',
    'oauth-server/repositories',
    'oauth-server/login',
  ],
  transport: ['core', 'options', 'http', 'token-verification', 'access-control'],
  microservices: ['core', 'options', 'access-control'],
  health: ['core', 'options', 'identity-provider', 'oauth-server/repositories', 'oauth-server/signing-keys'],
  doctor: ['core', 'presets', 'options', 'outbound', 'identity-provider'],
  testing: ['core', 'options', 'token-verification', 'oauth-server/model', 'oauth-server/persistence/memory'],
};

/** Folders of plain TypeScript: no Nest, no I/O, no clock, no entropy. */
export const pureFolders: readonly string[] = [
  'core',
  'presets',
  'oauth-server/model',
  'oauth-server/requests',
  'oauth-server/repositories',
  'oauth-server/pages',
];

/** Files that put the folders together. They may import from everywhere, but not in a circle. */
export function isCompositionRoot(file: string): boolean {
  return /^[^/]+\.ts$|(^|\/)index\.ts$|\.(module|module-definition|providers|auth)\.ts$/.test(file);
}

/** The row of the table that a file belongs to, the deepest one. */
export function layerOf(file: string): string | undefined {
  return Object.keys(layers)
    .filter((folder) => file.startsWith(`${folder}/`))
    .toSorted((a, b) => b.length - a.length)[0];
}
