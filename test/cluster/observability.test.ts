import { request } from "node:http";
import { connect } from "node:net";
import { afterAll, beforeAll, expect, vi } from "vitest";
import type { ClusterStatus } from "../../runtime/cluster/index.ts";
import { decodeDraft, type Envelope } from "../../protocols/index.ts";
import { TRACE_HEADER, logStream } from "../../runtime/nats/index.ts";
import { succeed, workplace } from "../cli/harness/command.ts";
import { summaryOf } from "../cli/harness/output-files.ts";
import { AuthorDirection } from "./harness/author.ts";
import { Cluster } from "./harness/cluster.ts";
import { LONG } from "./harness/projects.ts";
import { plantProjects } from "./harness/repositories.ts";
import type { WorkerProcess } from "./harness/worker.ts";
import { describe, test } from "../nats/required.ts";

vi.setConfig({ testTimeout: LONG, hookTimeout: LONG });

const place = workplace();
let cluster: Cluster;
let author: AuthorDirection;
let worker: WorkerProcess;

beforeAll(async () => {
  const repositories = await plantProjects(place.at("repositories"), 2);
  author = await AuthorDirection.in(place.at("author"));
  await author.hold();
  cluster = await Cluster.start();
  await cluster.submit(repositories, author.submission);
  worker = await cluster.worker(author.worker);
  await author.held(repositories.length);
});

afterAll(async () => {
  await cluster.close();
});

/** Where the worker says that its metrics are. */
async function metricsUrl(): Promise<URL> {
  // It has taken requests, so it has said that it is there, and with its first word where these are.
  const status = JSON.parse(await succeed(["status", ...cluster.at, "--json"])) as ClusterStatus;
  return new URL(status.workers.find(({ pid }) => pid === worker.pid)?.metrics ?? "");
}

interface Answer {
  readonly status: number | undefined;
  readonly type: string | undefined;
  readonly text: string;
}

function ask(url: URL, options: { host?: string; method?: string } = {}): Promise<Answer> {
  const { host, method = "GET" } = options;
  return new Promise((resolve, reject) => {
    const headers = host === undefined ? {} : { host };
    request(url, { method, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part: string) => (text += part));
      response.on("end", () => {
        resolve({ status: response.statusCode, type: response.headers["content-type"], text });
      });
    })
      .on("error", reject)
      .end();
  });
}

/** The values of a metric by its labels, as they are written. */
function valuesOf(text: string, name: string): Record<string, number> {
  const lines = text.matchAll(new RegExp(`^${name}(?:\\{(.*)\\})? (\\S+)$`, "gm"));
  return Object.fromEntries([...lines].map(([, labels = "", value]) => [labels, Number(value)]));
}

describe("metrics of a worker", () => {
  test("are served to this machine only, and to no other host name", async () => {
    const url = await metricsUrl();
    expect(url.hostname).toBe("127.0.0.1");
    const answer = await ask(url);
    expect(answer.status).toBe(200);
    expect(answer.type).toMatch(/^text\/plain; version=0\.0\.4/);
    for (const host of [`localhost:${url.port}`, `127.0.0.1:${url.port}`, "[::1]"]) {
      expect((await ask(url, { host })).status).toBe(200);
    }
    for (const host of ["evil.example", "127.0.0.1.evil.example", `evil.example:${url.port}`]) {
      expect(await ask(url, { host })).toMatchObject({ status: 403, text: "" });
    }
    expect((await ask(new URL("/", url))).status).toBe(404);
    expect((await ask(url, { method: "POST" })).status).toBe(404);
    // Another address of this machine: what listens on all of them would answer.
    const refused = await new Promise((resolve) => {
      const socket = connect(Number(url.port), "127.0.0.2");
      socket.on("connect", () => resolve("it listens"));
      socket.on("error", (error: NodeJS.ErrnoException) => resolve(error.code));
      socket.on("close", () => socket.destroy());
    });
    expect(refused).toBe("ECONNREFUSED");
  });

  test("name what it does, and grow with it", async () => {
    const url = await metricsUrl();
    const before = (await ask(url)).text;
    expect(valuesOf(before, "hindcast_agents")['run="trial",role="main"']).toBe(2);
    expect(valuesOf(before, "hindcast_requests")['run="trial",role="author"']).toBe(2);
    expect(valuesOf(before, "hindcast_code_tokens_total")['run="trial"']).toBe(0);
    expect(valuesOf(before, "hindcast_model_tokens_total")).toEqual({ 'run="trial"': 0 });
    expect(Object.keys(valuesOf(before, "process_resident_memory_bytes"))).toHaveLength(1);
    const steps = valuesOf(before, "hindcast_steps_total")['run="trial"'] ?? 0;
    expect(steps).toBeGreaterThan(0);
    const types = Object.fromEntries(
      [...before.matchAll(/^# TYPE (hindcast_\S+) (\S+)$/gm)].map(([, name, type]) => [name, type]),
    );
    expect(types).toEqual({
      hindcast_agents: "gauge",
      hindcast_requests: "gauge",
      hindcast_steps_total: "counter",
      hindcast_code_tokens_total: "counter",
      hindcast_model_tokens_total: "counter",
      hindcast_messages_total: "counter",
    });

    await author.go();
    await cluster.over();
    const after = (await ask(url)).text;
    expect(valuesOf(after, "hindcast_steps_total")['run="trial"']).toBeGreaterThan(steps);
    const kinds = valuesOf(after, "hindcast_messages_total");
    expect(kinds['run="trial",kind="session.finished"']).toBe(2);
    expect(kinds['run="trial",kind="author.written"']).toBeGreaterThan(10);
    const { sessions } = await summaryOf(await collected());
    const files = sessions.flatMap((session) => session.files);
    const tokens = files.reduce((sum, file) => sum + file.tokens, 0);
    expect(valuesOf(after, "hindcast_code_tokens_total")).toEqual({ 'run="trial"': tokens });
  });
});

/** What has ended, brought home without taking it from the server. */
async function collected(): Promise<string> {
  const out = place.at("out");
  await succeed(["collect", ...cluster.at, "--out", out, "--keep", "--progress", "off"]);
  return out;
}

describe("traces", () => {
  test("every message has its own span in the trace of its session, and so does its cause", async () => {
    await author.go();
    await cluster.over();
    const spans = await spansOf(cluster);
    expect(spans.length).toBeGreaterThan(100);
    const byId = new Map(spans.map((span) => [span.envelope.id, span]));
    const traces = new Map<string, string>();
    for (const { header, envelope } of spans) {
      const [, trace = "", span = ""] = /^00-([0-9a-f]{32})-([0-9a-f]{16})-01$/.exec(header) ?? [];
      expect(header, envelope.id).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
      expect([trace, span]).not.toContain("0".repeat(32));
      expect(traces.get(envelope.session) ?? trace).toBe(trace);
      traces.set(envelope.session, trace);
    }
    const causes = spans.flatMap(({ envelope: { cause } }) => (cause === null ? [] : [cause]));
    expect(causes.length).toBeGreaterThan(100);
    expect(causes.filter((id) => byId.get(id)?.header === undefined)).toEqual([]);
    // Two sessions, and the run itself.
    expect(traces.size).toBe(3);
    expect(new Set(traces.values()).size).toBe(3);
    expect(new Set(spans.map(({ header }) => header)).size).toBe(spans.length);
  });
});

interface Span {
  readonly header: string;
  readonly envelope: Envelope;
}

/** Every message of the run's stream with its trace header, read with a client's own means. */
async function spansOf(of: Cluster): Promise<Span[]> {
  const { manager } = await of.link();
  const stream = logStream(of.run);
  const { state } = await manager.streams.info(stream);
  const spans: Span[] = [];
  for (let seq = state.first_seq; seq <= state.last_seq; seq += 1) {
    const stored = await manager.streams.getMessage(stream, { seq });
    // What the bus notes for itself is no message.
    if (!stored || stored.data.length === 0) continue;
    const envelope = decodeDraft(stored.data, stored.seq, 0);
    spans.push({ header: stored.header.get(TRACE_HEADER), envelope });
  }
  return spans;
}
