import { describe, expect, it } from "vitest";
import {
  CONTROL_ADDRESS,
  LOG_FORMAT,
  messages,
  type Body,
  type Draft,
  type Envelope,
} from "../../../protocols/index.ts";
import { LogFold, collectVoids } from "../../../runtime/replay/index.ts";
import { AgentCell } from "../../../runtime/host/index.ts";
import { SESSION, collector, sender, spawnOf } from "../host/collector.ts";

const ADDRESS = `${SESSION}/collector/a`;

/** A log of one collector that hears these words, as the host would have written it. */
function record(words: readonly string[], definition = collector()): Envelope[] {
  const next = sender("test");
  const log: Envelope[] = [];
  const append = (draft: Draft): Envelope => {
    const envelope = structuredClone({ ...draft, seq: log.length + 1, time: 0 });
    log.push(envelope);
    return envelope;
  };
  const opened: Body<"run.opened"> = {
    format: LOG_FORMAT,
    hindcast: "0.0.0",
    seed: 1,
    configuration: {},
    settings: {
      author: "offline",
      scorers: ["offline"],
      search: { strategy: "none", evaluations: 0, clip: 2, length_cost: 0 },
      files: { max_bytes: 1, max_count: 1, exclude: [] },
      reads: { files: 0, bytes: 0 },
    },
    behaviours: { collector: definition.behaviour },
    sessions: [],
  };
  append(next(CONTROL_ADDRESS, "run.opened", opened));
  const spawn = append(spawnOf(next, "a", definition.behaviour));
  const cell = new AgentCell(definition, spawn, opened.behaviours);
  for (const draft of cell.start(spawn)) append(draft);
  for (const word of words) {
    const told = append(next(ADDRESS, "word", { word }));
    for (const draft of cell.receive(told)) append(draft);
  }
  return log;
}

function fold(
  log: readonly Envelope[],
  definition = collector(),
  voids: ReadonlySet<number> = new Set(),
) {
  const table = { ...messages, ...definition.accepts, ...definition.sends };
  const folded = new LogFold({ definitions: [definition], messages: table, voids });
  for (const envelope of log) folded.add(structuredClone(envelope));
  return folded;
}

/** The log with one message changed. */
function alter(log: readonly Envelope[], seq: number, change: Partial<Envelope>): Envelope[] {
  return log.map((envelope) => (envelope.seq === seq ? { ...envelope, ...change } : envelope));
}

const finished = (log: readonly Envelope[]): Envelope => {
  const usage = { requests: 0, retries: 0, prompt_tokens: 0, completion_tokens: 0 };
  const repository = { name: "x", commit: null, licence: null };
  const body = {
    repository,
    files: [],
    included: 0,
    excluded: 0,
    plan_violations: 0,
    usage,
    trajectory: "",
  };
  const seq = log.length + 1;
  const id = `${SESSION}/main/main#0`;
  const from = `${SESSION}/main/main`;
  return {
    id,
    run: "test",
    session: SESSION,
    from,
    to: CONTROL_ADDRESS,
    kind: "session.finished",
    cause: null,
    seq,
    time: 0,
    body,
  };
};

describe("LogFold", () => {
  const log = record(["one", "two", "three"]);

  it("finds nothing in a log that today's agents would write", () => {
    expect(fold(log).finish()).toEqual({
      messages: log.length,
      agents: 1,
      sessions: 1,
      divergences: [],
      more: 0,
    });
  });

  it("knows what was said to an agent before it was started", () => {
    const [opened, spawn, word, ...told] = record(["early"]);
    const early = { ...word!, seq: spawn!.seq };
    const late = { ...spawn!, seq: word!.seq };
    const before = [opened!, early, late, ...told];
    expect(told).toHaveLength(1);
    expect(fold(before).finish()).toMatchObject({ agents: 1, divergences: [] });
    expect(fold(before).expecting).toBe(false);
    expect(fold(before.slice(0, -1)).expecting).toBe(true);
  });

  it("names agent, position, kind, both values and the cause when a behaviour changed", () => {
    const { divergences } = fold(log, collector("!")).finish();
    expect(divergences).toHaveLength(1);
    expect(divergences[0]).toMatchObject({
      agent: ADDRESS,
      seq: 4,
      kind: "told",
      what: "differs",
      path: ".body.words[0]",
      recorded: "one",
      attempted: "one!",
    });
    expect(divergences[0]?.likely).toContain("the behaviour of collector changed");
  });

  it("notices a changed answer of an agent", () => {
    const { divergences } = fold(alter(log, 6, { body: { words: ["one", "forged"] } })).finish();
    expect(divergences).toMatchObject([
      { seq: 6, path: ".body.words[1]", recorded: "forged", attempted: "two" },
    ]);
    expect(divergences[0]?.likely).toContain("the log was altered");
  });

  it("notices a changed message to an agent by what the agent makes of it", () => {
    const { divergences } = fold(alter(log, 5, { body: { word: "forged" } })).finish();
    expect(divergences).toMatchObject([{ seq: 6, recorded: "two", attempted: "forged" }]);
  });

  it.each(["id", "to", "cause", "kind"] as const)("notices a changed %s", (field) => {
    const change = { [field]: field === "kind" ? "word" : "test-000000/collector/z" };
    const body = field === "kind" ? { body: { word: "x" } } : {};
    expect(fold(alter(log, 4, { ...change, ...body })).finish().divergences[0]).toMatchObject({
      seq: 4,
      what: "differs",
    });
  });

  it("notices a message that is no longer sent", () => {
    const more = [...log, { ...log[3]!, id: `${ADDRESS}#3`, seq: log.length + 1 }];
    expect(fold(more).finish().divergences).toMatchObject([
      { seq: log.length + 1, what: "missing" },
    ]);
  });

  it("notices a message that the log lacks, once the session is over", () => {
    const cut = log.slice(0, -1);
    expect(fold(cut).finish().divergences).toEqual([]);
    expect(fold([...cut, finished(cut)]).finish().divergences).toMatchObject([
      { what: "extra", kind: "told" },
    ]);
  });

  it("reports a body that breaks its schema", () => {
    const { divergences } = fold(alter(log, 5, { body: { word: 7 } })).finish();
    expect(divergences[0]).toMatchObject({ seq: 5, what: "schema" });
  });

  it("reports a role that is not loaded", () => {
    const folded = new LogFold({
      definitions: [],
      messages: { ...messages, ...collector().accepts, ...collector().sends },
      voids: new Set(),
    });
    for (const envelope of log) folded.add(envelope);
    expect(folded.finish().divergences[0]).toMatchObject({ what: "role", agent: ADDRESS });
  });

  it("shows the current state of every agent", () => {
    const [state] = fold(log.slice(0, 6)).states();
    expect(state).toMatchObject({
      address: ADDRESS,
      done: false,
      state: { value: "open", sent: 2 },
    });
    expect(state?.state.context).toMatchObject({ words: ["one", "two"] });
  });

  it("leaves out what a retry made void", async () => {
    const failed = record(["one", "boom"]);
    const voids = [failed.length - 1, failed.length];
    const retried: Envelope = {
      ...failed[0]!,
      id: "run/control/retry#0",
      kind: "run.retried",
      seq: failed.length + 1,
      body: { session: SESSION, voids },
    };
    const again = record(["one", "two"]).slice(-2);
    const whole = [
      ...failed,
      retried,
      ...again.map((envelope, index) => ({ ...envelope, seq: retried.seq + 1 + index })),
    ];
    async function* stream() {
      yield* whole;
    }
    const found = await collectVoids(stream());
    expect([...found]).toEqual(voids);
    expect(fold(whole, collector(), found).finish().divergences).toEqual([]);
  });
});
