import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as z from "zod";
import {
  CONTROL_ADDRESS,
  HindcastError,
  type Envelope,
  type MessageTable,
} from "../../../protocols/index.ts";
import { defineService, type ServiceOptions } from "../../../runtime/define/index.ts";
import { ServiceHost } from "../../../runtime/host/index.ts";
import { SESSION, freshBus, sender } from "./collector.ts";

const Question = z.strictObject({ text: z.string() });
const accepts = { question: Question };
const sends = { answer: Question };
const POOL = `${SESSION}/oracle/pool`;

let fixture: Awaited<ReturnType<typeof freshBus>>;
let next: ReturnType<typeof sender>;
let abort: AbortController;
let host: ServiceHost | undefined;

beforeEach(async () => {
  fixture = await freshBus();
  next = sender("test");
  abort = new AbortController();
});

afterEach(async () => {
  await host?.close();
  await fixture.remove();
});

async function serve(
  options: Partial<ServiceOptions> & Pick<ServiceOptions, "handle">,
): Promise<void> {
  const { bus } = fixture;
  host = new ServiceHost(
    bus,
    defineService<MessageTable, MessageTable>({ role: "oracle", accepts, sends, ...options }),
    {
      signal: abort.signal,
      note: () => {},
      onError: (error) => {
        throw error;
      },
      backoff: 1,
    },
  );
  await host.start();
}

/** The answers to the driver, as they come. */
async function answers(count: number): Promise<Envelope[]> {
  const found: Envelope[] = [];
  return new Promise((resolve, reject) => {
    fixture.bus
      .mailbox(CONTROL_ADDRESS, (envelope) => {
        found.push(envelope);
        if (found.length === count) resolve(found);
      })
      .catch(reject);
  });
}

const echo: ServiceOptions["handle"] = ({ body }) => Promise.resolve({ kind: "answer", body });

describe("ServiceHost", () => {
  it("does not wait for a service that goes on after it was told to stop", async () => {
    let begun = (): void => {};
    const started = new Promise<void>((resolve) => (begun = resolve));
    const silent: ServiceOptions["handle"] = () => {
      begun();
      return new Promise(() => {});
    };
    await serve({ handle: silent, timeout: Infinity });
    await fixture.bus.publish(next(POOL, "question", { text: "why" }));
    await started;
    abort.abort();
    await host?.close();
    expect(host?.inFlight).toBe(0);
  });

  it("answers each request once, by the request's id", async () => {
    await serve({ handle: echo });
    const got = answers(1);
    const draft = next(POOL, "question", { text: "why" });
    await fixture.bus.publish(draft);
    await fixture.bus.publish(draft);
    const [answer] = await got;
    expect(answer).toMatchObject({
      id: `${draft.id}.reply`,
      cause: draft.id,
      kind: "answer",
      body: { text: "why" },
    });
    let replies = 0;
    for await (const { kind } of fixture.bus.read()) if (kind === "answer") replies += 1;
    expect(replies).toBe(1);
  });

  it("never handles more requests at a time than its concurrency", async () => {
    let inHand = 0;
    let most = 0;
    const waiting: (() => void)[] = [];
    await serve({
      concurrency: 3,
      handle: async (request) => {
        inHand += 1;
        most = Math.max(most, inHand);
        // The first three wait for one another, so that less concurrency would hang.
        if (waiting.length < 3) {
          await new Promise<void>((resolve) => {
            waiting.push(resolve);
            if (waiting.length === 3) for (const go of waiting) go();
          });
        }
        inHand -= 1;
        return { kind: "answer", body: request.body };
      },
    });
    const got = answers(12);
    for (let count = 0; count < 12; count += 1) {
      await fixture.bus.publish(next(POOL, "question", { text: String(count) }));
    }
    await got;
    expect(most).toBe(3);
  });

  it("brings back what failed but may succeed, and answers in the end", async () => {
    let attempts = 0;
    await serve({
      attempts: 5,
      handle: (request) => {
        attempts += 1;
        if (attempts < 4) throw new HindcastError("AUTHOR_UNAVAILABLE", "busy", { retryAfter: 1 });
        return Promise.resolve({ kind: "answer", body: request.body });
      },
    });
    const got = answers(1);
    await fixture.bus.publish(next(POOL, "question", { text: "why" }));
    const [answer] = await got;
    expect(answer?.kind).toBe("answer");
    expect(attempts).toBe(4);
  });

  it("answers with the failure when its attempts are used up", async () => {
    let attempts = 0;
    await serve({
      attempts: 2,
      handle: () => {
        attempts += 1;
        return Promise.reject(new HindcastError("AUTHOR_UNAVAILABLE", "busy"));
      },
    });
    const got = answers(1);
    await fixture.bus.publish(next(POOL, "question", { text: "why" }));
    const [answer] = await got;
    expect(answer).toMatchObject({
      kind: "service.failed",
      body: { code: "AUTHOR_UNAVAILABLE", class: "retry", reason: "busy" },
    });
    expect(attempts).toBe(2);
  });

  it.each([
    [
      "an error of its own code",
      () => Promise.reject(new HindcastError("AUTHOR_REJECTED", "no")),
      "AUTHOR_REJECTED",
    ],
    ["a foreign error", () => Promise.reject(new TypeError("x is not y")), "SERVICE_FAILED"],
    [
      "an answer that breaks its schema",
      () => Promise.resolve({ kind: "answer", body: 7 }),
      "MESSAGE_INVALID",
    ],
    [
      "an answer of an unknown kind",
      () => Promise.resolve({ kind: "song", body: {} }),
      "MESSAGE_UNKNOWN",
    ],
  ])("answers %s as a failure, at once", async (_name, handle, code) => {
    await serve({ handle });
    const got = answers(1);
    await fixture.bus.publish(next(POOL, "question", { text: "why" }));
    const [answer] = await got;
    expect(answer).toMatchObject({ kind: "service.failed", body: { code } });
  });

  it("refuses a request that breaks its schema without handing it on", async () => {
    let handled = false;
    await serve({
      handle: (request) => {
        handled = true;
        return echo(request, {} as never);
      },
    });
    const got = answers(1);
    await fixture.bus.publish(next(POOL, "question", { text: 7 }));
    const [answer] = await got;
    expect(answer).toMatchObject({ kind: "service.failed", body: { code: "MESSAGE_INVALID" } });
    expect(handled).toBe(false);
  });

  it("leaves interrupted requests unanswered, for a resume", async () => {
    let begun: () => void = () => {};
    const beginning = new Promise<void>((resolve) => (begun = resolve));
    await serve({
      handle: (_request, { signal }) => {
        begun();
        return new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => reject(new Error("stopped")));
        });
      },
    });
    await fixture.bus.publish(next(POOL, "question", { text: "why" }));
    await beginning;
    abort.abort();
    await host?.close();
    const kinds: string[] = [];
    for await (const { kind } of fixture.bus.read()) kinds.push(kind);
    expect(kinds).toEqual(["question"]);
  });
});
