import type { PlugIn } from '../composition/auth-kind.js';
import { authorizationServerMetadataPaths } from '../core/well-known-urls.js';
import { MetadataMirror } from './metadata-mirror.js';
import { metadataMirrorController } from './metadata-mirror.controller.js';

/** The routes at which older clients look for an authorization server at our origin. */
export function mirrorParts(): PlugIn {
  const fixedPaths = authorizationServerMetadataPaths('');
  return { fixedPaths, controllers: fixedPaths.map(metadataMirrorController), providers: [MetadataMirror] };
}
