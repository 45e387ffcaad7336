import {
  HindcastError,
  LOG_FORMAT,
  SPAWN_ROLE,
  encodeDraft,
  firstDifference,
  isHindcastError,
  type Body,
} from "../../protocols/index.ts";
import { NatsBus } from "../../runtime/bus/index.ts";
import {
  Presence,
  RunRegistry,
  openingOfRun,
  type RunRecord,
} from "../../runtime/cluster/index.ts";
import type { Config } from "../../runtime/config/index.ts";
import type { NatsLink } from "../../runtime/nats/index.ts";
import { openingOf, startOf } from "../run/driver.ts";
import type { Roster } from "../run/roster.ts";
import { serviceRoles } from "../run/services.ts";
import type { SessionPlan } from "../run/sessions.ts";
import { sessionSettings } from "../run/settings.ts";
import { version } from "../version.ts";
import { deliver, type Delivery } from "./sources.ts";

export interface Submission {
  readonly link: NatsLink;
  readonly run: string;
  readonly sessions: readonly SessionPlan[];
  readonly config: Config;
  readonly roster: Roster;
  /** How workers get repositories of this machine. */
  readonly delivery: Delivery;
  /** Milliseconds without a sign of life after which what a worker holds goes to another. */
  readonly lease: number;
  /** Servers that keep a copy of the run. */
  readonly replicas: number;
  /** Bytes that its messages may take on the server, and as many its blobs; no bound when absent. */
  readonly maxBytes?: number | undefined;
  readonly signal: AbortSignal;
  /** Called when a repository stands ready for the workers. */
  readonly onProgress: (done: number, plan: SessionPlan) => void;
}

/**
 * Puts a run on a NATS server: repositories, first record, and one start for each session. What
 * was cut short by a crash goes on when the same run is submitted again.
 *
 * @throws HindcastError RUN_EXISTS, REPOSITORY_*, NATS_*, MESSAGE_TOO_LARGE for too many sessions,
 * INTERRUPTED
 */
export async function submitRun(submission: Submission): Promise<RunRecord> {
  const { link, run, sessions, config, roster, lease, replicas, maxBytes } = submission;
  checkSize(submission);
  const registry = await RunRegistry.create(link, replicas);
  await Presence.create(link, replicas);
  const known = await registry.get(run);
  if (known?.complete === true) throw new HindcastError("RUN_EXISTS", run);
  const record: RunRecord = known ?? {
    run,
    state: "running",
    submitted: Date.now(),
    sessions: sessions.length,
    lease,
    complete: false,
    hindcast: version,
  };
  const agents = roster.agents.map(({ role }) => `${SPAWN_ROLE}/${role}`);
  // What is cut short from here on can be seen, gone on with and pruned.
  if (!known) await registry.add(record);
  const bus = await NatsBus.create(link, {
    run,
    lease: record.lease,
    replicas,
    roles: [...serviceRoles(roster, config), ...agents],
    limits: { [`${SPAWN_ROLE}/main`]: config.sessions },
    ...(maxBytes !== undefined && { maxBytes, maxBlobBytes: maxBytes }),
    // Nobody makes room for a run that is not there yet.
    whenFull: "fail",
  });
  try {
    const opened = await openingOfSubmission(submission, bus);
    // The log holds the first record already when an earlier submission was cut short.
    if (!(await bus.publish(openingOf(run, opened)))) await checkSame(bus, opened);
    await publishStarts(bus, opened, config);
    return await registry.change(run, { complete: true, sessions: sessions.length });
  } finally {
    await bus.close();
  }
}

async function openingOfSubmission(
  { sessions, config, roster, delivery, signal, onProgress }: Submission,
  bus: NatsBus,
): Promise<Body<"run.opened">> {
  const ready: SessionPlan[] = [];
  for (const plan of sessions) {
    if (signal.aborted) throw new HindcastError("INTERRUPTED", "while the run was submitted");
    const source = await deliver(plan, {
      delivery,
      limits: config.files,
      signal,
      putBlob: (session, bytes) => bus.putBlob(session, bytes),
    });
    ready.push({ session: plan.session, path: plan.path, source });
    onProgress(ready.length, plan);
  }
  return openedOf(config, roster, ready);
}

function openedOf(
  config: Config,
  roster: Roster,
  sessions: readonly SessionPlan[],
): Body<"run.opened"> {
  const { out: _out, ...configuration } = config;
  return {
    format: LOG_FORMAT,
    hindcast: version,
    seed: config.seed,
    configuration,
    settings: sessionSettings(config),
    behaviours: { ...roster.behaviours },
    sessions: sessions.map(({ session, path, source }) => ({
      session,
      path,
      ...(source !== undefined && { source }),
    })),
  };
}

/** As long as a repository's reference can be, before any repository is packed. */
const PACKED = { snapshot: { sha256: "0".repeat(64), bytes: Number.MAX_SAFE_INTEGER } };

/** The first record names all sessions and has to fit into one message. */
function checkSize({ run, config, roster, sessions }: Submission): void {
  const plans = sessions.map((plan) => ({ ...plan, source: plan.source ?? PACKED }));
  try {
    encodeDraft(openingOf(run, openedOf(config, roster, plans)));
  } catch (error) {
    if (!isHindcastError(error) || error.code !== "MESSAGE_TOO_LARGE") throw error;
    const what = `${sessions.length} sessions are too many for one run`;
    throw new HindcastError("MESSAGE_TOO_LARGE", `${what}: ${error.detail}`);
  }
}

async function checkSame(bus: NatsBus, opened: Body<"run.opened">): Promise<void> {
  const { opened: before } = await openingOfRun(bus);
  const difference = firstDifference(before, opened);
  if (!difference) return;
  throw new HindcastError("RUN_EXISTS", `${bus.run}, with another ${difference.path.slice(1)}`);
}

async function publishStarts(
  bus: NatsBus,
  { sessions, settings, seed, behaviours }: Body<"run.opened">,
  { coders, judge, max_failed_files: maxFailedFiles }: Config,
): Promise<void> {
  const behaviour = behaviours["main"] ?? "";
  const driving = { settings, seed, coders, judge, maxFailedFiles, behaviour };
  for (const [index, plan] of sessions.entries()) {
    await bus.publish(startOf(bus.run, plan, index + 1, driving));
  }
}
