import { HttpException, Logger } from '@nestjs/common';
import { ProtocolError, type CallToolResult } from '@modelcontextprotocol/server';
import type { Randomness } from '../core/randomness.js';
import { toolError } from './tool-result.js';

const logger = new Logger('McpTool');

/**
 * What the model may know of a failed tool. Errors of the protocol and HTTP exceptions below 500 were written for the
 * caller; everything else is a fault of the service, told only by an id that the log has too.
 */
export function toolFailure(error: unknown, toolName: string, randomness: Randomness): CallToolResult {
  if (error instanceof ProtocolError) throw error;
  if (error instanceof HttpException && error.getStatus() < 500) return toolError(error.message);
  const correlationId = randomness.identifier();
  logger.error(`Tool "${toolName}" failed (${correlationId})`, error instanceof Error ? error.stack : String(error));
  return toolError(`The tool failed. Reference: ${correlationId}`);
}
