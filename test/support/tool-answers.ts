import type { Answer } from './http-client.js';

/** Names of the tools in the answer to `tools/list`. */
export const toolNames = (answer: Answer): readonly string[] =>
  (answer.json()['result'] as { tools: { name: string }[] }).tools.map(({ name }) => name);

/** The result in the answer to `tools/call`. */
export const toolText = (answer: Answer) =>
  answer.json()['result'] as { isError?: boolean; content: { text: string }[] };
