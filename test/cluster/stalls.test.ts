import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { setup } from "xstate";
import * as z from "zod";
import { openingOf } from "../../cli/run/driver.ts";
import { sessionSettings } from "../../cli/run/settings.ts";
import { StallWatch } from "../../cli/run/stall.ts";
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
import { RUN, agent, draft } from "../runtime/bus/parts.ts";

/** Milliseconds for a machine that is busy. */
const LONG = 120_000;

vi.setConfig({ testTimeout: LONG });

const Asked = z.strictObject({});

/** Asks a service for as long as its key says so, and waits for an answer that ends nothing. */
const waiter = defineAgent({
  role: "main",
  accepts: { "test.answer": Asked },
  sends: { "test.question": Asked },
  machine: setup({
    types: {
      context: {} as { asks: boolean; to: string },
      events: {} as { type: "test.answer" },
      input: {} as { self: { session: string }; input: { asks: boolean } },
    },
    actions: { send },
    guards: { asks: ({ context }) => context.asks },
  }).createMachine({
    context: ({ input }) => ({
      asks: input.input.asks,
      to: serviceAddress(input.self.session, "graph"),
    }),
    initial: "begin",
    states: {
      begin: { always: [{ guard: "asks", target: "asking" }, { target: "waiting" }] },
      asking: {
        entry: {
          type: "send",
          params: ({ context }) => ({ to: context.to, kind: "test.question", body: {} }),
        },
        on: { "test.answer": "waiting" },
      },
      waiting: {},
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
  settings: sessionSettings(defaults),
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
  const watch = new StallWatch({ bus, definitions: [waiter], messages: table, progress, onError });
  ends.push(async () => {
    watch.close();
    await host.close();
  });
  return { bus, host, watch };
}

function startOf(n: number, session: string, asks: boolean): Draft {
  const body = { role: "main", key: "main", behaviour: waiter.behaviour, input: { asks } };
  const to = spawnAddress(session, "main");
  return {
    ...draft(messageId(CONTROL_ADDRESS, n), CONTROL_ADDRESS, to, body),
    session,
    kind: "agent.spawn",
  };
}

async function failuresOf(bus: Bus): Promise<string[]> {
  const failed: string[] = [];
  for await (const { kind, session, body } of bus.read()) {
    if (kind === "session.failed") failed.push(`${session} ${(body as { code: string }).code}`);
  }
  return failed;
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

describe.each(Object.entries(buses))("%s", (_where, open) => {
  test("a session in which nothing can happen any more fails, and no other does", async () => {
    const workers = await Promise.all((await open()).map(work));
    const [first] = workers;
    const { bus } = first!;
    await bus.publish(openingOf(RUN, opened));
    await bus.publish(startOf(1, "deaf", false));
    await bus.publish(startOf(2, "asking", true));
    const question = messageId(agent("asking", "main", "main"), 0);
    await expect.poll(async () => await idOf(bus, question), { timeout: LONG }).toBe(true);
    const look = async (): Promise<void> => {
      for (const { watch } of workers) await watch.look();
    };
    // One look sees where a session stands, a later one that it stands there still.
    const looked = async (): Promise<string[]> => {
      await look();
      return failuresOf(bus);
    };
    expect(await looked()).toEqual([]);
    await expect.poll(looked, { timeout: LONG }).toEqual(["deaf SESSION_STALLED"]);
    expect(await looked()).toEqual(["deaf SESSION_STALLED"]);

    const answer = draft(
      replyId(question),
      serviceAddress("asking", "graph"),
      agent("asking", "main", "main"),
    );
    await bus.publish({ ...answer, kind: "test.answer", cause: question });
    const both = ["deaf SESSION_STALLED", "asking SESSION_STALLED"];
    await expect.poll(looked, { timeout: LONG }).toEqual(both);
    expect(await looked()).toEqual(both);
  });
});

async function idOf(bus: Bus, wanted: string): Promise<boolean> {
  for await (const { id } of bus.read()) if (id === wanted) return true;
  return false;
}
