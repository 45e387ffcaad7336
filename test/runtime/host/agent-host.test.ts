import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CONTROL_ADDRESS, type Body, type Envelope } from "../../../protocols/index.ts";
import { EmbeddedBus } from "../../../runtime/bus/index.ts";
import { AgentHost } from "../../../runtime/host/index.ts";
import { SESSION, collector, freshBus, sender, spawnOf } from "./collector.ts";

const definition = collector();
const ADDRESS = `${SESSION}/collector/a`;

let fixture: Awaited<ReturnType<typeof freshBus>>;
let next: ReturnType<typeof sender>;

beforeEach(async () => {
  fixture = await freshBus();
  next = sender("test");
});

afterEach(async () => {
  await fixture.remove();
});

/** Resolves with what the driver got once it is `count` messages of a kind. */
async function heard(bus: EmbeddedBus, kind: string, count: number): Promise<Envelope[]> {
  const found: Envelope[] = [];
  return new Promise((resolve, reject) => {
    bus
      .mailbox(CONTROL_ADDRESS, (envelope) => {
        if (envelope.kind !== kind) return;
        found.push(envelope);
        if (found.length === count) resolve(found);
      })
      .catch(reject);
  });
}

async function hostOn(
  bus: EmbeddedBus,
  options: { alwaysReplay?: boolean; definition?: typeof definition } = {},
): Promise<{ host: AgentHost; failure: Promise<unknown> }> {
  let fail: (error: unknown) => void = () => {};
  const failure = new Promise<unknown>((resolve) => (fail = resolve));
  const host = new AgentHost(bus, {
    definitions: [options.definition ?? definition],
    behaviours: { collector: definition.behaviour },
    alwaysReplay: options.alwaysReplay ?? false,
    onError: (error) => fail(error),
  });
  await host.start();
  return { host, failure };
}

const wordsOf = ({ body }: Envelope): unknown => (body as { words: string[] }).words;

describe("AgentHost", () => {
  it.each([false, true])(
    "hosts an agent from its spawn to its end (always replay: %s)",
    async (alwaysReplay) => {
      const { bus } = fixture;
      const { host } = await hostOn(bus, { alwaysReplay });
      const told = heard(bus, "told", 3);
      await bus.publish(spawnOf(next, "a", definition.behaviour));
      for (const word of ["one", "two", "three"])
        await bus.publish(next(ADDRESS, "word", { word }));
      const answers = await told;
      expect(answers.map(wordsOf)).toEqual([["one"], ["one", "two"], ["one", "two", "three"]]);
      expect(answers.map(({ id }) => id)).toEqual([0, 1, 2].map((count) => `${ADDRESS}#${count}`));
      expect(host.agents).toBe(1);
      await host.close();
    },
  );

  it("continues from the log after a stop and sends nothing twice", async () => {
    const { bus, directory } = fixture;
    const first = await hostOn(bus);
    const before = heard(bus, "told", 1);
    await bus.publish(spawnOf(next, "a", definition.behaviour));
    await bus.publish(next(ADDRESS, "word", { word: "one" }));
    await before;
    await first.host.close();
    await bus.publish(next(ADDRESS, "word", { word: "two" }));
    await bus.close();

    const reopened = await EmbeddedBus.open(directory);
    const after = heard(reopened, "told", 2);
    const second = await hostOn(reopened);
    const answers = await after;
    expect(answers.map(wordsOf)).toEqual([["one"], ["one", "two"]]);
    await second.host.close();
    const log: string[] = [];
    for await (const { id } of reopened.read()) log.push(id);
    expect(new Set(log).size).toBe(log.length);
    await reopened.close();
  });

  it("sends agent.failed to the parent when an agent throws, and drops the agent", async () => {
    const { bus } = fixture;
    const { host } = await hostOn(bus);
    const failed = heard(bus, "session.failed", 1);
    await bus.publish(spawnOf(next, "a", definition.behaviour));
    await bus.publish(next(ADDRESS, "word", { word: "boom" }));
    const [envelope] = await failed;
    const body = envelope?.body as Body<"session.failed">;
    expect(body.code).toBe("AGENT_FAILED");
    expect(body.reason).toContain("it exploded");
    expect(host.agents).toBe(0);
    await host.close();
  });

  it("ends an agent that gets a kind which it does not accept", async () => {
    const { bus } = fixture;
    const { host } = await hostOn(bus);
    const failed = heard(bus, "session.failed", 1);
    await bus.publish(spawnOf(next, "a", definition.behaviour));
    await bus.publish(next(ADDRESS, "parcel", {}));
    const [envelope] = await failed;
    expect(envelope?.body).toMatchObject({ code: "MESSAGE_INVALID" });
    await host.close();
  });

  it("does not host an agent of another behaviour than the run was opened with", async () => {
    const { bus } = fixture;
    const { host, failure } = await hostOn(bus, { definition: collector("!") });
    await bus.publish(spawnOf(next, "a", definition.behaviour));
    expect(await failure).toMatchObject({ code: "BEHAVIOUR_CHANGED" });
    await host.close();
  });

  it("gives up all agents of a released session", async () => {
    const { bus } = fixture;
    const { host } = await hostOn(bus);
    const told = heard(bus, "told", 2);
    for (const key of ["a", "b"]) await bus.publish(spawnOf(next, key, definition.behaviour));
    await bus.publish(next(ADDRESS, "word", { word: "one" }));
    await bus.publish(next(`${SESSION}/collector/b`, "word", { word: "one" }));
    await told;
    expect(host.agents).toBe(2);
    host.release(SESSION);
    expect(host.agents).toBe(0);
    await host.close();
  });
});
