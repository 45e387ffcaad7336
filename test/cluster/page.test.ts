import { Writable } from "node:stream";
import { describe, expect, test } from "vitest";
import { formatStatus, openPage } from "../../cli/status/index.ts";
import { paintFor } from "../../cli/output/index.ts";
import type { ClusterStatus, RunStatus, WorkerRecord } from "../../runtime/cluster/index.ts";
import { displayWidth } from "../../runtime/progress/index.ts";

const NOW = 1_000_000;

const running: RunStatus = {
  run: "nightly",
  state: "running",
  submitted: NOW - 90_000,
  sessions: { total: 40, waiting: 20, working: 16, done: 3, failed: 1 },
  agents: { main: 16, coder: 64 },
  queues: [
    { role: "author", waiting: 0, in_hand: 0 },
    { role: "scorer", waiting: 20, in_hand: 4 },
  ],
  unserved: ["scorer"],
  steps_per_second: 1234.4,
  tokens_per_second: 56_789,
  eta_seconds: 600,
  failures: [
    { session: "flask-1", code: "REPOSITORY_UNREACHABLE", reason: "git fetch:\nno route to host" },
  ],
  damaged: 0,
  log: { messages: 2648, bytes: 3_400_000 },
};

const worker: WorkerRecord = {
  worker: "box-1234abcd",
  host: "box",
  pid: 4242,
  hindcast: "0.0.0",
  started: NOW - 60_000,
  seen: NOW,
  draining: false,
  roles: ["main", "coder"],
  metrics: "http://127.0.0.1:9100/metrics",
  memory_bytes: 200_000_000,
  runs: {
    nightly: {
      agents: { main: 16, coder: 64 },
      requests: { author: 2 },
      steps: 10,
      tokens: 20,
      steps_per_second: 1234.4,
      tokens_per_second: 56_789,
      left_out: { reviewer: "its module is not loaded here" },
    },
  },
};

const status: ClusterStatus = {
  server: { version: "2.12.1", name: "n1" },
  workers: [worker],
  runs: [running],
};

/** A terminal of some size, which keeps what is written to it. */
class Terminal extends Writable {
  readonly columns: number;
  readonly rows: number;
  readonly isTTY: boolean;
  written = "";

  constructor(columns: number, rows: number, isTTY = true) {
    super({ write: (chunk, _encoding, done) => ((this.written += String(chunk)), done()) });
    this.columns = columns;
    this.rows = rows;
    this.isTTY = isTTY;
  }

  /** Lines of the last drawing as they are seen. */
  get lines(): string[] {
    const last = this.written.split("\u001B[H").at(-1) ?? "";
    return last.split("\u001B[J")[0]!.replaceAll("\u001B[K", "").trimEnd().split("\n");
  }
}

describe("a status for people", () => {
  const plain = (of: ClusterStatus, columns?: number): string =>
    formatStatus(of, { paint: paintFor(false), now: NOW, columns });

  test("says what a run does, what it waits for, and what failed, one line each", () => {
    const text = plain(status);
    for (const line of [
      "nats-server 2.12.1 n1: 1 run, 1 worker",
      "nightly: running, submitted 1:30 ago",
      "  sessions  40: 3 done, 1 failed, 16 at work, 20 waiting",
      "  rate      1234 steps/s, 56.8k tokens/s, ETA 10:00",
      "  agents    16 main, 64 coder",
      "  requests  scorer 20 queued and 4 in hand",
      "  waiting   for workers that play scorer",
      "  failed    flask-1: REPOSITORY_UNREACHABLE: git fetch: no route to host",
      "  box-1234abcd does not play reviewer in nightly: its module is not loaded here",
    ]) {
      expect(text.split("\n")).toContain(line);
    }
    expect(text).toContain("http://127.0.0.1:9100/metrics");
  });

  test("of a run that is over keeps what still matters", () => {
    const text = plain({ ...status, runs: [{ ...running, state: "done", unserved: [] }] });
    expect(text).toMatch(/sessions .*\n {2}log .*\n {2}failed /);
    expect(text).not.toMatch(/ETA|rate|queued/);
  });

  test("for a narrow terminal leaves out what can be looked up elsewhere", () => {
    expect(plain(status, 60)).not.toContain("metrics");
    expect(plain(status, 60)).toMatch(/box-1234abcd +ready/);
  });
});

describe("the page of a status", () => {
  const colored = formatStatus(status, { paint: paintFor(true), now: NOW });

  test("ends its lines at the side of the terminal and counts what does not fit below", () => {
    const terminal = new Terminal(40, 10);
    const page = openPage(terminal);
    page.draw(colored);
    expect(terminal.lines).toHaveLength(9);
    for (const line of terminal.lines) expect(displayWidth(line)).toBeLessThanOrEqual(40);
    expect(terminal.lines.at(-1)).toMatch(/^\d+ lines more/);
    page.close();
    expect(terminal.written.endsWith("\u001B[?25h\u001B[?1049l")).toBe(true);
  });

  test("shows all where there is room", () => {
    const terminal = new Terminal(200, 60);
    const page = openPage(terminal);
    page.draw(colored);
    page.close();
    expect(terminal.lines).toEqual(colored.trimEnd().split("\n"));
  });

  test("is plain text where there is no terminal", () => {
    const terminal = new Terminal(40, 10, false);
    const page = openPage(terminal);
    page.draw("one");
    page.draw("two");
    page.close();
    expect(terminal.written).toBe("one\ntwo\n");
  });
});
