import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { afterEach, expect, test } from "vitest";
import { SharedPool, changePool, poolOfRun } from "../../app/live-pool/index.ts";
import { scorePoolCommand } from "../../cli/commands/scoring/score-pool.ts";
import { createEndpointClient } from "../../scoring/endpoints/index.ts";
import type { ScorerPool } from "../../scoring/pool/index.ts";
import { createScorerPool } from "../../scoring/scorer/index.ts";
import { startLikelihoodServer, type LikelihoodServer } from "../../scoring/serve/index.ts";
import { workplace } from "../cli/harness/command.ts";
import { never, questionOf } from "../scoring/pool/fleet.ts";

const place = workplace();
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close();
});

async function serve(): Promise<string> {
  const server: LikelihoodServer = await startLikelihoodServer({ port: 0, scorer: { threads: 1 } });
  open.push(server);
  return `sglang:${server.url}`;
}

async function shared(specs: readonly string[], directory: string) {
  const pool: ScorerPool = createScorerPool(specs);
  const notes: string[] = [];
  const share = new SharedPool(pool, {
    directory,
    connect: (spec) => createEndpointClient(spec),
    note: (_level, message) => notes.push(message),
  });
  open.push(pool, share);
  await pool.checked();
  await share.look();
  return { pool, share, notes };
}

const states = (pool: ScorerPool) =>
  Object.fromEntries(pool.state().endpoints.map(({ name, state }) => [name, state]));

/** Resolves when a server is ready. */
function ready(pool: ScorerPool, name: string): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (states(pool)[name] === "ready") resolve();
    };
    pool.onChange(look);
    look();
  });
}

test("the servers of a run under way are seen, added and drained", async () => {
  const [a, b] = [await serve(), await serve()];
  const directory = place.at("out");
  const { pool, share } = await shared([a], directory);
  expect((await poolOfRun(directory)).report.endpoints).toMatchObject([
    { name: a, state: "ready" },
  ]);

  expect(await changePool(directory, { add: [b], drain: [] })).toEqual([a, b]);
  await share.look();
  await ready(pool, b);
  expect(states(pool)).toEqual({ [a]: "ready", [b]: "ready" });
  await share.look();

  expect(await changePool(directory, { add: [], drain: [a] })).toEqual([b]);
  await share.look();
  const left = Object.entries(states(pool)).filter(([, state]) => state === "ready");
  expect(left.map(([name]) => name)).toEqual([b]);
  const question = questionOf("a file", { variants: 2, context: 100, thought: 20, target: 30 });
  expect(await pool.score(question, never)).toHaveLength(2);
});

test("a run keeps a server whatever it is asked for", async () => {
  const a = await serve();
  const directory = place.at("kept");
  const { pool, share, notes } = await shared([a], directory);
  await expect(changePool(directory, { add: [], drain: [a] })).rejects.toThrow("no server left");
  await expect(changePool(directory, { add: [], drain: ["sglang:http://x"] })).rejects.toThrow(
    "is none of",
  );
  for (const wrong of ["{", '{"scorers":[]}', '{"scorers":["nonsense"]}']) {
    await writeFile(`${directory}/pool/wanted.json`, wrong);
    await share.look();
  }
  expect(states(pool)).toEqual({ [a]: "ready" });
  expect(notes.length).toBeGreaterThan(2);
});

test("score-pool OUT shows the servers of a run, and says where there is none", async () => {
  const a = await serve();
  const directory = place.at("shown");
  const { share } = await shared([a], directory);
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const io = {
    stdin: new PassThrough(),
    stdout,
    stderr,
    env: {},
    cwd: place.at(),
    exitCode: () => {},
  };
  await scorePoolCommand(io).parseAsync(["shown"], { from: "user" });
  stdout.end();
  expect(await text(stdout)).toContain(a);
  await share.close();
  expect(existsSync(`${directory}/pool`)).toBe(false);
  await expect(scorePoolCommand(io).parseAsync(["shown"], { from: "user" })).rejects.toThrow(
    "no run with scoring servers is under way there",
  );
});
