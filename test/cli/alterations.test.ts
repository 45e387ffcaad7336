import { cp } from "node:fs/promises";
import { beforeAll, expect, test } from "vitest";
import { loadActors, type ActorRegistry } from "../../app/actors/index.ts";
import { readLogOpening, refoldTrajectories } from "../../app/output/index.ts";
import { StartCheck, foldLog } from "../../app/replay/index.ts";
import { firstDifference, isHindcastError, type Envelope } from "../../protocols/index.ts";
import { alterationsOf, withAlteration } from "./harness/alterations.ts";
import { succeedHere as succeed, workplace } from "./harness/command.ts";
import { readFrames, writeFrames } from "./harness/log-file.ts";
import { logOf } from "./harness/output-files.ts";
import { counter, plant } from "./harness/repositories.ts";

/**
 * What can be altered in a log without a replay noticing: no message follows from it. Whoever
 * adds a field to a message finds out here whether anything depends on it.
 */
const UNNOTICED = [
  // Settings that bear on the pace of a run alone.
  "run.opened .body.configuration.sessions",
  "run.opened .body.configuration.stall_ms",
  "run.opened .body.configuration.author_options.concurrency",
  "run.opened .body.configuration.author_options.timeout_ms",
  "run.opened .body.configuration.author_options.attempts",
  "run.opened .body.configuration.scorer_options.concurrency_tokens",
  "run.opened .body.configuration.scorer_options.timeout_ms",
  "run.opened .body.configuration.graph_options.cache_bytes",
  "run.opened .body.configuration.graph_options.threads",
  "run.opened .body.configuration.scorer_options.cache_bytes",
  "run.opened .body.configuration.scorer_options.hedge",
  // Hashed into the author's fingerprint, which is taken from the log.
  "run.opened .body.configuration.author_options.max_tokens",
  "run.opened .body.configuration.author_options.temperature",
  // The coder goes by the order of the list while there is room.
  "graph.described .body.readable[0].bytes",
];

const place = workplace();
let messages: readonly Envelope[];
let actors: ActorRegistry;

beforeAll(async () => {
  const repo = await plant(place.at("repo"), counter);
  const args = ["--evaluations", "2", "--judge", "offline"];
  await succeed(["run", repo, "--out", place.at("out"), ...args]);
  await cp(place.at("out"), place.at("altered"), { recursive: true });
  messages = (await readFrames(logOf(place.at("out")))).map(({ envelope }) => envelope);
  actors = await loadActors();
});

/** What `hindcast replay` does, in this process: a process for each alteration would take hours. */
async function isNoticed(changed: readonly Envelope[]): Promise<boolean> {
  const log = logOf(place.at("altered"));
  await writeFrames(log, changed);
  try {
    const starts = new StartCheck(await readLogOpening(log));
    const { report } = await foldLog(log, actors, { also: starts });
    if (report.divergences.length > 0 || starts.divergences.length > 0) return true;
    const refolded = await refoldTrajectories(log);
    return refolded.some(({ recorded, folded }) => firstDifference(recorded, folded));
  } catch (error) {
    // Such a log is refused before it is folded.
    if (isHindcastError(error)) return true;
    throw error;
  }
}

test("the log as it is has nothing to notice", async () => {
  expect(await isNoticed(messages)).toBe(false);
});

test("an alteration of any field of any kind of message is noticed, but for the list above", async () => {
  const tried = new Set<string>();
  const unnoticed = new Set<string>();
  for (const [index, message] of messages.entries()) {
    for (const alteration of alterationsOf(message)) {
      const name = `${message.kind} ${alteration.place}`;
      const key = `${name} ${message.from.split("/")[1]}`;
      // Nothing follows from the clock; the seq is the scan's, which reports damage.
      if (tried.has(key) || /^\.(time|seq)$/.test(alteration.place)) continue;
      tried.add(key);
      if (!(await isNoticed(messages.with(index, withAlteration(message, alteration))))) {
        unnoticed.add(name);
      }
    }
  }
  expect(tried.size).toBeGreaterThan(400);
  expect([...unnoticed].sort()).toEqual([...UNNOTICED].sort());
}, 180_000);

test("a message that is left out is noticed, whichever it is", async () => {
  for (const gone of messages.keys()) {
    // Only what was published last leaves a log that is whole, though unfinished.
    if (gone === messages.length - 1) continue;
    const rest = messages.toSpliced(gone, 1).map((message, at) => ({ ...message, seq: at + 1 }));
    expect(await isNoticed(rest), `without seq ${gone + 1}`).toBe(true);
  }
}, 120_000);

test("two messages in the wrong order, or one twice, are noticed", async () => {
  const first = messages.find(({ id }) => id.endsWith(".reply"))!;
  const twice = messages.toSpliced(first.seq, 0, first);
  expect(await isNoticed(twice.map((message, at) => ({ ...message, seq: at + 1 })))).toBe(true);
  const early = messages
    .toSpliced(first.seq - 1, 1)
    .toSpliced(first.seq - 2, 0, first)
    .map((message, at) => ({ ...message, seq: at + 1 }));
  expect(await isNoticed(early)).toBe(true);
});
