import { EventEmitter } from "node:events";
import { describe, expect, test } from "vitest";
import {
  displayWidth,
  startProgress,
  type ProgressEvent,
  type ProgressKind,
} from "../../../runtime/progress/index.ts";

function start(kind: ProgressKind, options: { isTTY?: boolean; columns?: number } = {}) {
  let time = 0;
  const writes: string[] = [];
  const stream = Object.assign(new EventEmitter(), {
    write: (text: string) => writes.push(text),
    ...options,
  });
  const progress = startProgress({ kind, stream, now: () => time });
  return {
    progress,
    stream,
    writes,
    text: () => writes.join(""),
    at: (ms: number, ...events: ProgressEvent[]) => {
      time = ms;
      for (const event of events) progress.publish(event);
    },
  };
}

const session = "flask-3f2a";
const report = (path: string) => ({
  path,
  tokens: 100,
  evaluations: 12,
  proposals: 6,
  leaks_rejected: 0,
  nats_per_token: { none: 2, first: 1.5, final: 1 },
  thought_tokens: 50,
  steps: 6,
  names: 0,
  grounded: 0,
});
const begin: ProgressEvent[] = [
  { type: "run.started", run: "r1", sessions: 2 },
  { type: "session.started", session, repository: "/src/flask" },
  { type: "survey", session, included: 4, excluded: 1 },
  { type: "plan", session, files: 4, violations: 1 },
];
const file = (path: string): ProgressEvent[] => [
  { type: "file.started", session, path },
  { type: "file.finished", session, report: report(path) },
];

describe("the tally", () => {
  test("counts sessions, files and what they took, and knows when it is done", () => {
    const { progress, at } = start("off");
    at(0, ...begin, { type: "file.started", session, path: "a" });
    at(500, { type: "file.scored", session, path: "a", evaluations: 3 });
    expect(progress.tally.totals.evaluations).toBe(3);
    expect(progress.tally.current).toEqual({ stage: "files", path: "a" });
    at(1000, { type: "file.finished", session, report: report("a") });
    expect(progress.tally.totals).toEqual({
      files: 1,
      steps: 6,
      evaluations: 12,
      tokens: 100,
      thought_tokens: 50,
    });
    expect(progress.tally.plannedFiles).toEqual({ count: 4, exact: false });
    expect(progress.tally.remaining(1000)).toBeUndefined();
    at(1000, { type: "session.failed", session: "other", code: "SCORER_FAILED", reason: "x" });
    expect(progress.tally.sessions).toEqual({ total: 2, done: 0, failed: 1, active: 1 });
    expect(progress.tally.rate(1000)).toBe(1);
    expect(progress.tally.remaining(1000)).toBe(3000);
    at(2000, { type: "session.finished", session, files: 1 });
    expect(progress.tally.totals.files).toBe(1);
    expect(progress.tally.remaining(2000)).toBe(0);
  });

  test("forgets what a session did that is tried again", () => {
    const { progress, at } = start("off");
    at(0, ...begin, ...file("a"));
    at(1, { type: "session.failed", session, code: "AUTHOR_UNAVAILABLE", reason: "x" });
    at(2, { type: "file.finished", session, report: report("late") });
    expect(progress.tally.totals.files).toBe(0);
    at(3, { type: "session.started", session, repository: "/src/flask" }, ...file("a"));
    expect(progress.tally.totals.files).toBe(1);
    expect(progress.tally.sessions.failed).toBe(0);
  });
});

describe("plain", () => {
  test("a line per noteworthy event, and the state at most every five seconds", () => {
    const { at, text } = start("plain");
    at(0, ...begin);
    for (let ms = 0; ms <= 12_000; ms += 100) at(ms, ...file(`f${ms}`));
    at(12_500, { type: "session.finished", session, files: 121 });
    at(12_600, { type: "session.failed", session: "b", code: "SCORER_FAILED", reason: "died" });
    at(75_000, { type: "run.finished", run: "r1", done: 1, failed: 1 });
    expect(text()).toBe(
      [
        "[0 ms] run r1: 2 sessions",
        "[0 ms] flask-3f2a: /src/flask",
        "[0 ms] flask-3f2a: 4 files, 1 left out",
        "[0 ms] flask-3f2a: planned 4 files, 1 violation repaired",
        "[5.0 s] 0/2 sessions, 50/4+ files, 300 steps, 600 evaluations, 5000 tokens, 10 files/s, 5.0 s",
        "[10.0 s] 0/2 sessions, 100/4+ files, 600 steps, 1200 evaluations, 10.0k tokens, 10 files/s, 10.0 s",
        "[12.5 s] flask-3f2a: done, 121 files",
        "[12.6 s] b: failed: SCORER_FAILED: died",
        "[1:15] run r1: 1 done, 1 failed, 1:15",
        "",
      ].join("\n"),
    );
  });

  test("is what auto is where nobody looks", () => {
    const { at, text } = start("auto", { isTTY: false });
    at(0, ...begin);
    expect(text()).toContain("flask-3f2a: planned 4 files");
    expect(text()).not.toContain("\u001B");
  });
});

describe("auto on a terminal", () => {
  test("draws one line, at most ten times a second, and clears it at the end", () => {
    const { at, writes, progress } = start("auto", { isTTY: true, columns: 200 });
    at(0, ...begin);
    expect(writes).toHaveLength(1);
    for (let ms = 1; ms <= 1000; ms += 1) at(ms, ...file(`f${ms}`));
    expect(writes).toHaveLength(11);
    expect(writes.at(-1)).toMatch(/^\r0\/2 sessions · 999\/4\+ files · /);
    expect(writes.at(-1)).toMatch(/\[K$/);
    progress.close();
    expect(writes.at(-1)).toBe("\r\u001B[2K");
    expect(writes.join("")).not.toContain("\n");
  });

  test("shows what is being worked on", () => {
    const { at, writes, progress } = start("auto", { isTTY: true, columns: 200 });
    at(0, ...begin);
    at(1000, { type: "file.started", session, path: "src/app.py" });
    expect(writes.at(-1)).toContain("· src/app.py");
    at(2000, { type: "run.stopping", run: "r1" });
    expect(writes.at(-1)).toContain("· stopping");
    progress.close();
  });

  test.each([10, 40, 79])("fits into %i columns whatever the names", (columns) => {
    const { at, writes, progress } = start("auto", { isTTY: true, columns });
    const event = { type: "run.started", run: "r1", sessions: 1 } as const;
    at(0, event);
    for (const [index, path] of [
      "漢字かな".repeat(30),
      "👩‍👩‍👧".repeat(40),
      "e\u0301".repeat(99),
    ].entries()) {
      at((index + 1) * 1000, { type: "file.started", session, path });
      const drawn = writes.at(-1)!.slice(1, -"\u001B[K".length);
      expect(displayWidth(drawn)).toBeLessThan(columns);
      expect(drawn).toContain("…");
    }
    progress.close();
  });

  test("keeps lines of others and of failures whole", () => {
    const { at, writes, progress } = start("auto", { isTTY: true, columns: 80 });
    at(0, ...begin);
    progress.above("a line of the log\n");
    expect(writes.slice(1, 3)).toEqual(["\r\u001B[2K", "a line of the log\n"]);
    expect(writes[3]).toMatch(/^\r0\/2 sessions/);
    at(1, { type: "session.failed", session, code: "SCORER_FAILED", reason: "died" });
    expect(writes.slice(4, 6)).toEqual([
      "\r\u001B[2K",
      "flask-3f2a: failed: SCORER_FAILED: died\n",
    ]);
    progress.close();
  });
});

describe("every renderer", () => {
  const kinds: [ProgressKind, boolean][] = [
    ["plain", false],
    ["auto", true],
    ["ndjson", false],
  ];

  test.each(kinds)("%s shows hostile names without obeying them", (kind, isTTY) => {
    const { at, writes, progress } = start(kind, { isTTY, columns: 500 });
    const evil = "a\u001B]0;title\u0007\n\r\u009B2J\u202Eb";
    at(0, { type: "session.started", session, repository: evil });
    at(1000, { type: "file.started", session, path: evil });
    at(2000, { type: "session.failed", session, code: "SCORER_FAILED", reason: evil });
    progress.close();
    // What our own renderers may write: one line end, and codes that clear the line.
    for (const text of writes) {
      const rest = text
        .replace(/^\r/, "")
        .replaceAll("\u001B[2K", "")
        .replaceAll("\u001B[K", "")
        .replace(/\n$/, "");
      expect(rest).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    }
  });

  test.each(kinds)("%s falls silent when its stream breaks", (kind, isTTY) => {
    const { at, stream, writes, progress } = start(kind, { isTTY });
    at(0, ...begin);
    stream.emit("error", new Error("EPIPE"));
    const before = writes.length;
    at(1000, ...begin);
    progress.close();
    expect(writes).toHaveLength(before);
  });
});

describe("ndjson", () => {
  test("is each event with its time", () => {
    const { at, writes, progress } = start("ndjson");
    const heard: unknown[] = [];
    const stop = progress.subscribe((event, time) => heard.push([event.type, time]));
    at(1500, ...begin.slice(0, 2));
    stop();
    at(1600, ...begin.slice(2));
    expect(writes.map((line) => JSON.parse(line) as unknown)).toEqual([
      ...begin
        .slice(0, 2)
        .map((event) => Object.assign({ time: "1970-01-01T00:00:01.500Z" }, event)),
      ...begin.slice(2).map((event) => Object.assign({ time: "1970-01-01T00:00:01.600Z" }, event)),
    ]);
    expect(heard).toEqual([
      ["run.started", 1500],
      ["session.started", 1500],
    ]);
  });
});
