import type { ComponentKind } from './component-kind.js';
import { promptKind } from './prompt.kind.js';
import { resourceKind } from './resource.kind.js';
import { toolKind } from './tool.kind.js';

/** Every sort of components that methods can be. */
export const componentKinds: readonly ComponentKind[] = [toolKind, resourceKind, promptKind];
