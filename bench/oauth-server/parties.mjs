// Who takes part, known to both servers.
import { createHash } from 'node:crypto';

export const resource = 'http://localhost:1/mcp';
export const scope = 'notes:read';
export const callback = 'https://app.test/cb';
export const machineId = 'machine';
export const secret = 'a-secret-that-both-servers-of-a-comparison-know';
export const verifier = 'a-verifier-of-the-bench-which-is-long-enough-for-it';
export const challenge = createHash('sha256').update(verifier).digest('base64url');
