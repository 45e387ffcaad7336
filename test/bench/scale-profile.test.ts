import { describe, expect, it } from "vitest";
import { ScoringCount } from "../../bench/scale/profile/scoring-work.ts";
import { TrafficCount } from "../../bench/scale/profile/traffic.ts";
import { CONTROL_ADDRESS, encodeDraft, type Envelope } from "../../protocols/index.ts";

const context = (text: string) => ({ role: "context" as const, text });
const thought = (text: string) => ({ role: "thought" as const, text });

function envelope(id: string, to: string, body: unknown): Envelope {
  const [from = ""] = id.split("#");
  const kind = "example";
  return { id, run: "r", session: "s", from, to, kind, cause: null, seq: 1, time: 0, body };
}

describe("ScoringCount", () => {
  it("counts what no earlier item began with once, and targets each time", () => {
    const count = new ScoringCount();
    const target = "12345";
    const variants = [
      { segments: [context("abcd"), thought("one")] },
      { segments: [context("abcd"), thought("other")] },
    ];
    count.take({ variants, target, clip: 2 });
    expect(count.work).toEqual({ items: 2, targets: 10, before: 16, fresh: 12 });
    count.take({ variants, target, clip: 2 });
    expect(count.work).toEqual({ items: 4, targets: 20, before: 32, fresh: 12 });
  });

  it("takes texts that end in the same place for different ones when they began differently", () => {
    const count = new ScoringCount();
    const variants = [
      { segments: [context("a"), context("tail")] },
      { segments: [context("b"), context("tail")] },
    ];
    count.take({ variants, target: { sha256: "0".repeat(64), bytes: 7 }, clip: 2 });
    expect(count.work).toEqual({ items: 2, targets: 14, before: 10, fresh: 10 });
  });
});

describe("TrafficCount", () => {
  it("distinguishes steps of agents from requests to services, and counts a blob once", () => {
    const count = new TrafficCount();
    const blob = { sha256: "a".repeat(64), bytes: 1000 };
    const all = [
      envelope("run/control/driver#1", "s/spawn/main", {}),
      envelope("s/main/main#0", "s/graph/pool", { blob }),
      { ...envelope("s/main/main#0.reply", "s/main/main", { list: [blob] }), from: "s/graph/pool" },
      envelope("s/main/main#1", CONTROL_ADDRESS, {}),
    ];
    for (const each of all) count.take(each);
    expect(count.steps).toBe(2);
    expect([...count.requests]).toEqual([["graph", 1]]);
    expect(count.blobs).toEqual({ messages: 1, bytes: 1000 });
    const bytes = all.reduce((sum, each) => sum + encodeDraft(each).length, 0);
    expect(count.total).toEqual({ messages: 4, bytes });
  });
});
