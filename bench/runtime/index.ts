import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { assign, setup } from "xstate";
import * as z from "zod";
import {
  CONTROL_ADDRESS,
  messageId,
  spawnAddress,
  type Draft,
  type Envelope,
} from "../../protocols/index.ts";
import { EmbeddedBus } from "../../runtime/bus/index.ts";
import { agentAddress, defineAgent, send, type Incoming } from "../../runtime/define/index.ts";
import { AgentHost, firstStep, nextStep } from "../../runtime/host/index.ts";
import type { BenchRow } from "../row.ts";

const PINGS = 60_000;
const PAIRS = 50;
const Ball = z.strictObject({ left: z.int(), text: z.string() });

interface Player {
  readonly self: { readonly session: string; readonly role: string; readonly key: string };
  readonly played: number;
}

/** Two of these send a ball to and fro until it has been hit often enough. */
const player = defineAgent({
  role: "player",
  accepts: { ball: Ball },
  sends: { ball: Ball, over: z.strictObject({}) },
  machine: setup({
    types: {
      context: {} as Player,
      events: {} as Incoming<"ball", z.infer<typeof Ball>>,
      input: {} as { readonly self: Player["self"] },
    },
    actions: { send },
  }).createMachine({
    context: ({ input }) => ({ self: input.self, played: 0 }),
    initial: "playing",
    states: {
      playing: {
        on: {
          ball: {
            actions: [
              assign({ played: ({ context }) => context.played + 1 }),
              {
                type: "send",
                params: ({ context, event }) => {
                  const { left, text } = event.body;
                  if (left === 0) return { to: CONTROL_ADDRESS, kind: "over", body: {} };
                  const key = flip(context.self.key);
                  const to = agentAddress(context.self, "player", key);
                  return { to, kind: "ball", body: { left: left - 1, text } };
                },
              },
            ],
          },
        },
      },
    },
  }),
});

function flip(key: string): string {
  return key.endsWith("a") ? `${key.slice(0, -1)}b` : `${key.slice(0, -1)}a`;
}

const TEXT = "a step carries a few hundred bytes of arguments, as real ones do. ".repeat(4);

/** Agent steps through the host and the in-process bus, against the bare machine's. */
export async function benchRuntime(): Promise<BenchRow[]> {
  const bare = bareSteps();
  const hosted = await hostedSteps();
  return [
    {
      name: "agent steps through host, bus and log, against bare machine steps",
      ours: hosted,
      baseline: bare,
      ratio: hosted / bare,
      unit: "steps/s",
    },
  ];
}

function bareSteps(): number {
  const self = { session: "bench-0", role: "player", key: "0a" };
  const event = { type: "ball", body: { left: 1, text: TEXT }, from: self };
  let { snapshot } = firstStep(player.machine, { self, parent: "", input: undefined });
  const started = performance.now();
  for (let step = 0; step < PINGS; step += 1)
    ({ snapshot } = nextStep(player.machine, snapshot, event));
  return PINGS / ((performance.now() - started) / 1000);
}

async function hostedSteps(): Promise<number> {
  const directory = await mkdtemp(path.join(tmpdir(), "hindcast-bench-"));
  const bus = await EmbeddedBus.create(directory, { run: "bench" });
  try {
    const host = new AgentHost(bus, {
      definitions: [player],
      behaviours: { player: player.behaviour },
      onError: (error) => {
        throw error;
      },
    });
    await host.start();
    let over = 0;
    let finish = (): void => {};
    const done = new Promise<void>((resolve) => (finish = resolve));
    const count = (envelope: Envelope): void => {
      if (envelope.kind === "over") over += 1;
      if (over === PAIRS) finish();
    };
    await bus.mailbox(CONTROL_ADDRESS, count);
    let sent = 0;
    const draft = (to: string, kind: string, body: unknown): Draft => ({
      id: messageId(CONTROL_ADDRESS, sent++),
      run: "bench",
      session: "bench-0",
      from: CONTROL_ADDRESS,
      to,
      kind,
      cause: null,
      body,
    });
    const keys = Array.from({ length: PAIRS }, (_value, index) => [
      `${index}a`,
      `${index}b`,
    ]).flat();
    for (const key of keys) {
      const body = { role: "player", key, behaviour: player.behaviour, input: {} };
      await bus.publish(draft(spawnAddress("bench-0", "player"), "agent.spawn", body));
    }
    const started = performance.now();
    for (const key of keys.filter((name) => name.endsWith("a"))) {
      const to = `bench-0/player/${key}`;
      await bus.publish(draft(to, "ball", { left: PINGS / PAIRS, text: TEXT }));
    }
    await done;
    await bus.flush();
    const seconds = (performance.now() - started) / 1000;
    await host.close();
    return host.steps / seconds;
  } finally {
    await bus.close();
    await rm(directory, { recursive: true, force: true });
  }
}
