import { copyFile, link, mkdir, readdir } from "node:fs/promises";
import path from "node:path";
import {
  HindcastError,
  checkBody,
  encodeEnvelope,
  requestOfReply,
  type Body,
  type Envelope,
} from "../../protocols/index.ts";
import { BLOB_FOLDER, LOG_FILE } from "../../runtime/bus/index.ts";
import { createLog, readLog } from "../../runtime/log/index.ts";
import { readOpening } from "../../runtime/replay/index.ts";
import {
  RecordedAnswers,
  chosenBackends,
  configured,
  loadActors,
  type ActorRegistry,
} from "../actors/index.ts";
import { currentRun, openOutput, readLogOpening, type CurrentRun } from "../output/index.ts";
import { admitRun, rememberRun } from "../trust/index.ts";
import {
  prepareOutput,
  resume,
  rolesOf,
  type ResumeOptions,
  type RunResult,
} from "../run/index.ts";
import { applyPatch, type BodyPatch } from "./patch.ts";

export interface ForkOptions extends Omit<ResumeOptions, "directory"> {
  /** Path of the `log.hlog` that is forked; it is not changed. */
  readonly log: string;
  /** Position of the last message that both runs share. */
  readonly at: number;
  /** Output directory of the fork; must be new or empty. */
  readonly out: string;
  /** Changes the body of the message at `at`, which must be the answer of a service. */
  readonly edit?: BodyPatch | undefined;
}

/** A fork that has ended. */
export interface ForkResult extends RunResult {
  /** Requests that were answered from the log, since they were asked again unchanged. */
  readonly reused: number;
}

/**
 * A run that shares the log of another up to a message and goes on with something else: other
 * agents, another author, other scorers, or another answer in the place of the last shared message.
 * What is asked again unchanged of a service that is still the same is answered from the log.
 *
 * @throws HindcastError as `resume`; USAGE for a position that cannot be forked at, OUTPUT_EXISTS,
 * LOG_DIVERGED with the first message up to `at` that the agents would not send
 */
export async function fork(options: ForkOptions): Promise<ForkResult> {
  const { log, at, out, edit, definitions = [], trust = false, agents } = options;
  const source = await currentRun({
    directory: path.dirname(log),
    log,
    ...(await readLogOpening(log)),
  });
  const user = options.env ?? process.env;
  const { config, known } = await admitRun(source, { ...options, trust }, user);
  const actors = configured(
    await loadActors({ modules: config.agents, definitions }),
    source.config,
  );
  const { records } = await readOpening(readLog(log), log);
  if (at < records.length) {
    const detail = `--at ${at}: the run is opened by its first ${records.length} messages`;
    throw new HindcastError("USAGE", detail);
  }
  const own = new Set(actors.services.map(({ role }) => role));
  const backends = Object.keys(chosenBackends(actors, source.config));
  const replaced = new Set([
    "recorder",
    ...(options.author === undefined ? [] : ["author"]),
    ...(options.scorers === undefined ? [] : ["scorer"]),
    ...(options.judge === undefined ? [] : ["judge"]),
    ...(agents === undefined ? [] : [...own, ...backends]),
  ]);
  const answers = new RecordedAnswers((role) => !replaced.has(role));
  const directory = await prepareOutput(out, source.run, process.cwd());
  const change = (envelope: Envelope): Envelope => {
    const shared = reopened(envelope, source, actors, agents);
    return envelope.seq === at && edit ? edited(shared, edit, actors) : shared;
  };
  await copyLog(log, path.join(directory, LOG_FILE), { at, change, answers });
  await shareBlobs(path.dirname(log), directory);
  const forked = await currentRun(await openOutput(directory));
  if (known) await rememberRun(forked, user);
  const acceptBehaviour = agents === undefined ? [] : backends;
  const result = await resume({ ...options, directory, answers, acceptBehaviour });
  return { ...result, reused: answers.given };
}

/** A message as it would be had the run been opened with these agents. */
function reopened(
  envelope: Envelope,
  source: CurrentRun,
  actors: ActorRegistry,
  agents: readonly string[] | undefined,
): Envelope {
  if (agents === undefined) return envelope;
  const { behaviours } = actors;
  if (envelope.kind === "run.opened") {
    const opened = envelope.body as Body<"run.opened">;
    const configuration = { ...(opened.configuration as object), agents: [...agents] };
    const steps = Object.keys(actors.steps).length === 0 ? {} : { steps: { ...actors.steps } };
    const { steps: _steps, ...rest } = opened;
    const roles = rolesOf(actors.behaviours, source.config);
    const body = { ...rest, configuration, behaviours: { ...behaviours }, roles, ...steps };
    return { ...envelope, body };
  }
  if (envelope.kind !== "agent.spawn") return envelope;
  const spawn = envelope.body as Body<"agent.spawn">;
  const behaviour = behaviours[spawn.role];
  return behaviour === undefined ? envelope : { ...envelope, body: { ...spawn, behaviour } };
}

/** Throws USAGE for what agents send: they would send it again as it was. */
function edited(envelope: Envelope, edit: BodyPatch, actors: ActorRegistry): Envelope {
  const { id, seq, kind, from, body } = envelope;
  if (requestOfReply(id) === undefined) {
    const detail = `--edit changes answers of services, and message ${seq}, ${kind}, is what ${from} sends: change the agent, or an answer before it`;
    throw new HindcastError("USAGE", detail);
  }
  const changed = applyPatch(body, edit);
  return { ...envelope, body: checkBody(actors.messages, kind, changed, `--edit of seq ${seq}`) };
}

async function copyLog(
  from: string,
  to: string,
  options: {
    readonly at: number;
    readonly change: (envelope: Envelope) => Envelope;
    readonly answers: RecordedAnswers;
  },
): Promise<void> {
  const { at, change, answers } = options;
  const log = await createLog(to);
  let last = 0;
  try {
    for await (const envelope of readLog(from)) {
      last = envelope.seq;
      answers.add(envelope);
      if (last > at) continue;
      log.writer.append(encodeEnvelope(change(envelope)));
      await log.writer.room();
    }
    if (at > last)
      throw new HindcastError("USAGE", `${from} has no message ${at}: its last is ${last}`);
  } finally {
    await log.close();
  }
}

/** Blobs never change, so both directories may have the same files. */
async function shareBlobs(from: string, to: string): Promise<void> {
  const source = path.join(from, BLOB_FOLDER);
  const entries = await readdir(source, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const copy = path.join(to, BLOB_FOLDER, path.relative(source, file));
    await mkdir(path.dirname(copy), { recursive: true });
    await link(file, copy).catch(() => copyFile(file, copy));
  }
}
