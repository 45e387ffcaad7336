import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser } from "playwright-core";
import { readPage, startViewer } from "../../viewer/server/index.ts";
import { LogAnswers } from "../../viewer/api/index.ts";
import type { BenchRow } from "../row.ts";
import { launch, measurePage, type PageFigures } from "./browser.ts";
import { writeLargeLog } from "./large-log.ts";
import { largeRun } from "./large-run.ts";

const MESSAGES = 1_000_000;

/** Of each page the median of so many openings. */
const ROUNDS = 3;

const EMPTY = {
  html: '<!doctype html><title>empty</title><div class="scroll" style="height:700px;overflow:auto"><p style="height:99999px">A line</p></div>',
  script: "",
  style: "",
};

/** What is opened, what of it is waited for, and what is scrolled. */
const pages = [
  { name: "run of 1,000 sessions", hash: "#/runs", content: ".sessions .row" },
  { name: "trajectory of 2,000 files", hash: "#/trajectory", content: ".step", scroller: ".steps" },
  { name: "search tree of 5,000 nodes", hash: "#/search", content: ".node" },
  { name: "graph of 5,000 files", hash: "#/repository", content: ".graph-file" },
] as const;

/**
 * The page on large runs in headless Chromium against an empty page from the same server: time to
 * the first content, frames a second while scrolling, and the heap afterwards.
 */
export async function benchViewer(): Promise<BenchRow[]> {
  const browser = await launch();
  const root = await mkdtemp(path.join(tmpdir(), "hindcast-bench-"));
  try {
    const answered = new Map(Object.entries(largeRun).map(([name, make]) => [name, make()]));
    const known = (name: string): Promise<unknown> | undefined =>
      answered.has(name) ? Promise.resolve(answered.get(name)) : undefined;
    const log = new LogAnswers(await writeLargeLog(root, MESSAGES));
    const page = await readPage();
    const large = await startViewer({ page, answers: { ask: known } });
    const replay = await startViewer({
      page,
      answers: { ask: (name, query) => log.ask(name, query) ?? known(name) },
    });
    const empty = await startViewer({ page: EMPTY, answers: { ask: () => undefined } });
    try {
      const measured = [
        ...pages.map((entry) => ({ scroller: ".scroll", ...entry, url: large.url })),
        {
          name: "log of 1,000,000 messages",
          hash: "#/replay",
          url: replay.url,
          content: ".message-kind",
          scroller: ".replay-list .scroll",
        },
      ];
      const rows: BenchRow[] = [];
      for (const { name, url, hash, content, scroller } of measured) {
        const ours = await median(browser, `${url}/${hash}`, { content, scroller });
        const bare = { content: "p", scroller: ".scroll" };
        const baseline = await median(browser, empty.url, bare);
        rows.push(...rowsOf(name, ours, baseline));
      }
      return rows;
    } finally {
      await Promise.all([large.close(), replay.close(), empty.close()]);
    }
  } finally {
    await browser.close();
    await rm(root, { recursive: true, force: true });
  }
}

async function median(
  browser: Browser,
  url: string,
  selectors: { readonly content: string; readonly scroller: string },
): Promise<PageFigures> {
  const rounds: PageFigures[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.push(await measurePage(browser, url, selectors));
  }
  const middle = (of: (figures: PageFigures) => number): number =>
    rounds.map(of).toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
  return {
    content: middle(({ content }) => content),
    frames: middle(({ frames }) => frames),
    heap: middle(({ heap }) => heap),
  };
}

function rowsOf(name: string, ours: PageFigures, baseline: PageFigures): BenchRow[] {
  const row = (what: string, key: keyof PageFigures, unit: string, scale = 1): BenchRow => ({
    name: `${name}, ${what} / of an empty page`,
    ours: ours[key] / scale,
    baseline: baseline[key] / scale,
    ratio: ours[key] / baseline[key],
    unit,
  });
  return [
    row("time to content", "content", "ms"),
    row("frames while scrolling", "frames", "frames/s"),
    row("heap", "heap", "MB", 1e6),
  ];
}
