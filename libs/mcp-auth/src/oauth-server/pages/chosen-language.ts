/**
 * The language that a browser prefers among those that there are (RFC 9110 §12.5.4), by the first part of its tag. Pure.
 * @param languages the first one is for everybody else
 */
export function chosenLanguage(acceptLanguage: string | undefined, languages: readonly string[]): string {
  const wanted = (acceptLanguage ?? '').split(',').map((range) => {
    const [tag = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    return { tag, weight: weight === undefined ? 1 : Number(weight) };
  });
  const inOrder = wanted.filter(({ weight }) => weight > 0).toSorted((one, other) => other.weight - one.weight);
  for (const { tag } of inOrder) {
    const found = languages.find((language) => language.toLowerCase() === tag || language === tag.split('-', 1)[0]);
    if (found !== undefined) return found;
  }
  return languages[0] ?? 'en';
}
