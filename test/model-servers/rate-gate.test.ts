import { describe, expect, it } from "vitest";
import { readRetryAfter } from "../../model-servers/http/index.ts";
import { RateGate } from "../../model-servers/index.ts";
import { virtualClock } from "./virtual-clock.ts";

const { signal } = new AbortController();

async function rounds(gate: RateGate, count: number): Promise<void> {
  for (let round = 0; round < count; round += 1) {
    await gate.enter(signal);
    gate.succeeded();
  }
}

describe("the rate gate", () => {
  it("grows by one a round and never beyond its maximum", async () => {
    const gate = new RateGate(4, virtualClock());
    expect(gate.limit).toBe(2);
    await rounds(gate, 3);
    expect(gate.limit).toBe(3);
    await rounds(gate, 50);
    expect(gate.limit).toBe(4);
  });

  it("is halved once by refusals of the same round, and never below one", async () => {
    const gate = new RateGate(16, virtualClock());
    const permits = await Promise.all([gate.enter(signal), gate.enter(signal), gate.enter(signal)]);
    for (const permit of permits) gate.throttled(permit);
    expect(gate.limit).toBe(4);
    for (let round = 0; round < 5; round += 1) gate.throttled(await gate.enter(signal));
    expect(gate.limit).toBe(1);
    expect(gate.inFlight).toBe(0);
  });

  it("admits no request before a pause is over", async () => {
    const clock = virtualClock();
    const gate = new RateGate(4, clock);
    gate.throttled(await gate.enter(signal), 3000);
    await gate.enter(signal);
    expect(clock.waits).toEqual([3000]);
  });

  it("lets go of those who wait when the run stops", async () => {
    const gate = new RateGate(1, virtualClock());
    await gate.enter(signal);
    const control = new AbortController();
    const waiting = gate.enter(control.signal);
    control.abort(new Error("stopped"));
    await expect(waiting).rejects.toThrow("stopped");
    gate.succeeded();
    await gate.enter(signal);
    expect(gate.inFlight).toBe(1);
  });
});

describe("Retry-After", () => {
  const now = Date.UTC(2026, 0, 1);
  it.each([
    [{ "retry-after": "3" }, 3000],
    [{ "retry-after": "0.5" }, 500],
    [{ "retry-after": new Date(now + 9000).toUTCString() }, 9000],
    [{ "retry-after": new Date(now - 9000).toUTCString() }, 0],
    [{ "retry-after-ms": "120", "retry-after": "3" }, 120],
    [{ "retry-after-ms": "", "retry-after": "3" }, 3000],
    [{ "retry-after-ms": "", "retry-after": "" }, undefined],
    [{ "retry-after": "soon" }, undefined],
    [{}, undefined],
  ])("%j is %s ms", (headers, wait) => {
    const values: Readonly<Record<string, string | undefined>> = headers;
    expect(readRetryAfter((name) => values[name], now)).toBe(wait);
  });
});
