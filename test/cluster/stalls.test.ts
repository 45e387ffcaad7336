import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { setup } from "xstate";
import * as z from "zod";
import { loadActors, sessionSettings } from "../../app/actors/index.ts";
import { openingMessage } from "../../app/run/opening.ts";
import { StallWatch } from "../../app/run/stall.ts";
import {
  CONTROL_ADDRESS,
  LOG_FORMAT,
  messageId,
  messages,
  replyId,
  serviceAddress,
  spawnAddress,
  type Body,
  type Draft,
  type MessageTable,
} from "../../protocols/index.ts";
import { EmbeddedBus, type Bus } from "../../runtime/bus/index.ts";
import { defaults } from "../../runtime/config/index.ts";
import { defineAgent, send } from "../../runtime/define/index.ts";
import { AgentHost } from "../../runtime/host/index.ts";
import { Cluster } from "../nats/cluster.ts";
import { test as natsTest } from "../nats/required.ts";
import { RUN, agent, draft } from "../runtime/bus/parts.ts";

/** Milliseconds for a machine that is busy. */
const LONG = 120_000;

vi.setConfig({ testTimeout: LONG });

type Mode = "asks" | "waits" | "ends";

const Asked = z.strictObject({});

/** Asks a service and waits, waits for nothing, or ends without a word on its session. */
const waiter = defineAgent({
  role: "main",
  accepts: { "test.answer": Asked },
  sends: { "test.question": Asked },
  machine: setup({
    types: {
      context: {} as { mode: Mode; to: string },
      events: {} as { type: "test.answer" },
      input: {} as { self: { session: string }; input: { mode: Mode } },
    },
    actions: { send },
    guards: {
      asks: ({ context }) => context.mode === "asks",
      ends: ({ context }) => context.mode === "ends",
    },
  }).createMachine({
    context: ({ input }) => ({
      mode: input.input.mode,
      to: serviceAddress(input.self.session, "graph"),
    }),
    initial: "begin",
    states: {
      begin: {
        always: [
          { guard: "asks", target: "asking" },
          { guard: "ends", target: "over" },
          { target: "waiting" },
        ],
      },
      asking: {
        entry: {
          type: "send",
          params: ({ context }) => ({ to: context.to, kind: "test.question", body: {} }),
        },
        on: { "test.answer": "waiting" },
      },
      waiting: {},
      over: { type: "final" },
    },
  }),
});

const table: MessageTable = { ...messages, ...waiter.accepts, ...waiter.sends };
const behaviours = { main: waiter.behaviour };

const opened: Body<"run.opened"> = {
  format: LOG_FORMAT,
  hindcast: "0.0.0",
  seed: 1,
  configuration: {},
  settings: sessionSettings(defaults, await loadActors()),
  behaviours,
  sessions: [],
};

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

interface Worker {
  readonly bus: Bus;
  readonly host: AgentHost;
  readonly watch: StallWatch;
}

async function work(bus: Bus): Promise<Worker> {
  const onError = (error: unknown): never => {
    throw error;
  };
  const host = new AgentHost(bus, { definitions: [waiter], behaviours, lease: 400, onError });
  await host.start();
  const progress = () => host.progress;
  const watch = new StallWatch({
    bus,
    definitions: [waiter],
    messages: table,
    after: 60_000,
    progress,
    note: (_level, _message, fields) => warnings.push(String(fields?.["waiting"])),
    onError,
  });
  ends.push(async () => {
    watch.close();
    await host.close();
  });
  return { bus, host, watch };
}

function startMessage(n: number, session: string, mode: Mode): Draft {
  const body = { role: "main", key: "main", behaviour: waiter.behaviour, input: { mode } };
  const to = spawnAddress(session, "main");
  return {
    ...draft(messageId(CONTROL_ADDRESS, n), CONTROL_ADDRESS, to, body),
    session,
    kind: "agent.spawn",
  };
}

/** What is said of the agent that waits for nothing. */
const DEAF = "deaf/main/main in state waiting waits for nothing";

/** What the watches have warned of. */
const warnings: string[] = [];

async function failuresOf(bus: Bus): Promise<string[]> {
  const failed: string[] = [];
  for await (const { kind, session, body } of bus.read()) {
    if (kind === "session.failed") {
      failed.push(`${session} ${(body as { code: string }).code}`);
      if (session === "deaf") expect((body as { reason: string }).reason).toContain(DEAF);
    }
  }
  return failed.toSorted();
}

const buses: Record<string, () => Promise<Bus[]>> = {
  "in process": async () => {
    const directory = await mkdtemp(path.join(tmpdir(), "hindcast-stalls-"));
    const bus = await EmbeddedBus.create(directory, { run: RUN });
    ends.push(() => rm(directory, { recursive: true }));
    ends.push(() => bus.close());
    return [bus];
  },
  "in a cluster": async () => {
    const cluster = await Cluster.start();
    ends.push(() => cluster.remove());
    return [await cluster.worker(), await cluster.worker()];
  },
};

describe.each(Object.entries(buses))("%s", (where, open) => {
  const testThere = where === "in a cluster" ? natsTest : test;
  testThere("a session in which nothing can happen any more fails, and no other does", async () => {
    const workers = await Promise.all((await open()).map(work));
    const [first] = workers;
    const { bus } = first!;
    await bus.publish(openingMessage(RUN, opened));
    await bus.publish(startMessage(1, "deaf", "waits"));
    await bus.publish(startMessage(2, "asking", "asks"));
    await bus.publish(startMessage(3, "gone", "ends"));
    const question = messageId(agent("asking", "main", "main"), 0);
    await expect.poll(() => seqOf(bus, question), { timeout: LONG }).toBeDefined();
    const look = async (): Promise<void> => {
      for (const { watch } of workers) await watch.check();
    };
    // One look sees where a session stands, a later one that it stands there still.
    const looked = async (): Promise<string[]> => {
      await look();
      return failuresOf(bus);
    };
    warnings.length = 0;
    const two = ["deaf SESSION_STALLED", "gone SESSION_STALLED"];
    expect(await looked()).toEqual([]);
    await expect.poll(looked, { timeout: LONG }).toEqual(two);
    expect(await looked()).toEqual(two);
    // A session that waits for a service goes on, and is named with what it waits for.
    await expect
      .poll(async () => [await look(), warnings.length > 0], { timeout: LONG })
      .toEqual([undefined, true]);
    // Where the question is in the log depends on which worker is first.
    const seq = await seqOf(bus, question);
    expect(warnings[0]).toBe(
      `asking/main/main in state asking waits for asking/graph/pool to answer test.question (seq ${seq})`,
    );

    const answer = draft(
      replyId(question),
      serviceAddress("asking", "graph"),
      agent("asking", "main", "main"),
    );
    await bus.publish({ ...answer, kind: "test.answer", cause: question });
    const all = ["asking SESSION_STALLED", ...two];
    await expect.poll(looked, { timeout: LONG }).toEqual(all);
    expect(await looked()).toEqual(all);
  });
});

/** Where the log holds a message; undefined while it does not. */
async function seqOf(bus: Bus, wanted: string): Promise<number | undefined> {
  for await (const { id, seq } of bus.read()) if (id === wanted) return seq;
  return undefined;
}
