import type { Environment } from '../../libs/mcp-auth/src/options/env.js';

/** An environment of these variables and files. */
export function variablesOf(
  variables: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string | Uint8Array>> = {},
): Environment {
  return {
    names: Object.keys(variables),
    read: (name) => variables[name] || undefined,
    readFile: (path) => {
      const content = files[path];
      if (content === undefined) throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
      return Buffer.from(content as string);
    },
  };
}
