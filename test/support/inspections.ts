import {
  TokenInspector,
  uninspected,
  type Inspection,
} from '../../libs/mcp-auth/src/identity-provider/token-inspector.js';

/** An issuer that answers as the test says, and counts how often it is asked. */
export class ScriptedInspector extends TokenInspector {
  readonly asked: string[] = [];

  constructor(private answer: (token: string) => Inspection | Promise<Inspection>) {
    super();
  }

  respond(answer: Inspection): void {
    this.answer = () => answer;
  }

  inspect(token: string): Promise<Inspection> {
    this.asked.push(token);
    return Promise.resolve(this.answer(token));
  }
}

/** Answers that wait until the test lets them go. */
export class HeldInspector extends TokenInspector {
  private readonly held: ((answer: Inspection) => void)[] = [];

  inspect(): Promise<Inspection> {
    return new Promise((resolve) => void this.held.push(resolve));
  }

  /** Answers the questions in the order in which they were asked. */
  release(...answers: readonly Inspection[]): void {
    for (const answer of answers) this.held.shift()?.(answer);
  }
}

export const active: Inspection = { found: 'active', claims: {} };
export const inactive: Inspection = { found: 'inactive' };
export const down = uninspected('https://idp.example.com/introspect: unreachable');
