import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { assign, setup } from "xstate";
import * as z from "zod";
import {
  CONTROL_ADDRESS,
  messageId,
  spawnAddress,
  type Address,
  type Draft,
} from "../../../protocols/index.ts";
import { EmbeddedBus } from "../../../runtime/bus/index.ts";
import { defineAgent, send, type AgentDefinition } from "../../../runtime/define/index.ts";

export const SESSION = "test-000000";

const Word = z.strictObject({ word: z.string() });
const Told = z.strictObject({ words: z.array(z.string()) });

interface Context {
  readonly self: Address;
  readonly parent: string;
  readonly words: readonly string[];
}

/** Collects words, answers each with all so far, and ends at `last`; throws at `boom`. */
export function collector(suffix = ""): AgentDefinition {
  return defineAgent({
    role: "collector",
    accepts: { word: Word },
    sends: { told: Told },
    version: suffix,
    machine: setup({
      types: {
        context: {} as Context,
        events: {} as { type: "word"; body: z.infer<typeof Word> },
        input: {} as { self: Address; parent: string },
      },
      actions: { send },
    }).createMachine({
      context: ({ input }) => ({ self: input.self, parent: input.parent, words: [] }),
      initial: "open",
      states: {
        open: {
          on: {
            word: [
              { guard: ({ event }) => event.body.word === "last", target: "closed" },
              {
                actions: [
                  assign({
                    words: ({ context, event }) => {
                      if (event.body.word === "boom") throw new Error("it exploded");
                      return [...context.words, `${event.body.word}${suffix}`];
                    },
                  }),
                  {
                    type: "send",
                    params: ({ context }) => ({
                      to: context.parent,
                      kind: "told",
                      body: { words: [...context.words] },
                    }),
                  },
                ],
              },
            ],
          },
        },
        closed: { type: "final" },
      },
    }),
  });
}

/** Numbers the messages of the test itself, which plays the driver. */
export function sender(run: string): (to: string, kind: string, body: unknown) => Draft {
  let count = 0;
  return (to, kind, body) => ({
    id: messageId(CONTROL_ADDRESS, count++),
    run,
    session: SESSION,
    from: CONTROL_ADDRESS,
    to,
    kind,
    cause: null,
    body,
  });
}

/** A spawn of the collector with a key. */
export function spawnOf(next: ReturnType<typeof sender>, key: string, behaviour: string): Draft {
  const body = { role: "collector", key, behaviour, input: {} };
  return next(spawnAddress(SESSION, "collector"), "agent.spawn", body);
}

/** A bus in a directory of its own. */
export async function freshBus(): Promise<{
  bus: EmbeddedBus;
  directory: string;
  remove: () => Promise<void>;
}> {
  const directory = await mkdtemp(path.join(tmpdir(), "hindcast-test-"));
  const bus = await EmbeddedBus.create(directory, { run: "test" });
  return {
    bus,
    directory,
    remove: async () => {
      await bus.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
