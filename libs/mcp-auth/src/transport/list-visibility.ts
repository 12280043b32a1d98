import { Inject, Injectable } from '@nestjs/common';
import { AccessSettings } from '../access-control/access.settings.js';
import type { Principal } from '../core/principal.js';
import { settled } from '../core/settled.js';
import { CallAccess, type CallObjection } from './call-access.js';
import { namesIn, thinned, type ListShape } from './listed-components.js';

/** Takes out of a list what its reader may not see. */
@Injectable()
export class ListVisibility {
  constructor(
    @Inject(CallAccess) private readonly access: CallAccess,
    @Inject(AccessSettings) private readonly settings: AccessSettings,
  ) {}

  /** The same result for this reader, at once where no policy has to think. */
  thin<Result>(result: Result, shape: ListShape, reader: Principal | undefined): Result | Promise<Result> {
    const { kind } = shape;
    const names = namesIn(result, shape);
    // A list that is the same for all may be cached as its server says.
    if (reader !== undefined && !names.some((name) => this.access.dependsOnCaller({ kind, name }))) return result;
    const objections = names.map((name) => this.access.objectionTo({ kind, name, input: undefined }, reader, 'list'));
    const choose = (found: readonly CallObjection[]) =>
      thinned(result, shape, new Set(names.filter((_, index) => this.isShown(found[index]))));
    return settled(objections, choose);
  }

  /** What another token would open stays in sight: a model cannot ask for what it never saw. */
  private isShown(objection: CallObjection): boolean {
    if (objection?.ending === 'insufficient') return !this.settings.hideUnscoped;
    return objection === undefined;
  }
}
