/** What codes are like. */
export interface CodeSettings {
  readonly issuer: string;
  readonly codeTtlSeconds: number;
}
export const CodeSettings = Symbol('CodeSettings');
