import { spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { COMMAND, runHere as run, succeedHere as succeed, workplace } from "./harness/command.ts";
import { logOf } from "./harness/output-files.ts";
import { counter, plant } from "./harness/repositories.ts";

/** The one line that `graph` writes to stderr. */
const SUMMARY = /^\d+ files \(\d+ left out\), \d+ edges, \d+ unresolved.*\n$/;

const place = workplace();

beforeAll(async () => {
  await plant(place.at("repo"), {
    ...counter,
    "src/broken.py": "from .nothing import x\nimport os\n",
  });
  await plant(place.at("texts"), {
    context: "def add(left, right):\n    return left + right\n",
    thought: "I multiply two numbers.\n",
    target: "def multiply(left, right):\n    return left * right\n",
  });
});

describe("graph", () => {
  test("--format json has the promised fields", async () => {
    const graph = JSON.parse(await succeed(["graph", place.at("repo"), "--format", "json"])) as {
      files: { path: string; included: boolean; symbols: unknown[] }[];
      imports: unknown[];
      external: unknown[];
      unresolved: unknown[];
      order: string[];
      cycles: string[][];
    };
    const fields = ["files", "imports", "external", "unresolved", "order", "cycles"];
    expect(Object.keys(graph)).toEqual(expect.arrayContaining(fields));
    const utilBytes = Buffer.byteLength(counter["src/util.py"] ?? "");
    const util = graph.files.find(({ path }) => path === "src/util.py");
    expect(util).toMatchObject({ language: "python", included: true, bytes: utilBytes });
    expect(util?.symbols[0]).toMatchObject({
      name: "add",
      kind: "function",
      line: 4,
      signature: "def add(left, right)",
    });
    expect(graph.imports).toMatchObject([
      { from: "src/app.py", to: "src/util.py", specifier: "src.util", line: 3 },
    ]);
    expect(graph.unresolved).toMatchObject([{ from: "src/broken.py", specifier: ".nothing" }]);
    expect(graph.order.indexOf("src/util.py")).toBeLessThan(graph.order.indexOf("src/app.py"));
    expect(graph.cycles).toEqual([]);
  });

  test.each([
    ["tree", /util\.py/],
    ["dot", /^digraph[^]*src\/app\.py" -> ".*src\/util\.py"/],
  ])("--format %s", async (format, expected) => {
    const { code, stdout, stderr } = await run(["graph", place.at("repo"), "--format", format]);
    expect(code).toBe(0);
    expect(stderr).toMatch(SUMMARY);
    expect(stdout).toMatch(expected);
  });
});

test("graph shows repositories of more files than a session may reconstruct", async () => {
  await writeFile(place.at("small.toml"), "[files]\nmax_count = 1\n");
  const { code, stderr } = await run([
    "graph",
    place.at("repo"),
    "--config",
    place.at("small.toml"),
  ]);
  expect(code).toBe(0);
  expect(stderr).toMatch(SUMMARY);
});

describe("score", () => {
  const ask = (...more: string[]) => {
    const at = (name: string) => place.at("texts", name);
    const files = ["--context", at("context"), "--target", at("target")];
    return run(["score", "--scorer", "offline", ...files, ...more]);
  };

  test("--json has the promised fields, and numbers that belong together", async () => {
    const { code, stdout, stderr } = await ask("--thought", place.at("texts", "thought"), "--json");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const { baseline, ...answer } = JSON.parse(stdout) as Record<string, number> & {
      baseline: Record<string, number>;
    };
    for (const part of [answer, baseline]) {
      expect(Object.keys(part)).toEqual(["logprob", "tokens", "perplexity", "nats_per_token"]);
      expect(part["logprob"]).toBeLessThan(0);
      expect(part["nats_per_token"]).toBeCloseTo(-part["logprob"]! / part["tokens"]!, 9);
      expect(part["perplexity"]).toBeCloseTo(Math.exp(part["nats_per_token"]!), 9);
    }
    expect(answer["tokens"]).toBe(baseline["tokens"]);
    expect(answer["logprob"]).not.toBe(baseline["logprob"]);
  });

  test("asks who the configuration names, and the default where nothing is said", async () => {
    const flagged = await ask("--json");
    const question = ["score", "--context", place.at("texts", "context"), "--json"];
    const line = [...question, "--target", place.at("texts", "target")];
    expect(await run(line)).toEqual(flagged);
    await plant(place.at("config"), { "dead.toml": 'scorers = ["sglang:http://127.0.0.1:9"]\n' });
    const config = ["--config", place.at("config", "dead.toml")];
    const asked = await run([...line, ...config]);
    expect(asked.code).toBe(4);
    expect(asked.stdout).toContain("sglang:http://127.0.0.1:9: ENDPOINT_UNREACHABLE");
    expect(await run([...line, ...config, "--scorer", "offline"])).toEqual(flagged);
  });

  test("without a thought the answer is its own baseline, and twice the same", async () => {
    const first = await ask("--json");
    const second = await ask("--json");
    const { baseline, ...answer } = JSON.parse(first.stdout) as Record<string, unknown>;
    expect(answer).toEqual(baseline);
    expect(second.stdout).toBe(first.stdout);
  });

  test("as text", async () => {
    const alone = (await ask()).stdout;
    expect(alone).toMatch(/^without the thought: .*\n$/);
    const { stdout } = await ask("--thought", place.at("texts", "thought"));
    expect(stdout.startsWith(alone)).toBe(true);
    expect(stdout.slice(alone.length)).toMatch(/^with the thought: .*\n$/);
  });
});

describe("config show and doctor", () => {
  test("config show --json says where each value comes from", async () => {
    await plant(place.at("set"), { "h.toml": "coders = 3\n[search]\nevaluations = 5\n" });
    const { code, stdout } = await run(
      ["config", "show", "--json", "--seed", "9", "--config", place.at("set", "h.toml")],
      { env: { HINDCAST_SESSIONS: "2" } },
    );
    expect(code).toBe(0);
    const rows = JSON.parse(stdout) as { key: string; value: unknown; origin: string }[];
    const row = (name: string) => rows.find(({ key }) => key === name);
    expect(row("seed")).toMatchObject({ value: 9, origin: "flag --seed" });
    expect(row("coders")).toMatchObject({ value: 3 });
    expect(row("coders")?.origin).toMatch(/^file .*h\.toml$/);
    expect(row("sessions")).toMatchObject({ value: 2, origin: "environment HINDCAST_SESSIONS" });
    expect(row("search.strategy")).toMatchObject({ origin: "default" });
  });

  test("flag goes over environment goes over file", async () => {
    const settings = ["--config", place.at("set", "h.toml"), "--coders", "7"];
    const shown = async (args: string[], env: Record<string, string>) => {
      const { stdout } = await run(["config", "show", "--json", ...args], { env });
      const rows = JSON.parse(stdout) as { key: string; value: unknown }[];
      return rows.find(({ key }) => key === "coders")?.value;
    };
    expect(await shown(settings, { HINDCAST_CODERS: "5" })).toBe(7);
    expect(await shown(settings.slice(0, 2), { HINDCAST_CODERS: "5" })).toBe(5);
    expect(await shown(settings.slice(0, 2), {})).toBe(3);
  });

  test("doctor finds that the offline author needs nothing", async () => {
    const { code, stdout } = await run(["doctor", "--json"], { cwd: place.at() });
    const { ok, checks } = JSON.parse(stdout) as { ok: boolean; checks: { status: string }[] };
    expect(checks.filter(({ status }) => status === "fail")).toEqual([]);
    expect({ code, ok }).toEqual({ code: 0, ok: true });
  });

  test("doctor ends with 4 when the author's server is not there", async () => {
    const author = ["--author", "openai:model@http://127.0.0.1:9/v1"];
    const { code, stdout } = await run(["doctor", ...author], { cwd: place.at() });
    expect(code).toBe(4);
    expect(stdout).toMatch(/fail +author.*127\.0\.0\.1:9/);
  });
});

describe("a reader that goes away", () => {
  test.each([
    ["graph json", 'graph "$REPO" --format json'],
    ["log show", 'log show "$LOG"'],
    ["log show --json", 'log show "$LOG" --json'],
    ["replay", 'replay "$LOG" --until 20'],
    ["config show", "config show"],
    ["help", "--help"],
  ])("%s | head -c 1", async (_name, line) => {
    if (line.includes("LOG")) await finished();
    const script = `"$NODE" "$COMMAND" ${line} | head -c 1 >/dev/null; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync("bash", ["--norc", "-c", script], {
      stdio: ["ignore", "pipe", "pipe"],
      encoding: "utf8",
      env: {
        PATH: process.env["PATH"],
        NODE: process.execPath,
        COMMAND,
        REPO: place.at("repo"),
        LOG: logOf(place.at("out")),
      },
    });
    expect({ status: stdout.trim(), stderr: stderr.replace(SUMMARY, "") }).toEqual({
      status: "0",
      stderr: "",
    });
  });

  test("run whose progress is not read still ends normally", async () => {
    const script = `"$NODE" "$COMMAND" run "$REPO" --out "$OUT" --search none --progress plain 2>&1 >/dev/null | head -c 1 >/dev/null; echo "\${PIPESTATUS[0]}"`;
    const { stdout } = spawnSync("bash", ["--norc", "-c", script], {
      stdio: ["ignore", "pipe", "pipe"],
      encoding: "utf8",
      env: {
        PATH: process.env["PATH"],
        NODE: process.execPath,
        COMMAND,
        REPO: place.at("repo"),
        OUT: place.at("unread"),
      },
    });
    expect(stdout.trim()).toBe("0");
    await succeed(["verify", place.at("unread")]);
  });
});

let finishing: Promise<unknown> | undefined;

function finished(): Promise<unknown> {
  finishing ??= succeed(["run", place.at("repo"), "--out", place.at("out"), "--search", "none"]);
  return finishing;
}
