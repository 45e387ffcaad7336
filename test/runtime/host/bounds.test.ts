import { afterEach, beforeEach, expect, test } from "vitest";
import { assign, setup } from "xstate";
import * as z from "zod";
import {
  CONTROL_ADDRESS,
  HindcastError,
  TextRef,
  spawnAddress,
  type Body,
  type Envelope,
} from "../../../protocols/index.ts";
import {
  defineAgent,
  defineService,
  patched,
  pickMessages,
  send,
  shareText,
  type AgentInput,
  type Incoming,
} from "../../../runtime/define/index.ts";
import { messages } from "../../../protocols/index.ts";
import { AgentHost, ServiceHost, type CellOptions } from "../../../runtime/host/index.ts";
import { SESSION, freshBus, sender } from "./collector.ts";

const Ask = z.strictObject({ length: z.int() });
const Said = z.strictObject({ text: TextRef });
interface Context extends AgentInput {
  readonly text: TextRef;
}

/** Answers with a text of the length that it is asked for, as it is or as a reference. */
const speaker = (form: (text: string) => TextRef) =>
  defineAgent({
    role: "speaker",
    accepts: { ask: Ask, "service.failed": messages["service.failed"] },
    sends: { said: Said },
    patches: ["short"],
    machine: setup({
      types: {
        context: {} as Context,
        events: {} as Incoming<"ask", z.infer<typeof Ask>> | Incoming<"service.failed">,
        input: {} as AgentInput,
      },
      actions: { send },
    }).createMachine({
      context: ({ input }) => ({ ...input, text: "" }),
      on: {
        "service.failed": {},
        ask: {
          actions: [
            assign({
              text: ({ event }) => {
                if (event.body.length === 1) throw new Error("x".repeat(2_000_000));
                return form("ä".repeat(event.body.length));
              },
            }),
            {
              type: "send",
              params: ({ context }) => ({
                to: context.parent,
                kind: "said",
                body: { text: patched("short") ? context.text : "unpatched" },
              }),
            },
          ],
        },
      },
    }),
  });

let fixture: Awaited<ReturnType<typeof freshBus>>;
let next: ReturnType<typeof sender>;
const hosts: { close(): Promise<void> }[] = [];

beforeEach(async () => {
  fixture = await freshBus();
  next = sender("test");
});
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.close();
  await fixture.remove();
});

/** Hosts a speaker and resolves with what the driver hears of it first. */
async function heard(
  lengths: readonly number[],
  form: (text: string) => TextRef,
  options: CellOptions & { onManyMessages?: (address: string, count: number) => void } = {},
): Promise<Envelope> {
  const { bus } = fixture;
  const definition = speaker(form);
  const host = new AgentHost(bus, {
    definitions: [definition],
    behaviours: {},
    ...options,
    onError: (error) => {
      throw error;
    },
  });
  hosts.push(host);
  await host.start();
  const found = new Promise<Envelope>((resolve, reject) => {
    const wanted = options.maxMessages === undefined ? "said" : "session.failed";
    bus
      .mailbox(CONTROL_ADDRESS, (envelope) => {
        if (envelope.kind === wanted || envelope.kind === "session.failed") resolve(envelope);
      })
      .catch(reject);
  });
  const body = { role: "speaker", key: "a", behaviour: definition.behaviour, input: {} };
  await bus.publish(next(spawnAddress(SESSION, "speaker"), "agent.spawn", body));
  for (const length of lengths) {
    await bus.publish(next(`${SESSION}/speaker/a`, "ask", { length }));
  }
  return found;
}

test("a message that is too large fails its session, and names agent and state", async () => {
  const { kind, body } = await heard([600_000], (text) => text, { roles: new Set(["speaker"]) });
  expect(kind).toBe("session.failed");
  const { code, reason } = body as Body<"session.failed">;
  expect(code).toBe("MESSAGE_TOO_LARGE");
  expect(reason).toMatch(/said from test-000000\/speaker\/a: 1200\d+ bytes.*in state/);
});

test("a text that was handed over as a reference is stored before the message that names it", async () => {
  const { kind, body } = await heard([600_000], shareText);
  expect(kind).toBe("said");
  const { text } = body as z.infer<typeof Said>;
  expect(text).toMatchObject({ bytes: 1_200_000 });
  const bytes = await fixture.bus.getBlob(SESSION, text as Exclude<TextRef, string>);
  expect(Buffer.from(bytes).toString()).toBe("ä".repeat(600_000));
});

test("the reason of a failure travels whatever its length", async () => {
  const { body } = await heard([1], (text) => text, { roles: new Set(["speaker"]) });
  const { code, reason } = body as Body<"session.failed">;
  expect(code).toBe("AGENT_FAILED");
  expect(reason.length).toBeLessThan(5000);
  // The line of the agent's own code is named, behind what was cut.
  const where = reason.slice(reason.indexOf(" ("));
  expect(where).toMatch(
    /^ \(test-000000\/speaker\/a, bounds\.test\.ts:\d+, in state .*, on ask\)$/,
  );
});

test("an agent that uses too many messages fails, after a warning at half of them", async () => {
  const warned: unknown[] = [];
  const { kind, body } = await heard(
    Array.from({ length: 9 }, () => 2),
    (text) => text,
    {
      maxMessages: 10,
      onManyMessages: (address, count) => warned.push([address, count]),
    },
  );
  expect(kind).toBe("session.failed");
  expect(body).toMatchObject({ code: "TOO_MANY_MESSAGES" });
  expect(warned).toEqual([[`${SESSION}/speaker/a`, 6]]);
});

test("a change that a run was not opened with is not in force there", async () => {
  const old = await heard([3], (text) => text, { patches: {} });
  expect(old.body).toEqual({ text: "unpatched" });
});

test("a change that a run was opened with is in force", async () => {
  const { body } = await heard([3], (text) => text, { patches: { speaker: ["short"] } });
  expect(body).toEqual({ text: "äää" });
});

test("a service that does not answer in its time has failed, and its signal is aborted", async () => {
  const { bus } = fixture;
  let aborted = false;
  const host = new ServiceHost(
    bus,
    defineService({
      role: "oracle",
      accepts: { ask: Ask },
      sends: pickMessages(messages, "service.failed"),
      timeout: 1,
      handle: (_request, { signal }) =>
        new Promise(() => signal.addEventListener("abort", () => (aborted = true))),
    }),
    {
      signal: new AbortController().signal,
      note: () => {},
      onError: (error) => {
        throw error;
      },
    },
  );
  hosts.push(host);
  await host.start();
  const answer = new Promise<Envelope>((resolve, reject) => {
    bus.mailbox(CONTROL_ADDRESS, resolve).catch(reject);
  });
  await bus.publish(next(`${SESSION}/oracle/pool`, "ask", { length: 1 }));
  expect((await answer).body).toMatchObject({ code: "SERVICE_TIMEOUT" });
  expect(aborted).toBe(true);
});

test("a service whose failure has no form, or too long a reason, fails with one that has", async () => {
  const { bus } = fixture;
  const host = new ServiceHost(
    bus,
    defineService({
      role: "oracle",
      accepts: { ask: Ask },
      sends: pickMessages(messages, "service.failed"),
      handle: ({ body }) => {
        if (body.length === 1) throw new HindcastError("SERVICE_FAILED", "x".repeat(2_000_000));
        return Promise.resolve({ kind: "service.failed", body: { code: 1 } as never });
      },
    }),
    {
      signal: new AbortController().signal,
      note: () => {},
      onError: (error) => {
        throw error;
      },
    },
  );
  hosts.push(host);
  await host.start();
  const codes = new Promise<string[]>((resolve, reject) => {
    const found: string[] = [];
    bus
      .mailbox(CONTROL_ADDRESS, ({ body }) => {
        found.push((body as Body<"service.failed">).code);
        if (found.length === 2) resolve(found);
      })
      .catch(reject);
  });
  await bus.publish(next(`${SESSION}/oracle/pool`, "ask", { length: 1 }));
  await bus.publish(next(`${SESSION}/oracle/pool`, "ask", { length: 2 }));
  expect(await codes).toEqual(["SERVICE_FAILED", "MESSAGE_INVALID"]);
});
