import { expect, test } from "vitest";
import {
  GroundingChecks,
  groundingOf,
  sharedGrounding,
  wholeGrounding,
} from "../../../agents/trajectory/grounding.ts";
import {
  SharedGrounding,
  sha256,
  type Body,
  type Envelope,
  type Kind,
} from "../../../protocols/index.ts";
import { blobAccess } from "../../../runtime/bus/index.ts";

let count = 0;

function message<K extends Kind>(kind: K, body: Body<K>, cause: string | null): Envelope {
  const address = "s/coder/a.ts";
  const id = `s/coder/a.ts#${count++}`;
  return {
    id,
    run: "r",
    session: "s",
    from: address,
    to: address,
    kind,
    cause,
    seq: count,
    time: 0,
    body,
  };
}

function checked(
  path: string,
  text: Body<"graph.check_thought">["text"],
  names: number,
  grounded: number,
): Envelope[] {
  const blob = { sha256: "0".repeat(64), bytes: 1 };
  const ask = message("graph.check_thought", { snapshot: blob, plan: blob, path, text }, null);
  return [ask, message("graph.thought_checked", { violations: [], names, grounded }, ask.id)];
}

function report(
  path: string,
  texts: Body<"graph.check_thought">["text"][],
): Body<"coder.finished"> {
  const steps = texts.map((text) => ({
    kind: "think" as const,
    thought: { purpose: "write" as const, text },
    candidates: 0,
  }));
  return { path, steps: [...steps, { kind: "write", path }] } as unknown as Body<"coder.finished">;
}

test("grounding is reported for each kept thought, for all of them, and for everything checked", () => {
  const checks = new GroundingChecks();
  const long = { sha256: sha256("a long text"), bytes: 11 };
  for (const envelope of [
    ...checked("a.ts", "first draft", 5, 2),
    ...checked("a.ts", "kept", 4, 4),
    ...checked("a.ts", long, 4, 3),
    ...checked("b.ts", "kept", 0, 0),
  ]) {
    checks.hear(envelope);
  }
  const entries = [
    { path: "b.ts", purpose: "" },
    { path: "a.ts", purpose: "" },
    { path: "empty.ts", purpose: "" },
  ];
  const reports = new Map([
    // What was checked as a blob may be reported inline.
    ["a.ts", report("a.ts", ["kept", "a long text", "never checked"])],
    ["b.ts", report("b.ts", ["kept"])],
  ]);
  expect(groundingOf({ checks, entries, reports, dropped: new Map() })).toEqual({
    names: 8,
    grounded: 7,
    score: 7 / 8,
    checked: { texts: 4, names: 13, grounded: 9 },
    files: [
      { path: "b.ts", thoughts: [{ names: 0, grounded: 0, score: 1 }] },
      {
        path: "a.ts",
        thoughts: [
          { names: 4, grounded: 4, score: 1 },
          { names: 4, grounded: 3, score: 0.75 },
        ],
      },
    ],
  });
});

test("a message about thousands of files holds the totals, and a blob the rest", async () => {
  const files = Array.from({ length: 5000 }, (_, at) => ({
    path: `packages/some-package/src/some-directory/file-${at}.ts`,
    thoughts: Array.from({ length: 4 }, () => ({ names: 7, grounded: 6, score: 6 / 7 })),
  }));
  const totals = { names: 140_000, grounded: 120_000, score: 6 / 7 };
  const whole = { ...totals, checked: { texts: 20_000, names: 140_000, grounded: 120_000 }, files };
  const kept = new Map<string, Uint8Array>();
  const blobs = blobAccess(
    {
      putBlob: (_session, bytes) => {
        const ref = { sha256: sha256(bytes), bytes: bytes.length };
        kept.set(ref.sha256, bytes);
        return Promise.resolve(ref);
      },
      getBlob: (_session, ref) => Promise.resolve(kept.get(ref.sha256) ?? new Uint8Array()),
    },
    "s",
  );
  const shared = await sharedGrounding(whole, blobs);
  expect(JSON.stringify(shared).length).toBeLessThan(400);
  expect(SharedGrounding.parse(shared)).toEqual(shared);
  expect(await wholeGrounding(shared, blobs)).toEqual(whole);

  const few = { ...whole, files: [] };
  expect(await sharedGrounding(few, blobs)).toEqual(few);
  expect(await wholeGrounding(few, blobs)).toEqual(few);
});
