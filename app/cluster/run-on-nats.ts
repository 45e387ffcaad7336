import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "pino";
import { HindcastError } from "../../protocols/index.ts";
import { NatsBus } from "../../runtime/bus/index.ts";
import { RunRegistry, Worker, endsOf } from "../../runtime/cluster/index.ts";
import type { NatsLink } from "../../runtime/nats/index.ts";
import { collectRun, type Collected } from "./collect.ts";
import { RunHosting } from "./hosting.ts";
import { readRoles } from "./roles.ts";
import { version } from "../version.ts";
import { submitRun, type Submission } from "./submission.ts";

/** Milliseconds between two looks at what has ended. */
const LOOK = 500;

export interface RunOnNats extends Submission {
  readonly link: NatsLink;
  /** Output directory. */
  readonly directory: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly logger: Logger;
  readonly onEnd: (session: string, done: number, total: number) => void;
}

/**
 * Submits a run, works for it, and collects it: a cluster in one process, which other workers may
 * join. Throws INTERRUPTED when it is told to stop before every session has ended, RUN_CANCELLED
 * when somebody ends the run for good.
 */
export async function runOnNats(options: RunOnNats): Promise<Collected> {
  const { link, run, roster, env, logger, signal } = options;
  await submitRun(options);
  const roles = readRoles(undefined, roster);
  const worker = await Worker.start({
    link,
    version,
    roles,
    join: (joining) => RunHosting.start({ ...joining, roster, roles, env, logger }),
    run,
    logger,
  });
  const bus = await NatsBus.open(link, { run });
  try {
    await allEnded(options, worker);
    return await collectRun({
      link,
      bus,
      directory: options.directory,
      keep: false,
      failed: false,
      signal,
      onSession: () => {},
    });
  } finally {
    await worker.drain();
    await bus.close();
  }
}

async function allEnded(
  { link, run, sessions, signal, onEnd }: RunOnNats,
  worker: Worker,
): Promise<void> {
  const told = new Set<string>();
  for (;;) {
    const ends = await endsOf(link, run);
    for (const session of ends.keys()) {
      if (told.has(session)) continue;
      told.add(session);
      onEnd(session, told.size, sessions.length);
    }
    if (ends.size >= sessions.length) return;
    const left = `${sessions.length - ends.size} of ${sessions.length} sessions have not ended`;
    const registry = await RunRegistry.open(link);
    if ((await registry?.get(run))?.state === "cancelled") {
      throw new HindcastError("RUN_CANCELLED", `${run}: ${left}`);
    }
    await Promise.race([delay(LOOK, undefined, { signal }).catch(() => {}), worker.over]);
    if (signal.aborted) {
      throw new HindcastError("INTERRUPTED", `${left}; workers go on with run ${run}`);
    }
  }
}
