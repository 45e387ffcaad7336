import { expect, test } from "vitest";
import { sharedReports, wholeReports } from "../../agents/trajectory/index.ts";
import type { TrajectorySource } from "../../agents/trajectory/index.ts";
import { messages, sha256, type FileReport } from "../../protocols/index.ts";
import { blobAccess } from "../../runtime/bus/index.ts";

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

function reportOf(path: string): FileReport {
  return {
    path,
    tokens: 1234,
    evaluations: 64,
    proposals: 16,
    leaks_rejected: 2,
    nats_per_token: { none: 2.123456789, first: 1.987654321, final: 1.512345678 },
    thought_tokens: 321,
    steps: 14,
    names: 57,
    grounded: 52,
  };
}

/** What the recorder has of a session whose coders were done in the opposite order of the plan. */
function sourceOf(
  paths: readonly string[],
): Pick<TrajectorySource, "entries" | "reports" | "dropped"> {
  const usage = { requests: 0, prompt_tokens: 0, completion_tokens: 0 };
  const bodies = paths.map((path) => ({
    path,
    steps: [],
    violations: [],
    report: reportOf(path),
    usage,
  }));
  const entries = paths.map((path) => ({ path, purpose: "" }));
  return {
    entries,
    reports: new Map(bodies.toReversed().map((body) => [body.path, body])) as never,
    dropped: new Map(),
  };
}

test("a message about ten thousand files is as short as one about ten", async () => {
  const paths = Array.from({ length: 10_000 }, (_, at) => `packages/some/src/file-${at}.ts`);
  const files = await sharedReports(sourceOf(paths), blobs);
  expect(JSON.stringify(files).length).toBeLessThan(120);
  const recorded = { sha256: "f".repeat(64), bytes: 1, steps: 1, files };
  expect(messages["recorder.recorded"].parse(recorded)).toEqual(recorded);
  expect(await wholeReports(files, blobs)).toEqual(paths.map(reportOf));
});

test("one report travels in the message, and files without a report have none", async () => {
  const { entries, reports, dropped } = sourceOf(["a.ts"]);
  const more = [...entries, { path: "b.ts", purpose: "" }];
  const files = await sharedReports({ entries: more, reports, dropped }, blobs);
  expect(files).toEqual([reportOf("a.ts")]);
  expect(await wholeReports(files, blobs)).toEqual([reportOf("a.ts")]);
});
