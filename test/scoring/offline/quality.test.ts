import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { PrefixCache, scoreVariants } from "../../../scoring/offline/index.ts";

// Installed sources: real code that nobody wrote for this test.
const folders = [
  "commander/lib",
  "zod/src/v4/core",
  "pino/lib",
  "undici/lib/core",
  "undici/lib/web/fetch",
  "dependency-cruiser/src/extract",
  "openai/src/resources",
  "graphology/dist",
  "semver/classes",
  "smol-toml/dist",
  "thread-stream",
];

interface Source {
  readonly name: string;
  readonly text: string;
  /** Another file of the same folder, what a coder would have read before. */
  readonly before: string;
}

function sourcesOf(folder: string): Source[] {
  const root = path.join(import.meta.dirname, "../../../node_modules", folder);
  const files = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|js|cjs|mjs)$/.test(entry.name))
    .map(({ name }) => ({ name, text: readFileSync(path.join(root, name), "utf8") }))
    // Neither tiny nor minified.
    .filter(({ text }) => text.length > 2000 && text.length < 14_000)
    .filter(({ text }) => text.length / text.split("\n").length < 80)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .slice(0, 4);
  return files.map(({ name, text }, i) => ({
    name: `${folder}/${name}`,
    text,
    before: files.length > 1 ? files[(i + 1) % files.length]!.text : "",
  }));
}

const keywords = new Set(
  `async await break case catch class const continue default delete else export extends false
  finally from function import instanceof interface length module null number object private
  public readonly require return static string super switch this throw true typeof undefined
  while yield boolean`.split(/\s+/),
);

/** Prose that names the identifiers which a file uses most, as a coder's thought would. */
function thoughtAbout({ name, text }: Source): string {
  const code = text.replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, " ");
  const counts = new Map<string, number>();
  for (const [word] of code.matchAll(/[A-Za-z_$][\w$]{4,}/g)) {
    if (!keywords.has(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const most = [...counts]
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .map(([word]) => word);
  return [
    `\nNext comes ${path.basename(name)}. Its centre is ${most.slice(0, 4).join(", ")};`,
    `callers get at it through ${most.slice(4, 8).join(" and ")}.`,
    `What it needs from elsewhere is ${most.slice(8, 14).join(", ")}.\n\n`,
  ].join(" ");
}

const sources = folders.flatMap((folder) => sourcesOf(folder));

describe("likelihood of real files", () => {
  test("a thought that names what a file uses raises it, an unrelated one does not", () => {
    const cache = new PrefixCache();
    const gains = sources.map((source, i) => {
      const thought = thoughtAbout(source);
      // Far away in the list, so of another project.
      const foreign = thoughtAbout(sources[(i + 16) % sources.length]!);
      const unrelated = foreign.repeat(3).slice(0, thought.length);
      const { variants } = scoreVariants(cache, {
        variants: ["", thought, unrelated].map((text) => ({ segments: [source.before, text] })),
        target: source.text,
        clip: 2,
      });
      const [none, named, other] = variants.map(({ logprob, tokens }) => logprob / tokens);
      return { named: named! - none!, other: other! - none! };
    });
    expect(gains.length).toBeGreaterThanOrEqual(30);
    const mean = (numbers: number[]): number => numbers.reduce((a, b) => a + b, 0) / numbers.length;
    expect(gains.filter(({ named }) => named > 0).length / gains.length).toBeGreaterThan(0.9);
    expect(gains.filter((g) => g.named > g.other).length / gains.length).toBeGreaterThan(0.9);
    expect(mean(gains.map((g) => g.named))).toBeGreaterThan(
      4 * Math.abs(mean(gains.map((g) => g.other))),
    );
  });

  test("a file is shorter than what gzip makes of it, and shorter still after its sibling", () => {
    const cache = new PrefixCache();
    const large = sources.filter(({ text, before }) => text.length > 4000 && before !== "");
    const lengths = large.map(({ name, text, before }) => {
      const { variants } = scoreVariants(cache, {
        variants: [{ segments: [] }, { segments: [before] }],
        target: text,
        clip: 2,
      });
      const [cold, warm] = variants.map(({ logprob }) => -logprob / Math.LN2 / 8);
      return { name, cold: cold!, warm: warm!, gzip: gzipSync(text, { level: 9 }).length };
    });
    expect(lengths.length).toBeGreaterThan(15);
    expect(lengths.filter(({ cold, gzip }) => cold > 0.9 * gzip)).toEqual([]);
    expect(lengths.filter(({ cold, warm }) => warm > cold)).toEqual([]);
  });
});
