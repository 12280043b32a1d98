import { HttpException } from '@nestjs/common';
import { ProtocolError } from '@modelcontextprotocol/server';
import type { ComponentSurroundings } from './component-kind.js';

/**
 * What the model may know of a call that failed. Errors of the protocol go on as they are, and HTTP exceptions below 500 were
 * written for the caller; everything else is a fault of the service, told only by an id that the log has too.
 */
export function faultOfCall(error: unknown, what: string, logFault: ComponentSurroundings['logFault']): string {
  if (error instanceof ProtocolError) throw error;
  if (error instanceof HttpException && error.getStatus() < 500) return error.message;
  return `The call failed. Reference: ${logFault(`${what} failed`, error)}`;
}
