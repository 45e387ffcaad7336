import { cp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import type { Divergence } from "../../runtime/replay/index.ts";
import { runHere as run, succeedHere as succeed, workplace } from "./harness/command.ts";
import { readFrames, writeFrames } from "./harness/log-file.ts";
import { logOf, trajectoryBytes, trajectoryOf } from "./harness/output-files.ts";
import { counter, plant } from "./harness/repositories.ts";
import { withAlteration } from "./harness/alterations.ts";

const place = workplace();
const fixture = fileURLToPath(new URL("../fixtures/agents/", import.meta.url));

interface Answer {
  readonly divergences: readonly Divergence[];
  readonly more: number;
}

beforeAll(async () => {
  const repo = await plant(place.at("repo"), counter);
  await succeed(["run", repo, "--out", place.at("out"), "--evaluations", "2"]);
});

/** A copy of the output that a test may spoil. */
async function copy(name: string): Promise<string> {
  await cp(place.at("out"), place.at(name), { recursive: true });
  return place.at(name);
}

async function replay(log: string, ...args: string[]): Promise<{ code: unknown } & Answer> {
  const { code, stdout } = await run(["replay", log, "--json", ...args]);
  return { code, ...(JSON.parse(stdout) as Answer) };
}

describe("a changed agent", () => {
  const changed = ["--agents", path.join(fixture, "changed-coder.ts")];

  test("is named with what it sends instead, where, and why", async () => {
    const { code, divergences } = await replay(logOf(place.at("out")), ...changed);
    expect(code).toBe(3);
    const [first] = divergences;
    expect(first).toMatchObject({
      kind: "author.thought",
      what: "differs",
      path: ".body.purpose",
      recorded: expect.stringMatching(/^(needs|write)$/) as string,
      attempted: "design",
    });
    expect(first?.agent).toMatch(/^repo-[0-9a-f]+\/coder\//);
    expect(first?.likely).toMatch(
      /^the behaviour of coder changed since: recorded [0-9a-f]+, loaded [0-9a-f]+$/,
    );
    const frames = await readFrames(logOf(place.at("out")));
    expect(frames[(first?.seq ?? 0) - 1]?.envelope).toMatchObject({
      from: first?.agent,
      kind: "author.thought",
    });
  });

  test("is printed with the next command to run", async () => {
    const { code, stdout, stderr } = await run(["replay", logOf(place.at("out")), ...changed]);
    expect({ code, stderr }).toEqual({ code: 3, stderr: "" });
    expect(stdout).toMatch(
      /^divergence at seq \d+: .*\/coder\/.*, author\.thought \(differs\)\n {2}first difference: \.body\.purpose\n {2}recorded: {2}"\w+"\n {2}attempted: "design"\n {2}likely: {4}.*\n {2}look: .*--until \d+$/m,
    );
    expect(stdout).toMatch(/folded: [1-9]\d* divergences?\n$/);
  });

  test("continues no run that another behaviour started", async () => {
    const { code, stderr } = await run(["resume", await copy("resumed")], {
      env: { HINDCAST_AGENTS: changed[1] ?? "" },
    });
    // Resume takes agents from the log alone; the environment changes nothing.
    expect({ code, stderr: stderr.includes("BEHAVIOUR_CHANGED") }).toEqual({
      code: 0,
      stderr: false,
    });
  });

  test("that runs from the start is in its own log, and replays without being named", async () => {
    const flags = ["--out", place.at("own"), "--search", "none", ...changed];
    await succeed(["run", place.at("repo"), ...flags]);
    expect(await replay(logOf(place.at("own")))).toMatchObject({ code: 0, divergences: [] });
  });
});

describe("an altered message in a correct frame", () => {
  test.each([
    ["author.written", ".body.text", "author.thought"],
    ["scorer.scored", ".body.variants[0].score.logprob", "search.finished"],
    ["graph.content", ".body.text", "author.thought"],
    ["coder.finished", ".body.usage.requests", "coder.finished"],
    ["author.written", ".body.usage.requests", "session.finished"],
  ])("%s %s", async (kind, place_, _noticedAt) => {
    const out = await copy(`altered-${kind}-${place_.length}`);
    const messages = (await readFrames(logOf(out))).map(({ envelope }) => envelope);
    const index = messages.findIndex((message) => message.kind === kind);
    const to = /logprob/.test(place_) ? -0.5 : /requests/.test(place_) ? 7 : "altered";
    const change = { place: place_, from: undefined, to };
    await writeFrames(logOf(out), messages.with(index, withAlteration(messages[index]!, change)));
    const { code, divergences } = await replay(logOf(out));
    expect(code).toBe(3);
    expect(divergences[0]?.seq).toBeGreaterThanOrEqual(index + 1);
    expect(divergences[0]?.likely).toContain("the log was altered");
  });
});

describe("a damaged file", () => {
  test("a flipped bit is damage with its place, not a divergence", async () => {
    const out = await copy("flipped");
    const frames = await readFrames(logOf(out));
    const { offset } = frames[20]!;
    const bytes = await readFile(logOf(out));
    bytes[offset + 100]! ^= 1;
    await writeFile(logOf(out), bytes);
    for (const command of [
      ["replay", logOf(out)],
      ["verify", out],
      ["resume", out],
      ["log", "show", logOf(out)],
    ]) {
      const { code, stderr } = await run(command);
      expect({ command: command[0], code }).toEqual({ command: command[0], code: 1 });
      expect(stderr).toMatch(new RegExp(`^LOG_DAMAGED: .*byte ${offset}\\b`));
    }
    // Nothing was cut or mended.
    expect((await readFile(logOf(out))).equals(bytes)).toBe(true);
  });

  test("a torn tail is cut with a warning by resume, which finishes the run", async () => {
    const out = await copy("torn");
    const frames = await readFrames(logOf(out));
    const { offset, length } = frames.at(-10)!;
    await truncate(logOf(out), offset + Math.floor(length / 2));
    const before = await replay(logOf(out));
    expect(before).toMatchObject({ code: 1, divergences: [], torn: { offset } });
    const { code, stderr } = await run(["resume", out]);
    expect(code).toBe(0);
    expect(stderr).toContain("a crash cut short; it was cut");
    expect((await trajectoryBytes(out)).equals(await trajectoryBytes(place.at("out")))).toBe(true);
    await succeed(["verify", out]);
  });

  test("a blob that is missing or has other bytes is found by verify and replay", async () => {
    const out = await copy("blobs");
    const frames = await readFrames(logOf(out));
    const surveyed = frames.find(({ envelope }) => envelope.kind === "graph.surveyed");
    const { snapshot } = surveyed!.envelope.body as { snapshot: { sha256: string } };
    const { sha256 } = snapshot;
    const blob = path.join(out, "blobs", sha256.slice(0, 2), sha256);
    const bytes = await readFile(blob);
    bytes[bytes.length - 1]! ^= 1;
    await writeFile(blob, bytes);
    expect((await run(["replay", logOf(out)])).code).toBe(3);
    expect((await run(["verify", out])).code).toBe(1);
  });
});

describe("a log alone", () => {
  test("is compared message by message, and what was not compared is said", async () => {
    const out = await copy("lonely");
    await rm(path.join(out, "blobs"), { recursive: true });
    const { code, stdout, stderr } = await run(["replay", logOf(out)]);
    expect(code).toBe(0);
    expect(stdout).toContain("0 divergences");
    expect(stderr).toContain("The blobs are not beside the log");
  });

  test("whose first record is of another version is refused", async () => {
    const out = await copy("older");
    const messages = (await readFrames(logOf(out))).map(({ envelope }) => envelope);
    const [first] = messages;
    const { settings: _settings, ...body } = first!.body as { settings: unknown };
    await writeFrames(logOf(out), messages.with(0, { ...first!, body }));
    for (const command of [
      ["replay", logOf(out)],
      ["resume", out],
      ["verify", out],
    ]) {
      const { code, stderr } = await run(command);
      expect(code).toBe(2);
      expect(stderr).toContain("LOG_INVALID");
    }
  });
});

describe("an altered trajectory", () => {
  test("whose thought is another than the log's breaks verify", async () => {
    const out = await copy("thought");
    const file = await trajectoryOf(out);
    const text = await readFile(file, "utf8");
    const start = '"purpose":"requirements","text":"';
    expect(text).toContain(start);
    await writeFile(file, text.replace(start, `${start}Altered. `));
    const { code, stdout } = await run(["verify", out]);
    expect({ code, found: /trajectory\.json.*recorded/.test(stdout) }).toEqual({
      code: 1,
      found: true,
    });
  });

  test("whose code is not the repository's breaks verify of the file alone", async () => {
    const out = await copy("code");
    const file = await trajectoryOf(out);
    const text = await readFile(file, "utf8");
    await writeFile(file, text.replace("return left + right", "return left - right"));
    const { code, stdout } = await run(["verify", file]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/src\/util\.py: .*not the true text/);
  });

  test("that names a path outside is not rebuilt", async () => {
    const out = await copy("outside");
    const file = await trajectoryOf(out);
    const text = await readFile(file, "utf8");
    await writeFile(file, text.replaceAll("src/util.py", "../outside.py"));
    const { code, stderr } = await run(["rebuild", file, "--into", place.at("victim")]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^REBUILD_UNSAFE|^TRAJECTORY_INVALID/);
    await expect(readFile(place.at("outside.py"))).rejects.toThrow("ENOENT");
  });

  test("a repository that changed since is found with --repository", async () => {
    const repo = await plant(place.at("changed"), { ...counter, "README.md": "# Other\n" });
    const { code, stdout } = await run(["verify", place.at("out"), "--repository", repo]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/README\.md: the repository holds another text/);
  });
});

describe("--until", () => {
  test("shows the state of every agent after a message", async () => {
    const frames = await readFrames(logOf(place.at("out")));
    const { envelope } = frames.find(({ envelope: { kind } }) => kind === "graph.described")!;
    const { stdout } = await run([
      "replay",
      logOf(place.at("out")),
      "--json",
      "--until",
      `${envelope.seq}`,
    ]);
    const answer = JSON.parse(stdout) as {
      until: number;
      messages: number;
      states: { address: string; state: { value: unknown; sent: number } }[];
    };
    expect(answer).toMatchObject({ until: envelope.seq, messages: envelope.seq });
    const state = (address: string) => answer.states.find((one) => one.address === address)?.state;
    expect(state(envelope.to)).toMatchObject({ value: "thinking", sent: 2 });
    expect(state(`${envelope.session}/main/main`)).toMatchObject({ value: "delegating" });
  });

  test("as text, and past the end of the log", async () => {
    const text = await succeed(["replay", logOf(place.at("out")), "--until", "3"]);
    expect(text).toMatch(/after seq 3:\n.*\/main\/main {2}"surveying" {2}1 sent\n/);
    const late = await run(["replay", logOf(place.at("out")), "--until", "999999"]);
    expect(late.code).toBe(2);
    expect(late.stderr).toMatch(/has no message 999999: its last is \d+/);
  });
});
