import { inputRequired, type InputRequest } from '@modelcontextprotocol/server';

/** A form with one required field. */
export function askFor(field: string, message: string, type: 'string' | 'boolean' = 'string'): InputRequest {
  return inputRequired.elicit({
    message,
    requestedSchema: { type: 'object', properties: { [field]: { type } }, required: [field] },
  });
}

export function askModel(prompt: string, maxTokens = 100): InputRequest {
  return inputRequired.createMessage({
    messages: [{ role: 'user', content: { type: 'text', text: prompt } }],
    maxTokens,
  });
}
