import { expect, test } from "vitest";
import { RunOpening } from "../../agents/recorder/opening.ts";
import { RUN_SESSION, type Envelope } from "../../protocols/index.ts";

/** A log, and from where its messages about the run were asked for. */
function logOf(envelopes: Envelope[]) {
  const asked: number[] = [];
  return {
    envelopes,
    asked,
    log: async function* (session: string, from = 1) {
      if (session === RUN_SESSION) asked.push(from);
      yield* envelopes.filter((each) => each.session === session && each.seq >= from);
      await Promise.resolve();
    },
  };
}

function message(seq: number, session: string, kind: string, body: unknown): Envelope {
  return {
    id: `${seq}`,
    run: "r",
    session,
    from: "a",
    to: "b",
    kind,
    cause: null,
    seq,
    time: 0,
    body,
  };
}

async function all(log: AsyncIterable<Envelope>): Promise<void> {
  for await (const _envelope of log);
}

const opened = message(1, RUN_SESSION, "run.opened", { behaviours: { main: "x" } });
const adapted = (seq: number): Envelope =>
  message(seq, RUN_SESSION, "run.adapted", { settings: { n: seq } });

test("what was read is not read again, and what came later is found", async () => {
  const log = logOf([opened, message(2, "s1", "agent.spawn", {}), message(3, "s1", "x", {})]);
  const run = new RunOpening();
  const first = await run.read(log);
  expect(first.opened).toEqual({ behaviours: { main: "x" } });
  await all(run.noted(log.log("s1")));
  await run.read(log);
  log.envelopes.push(adapted(4), message(5, "s2", "x", {}));
  const later = await run.read(log);
  expect(later.adapted.map(({ seq }) => seq)).toEqual([4]);
  expect((await run.read(log)).adapted).toHaveLength(1);
  // The message 3 of a session was seen before the third reading, so that this covers it.
  expect(log.asked).toEqual([1, 2, 4, 5]);
  expect(first.adapted).toEqual([]);
});

test("a message that came while the run's were read is not passed over", async () => {
  const log = logOf([opened]);
  const run = new RunOpening();
  await run.read(log);
  // A session's message that is seen now is behind one about the run that was not.
  log.envelopes.push(adapted(2), message(3, "s1", "x", {}));
  await all(run.noted(log.log("s1")));
  expect((await run.read(log)).adapted.map(({ seq }) => seq)).toEqual([2]);
});

test("a log that opens no run is refused, and read again when it does", async () => {
  const log = logOf([]);
  const run = new RunOpening();
  await expect(run.read(log)).rejects.toMatchObject({ code: "LOG_INVALID" });
  log.envelopes.push(opened);
  expect((await run.read(log)).opened).toEqual({ behaviours: { main: "x" } });
});
