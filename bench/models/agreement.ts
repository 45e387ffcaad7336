import type { EndpointClient } from "../../scoring/endpoints/index.ts";
import type { Item } from "./items.ts";

/** How far two sets of numbers for the same tokens are from each other, in nats. */
export interface Difference {
  readonly kind: string;
  readonly items: number;
  readonly tokens: number;
  /** Of single tokens: the mean distance, that of 99 in 100, and the largest. */
  readonly mean: number;
  readonly p99: number;
  readonly most: number;
  /** Largest distance of the sum of one target, by token. */
  readonly sum: number;
  /** What the reference says of a token in the mean. */
  readonly level: number;
}

/** A server's numbers for items, as many a request as it takes. */
export async function scoreAll(
  client: EndpointClient,
  items: readonly Item[],
  signal: AbortSignal,
): Promise<Float64Array[]> {
  const size = client.traits.itemsPerRequest;
  const numbers: Float64Array[] = [];
  for (let at = 0; at < items.length; at += size) {
    numbers.push(...(await client.score(items.slice(at, at + size), signal)));
  }
  return numbers;
}

/** Distances by kind of item, and of all of them. Infinite numbers must be so on both sides. */
export function differences(
  items: readonly Item[],
  ours: readonly ArrayLike<number>[],
  exact: readonly ArrayLike<number>[],
): Difference[] {
  const kinds = [...new Set(items.map(({ kind }) => kind)), "all"];
  return kinds.map((kind) => {
    const chosen = items.flatMap((item, at) => (kind === "all" || item.kind === kind ? [at] : []));
    const apart: number[] = [];
    let level = 0;
    let sum = 0;
    for (const at of chosen) {
      const [here, there] = [ours[at], exact[at]];
      if (here?.length !== there?.length || !here || !there) {
        throw new Error(`${items[at]?.id}: ${here?.length} numbers and ${there?.length}`);
      }
      let signed = 0;
      for (let token = 0; token < here.length; token += 1) {
        const [a, b] = [here[token]!, there[token]!];
        if (a === b) apart.push(0);
        else apart.push(Math.abs(a - b));
        signed += a === b ? 0 : a - b;
        level += b;
      }
      sum = Math.max(sum, Math.abs(signed) / here.length);
    }
    const sorted = apart.toSorted((a, b) => a - b);
    return {
      kind,
      items: chosen.length,
      tokens: apart.length,
      mean: apart.reduce((total, value) => total + value, 0) / Math.max(1, apart.length),
      p99: sorted[Math.floor(0.99 * sorted.length)] ?? 0,
      most: sorted.at(-1) ?? 0,
      sum,
      level: level / Math.max(1, apart.length),
    };
  });
}

/** The distances as a Markdown table. */
export function differenceTable(rows: readonly Difference[]): string {
  const cells = rows.map(({ kind, items, tokens, mean, p99, most, sum, level }) =>
    [kind, items, tokens, ...[mean, p99, most, sum].map((value) => value.toExponential(1))].concat(
      level.toFixed(3),
    ),
  );
  const head = ["items", "n", "tokens", "mean", "p99", "most", "of a target's mean", "nats/token"];
  return [head, head.map(() => "---"), ...cells].map((row) => `| ${row.join(" | ")} |\n`).join("");
}
