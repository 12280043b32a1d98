import type { ServerResponse } from 'node:http';
import type { RecordedRefusal } from '../../http/bearer-refusals.js';

/** Tells the caller of one kind of context that it is refused, by throwing what Nest renders there. */
export type RefusalChannel = (refusal: RecordedRefusal, response?: ServerResponse) => Promise<never>;
