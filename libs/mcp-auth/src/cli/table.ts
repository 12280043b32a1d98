type Cell = string | number | Date | readonly string[] | undefined;
export type TableRow = Readonly<Record<string, Cell>>;

/** Rows as a table for people, the names of their members above. @param empty said where there are none */
export function tableOf(rows: readonly TableRow[], empty: string): readonly string[] {
  const [first] = rows;
  if (first === undefined) return [empty];
  const names = Object.keys(first);
  const cells = [names, ...rows.map((row) => names.map((name) => textOf(row[name])))];
  const widths = names.map((_, column) => Math.max(...cells.map((line) => (line[column] ?? '').length)));
  return cells.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** Nothing that a terminal would obey: some of it was chosen by strangers. */
function textOf(cell: Cell): string {
  const text = cell instanceof Date ? cell.toISOString() : cell === undefined ? '-' : [cell].flat().join(' ') || '-';
  return text.replaceAll(/\p{C}/gu, '?');
}
