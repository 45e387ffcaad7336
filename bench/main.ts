import { parseArgs } from "node:util";
import { benchCluster } from "./cluster/index.ts";
import { benchEstimate } from "./estimate/index.ts";
import { benchExport } from "./export/index.ts";
import { benchGraph } from "./graph/index.ts";
import { benchLog } from "./log/index.ts";
import type { BenchRow } from "./row.ts";
import { benchModels } from "./models/index.ts";
import { benchOffline } from "./offline/index.ts";
import { benchReplay } from "./replay/index.ts";
import { benchRuntime } from "./runtime/index.ts";
import { benchScoring } from "./scoring/index.ts";
import { benchScale } from "./scale/index.ts";
import { benchSearch } from "./search/index.ts";
import { benchTelling } from "./search/telling/index.ts";
import { benchPrompts } from "./models/prompts.ts";
import { benchSurvival } from "./models/survival-rows.ts";
import { benchSessions } from "./sessions/index.ts";
import { benchStartup } from "./startup/index.ts";
import { benchTable } from "./table/index.ts";
import { benchViewer } from "./viewer/index.ts";

/**
 * Sizes of the search suite: files of each project, evaluations, threads. For the graph suite, a
 * directory in which peers are installed. For the models suite, servers and files, see
 * `ModelsBenchOptions`. Sessions of the sessions suite, and whether they run on NATS.
 */
const { values: given, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: {
    files: { type: "string" },
    budgets: { type: "string" },
    evaluations: { type: "string" },
    repositories: { type: "string" },
    strategies: { type: "string" },
    threads: { type: "string" },
    peers: { type: "string" },
    scorer: { type: "string" },
    judge: { type: "string" },
    author: { type: "string" },
    record: { type: "string" },
    tokenizer: { type: "string" },
    items: { type: "string" },
    numbers: { type: "string" },
    exact: { type: "string" },
    sessions: { type: "string" },
    nats: { type: "boolean" },
  },
});

const suites: Readonly<Record<string, () => Promise<BenchRow[]>>> = {
  startup: benchStartup,
  runtime: benchRuntime,
  log: benchLog,
  replay: benchReplay,
  graph: () => benchGraph(given.peers),
  offline: benchOffline,
  scoring: benchScoring,
  cluster: benchCluster,
  survival: benchSurvival,
  estimate: () => benchEstimate(given.repositories?.split(","), given.strategies?.split(",")),
  export: benchExport,
  sessions: () =>
    benchSessions(
      given.sessions === undefined ? 1_000 : Number(given.sessions),
      given.nats === true,
    ),
  table: benchTable,
  viewer: benchViewer,
  prompts: () =>
    benchPrompts(
      given.repositories?.split(","),
      given.evaluations === undefined ? undefined : Number(given.evaluations),
    ),
  telling: () => {
    const { files, evaluations, author, scorer, judge } = given;
    const models = Object.entries({ author, scorer, judge });
    return benchTelling({
      ...Object.fromEntries(models.filter(([, value]) => value !== undefined)),
      ...(files === undefined ? {} : { files: Number(files) }),
      ...(evaluations === undefined ? {} : { evaluations: Number(evaluations) }),
    });
  },
  models: () => {
    const { scorer, judge, author, record, tokenizer, items, numbers, exact } = given;
    const named = Object.entries({
      scorer,
      judge,
      author,
      record,
      tokenizer,
      items,
      numbers,
      exact,
    });
    return benchModels({
      ...Object.fromEntries(named.filter(([, value]) => value !== undefined)),
      ...(given.files === undefined ? {} : { files: Number(given.files) }),
    });
  },
  scale: () => benchScale(wanted.filter((word) => word.endsWith(".hlog"))),
  search: () =>
    benchSearch({
      ...(given.files === undefined ? {} : { files: Number(given.files) }),
      ...(given.budgets === undefined ? {} : { budgets: given.budgets.split(",").map(Number) }),
      ...(given.threads === undefined ? {} : { threads: Number(given.threads) }),
    }),
};

for (const [name, suite] of Object.entries(suites)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  for (const { name: what, ours, baseline, ratio, unit } of await suite()) {
    const figures = `${round(ours)} against ${round(baseline)} ${unit}`;
    process.stdout.write(`${name}: ${what}: ratio ${ratio.toFixed(3)} (${figures})\n`);
  }
}

function round(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString("en") : value.toPrecision(3);
}
