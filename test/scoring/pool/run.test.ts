import { once } from "node:events";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Body, Envelope } from "../../../protocols/index.ts";
import { start, succeed, until, workplace, type Running } from "../../cli/command.ts";
import { messagesOf, summaryOf, trajectoryBytes } from "../../cli/output-files.ts";
import { counter, plant } from "../../cli/repositories.ts";
import { logHolds } from "../../recovery/kill.ts";

const place = workplace();
const servers: Running[] = [];
const urls: string[] = [];

/** Starts a likelihood server as a process of its own. */
async function serve(...args: string[]): Promise<{ server: Running; url: string }> {
  const server = start(["serve-lm", "--port", "0", "--threads", "1", "--json", ...args], {
    timeout: 300_000,
  });
  servers.push(server);
  const line = await until("the server's line", () =>
    server.written.stdout.includes("\n") ? server.written.stdout : undefined,
  );
  return { server, url: (JSON.parse(line) as { url: string }).url };
}

beforeAll(async () => {
  await plant(place.at("counter"), counter);
  for (let i = 0; i < 3; i += 1) urls.push((await serve()).url);
});

afterAll(async () => {
  for (const { process } of servers) process.kill("SIGKILL");
  await Promise.all(servers.map(({ ended }) => ended));
});

function lineOf(out: string, scorers: readonly string[], coders: number): string[] {
  const flags = scorers.flatMap((url) => ["--scorer", `sglang:${url}`]);
  const places = [place.at("counter"), "--out", place.at(out)];
  return ["run", ...places, "--evaluations", "6", "--coders", `${coders}`, ...flags];
}

/** Nothing is known from another run. */
const fresh = (out: string) => ({ env: { XDG_CACHE_HOME: place.at(`cache-${out}`) } });

async function bytesOf(out: string, scorers: readonly string[], coders: number): Promise<Buffer> {
  await succeed(lineOf(out, scorers, coders), fresh(out));
  return trajectoryBytes(place.at(out));
}

async function scored(out: string): Promise<number> {
  return answers(await messagesOf(place.at(out)));
}

function answers(messages: readonly Envelope[]): number {
  return messages.filter(({ kind }) => kind === "scorer.scored").length;
}

/** Whether a search was told which lines surprise the scorer. */
function tellsLines({ kind, body }: Envelope): boolean {
  if (kind !== "scorer.scored") return false;
  const { variants } = body as Body<"scorer.scored">;
  return variants.some((each) => each.outcome === "scored" && (each.surprises?.length ?? 0) > 0);
}

function isScoring(messages: readonly Envelope[]): boolean {
  return answers(messages) >= 2;
}

test("1 or 3 endpoints, 1 or 8 coders: the same bytes", { timeout: 240_000 }, async () => {
  const one = await bytesOf("one", urls.slice(0, 1), 1);
  expect((await bytesOf("one-8", urls.slice(0, 1), 8)).equals(one)).toBe(true);
  expect((await bytesOf("three-1", urls, 1)).equals(one)).toBe(true);
  expect((await bytesOf("three-8", urls, 8)).equals(one)).toBe(true);
  expect((await messagesOf(place.at("one"))).some(tellsLines)).toBe(true);
  const [session] = (await summaryOf(place.at("one"))).sessions;
  expect(session?.files.reduce((sum, { evaluations }) => sum + evaluations, 0)).toBeGreaterThan(6);
});

test(
  "an endpoint that is killed in the middle of a run costs nothing of it",
  { timeout: 240_000 },
  async () => {
    const whole = await bytesOf("whole", urls.slice(0, 1), 4);
    const all = await scored("whole");
    // Late answers, so that the run is far from its end when the server goes.
    const victims = await Promise.all([0, 1].map(() => serve("--faults", "latency=40")));
    const running = start(
      lineOf("killed", [urls[0]!, ...victims.map(({ url }) => url)], 4),
      fresh("killed"),
    );
    await logHolds(place.at("killed"), running, "the first answers", isScoring);
    const gone = victims.map(({ server }) => once(server.process, "exit"));
    for (const { server } of victims) server.process.kill("SIGKILL");
    await Promise.all(gone);
    expect(await scored("killed")).toBeLessThan(all);
    const { code, stderr } = await running.ended;
    expect(code).toBe(0);
    const told = stderr.split("\n").filter((line) => line.includes("cannot be used"));
    // One that had nothing to do when it went may never be missed.
    expect(told.length).toBeGreaterThan(0);
    expect(told.length).toBeLessThanOrEqual(victims.length);
    expect(await scored("killed")).toBe(all);
    expect((await trajectoryBytes(place.at("killed"))).equals(whole)).toBe(true);
  },
);
