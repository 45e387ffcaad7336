import type { Body } from "../../protocols/index.ts";
import type { Config } from "../../runtime/config/index.ts";
import { readLog } from "../../runtime/log/index.ts";
import type { Output } from "./output.ts";

type Adaptation = Body<"run.adapted">;

/** A run as its log leaves it: as it was opened, with every later change applied. */
export interface CurrentRun extends Output {
  /** What bears on the results of sessions that start now. */
  readonly settings: Adaptation["settings"];
  /** Role to the hash of the behaviour that plays it now. */
  readonly behaviours: Readonly<Record<string, string>>;
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
  const behaviours = await acceptedBehaviours(output.log, output.opened.behaviours);
  return { ...output, config, settings, behaviours, adapted };
}

/** The behaviours of a run's roles, with those that it was resumed with in the place of others. */
async function acceptedBehaviours(
  log: string,
  opened: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, string>>> {
  const behaviours = { ...opened };
  for await (const { kind, body } of readLog(log, { holding: "run.accepted" })) {
    if (kind !== "run.accepted") continue;
    Object.assign(behaviours, (body as Body<"run.accepted">).behaviours);
  }
  return behaviours;
}

/** A configuration with recorded changes. */
export function applyChanges(config: Config, changes: Adaptation["changes"]): Config {
  return { ...config, ...Object.fromEntries(changes.map(({ setting, to }) => [setting, to])) };
}
