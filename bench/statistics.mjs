export function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Median of the ratios of each round, so that a slow round is slow for both. */
export function medianRatio(rates, baseRates) {
  return median(rates.map((rate, round) => rate / baseRates[round]));
}

/** The same list, beginning elsewhere and every other time backwards: nobody always follows the same neighbour. */
export function reordered(list, round) {
  const start = round % list.length;
  const turned = [...list.slice(start), ...list.slice(0, start)];
  return round % 2 === 0 ? turned : turned.toReversed();
}
