import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Follower, type LiveRecord } from "../../../runtime/bus/nats/mailboxes/follower.ts";

/** A log of records by several senders, and what may happen to their copies on the way. */
interface Journey {
  readonly senders: readonly number[];
  /** For each record: whether its live copy is lost, comes twice, or finds the reader suspicious. */
  readonly fates: readonly ("arrives" | "lost" | "twice" | "suspect")[];
  /** How many turns pass before the log is read. */
  readonly delays: readonly number[];
}

const journeys: fc.Arbitrary<Journey> = fc.integer({ min: 1, max: 40 }).chain((length) =>
  fc.record({
    senders: fc.array(fc.nat(3), { minLength: length, maxLength: length }),
    fates: fc.array(
      fc.oneof(
        { weight: 5, arbitrary: fc.constant("arrives" as const) },
        fc.constantFrom("lost" as const, "twice" as const, "suspect" as const),
      ),
      { minLength: length, maxLength: length },
    ),
    delays: fc.array(fc.nat(5), { minLength: 1, maxLength: 8 }),
  }),
);

function logOf(senders: readonly number[]): LiveRecord[] {
  const last = new Map<number, number>();
  return senders.map((sender, index) => {
    const before = last.get(sender) ?? 0;
    last.set(sender, index + 1);
    const data = new Uint8Array();
    return { seq: index + 1, time: 0, subject: `m.${sender}`, headers: undefined, data, before };
  });
}

/** Plays a journey; returns what was handed over, and whether the follower broke. */
function play({ senders, fates, delays }: Journey): { got: number[]; broken: boolean } {
  const log = logOf(senders);
  const got: number[] = [];
  let broken = false;
  /** Readings that were asked for: when they happen. */
  const readings: number[] = [];
  let turn = 0;
  let asked = 0;
  const follower: Follower = new Follower({
    filter: "m.>",
    from: 1,
    receive: ({ seq }) => got.push(seq),
    catchUp: () => {
      readings.push(turn + (delays[asked % delays.length] ?? 0));
      asked += 1;
    },
    broken: () => {
      broken = true;
    },
  });
  const read = (end: number): void => {
    const { epoch } = follower;
    for (const record of log) {
      if (record.seq >= follower.start && record.seq <= end) follower.history(record);
    }
    follower.caughtUp(end, epoch);
  };
  const readWhatIsDue = (end: number): void => {
    for (let index = readings.findIndex((due) => due <= turn); index >= 0;) {
      readings.splice(index, 1);
      read(end);
      index = readings.findIndex((due) => due <= turn);
    }
  };
  follower.suspect();
  for (const record of log) {
    turn = record.seq;
    const fate = fates[record.seq - 1];
    if (fate !== "lost") follower.arrive(record);
    if (fate === "twice") follower.arrive(record);
    if (fate === "suspect") follower.suspect();
    readWhatIsDue(record.seq);
  }
  // In the end somebody looks whether something was missed.
  follower.suspect();
  turn = Infinity;
  readWhatIsDue(log.length);
  return { got, broken };
}

test("every record once and in order; or the follower breaks, having handed over none twice", () => {
  fc.assert(
    fc.property(journeys, (journey) => {
      const { got, broken } = play(journey);
      const all = journey.senders.map((_, index) => index + 1);
      expect(got).toEqual(broken ? all.filter((seq) => got.includes(seq)) : all);
    }),
    { numRuns: 2000 },
  );
});

test("a follower that loses nothing never breaks", () => {
  fc.assert(
    fc.property(journeys, (journey) => {
      const fates = journey.fates.map((fate) => (fate === "lost" ? "arrives" : fate));
      expect(play({ ...journey, fates }).broken).toBe(false);
    }),
    { numRuns: 2000 },
  );
});
