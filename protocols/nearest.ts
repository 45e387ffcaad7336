/** Number of single-character edits, swaps of neighbours included, between two texts. */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(row[j - 1]! + 1, rows[i - 1]![j]! + 1, rows[i - 1]![j - 1]! + same);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) best = Math.min(best, rows[i - 2]![j - 2]! + 1);
      row.push(best);
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9.]/g, "");
}

/**
 * The known name that somebody who typed `name` most likely meant, or undefined when none is
 * near. A name that lacks only its table (`evaluations`) is near its full form.
 */
export function nearest(name: string, known: readonly string[]): string | undefined {
  // Longer names are never misspellings, and the comparison takes quadratic time.
  if (name.length > 64) return undefined;
  const typed = plain(name);
  const last = typed.slice(typed.lastIndexOf(".") + 1);
  let found: { name: string; cost: number } | undefined;
  for (const candidate of known) {
    const full = plain(candidate);
    const short = full.slice(full.lastIndexOf(".") + 1);
    const cost = Math.min(distance(typed, full), distance(last, short) + 0.5);
    const bearable = Math.max(1.5, Math.min(last.length, short.length) / 3 + 0.5);
    if (cost <= bearable && cost < (found?.cost ?? Infinity)) found = { name: candidate, cost };
  }
  return found?.name;
}
