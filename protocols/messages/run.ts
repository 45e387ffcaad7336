import * as z from "zod";
import { StepKinds } from "../steps.ts";
import { Failure, SessionSettings } from "./agent.ts";
import { Sight, Usage } from "./author.ts";
import { RepositorySource } from "./graph.ts";

/** Version of the log: what its records mean. */
export const LOG_FORMAT = "hindcast.log/1";

/** One session of a run, as it is started. */
const RunSession = z.strictObject({
  session: z.string(),
  /** What people call the repository: its path or URL. */
  path: z.string(),
  /** Where its files come from; absent: from the path. */
  source: RepositorySource.optional(),
  /** What its author may know of the targets, where the run has a session of each. */
  sight: Sight.optional(),
});

/** Settings of a run that became others when it was resumed, by their keys in the configuration. */
const SettingChanges = z
  .array(
    z.strictObject({
      setting: z.enum(["author", "scorers", "judge", "agents", "max_failed_files"]),
      /** Absent: the setting was not set. */
      from: z.union([z.string(), z.array(z.string())]).optional(),
      to: z.union([z.string(), z.array(z.string())]),
    }),
  )
  .min(1);

export const runMessages = {
  /** The first record of every log: with the lists that follow it, enough to start the run again. */
  "run.opened": z.strictObject({
    format: z.literal(LOG_FORMAT),
    hindcast: z.string(),
    seed: z.int(),
    /** The configuration as it was used, without secrets. */
    configuration: z.unknown(),
    /** What of it bears on results, with prompts and model settings as a fingerprint. */
    settings: SessionSettings,
    /** Role to hash of its behaviour: every agent, and the services that modules bring. */
    behaviours: z.record(z.string(), z.string()),
    /** Every role that agents may ask. */
    roles: z.array(z.string()).optional(),
    /** Messages that each agent may handle and send, together; any number when absent. */
    max_messages: z.int().positive().optional(),
    /** Changes of behaviour that the run has from its start on, by role: see `patched`. */
    patches: z.record(z.string(), z.array(z.string())).optional(),
    /** Kinds of thought that modules declare. */
    steps: StepKinds.optional(),
    sessions: z.array(RunSession),
    /**
     * Sessions of the run, where they are too many for one message: records of the kind
     * `run.sessions` directly after this one list those that it does not. Absent: these are all.
     */
    total: z.int().positive().optional(),
  }),
  /** Continues the list of sessions of the first record. */
  "run.sessions": z.strictObject({ sessions: z.array(RunSession).min(1) }),
  /** The run continues with other settings, which apply to everything after this record. */
  "run.adapted": z.strictObject({
    changes: SettingChanges,
    /** The settings of sessions that start from here on. */
    settings: SessionSettings,
    /** Every role that agents may send requests to from here on. */
    roles: z.array(z.string()),
  }),
  /** The run goes on with changed agents: from here on these behaviours play their roles. */
  "run.accepted": z.strictObject({ behaviours: z.record(z.string(), z.string()) }),
  /** Retries a failed session: everything that followed from the failure becomes void. */
  "run.retried": z.strictObject({
    session: z.string(),
    /** Positions in the log of the messages that are void from here on. */
    voids: z.array(z.int().positive()),
  }),
  /** The answer of a service that could not answer. */
  "service.failed": z.strictObject({
    ...Failure.shape,
    /** Usage of the requests that were made for it. */
    usage: Usage.optional(),
  }),
} as const;
