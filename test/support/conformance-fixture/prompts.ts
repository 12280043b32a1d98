import {
  acceptedContent,
  completable,
  inputRequired,
  type GetPromptResult,
  type McpServer,
  type PromptMessage,
} from '@modelcontextprotocol/server';
import { z } from 'zod';

import { askFor } from './questions.js';
import { RED_PIXEL_PNG } from './samples.js';

const CITIES = ['paris', 'park', 'party'];
const CONTEXT_FORM = z.object({ context: z.string() });

export function registerPrompts(server: McpServer): void {
  registerSimplePrompt(server);
  registerPromptWithArguments(server);
  registerPromptWithResource(server);
  registerPromptWithImage(server);
  registerAskingPrompt(server);
}

function says(text: string): PromptMessage {
  return { role: 'user', content: { type: 'text', text } };
}

function messages(...list: PromptMessage[]): GetPromptResult {
  return { messages: list };
}

function registerSimplePrompt(server: McpServer): void {
  server.registerPrompt('test_simple_prompt', { description: 'A prompt without arguments' }, () =>
    messages(says('This is a simple prompt for testing.')),
  );
}

function registerPromptWithArguments(server: McpServer): void {
  const argsSchema = z.object({
    arg1: completable(z.string().describe('First test argument'), (start) =>
      CITIES.filter((city) => city.startsWith(start)),
    ),
    arg2: z.string().describe('Second test argument'),
  });
  const description = 'A prompt with two arguments';
  server.registerPrompt('test_prompt_with_arguments', { description, argsSchema }, ({ arg1, arg2 }) =>
    messages(says(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`)),
  );
}

function registerPromptWithResource(server: McpServer): void {
  const description = 'A prompt with an embedded resource';
  const argsSchema = z.object({ resourceUri: z.string().describe('URI of the resource to embed') });
  server.registerPrompt('test_prompt_with_embedded_resource', { description, argsSchema }, ({ resourceUri }) => {
    const resource = { uri: resourceUri, mimeType: 'text/plain', text: 'Embedded resource content for testing.' };
    return messages(
      { role: 'user', content: { type: 'resource', resource } },
      says('Please process the embedded resource above.'),
    );
  });
}

function registerPromptWithImage(server: McpServer): void {
  server.registerPrompt('test_prompt_with_image', { description: 'A prompt with an image' }, () =>
    messages(
      { role: 'user', content: { type: 'image', data: RED_PIXEL_PNG, mimeType: 'image/png' } },
      says('Please analyze the image above.'),
    ),
  );
}

function registerAskingPrompt(server: McpServer): void {
  const description = 'A prompt that asks before it answers';
  server.registerPrompt('test_input_required_result_prompt', { description }, ({ mcpReq }) => {
    const answer = acceptedContent(mcpReq.inputResponses, 'user_context', CONTEXT_FORM);
    return answer === undefined
      ? inputRequired({
          inputRequests: { user_context: askFor('context', 'What context should the prompt use?') },
        })
      : messages(says(`The context is ${answer.context}`));
  });
}
