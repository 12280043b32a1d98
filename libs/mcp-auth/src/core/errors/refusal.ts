/** What a refusal looks like from outside: OAuth code, HTTP status and a text that helps and gives nothing away. */
export interface Refusal {
  readonly code: string;
  readonly status: number;
  readonly text: string;
}
