import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll } from "vitest";
import { storeInDirectory, recordedTrajectory } from "../../agents/recorder/index.ts";
import { checkTexts, checkTrajectory } from "../../agents/trajectory/index.ts";
import { configured, createServices, loadActors } from "../../app/actors/index.ts";
import { readTrajectory } from "../../app/output/index.ts";
import { refoldTrajectories } from "../../app/output/index.ts";
import { foldLog } from "../../app/replay/index.ts";
import { openingMessage, runOpened, runSessions } from "../../app/run/index.ts";
import { planSessions } from "../../app/input/index.ts";
import type { RunSummary, Trajectory } from "../../protocols/index.ts";
import { EmbeddedBus, LOG_FILE } from "../../runtime/bus/index.ts";
import { defaults, type Config } from "../../runtime/config/index.ts";
import type { RoleDefinition } from "../../runtime/load/index.ts";
import { plant, type Files } from "../cli/harness/repositories.ts";

const base = await mkdtemp(path.join(tmpdir(), "hindcast-plugins-"));
afterAll(() => rm(base, { recursive: true, force: true }));
let count = 0;

export interface Ran {
  readonly summary: RunSummary;
  /** Of the one session; undefined when it failed. */
  readonly trajectory: Trajectory | undefined;
  /** Bytes of trajectory.json. */
  readonly bytes: Buffer | undefined;
  /** What `verify` has against it, from the file and from the log. */
  readonly breaches: readonly string[];
  /** What `replay` finds. */
  readonly divergences: number;
  readonly log: string;
}

export interface RunWithOptions {
  readonly search?: string;
  readonly config?: Partial<Config>;
  readonly alwaysReplay?: boolean;
}

/** Reconstructs a repository in this process with what modules define, and checks what comes out. */
export async function runWith(
  definitions: readonly RoleDefinition[],
  files: Files,
  { search = "none", config: changes = {}, alwaysReplay = false }: RunWithOptions = {},
): Promise<Ran> {
  const directory = path.join(base, `out-${(count += 1)}`);
  await mkdir(directory);
  // The same place each time, so that sessions have the same name.
  const repository = path.join(base, "repo");
  await rm(repository, { recursive: true, force: true });
  await plant(repository, files);
  const config: Config = {
    ...defaults,
    seed: 1,
    search: { ...defaults.search, strategy: search, evaluations: 4 },
    graph_options: { ...defaults.graph_options, threads: 0, cache_bytes: 0 },
    ...changes,
  };
  const actors = configured(await loadActors({ definitions }), config);
  const sessions = planSessions([repository], base);
  const log = path.join(directory, LOG_FILE);
  const bus = await EmbeddedBus.create(directory, { run: "test" });
  await bus.publish(openingMessage("test", runOpened(config, actors, sessions)));
  const summary = await runSessions({
    bus,
    actors,
    services: createServices(actors, { config, keep: storeInDirectory(directory), env: {} }),
    sessions,
    config,
    directory,
    observe: () => {},
    note: () => {},
    signal: new AbortController().signal,
    alwaysReplay,
  });
  const [first] = summary.sessions;
  const { report } = await foldLog(log, actors);
  const divergences = report.divergences.length + report.more;
  if (first?.status !== "done") {
    return { summary, trajectory: undefined, bytes: undefined, breaches: [], divergences, log };
  }
  const file = recordedTrajectory(directory, first.session);
  const trajectory = await readTrajectory(file);
  const structure = checkTrajectory(trajectory);
  const found = structure.length > 0 ? structure : await checkTexts(trajectory);
  const refolded = await refoldTrajectories(log);
  const breaches = [
    ...found.map(({ path: where, detail }) => `${where}: ${detail}`),
    ...refolded.flatMap(({ recorded, folded }) =>
      JSON.stringify(recorded) === JSON.stringify(folded)
        ? []
        : [`refolds to ${JSON.stringify(folded)}`],
    ),
  ];
  return { summary, trajectory, bytes: await readFile(file), breaches, divergences, log };
}

/** Steps of the coder of one file. */
export function stepsOf({ trajectory }: Ran, file: string) {
  const found = trajectory?.steps.find((step) => step.kind === "act" && step.path === file);
  if (found?.kind !== "act") throw new Error(`nothing delegates ${file}`);
  return found;
}
