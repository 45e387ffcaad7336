import type { AboutAnswer, ClusterAnswer } from "../../viewer/contracts/index.ts";

/** A worker whose names would be markup, or would turn text around, if a page took them for it. */
const HOSTILE_WORKER = "<img src=x onerror=alert(3)>\u202E";

const about: AboutAnswer = { version: "0.0.0", pages: ["pool"], compared: false, cluster: true };

const cluster: ClusterAnswer = {
  server: { version: "2.12.1", name: "n1" },
  at: 1_000_000,
  workers: [
    {
      worker: HOSTILE_WORKER,
      host: "box",
      pid: 4242,
      started: 400_000,
      seen: 999_000,
      draining: false,
      roles: ["main", "coder"],
      memory_bytes: 200_000_000,
      runs: {
        nightly: {
          agents: { main: 16, coder: 64 },
          requests: { author: 2 },
          steps_per_second: 1234.4,
          tokens_per_second: 56_789,
          left_out: { reviewer: "its module is not loaded here" },
          endpoints: [
            {
              role: "scorer",
              name: "vllm:m@http://127.0.0.1:8000",
              state: "ready",
              model: "m",
              in_flight: 3,
              waiting: 1,
              answered: 700,
              tokens_per_second: 5120,
              hit_rate: 0.83,
              errors: { SCORER_UNREACHABLE: 2 },
            },
          ],
        },
      },
    },
  ],
  runs: [
    {
      run: "nightly",
      state: "running",
      submitted: 910_000,
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
      failures: [{ session: "flask-1", code: "REPOSITORY_UNREACHABLE", reason: "no route" }],
      damaged: 0,
      log: { messages: 2648, bytes: 3_400_000 },
    },
  ],
};

/** What a viewer of a running cluster is answered; how often says how many looks were taken. */
export class ClusterAnswers {
  looks = 0;

  ask(name: string): Promise<unknown> | undefined {
    if (name === "about") return Promise.resolve(about);
    if (name !== "cluster") return undefined;
    this.looks += 1;
    return Promise.resolve({ ...cluster, at: cluster.at + this.looks });
  }
}
