import { readFile } from "node:fs/promises";
import path from "node:path";
import { resume, run, verify } from "../../app/index.ts";
import { isHindcastError, Trajectory, type RunSummary } from "../../protocols/index.ts";
import { defaults, type Config } from "../../runtime/config/index.ts";
import { markerIn, startFaultyServer, type Exchange, type Mode } from "./chat-server/index.ts";

interface SurvivalOptions {
  readonly repositories: readonly string[];
  /** An output directory that is not there yet. */
  readonly out: string;
  readonly modes: readonly Mode[];
  /** Part of the requests that the modes answer; 0.2 unless given. */
  readonly share?: number;
  /** Requests after which the run is interrupted, and resumed. */
  readonly interruptAfter: number;
  /**
   * `none` keeps every first thought, so that a file without any must have a reason; `mcts` asks for
   * rewrites too, and may leave out thoughts that do not help.
   */
  readonly strategy: "none" | "mcts";
  readonly env: Readonly<Record<string, string>>;
}

/** What a run against a faulty server came to. */
export interface Survival {
  readonly summary: RunSummary;
  /** Requests that the modes answered. */
  readonly faulty: number;
  readonly requests: number;
  readonly thoughts: number;
  /** What was found in thoughts that is no thought. */
  readonly markers: readonly string[];
  /** What `verify` finds wrong. */
  readonly findings: readonly unknown[];
  /** Files without any thought for which no reason is listed. */
  readonly unlisted: readonly string[];
  /** Requests that were answered with a text that was taken, and made again after the resume. */
  readonly repeated: number;
}

/** Runs repositories against a server with faults, interrupts the run, resumes it and looks at all of it. */
export async function survive(options: SurvivalOptions): Promise<Survival> {
  const { repositories, out, modes, share = 0.2, strategy, interruptAfter, env } = options;
  const server = await startFaultyServer({ modes, share });
  try {
    const config: Config = {
      ...defaults,
      author: server.spec,
      out,
      coders: 2,
      max_failed_files: "100%",
      search: { ...defaults.search, strategy, evaluations: 4 },
    };
    const stop = new AbortController();
    const watch = setInterval(() => {
      if (server.exchanges.length >= interruptAfter) stop.abort();
    }, 5);
    try {
      await run({ repositories, config, env, signal: stop.signal });
    } catch (error) {
      if (!isHindcastError(error) || error.code !== "INTERRUPTED") throw error;
    } finally {
      clearInterval(watch);
    }
    const before = server.exchanges.length;
    const { summary } = await resume({ directory: out, env });
    const { findings } = await verify({ target: out });
    return {
      summary,
      requests: server.exchanges.length,
      faulty: server.exchanges.filter(({ mode }) => mode).length,
      ...(await lookAt(out, summary, strategy === "none")),
      findings,
      repeated: repeatedIn(server.exchanges.slice(0, before), server.exchanges.slice(before)),
    };
  } finally {
    await server.close();
  }
}

async function lookAt(
  out: string,
  { sessions }: RunSummary,
  keepsAll: boolean,
): Promise<Pick<Survival, "thoughts" | "markers" | "unlisted">> {
  const markers: string[] = [];
  const unlisted: string[] = [];
  let thoughts = 0;
  for (const { session, status, files } of sessions) {
    if (status !== "done") continue;
    const text = await readFile(path.join(out, session, "trajectory.json"), "utf8");
    const { steps } = Trajectory.parse(JSON.parse(text));
    const troubled = new Set(files.flatMap(({ path: file, troubles }) => (troubles ? [file] : [])));
    for (const step of steps) {
      const own = step.kind === "act" ? step.steps : [step];
      for (const each of own) {
        if (each.kind !== "think") continue;
        thoughts += 1;
        const found = markerIn(each.text);
        if (found !== undefined) markers.push(`${session}: ${found}`);
      }
      if (!keepsAll || step.kind !== "act" || troubled.has(step.path)) continue;
      // A data file or a licence is written without thinking.
      const written = step.steps.some(({ kind }) => kind === "think");
      if (!written && /\.[jt]s$/.test(step.path)) unlisted.push(`${session}/${step.path}`);
    }
  }
  return { thoughts, markers, unlisted };
}

function repeatedIn(before: readonly Exchange[], after: readonly Exchange[]): number {
  const taken = before.filter(({ mode }) => mode === undefined || mode.fate === "taken");
  const texts = new Set(taken.map(({ text }) => text));
  return after.filter(({ text }) => texts.has(text)).length;
}
