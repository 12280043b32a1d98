import {
  CLIENT_CAPABILITIES_META_KEY,
  acceptedContent,
  inputRequired,
  inputResponse,
  type CallToolResult,
  type InputRequest,
  type InputRequiredResult,
  type McpServer,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { z } from 'zod';

import { askFor, askModel, askToConfirm } from './questions.js';
import { requestState, type RoundState } from './request-state.js';
import { text } from './texts.js';

type Handler = (
  context: ServerContext,
) => CallToolResult | InputRequiredResult | Promise<InputRequiredResult | CallToolResult>;

/** Tools that end a call with a question and finish it when the client repeats the call with the answer. */
export function registerInputRequiredTools(server: McpServer): void {
  const tools: [name: string, description: string, handler: Handler][] = [
    ['test_input_required_result_elicitation', 'Asks for a name', greetUser],
    ['test_input_required_result_sampling', 'Asks the model of the client', askForCapital],
    ['test_input_required_result_list_roots', 'Asks for the roots of the client', listRoots],
    ['test_input_required_result_request_state', 'Asks, with sealed state', confirmWithState],
    ['test_input_required_result_tampered_state', 'Asks, and refuses changed state', confirmWithState],
    ['test_input_required_result_multiple_inputs', 'Asks three things at once', askThreeThings],
    ['test_input_required_result_multi_round', 'Asks twice, one after the other', askTwice],
    ['test_input_required_result_capabilities', 'Asks only what the client can answer', askWhatIsPossible],
    ['test_missing_capability', 'Needs a client that can sample', needSampling],
    ['test_streaming_elicitation', 'Asks instead of sending a request', greetUser],
  ];
  for (const [name, description, handler] of tools) {
    server.registerTool(name, { description }, handler);
  }
}

const NAME_FORM = z.object({ name: z.string() });
const COLOR_FORM = z.object({ color: z.string() });
const OK_FORM = z.object({ ok: z.boolean() });
const CAPABILITIES = z.object({ elicitation: z.unknown(), sampling: z.unknown() }).partial();

function ask(inputRequests: Record<string, InputRequest>): InputRequiredResult {
  return inputRequired({ inputRequests });
}

async function askWithState(
  inputRequests: Record<string, InputRequest>,
  state: RoundState,
  context: ServerContext,
): Promise<InputRequiredResult> {
  return inputRequired({ inputRequests, requestState: await requestState.mint(state, context) });
}

function greetUser({ mcpReq }: ServerContext): CallToolResult | InputRequiredResult {
  const user = acceptedContent(mcpReq.inputResponses, 'user_name', NAME_FORM);
  return user === undefined ? ask({ user_name: askFor('name', 'What is your name?') }) : text(`Hello, ${user.name}!`);
}

function askForCapital({ mcpReq }: ServerContext): CallToolResult | InputRequiredResult {
  const answer = inputResponse(mcpReq.inputResponses, 'capital_question');
  return answer.kind === 'sampling'
    ? text(`The model says: ${JSON.stringify(answer.result.content)}`)
    : ask({ capital_question: askModel('What is the capital of France?') });
}

function listRoots({ mcpReq }: ServerContext): CallToolResult | InputRequiredResult {
  const answer = inputResponse(mcpReq.inputResponses, 'client_roots');
  return answer.kind === 'roots'
    ? text(`Roots: ${answer.roots.map(({ uri }) => uri).join(', ')}`)
    : ask({ client_roots: inputRequired.listRoots() });
}

function confirmWithState(context: ServerContext): CallToolResult | Promise<InputRequiredResult> {
  const { mcpReq } = context;
  const state = mcpReq.requestState<RoundState>();
  const confirmed = acceptedContent(mcpReq.inputResponses, 'confirm', OK_FORM);
  if (state === undefined || confirmed === undefined) {
    return askWithState({ confirm: askToConfirm('Please confirm') }, { round: 1 }, context);
  }
  return text(`state-ok, confirmed: ${confirmed.ok}`);
}

function askThreeThings(context: ServerContext): CallToolResult | Promise<InputRequiredResult> {
  const { inputResponses } = context.mcpReq;
  const user = acceptedContent(inputResponses, 'user_name', NAME_FORM);
  const greeting = inputResponse(inputResponses, 'greeting');
  const roots = inputResponse(inputResponses, 'client_roots');
  if (user === undefined || greeting.kind !== 'sampling' || roots.kind !== 'roots') {
    const questions = {
      user_name: askFor('name', 'What is your name?'),
      greeting: askModel('Generate a greeting', 50),
      client_roots: inputRequired.listRoots(),
    };
    return askWithState(questions, { round: 1 }, context);
  }
  return text(`${JSON.stringify(greeting.result.content)} for ${user.name}, ${roots.roots.length} root(s)`);
}

function askTwice(context: ServerContext): CallToolResult | Promise<InputRequiredResult> {
  const { mcpReq } = context;
  const state = mcpReq.requestState<RoundState>();
  const first = acceptedContent(mcpReq.inputResponses, 'step1', NAME_FORM);
  const second = acceptedContent(mcpReq.inputResponses, 'step2', COLOR_FORM);
  if (state?.round === 2 && second !== undefined) {
    return text(`${state.name} likes ${second.color}`);
  }
  if (state?.round === 1 && first !== undefined) {
    const question = askFor('color', 'Step 2: What is your favorite color?');
    return askWithState({ step2: question }, { round: 2, name: first.name }, context);
  }
  return askWithState({ step1: askFor('name', 'Step 1: What is your name?') }, { round: 1 }, context);
}

function askWhatIsPossible({ mcpReq }: ServerContext): CallToolResult | InputRequiredResult {
  // The SDK types the envelope as an empty object.
  const envelope: Record<string, unknown> = { ...mcpReq.envelope };
  const capabilities = CAPABILITIES.parse(envelope[CLIENT_CAPABILITIES_META_KEY] ?? {});
  const questions = {
    ...(capabilities.elicitation !== undefined && { user_name: askFor('name', 'What is your name?') }),
    ...(capabilities.sampling !== undefined && { greeting: askModel('Generate a greeting', 50) }),
  };
  const isAnswered = mcpReq.inputResponses !== undefined;
  return isAnswered || Object.keys(questions).length === 0 ? text('Nothing left to ask') : ask(questions);
}

// The SDK refuses the question, and with it the call, when the client has not declared that it can sample.
function needSampling({ mcpReq }: ServerContext): CallToolResult | InputRequiredResult {
  const answer = inputResponse(mcpReq.inputResponses, 'sample');
  return answer.kind === 'sampling' ? text('Sampled') : ask({ sample: askModel('Say anything') });
}
