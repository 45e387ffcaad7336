import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { afterEach, describe, expect, test } from "vitest";
import { configCommand } from "../../../cli/commands/config.ts";
import { doctorCommand } from "../../../cli/commands/doctor.ts";
import { checkAuthor, checkFolder, checkNode } from "../../../cli/doctor/index.ts";
import { languages } from "../../../graph/index.ts";
import { Secret } from "../../../model-servers/index.ts";
import { test as natsTest } from "../../nats/required.ts";
import { NatsServer } from "../../nats/server.ts";

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

async function serve(listener: RequestListener): Promise<string> {
  const started = createServer(listener);
  server = started;
  await new Promise<void>((resolve) => started.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}/v1`;
}

function fakeIo(env: Record<string, string> = {}) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const codes: number[] = [];
  const exitCode = (code: number) => codes.push(code);
  const io = { stdin: new PassThrough(), stdout, stderr, env, cwd: "/tmp", exitCode };
  return { io, codes, end: () => (stdout.end(), text(stdout)) };
}

const key = new Secret("hunter2-secret", "OPENAI_API_KEY");

describe("the author's server", () => {
  test("answers and has the model; the key is sent and not shown", async () => {
    let seen: string | undefined;
    const url = await serve((request, response) => {
      seen = request.headers.authorization;
      response.end(JSON.stringify({ data: [{ id: "qwen" }, { id: "other" }] }));
    });
    const found = await checkAuthor({ spec: `openai:qwen@${url}`, key });
    expect(found).toEqual({
      name: "author",
      status: "ok",
      detail: `${url}/models answers and has qwen`,
    });
    expect(seen).toBe("Bearer hunter2-secret");
    const missing = await checkAuthor({ spec: `openai:absent@${url}`, key });
    expect(missing).toMatchObject({
      status: "warn",
      todo: "name one that it lists, such as qwen, other",
    });
  });

  test.each([
    [401, "fail", "refuses the key (401; OPENAI_API_KEY is set)"],
    [404, "warn", "answers 404"],
    [302, "warn", "answers 302"],
  ])("answers %i", async (status, expected, detail) => {
    const url = await serve((request, response) => {
      response.writeHead(status, { location: "http://127.0.0.1:9/stolen" });
      response.end(`you sent ${request.headers.authorization}`);
    });
    const found = await checkAuthor({ spec: `openai:m@${url}`, key });
    expect(found.status).toBe(expected);
    expect(found.detail).toContain(detail);
    expect(JSON.stringify(found)).not.toContain("hunter2");
  });

  test("that says nothing is given up on", async () => {
    const url = await serve(() => {});
    const found = await checkAuthor({ spec: `openai:m@${url}`, key, timeout: 50 });
    expect(found).toMatchObject({
      status: "fail",
      detail: `${url}/models does not answer within 0.05 s`,
    });
  });

  test("that is not there is missing, with exit code 4", async () => {
    const url = await serve(() => {});
    server?.close();
    const { io, codes, end } = fakeIo({ OPENAI_API_KEY: "hunter2-secret" });
    await doctorCommand(io).parseAsync(["--json", "--author", `openai:m@${url}`], { from: "user" });
    const { ok, checks } = JSON.parse(await end()) as {
      ok: boolean;
      checks: { name: string; status: string }[];
    };
    expect(codes).toEqual([4]);
    expect(ok).toBe(false);
    expect(checks.filter(({ status }) => status === "fail").map(({ name }) => name)).toEqual([
      "author",
    ]);
  });
});

describe("doctor", () => {
  test("finds a healthy machine healthy", async () => {
    const { io, codes, end } = fakeIo();
    await doctorCommand(io).parseAsync([], { from: "user" });
    expect(await end()).toMatch(/^ok {4}node {11}v\d+/);
    expect(codes).toEqual([0]);
  });

  test("reports errors in the configuration and checks the rest", async () => {
    const { io, codes, end } = fakeIo({ HINDCAST_SEED: "x" });
    await doctorCommand(io).parseAsync([], { from: "user" });
    const shown = await end();
    expect(shown).toContain('environment HINDCAST_SEED: seed: found "x"');
    expect(shown).toContain(`grammars of ${languages.length} languages load and parse`);
    expect(codes).toEqual([4]);
  });

  test("knows old versions of Node, and folders that are none", async () => {
    expect(["18.20.0", "20.17.9"].map((version) => checkNode(version).status)).toEqual([
      "fail",
      "fail",
    ]);
    expect(["20.18.0", "24.0.0"].map((version) => checkNode(version).status)).toEqual(["ok", "ok"]);
    expect(await checkFolder("output", "/dev/null/x")).toMatchObject({ status: "fail" });
    expect((await checkFolder("output", "/tmp/not/yet/there")).detail).toMatch(
      /^\/tmp is writable/,
    );
  });
});

describe("what a run was given besides", () => {
  natsTest("a NATS server with JetStream is fine, one without it is not", async () => {
    const [able, unable] = await Promise.all([
      NatsServer.start(),
      NatsServer.start({ jetstream: false }),
    ]);
    try {
      const found = [];
      for (const { url } of [able, unable]) {
        const { io, codes, end } = fakeIo();
        await doctorCommand(io).parseAsync(["--json", "--nats", url], { from: "user" });
        const { checks } = JSON.parse(await end()) as { checks: { name: string }[] };
        found.push([codes, checks.find(({ name }) => name === "nats")]);
      }
      expect(found).toMatchObject([
        [[0], { status: "ok", detail: expect.stringMatching(/^version 2\.\d+/) }],
        [[4], { status: "fail", detail: expect.stringContaining("JetStream is off") }],
      ]);
    } finally {
      await Promise.all([able.remove(), unable.remove()]);
    }
  });

  test("a judge is checked like a scorer", async () => {
    const { io, codes, end } = fakeIo();
    const judge = ["--judge", "tgi:http://127.0.0.1:9"];
    await doctorCommand(io).parseAsync(["--json", ...judge], { from: "user" });
    const { checks } = JSON.parse(await end()) as { checks: { name: string; status: string }[] };
    const found = checks.filter(({ status }) => status === "fail").map(({ name }) => name);
    expect(found).toEqual(["judge"]);
    expect(codes).toEqual([4]);
  });
});

describe("config show", () => {
  test("prints key, value and origin", async () => {
    const { io, end } = fakeIo({ HINDCAST_CODERS: "9" });
    await configCommand(io).parseAsync(["show", "--json", "--scorer", "offline", "--seed", "5"], {
      from: "user",
    });
    const rows = JSON.parse(await end()) as { key: string }[];
    const row = (name: string) => rows.find((candidate) => candidate.key === name);
    expect(row("coders")).toEqual({
      key: "coders",
      value: 9,
      origin: "environment HINDCAST_CODERS",
    });
    expect(row("scorers")).toEqual({ key: "scorers", value: ["offline"], origin: "flag --scorer" });
    expect(row("seed")).toEqual({ key: "seed", value: 5, origin: "flag --seed" });
  });

  test("refuses what does not exist", async () => {
    const { io } = fakeIo();
    for (const words of [
      ["--search", "astar"],
      ["--progress", "loud"],
      ["--log-level", "x"],
      ["--author", "nobody"],
    ]) {
      await expect(
        configCommand(io).parseAsync(["show", ...words], { from: "user" }),
      ).rejects.toMatchObject({ code: "USAGE" });
    }
  });
});
