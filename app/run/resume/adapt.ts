import {
  HindcastError,
  firstDifference,
  formatAddress,
  hashOf,
  spawnAddress,
  type Body,
  type Envelope,
  type SessionSettings,
} from "../../../protocols/index.ts";
import type { Config } from "../../../runtime/config/index.ts";
import { checkSpecs, sessionSettings, type ActorRegistry } from "../../actors/index.ts";
import type { CurrentRun } from "../../output/index.ts";
import { rolesOf } from "../opening.ts";
import { publishControl, type ControlBus } from "./control.ts";

type Adaptation = Body<"run.adapted">;

/**
 * What a resume changes of a run: the settings that `config` has in place of the recorded ones;
 * undefined when there are none.
 *
 * @param accepted roles whose behaviour may be another one
 * @throws HindcastError BEHAVIOUR_CHANGED for what cannot change: an agent's behaviour, or settings
 * beside those that are new
 */
export function adaptationOf(
  run: CurrentRun,
  config: Config,
  actors: ActorRegistry,
  accepted: readonly string[],
): Adaptation | undefined {
  checkSpecs(actors, config);
  const settings = sessionSettings(config, actors);
  const changes = [
    ...changesBetween(run.config, config),
    ...changedBackends(run, config, settings, accepted),
  ];
  const replaced = changes.flatMap(({ setting }) => ROLES[setting] ?? []);
  checkBehaviours(run, actors, [...accepted, ...replaced]);
  checkSettings(expectedSettings(run.settings, settings, changes), settings);
  return changes.length === 0
    ? undefined
    : { changes, settings, roles: rolesOf(actors.behaviours, config) };
}

/** Records a change at its place in the log. */
export async function recordAdaptation(bus: ControlBus, body: Adaptation): Promise<void> {
  await publishControl(bus, "adapt", [{ kind: "run.adapted", body }]);
}

/**
 * Sends a limit that changed to the main agent of every session that goes on.
 *
 * @param read reads all messages of the run
 */
export async function sendLimit(
  bus: ControlBus,
  read: () => AsyncIterable<Envelope>,
  limit: string,
): Promise<void> {
  const live = new Set<string>();
  for await (const { kind, session, to } of read()) {
    if (kind === "agent.spawn" && to === spawnAddress(session, "main")) live.add(session);
    if (kind === "session.finished") live.delete(session);
  }
  const records = Array.from(live, (session) => ({
    kind: "main.limit" as const,
    body: { max_failed_files: limit },
    session,
    to: formatAddress({ session, role: "main", key: "main" }),
  }));
  await publishControl(bus, "adapt", records);
}

function changesBetween(before: Config, after: Config): Adaptation["changes"] {
  return (["author", "scorers", "judge", "agents", "max_failed_files"] as const).flatMap(
    (setting) => {
      const { [setting]: from } = before;
      const { [setting]: to } = after;
      if (to === undefined || (from !== undefined && hashOf(from) === hashOf(to))) return [];
      return [{ setting, ...(from === undefined ? {} : { from }), to }];
    },
  );
}

/** The role that a setting chooses a model for. */
const ROLES: Readonly<Record<string, string>> = {
  author: "author",
  scorers: "scorer",
  judge: "judge",
};

/** Authors and scorers of plug-ins that have the same SPEC and another behaviour, if accepted. */
function changedBackends(
  run: CurrentRun,
  config: Config,
  settings: SessionSettings,
  accepted: readonly string[],
): Adaptation["changes"] {
  return (["author", "scorers"] as const).flatMap((setting) => {
    const role = ROLES[setting] ?? "";
    const { [setting]: from } = run.config;
    const { [setting]: to } = config;
    const isSame = hashOf(from) === hashOf(to) && run.behaviours[role] !== undefined;
    const isChanged = hashOf(run.settings[setting]) !== hashOf(settings[setting]);
    return isSame && isChanged && accepted.includes(role) ? [{ setting, from, to }] : [];
  });
}

/** The recorded settings, with what follows from a change taken from today's. */
function expectedSettings(
  { prompts, ...recorded }: SessionSettings,
  now: SessionSettings,
  changes: Adaptation["changes"],
): SessionSettings {
  const changed = new Set(changes.map(({ setting }) => setting));
  const author = changed.has("author") ? now : { author: recorded.author, prompts };
  const scored = changed.has("scorers") ? now : recorded;
  return {
    ...recorded,
    author: author.author,
    ...(author.prompts === undefined ? {} : { prompts: author.prompts }),
    scorers: scored.scorers,
    search: unitsOf(recorded.search, scored.search),
  };
}

/** A search with what follows from the unit of its scorers taken from another. */
function unitsOf(
  search: SessionSettings["search"],
  { clip, length_cost }: SessionSettings["search"],
): SessionSettings["search"] {
  return { ...search, clip, length_cost };
}

function checkSettings(expected: SessionSettings, { prompts, ...now }: SessionSettings): void {
  // In logs of earlier versions the author's fingerprint alone identifies its prompts.
  const known = expected.prompts !== undefined && prompts !== undefined;
  const difference = firstDifference(expected, known ? { ...now, prompts } : now);
  if (!difference) return;
  const { path, left, right } = difference;
  const found = `the run has ${JSON.stringify(left)}, now it would be ${JSON.stringify(right)}`;
  throw new HindcastError("BEHAVIOUR_CHANGED", `settings${path}: ${found}`);
}

function checkBehaviours(
  { behaviours }: CurrentRun,
  actors: ActorRegistry,
  accepted: readonly string[],
): void {
  const changed = Object.entries(behaviours).filter(
    ([role, behaviour]) => actors.behaviours[role] !== behaviour && !accepted.includes(role),
  );
  if (changed.length === 0) return;
  const roles = changed.map(([role]) => role).join(", ");
  throw new HindcastError("BEHAVIOUR_CHANGED", `roles ${roles}`);
}
