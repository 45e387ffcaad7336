import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { checkCanary, createEndpointClient } from "../../scoring/endpoints/index.ts";
import { createScorer } from "../../scoring/scorer/index.ts";
import type { BenchRow } from "../row.ts";
import { sources } from "../search/corpus.ts";
import { differences, differenceTable, scoreAll } from "./agreement.ts";
import { authorReport } from "./author.ts";
import { itemsOf, questions, type Item } from "./items.ts";
import { meanCorrelation, ranksOf, type FileRanks } from "./ranks.ts";

/** Servers, and what is measured at them. */
export interface ModelsBenchOptions {
  /** SPEC of a scoring server. */
  readonly scorer?: string;
  /** SPEC of a second one, compared with the first token by token. */
  readonly judge?: string;
  /** SPEC of an author. */
  readonly author?: string;
  /** A tokenizer.json for scorer and judge. */
  readonly tokenizer?: string;
  /** File of JSON lines with the items: read when it is there, else written. */
  readonly items?: string;
  /** File that gets the scorer's numbers for the items, as JSON lines. */
  readonly numbers?: string;
  /** File of JSON lines with a reference's numbers for the items, as `lab/exact.py` writes them. */
  readonly exact?: string;
  /** Files of each project that are ranked; 0 ranks none. */
  readonly files?: number;
}

const COUNT = 320;
const TIMEOUT = 600_000;
/** Files small enough for a model on a processor. */
const BYTES = [300, 1400] as const;
const VARIANTS = 6;

/**
 * Real servers: whether their numbers pass the checks, how far they are from a reference and from
 * each other, how the offline model's ranking agrees with theirs, and how many answers of an
 * author can be used. Without a server it does nothing. Tables go to stderr.
 */
export async function benchModels(options: ModelsBenchOptions = {}): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  if (options.scorer !== undefined) {
    rows.push(...(await compareServers(options.scorer, options)));
    const { files = 1 } = options;
    if (files > 0) rows.push(await compareRanks(options.scorer, files, options));
  }
  if (options.author !== undefined) rows.push(...(await authorReport(options.author)));
  if (options.scorer === undefined && options.author === undefined) {
    process.stderr.write("models: name a server with --scorer or --author\n");
  }
  return rows;
}

async function compareServers(spec: string, options: ModelsBenchOptions): Promise<BenchRow[]> {
  const { tokenizer, judge, exact } = options;
  const settings = { timeout: TIMEOUT, ...(tokenizer === undefined ? {} : { tokenizer }) };
  const client = createEndpointClient(spec, settings);
  const { signal } = new AbortController();
  try {
    const opinion = await checkCanary(client, signal);
    process.stderr.write(`${client.name}: the checks pass, ${opinion.toFixed(4)} nats a token\n`);
    const items = await readItems(options, () => itemsOf(client, questions(COUNT), signal));
    const began = performance.now();
    const numbers = await scoreAll(client, items, signal);
    const seconds = (performance.now() - began) / 1000;
    const tokens = items.reduce(
      (sum, { context, target }) => sum + context.ids.length + target.ids.length,
      0,
    );
    process.stderr.write(`${items.length} items, ${tokens} tokens in ${seconds.toFixed(1)} s\n`);
    if (options.numbers !== undefined) {
      writeFileSync(
        options.numbers,
        numbers.map((each) => `${JSON.stringify([...each])}\n`).join(""),
      );
    }
    const others: [string, readonly ArrayLike<number>[]][] = [];
    if (exact !== undefined) others.push([exact, numbersOf(readFileSync(exact, "utf8"))]);
    if (judge !== undefined) {
      const other = createEndpointClient(judge, settings);
      try {
        await checkCanary(other, signal);
        others.push([judge, await scoreAll(other, items, signal)]);
      } finally {
        await other.close();
      }
    }
    return others.map(([name, reference]) => {
      const found = differences(items, numbers, reference);
      process.stderr.write(`${client.name} against ${name}:\n${differenceTable(found)}`);
      const all = found.at(-1)!;
      const level = Math.abs(all.level);
      return {
        name: `distance of ${client.name} from ${name}, of what a token costs`,
        ours: all.mean,
        baseline: level,
        ratio: all.mean / level,
        unit: "nats a token",
      };
    });
  } finally {
    await client.close();
  }
}

async function readItems(
  { items }: ModelsBenchOptions,
  make: () => Promise<Item[]>,
): Promise<Item[]> {
  if (items !== undefined && existsSync(items)) {
    return lines(readFileSync(items, "utf8")).map((line) => itemOf(JSON.parse(line) as ItemLine));
  }
  const made = await make();
  const text = made
    .map(({ id, kind, context, target }) =>
      JSON.stringify({
        id,
        kind,
        context: context.ids,
        target: target.ids,
        texts: [context.text, target.text],
      }),
    )
    .join("\n");
  if (items !== undefined) writeFileSync(items, `${text}\n`);
  return made;
}

/** An item as it is kept in a file: `lab/exact.py` reads its ids. */
interface ItemLine {
  readonly id: string;
  readonly kind: string;
  readonly context: readonly number[];
  readonly target: readonly number[];
  readonly texts: readonly [string, string];
}

function itemOf({ id, kind, context, target, texts }: ItemLine): Item {
  return {
    id,
    kind,
    context: { text: texts[0], ids: context },
    target: { text: texts[1], ids: target },
  };
}

function numbersOf(text: string): number[][] {
  return lines(text).map((line) => JSON.parse(line) as number[]);
}

function lines(text: string): string[] {
  return text.split("\n").filter((line) => line !== "");
}

async function compareRanks(
  spec: string,
  files: number,
  { tokenizer }: ModelsBenchOptions,
): Promise<BenchRow> {
  const scorer = createScorer([spec], {
    timeout: TIMEOUT,
    ...(tokenizer === undefined ? {} : { tokenizer }),
  });
  const ranks: FileRanks[] = [];
  try {
    for (const project of sources().flatMap(({ projects }) => projects)) {
      for (const file of await ranksOf(project, scorer, {
        files,
        variants: VARIANTS,
        bytes: BYTES,
      })) {
        const { path, variants, correlation, best, chosen } = file;
        const gains = `best ${(1000 * best).toFixed(1)}, chosen ${(1000 * chosen).toFixed(1)}`;
        const line = `${path}: ${variants} sets, rank correlation ${correlation.toFixed(2)}`;
        process.stderr.write(`${line}, gain per 1,000 tokens: ${gains}\n`);
        ranks.push(file);
      }
    }
  } finally {
    await scorer.close();
  }
  const { mean, low, high } = meanCorrelation(ranks);
  process.stderr.write(
    `${ranks.length} files: ${mean.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})\n`,
  );
  const sum = (of: (file: FileRanks) => number): number =>
    ranks.reduce((total, file) => total + of(file), 0) / Math.max(1, ranks.length);
  const [ours, baseline] = [sum(({ chosen }) => chosen), sum(({ best }) => best)];
  const name = "gain of the set that the offline model ranks first, against the best of all";
  return { name, ours, baseline, ratio: ours / baseline, unit: "nats a token" };
}
