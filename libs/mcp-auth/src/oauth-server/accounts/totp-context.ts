/** What the secret of a second factor is sealed for. */
export function totpContext(subject: string): string {
  return `second factor of ${subject}`;
}
