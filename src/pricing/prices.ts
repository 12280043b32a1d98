/** A question about a price. */
export interface PriceQuestion {
  readonly item: string;
  readonly quantity: number;
}

/** A price, in cents. */
export interface PriceQuote extends PriceQuestion {
  readonly unitCents: number;
  readonly totalCents: number;
  readonly currency: 'EUR';
}

const cents: Readonly<Record<string, number>> = { pencil: 120, notebook: 450, desk: 24_900 };

/** What can be bought. */
export const items = Object.keys(cents) as [string, ...string[]];

/** The price of so many; ten and more are a tenth cheaper. @throws RangeError for what is not sold */
export function priceQuote({ item, quantity }: PriceQuestion): PriceQuote {
  const unitCents = cents[item];
  if (unitCents === undefined) throw new RangeError(`Nobody sells "${item}"`);
  const totalCents = Math.round(unitCents * quantity * (quantity >= 10 ? 0.9 : 1));
  return { item, quantity, unitCents, totalCents, currency: 'EUR' };
}
