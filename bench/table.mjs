/** Prints rows of strings under a heading, columns aligned; every column but the first `left` ones to the right. */
export function printTable(title, head, rows, left) {
  const widths = head.map((cell, column) => Math.max(cell.length, ...rows.map((row) => row[column].length)));
  const line = (cells) =>
    cells
      .map((cell, column) => cell[column < left ? 'padEnd' : 'padStart'](widths[column]))
      .join('  ')
      .trimEnd();
  console.log(`\n${title}\n`);
  for (const cells of [head, widths.map((width) => '-'.repeat(width)), ...rows]) console.log(line(cells));
}

export const whole = (number) => Math.round(number).toLocaleString('en-US');
export const ratio = (number) => number.toFixed(2);
export const notApplicable = 'n/a';
