import { writeFile } from "node:fs/promises";
import path from "node:path";
import { printable } from "../../protocols/index.ts";
import type { Container } from "./writers/index.ts";
import { meanOf, type DatasetFacts } from "./facts.ts";
import type { ExportManifest } from "./manifest.ts";

/** Name of the file that the Hub shows as a data set's card. */
const CARD_FILE = "README.md";

/** Writes the card of a finished export beside its manifest. */
export async function writeCard(directory: string, manifest: ExportManifest): Promise<void> {
  await writeFile(path.join(directory, CARD_FILE), cardOf(manifest));
}

/** A data set's card for the Hub: metadata as YAML, then tables. */
function cardOf(manifest: ExportManifest): string {
  const { facts, counts, options, left_out: leftOut } = manifest;
  const sections = [
    `---\n${metadata(manifest)}---`,
    "# Reconstructed development trajectories",
    `Made by [Hindcast](https://github.com/hindcast/hindcast) ${manifest.hindcast}, which simulates the development that could have produced a repository (arXiv:2603.11103). File tree, dependency graph and all code are those of the repositories; requirements, plans and thoughts are synthetic.`,
    `${number(facts.repositories)} trajectories with ${number(facts.files)} files, ${number(counts.rows)} rows.`,
    "## Rows",
    table(
      ["split", "files", "rows", "bytes"],
      [...splitsOf(manifest)].map(([split, { files, rows, bytes }]) => [
        split,
        number(files),
        number(rows),
        number(bytes),
      ]),
    ),
    "## What is trained on",
    ...(options["trained_tokens"] === undefined
      ? []
      : [
          "The rows end at a bound of trained tokens. Characters are those of the whole trajectories.",
        ]),
    table(
      ["step", "trained characters", "masked characters"],
      Object.entries(counts.characters).map(([step, { trained, masked }]) => [
        step,
        number(trained),
        number(masked),
      ]),
    ),
    ...(counts.tokens.trained + counts.tokens.masked > 0
      ? [
          `${number(counts.tokens.trained)} tokens are trained on, ${number(counts.tokens.masked)} are masked.`,
        ]
      : []),
    ...quality(facts),
    "## Languages, licences, models",
    countTable("language", "files", facts.languages),
    countTable("licence", "trajectories", facts.licenses),
    countTable("author", "trajectories", facts.authors),
    countTable("scorer", "trajectories", facts.scorers),
    countTable("prompt", "trajectories", facts.prompts),
    ...selected(manifest),
    "## How it was made",
    `\`\`\`json\n${JSON.stringify(options, undefined, 2).replaceAll("```", "\\u0060\\u0060\\u0060")}\n\`\`\``,
    `${number(leftOut.length)} trajectories or parts of one are left out; \`export.json\` names each with the reason.`,
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

/** The readers of the Hub take tables; other formats are files that it does not read as rows. */
function metadata({ options, facts, files }: ExportManifest): string {
  const licences = Object.keys(facts.licenses);
  const [only] = licences;
  // The Hub knows SPDX names in small letters, one for a data set.
  const licence =
    licences.length === 1 && only !== undefined && /^[A-Za-z0-9.-]+$/.test(only) && only !== "none"
      ? only.toLowerCase()
      : "other";
  const lines = [`license: ${licence}`, "tags:", "- code", "- synthetic", "- agent-trajectories"];
  lines.push(`pretty_name: "Hindcast ${String(options["format"])}"`);
  const container = options["container"] as Container;
  const splits = [...new Set(files.map(({ split }) => split))].toSorted();
  const tables = files.some(({ path: file }) => file.endsWith(`.${container}`));
  if (tables && splits.length > 0) {
    lines.push("configs:", "- config_name: default", "  data_files:");
    for (const split of splits) {
      lines.push(`  - split: ${split}`, `    path: data/${split}-*.${container}`);
    }
  }
  return `${lines.join("\n")}\n`;
}

function quality({ scorer, judge, grounding, audit, violations }: DatasetFacts): string[] {
  const rows: string[][] = [];
  for (const [name, gains] of [
    ["scorer", scorer],
    ["held-out judge", judge],
  ] as const) {
    if (!gains) continue;
    rows.push([`first thoughts over none, by the ${name}`, interval(gains.thinking)]);
    rows.push([`search over first thoughts, by the ${name}`, interval(gains.search)]);
  }
  const sections = ["## Quality"];
  if (rows.length > 0) {
    const title = "nats per token of the code, mean of the trajectories with its 95 % interval";
    sections.push(table(["gain", title], rows));
  }
  if (grounding) sections.push(`Names in thoughts that exist: ${interval(grounding)} of 1.`);
  if (audit) {
    sections.push(
      `Leak audit: ${number(audit.shared)} of ${number(audit.grams)} runs of 13 words in thoughts are in the file that they are for; thoughts name ${number(audit.named)} of ${number(audit.own)} names that only that file has.`,
    );
  }
  sections.push(`Violations found and handled while it was made: ${number(violations)}.`);
  return sections;
}

/** What was taken out of the data set; that nothing was looked for is said, too. */
function selected({ selection, options }: ExportManifest): string[] {
  const { duplicates, contamination } = selection ?? {};
  const { near_duplicates: how, decontaminated } = options as {
    near_duplicates?: { threshold: number; unit: string };
    decontaminated?: { texts: number; words: number };
  };
  return [
    "## Near-duplicates and benchmarks",
    duplicates && how
      ? `${number(duplicates.left_out)} of ${number(duplicates.checked)} trajectories are left out as near-duplicates of earlier ones (${number(duplicates.pairs)} pairs, compared by ${how.unit}; MinHash over five words, similarity of at least ${how.threshold}).`
      : "Near-duplicates were not looked for.",
    contamination && decontaminated
      ? `${number(contamination.left_out)} of ${number(contamination.checked)} trajectories are left out since they share ${decontaminated.words} words in a row with one of ${number(decontaminated.texts)} benchmark texts.`
      : "Benchmark texts were not looked for.",
    ...(selection ? ["`selection.jsonl` lists what was found."] : []),
  ];
}

function interval(moments: Parameters<typeof meanOf>[0]): string {
  const { mean, half } = meanOf(moments);
  return Number.isNaN(half) ? mean.toFixed(4) : `${mean.toFixed(4)} ± ${half.toFixed(4)}`;
}

function splitsOf({
  files,
}: ExportManifest): Map<string, { files: number; rows: number; bytes: number }> {
  const splits = new Map<string, { files: number; rows: number; bytes: number }>();
  for (const { split, rows, bytes } of files) {
    const known = splits.get(split) ?? { files: 0, rows: 0, bytes: 0 };
    splits.set(split, {
      files: known.files + 1,
      rows: known.rows + rows,
      bytes: known.bytes + bytes,
    });
  }
  return splits;
}

/** Rows of a table that is listed by count; the rest is counted in one. */
const LISTED = 20;

function countTable(title: string, unit: string, counts: Readonly<Record<string, number>>): string {
  const entries = Object.entries(counts).toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  if (entries.length === 0) return "";
  const rows = entries.slice(0, LISTED).map(([name, amount]) => [name, number(amount)]);
  const rest = entries.slice(LISTED);
  if (rest.length > 0) {
    const sum = rest.reduce((total, [, amount]) => total + amount, 0);
    rows.push([`${rest.length} others`, number(sum)]);
  }
  return table([title, unit], rows);
}

/** A Markdown table; what comes from repositories cannot end a cell or begin markup. */
function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(" | ")} |`;
  return [line(titles), `|${" --- |".repeat(titles.length)}`, ...rows.map(line)].join("\n");
}

function cell(text: string): string {
  return printable(text).replaceAll(/[\\`*_{}[\]<>()#!|]/g, String.raw`\$&`);
}

function number(value: number): string {
  return value.toLocaleString("en");
}
