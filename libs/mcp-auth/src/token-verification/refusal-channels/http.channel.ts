import { throwRefusal } from '../../http/bearer-refusal.exception.js';
import type { RefusalChannel } from './refusal-channel.js';

/** An HTTP answer, or an error of GraphQL: both hear of an HTTP exception, and of headers where there is a response. */
export const refuseByHttp: RefusalChannel = async (refusal, response) => throwRefusal(refusal, response);
