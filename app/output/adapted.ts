import type { Body } from "../../protocols/index.ts";
import type { Config } from "../../runtime/config/index.ts";
import { readLog } from "../../runtime/log/index.ts";
import type { Output } from "./output.ts";

type Adaptation = Body<"run.adapted">;

/** A run as its log leaves it: as it was opened, with every later change applied. */
export interface CurrentRun extends Output {
  /** What bears on the results of sessions that start now. */
  readonly settings: Adaptation["settings"];
  /** The changes, oldest first. */
  readonly adapted: readonly Adaptation[];
}

/** Applies the changes that resumes of a run have recorded. Throws LOG_DAMAGED or LOG_INVALID. */
export async function currentRun(output: Output): Promise<CurrentRun> {
  const adapted: Adaptation[] = [];
  for await (const { kind, body } of readLog(output.log, { holding: "run.adapted" })) {
    if (kind === "run.adapted") adapted.push(body as Adaptation);
  }
  const config = adapted.reduce(
    (before, { changes }) => applyChanges(before, changes),
    output.config,
  );
  const settings = adapted.at(-1)?.settings ?? output.opened.settings;
  return { ...output, config, settings, adapted };
}

/** A configuration with recorded changes. */
export function applyChanges(config: Config, changes: Adaptation["changes"]): Config {
  return { ...config, ...Object.fromEntries(changes.map(({ setting, to }) => [setting, to])) };
}
