/** A claim that may be one string or a list of strings (`aud`, RFC 7519 §4.1.3); other members are left out. */
export function listOfStrings(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((member: unknown) => typeof member === 'string') : none;
}

/** What a claim that is not there lists. */
const none: readonly string[] = Object.freeze([]);

/** A claim that is a non-empty string, else undefined. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Last second of the year 9999: larger numbers are milliseconds by mistake, or infinite. What never expires, expires then. */
export const lastNumericDate = 253_402_300_799;

/** A NumericDate (RFC 7519 §2) in seconds, else undefined. */
export function numericDateOf(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0 && value <= lastNumericDate ? value : undefined;
}
