import { readdir } from "node:fs/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { run, runHere, workplace } from "./harness/command.ts";
import { plant, single } from "./harness/repositories.ts";

const place = workplace();

beforeAll(async () => {
  await plant(place.at("repo"), single);
  await plant(place.at("texts"), {
    "context.txt": "a b c",
    "target.txt": "a b c",
    "odd.toml": "a=",
  });
});

/** What people type wrong, and a part of what they must be told. */
const wrong: readonly (readonly [args: string, told: RegExp])[] = [
  ["rnu", /unknown command/],
  ["run", /missing required argument 'repository'/],
  ["run REPO --wat", /unknown option '--wat'/],
  ["run REPO --search astar", /"astar".*mcts.*paper.*best-of-n.*none/],
  ["run REPO --judge offlin", /judge.*offlin.*offline/],
  ["run REPO --progress loud", /"loud".*auto.*plain.*ndjson.*off/],
  ["run REPO --log-level loud", /"loud".*silent.*trace/],
  ["run REPO --author offlin", /offlin.*offline.*openai:MODEL@URL/],
  ["run REPO --author openai:m", /openai:MODEL@URL/],
  ["run REPO --scorer sglang:x", /sglang.*offline.*sglang:URL/],
  ["run REPO --seed one", /seed.*"one"/],
  ["run REPO --seed 1.5", /seed/],
  ["run REPO --coders 0", /coders/],
  ["run REPO --sessions -1", /sessions/],
  ["run REPO --evaluations -3", /evaluations/],
  ["run REPO --config TEXTS/none.toml", /none\.toml/],
  ["run REPO --config TEXTS/odd.toml", /odd\.toml/],
  ["run REPO --agents TEXTS/none.ts", /AGENT_MODULE.*none\.ts/],
  ["run REPO REPO", /USAGE.*twice/],
  ["run REPO/missing", /REPOSITORY_MISSING.*missing/],
  ["run REPO/main.py", /REPOSITORY_MISSING.*main\.py/],
  ["graph", /missing required argument 'repository'/],
  ["graph REPO/missing", /REPOSITORY_MISSING/],
  ["graph REPO --format xml", /json.*tree.*dot/],
  ["verify", /missing required argument 'target'/],
  ["verify REPO", /OUTPUT_INVALID/],
  ["verify REPO/missing", /OUTPUT_INVALID.*missing/],
  ["resume REPO", /OUTPUT_INVALID/],
  ["replay REPO/main.py", /LOG_INVALID/],
  ["replay REPO/none.hlog", /OUTPUT_INVALID.*none\.hlog/],
  ["replay REPO/main.py --until 0", /USAGE.*--until.*"0"/],
  ["log show REPO/main.py", /LOG_INVALID/],
  ["log wipe REPO/main.py", /unknown command|too many arguments/],
  ["config wipe", /unknown command|too many arguments/],
  ["rebuild REPO/none.json --into TEXTS/into", /OUTPUT_INVALID.*none\.json/],
  ["rebuild REPO/none.json", /--into/],
  ["score --scorer offline --context TEXTS/context.txt", /--target/],
  ["score --scorer tgi:x --context TEXTS/context.txt --target TEXTS/target.txt", /tgi.*offline/],
  ["score --scorer offline --context TEXTS/none --target TEXTS/target.txt", /USAGE.*none/],
  ["score-pool", /--scorer/],
  ["score-pool --scorer offline", /USAGE.*offline needs no server/],
  ["score-pool --scorer vllm:http://127.0.0.1:9", /names no model.*vllm:MODEL@URL/],
];

describe("wrong usage exits with 2, explains the error on stderr, and writes nothing", () => {
  test.for(wrong)("%s", async ([line, told]) => {
    const args = line
      .split(" ")
      .map((arg) => arg.replace("REPO", place.at("repo")).replace("TEXTS", place.at("texts")));
    const before = await readdir(place.at());
    const { code, stdout, stderr } = await runHere(args, { cwd: place.at() });
    expect(stderr.replaceAll("\n", " ")).toMatch(told);
    expect(stderr).toMatch(/^[A-Z_]+: .*\nWhy: .*\nTo do: .*\n$/s);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(await readdir(place.at())).toEqual(before);
  });
});

describe("errors as JSON", () => {
  test("--json prints exactly one value that holds the error", async () => {
    const { code, stdout } = await run(["run", place.at("nowhere"), "--json"]);
    const { error } = JSON.parse(stdout) as { error: Record<string, unknown> };
    expect(code).toBe(2);
    expect(error).toMatchObject({ code: "REPOSITORY_MISSING", class: "input" });
    expect(Object.keys(error)).toEqual(["code", "class", "sentence", "detail", "why", "todo"]);
  });
});

describe("help and version", () => {
  test("--version prints the version of the package", async () => {
    const { code, stdout, stderr } = await run(["--version"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test("--help lists every command on stdout", async () => {
    const { code, stdout, stderr } = await run(["--help"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const commands = ["run", "resume", "verify", "rebuild", "graph", "score", "log", "replay"];
    for (const name of [...commands, "config", "doctor"]) {
      expect(stdout).toMatch(new RegExp(`^  ${name} `, "m"));
    }
  });

  test("run --help names every option", async () => {
    const { code, stdout } = await runHere(["run", "--help"]);
    expect(code).toBe(0);
    const names = ["author", "scorer", "search", "evaluations", "seed", "sessions", "coders"];
    for (const name of [...names, "agents", "config", "out", "json", "progress", "log-level"]) {
      expect(stdout).toContain(`--${name}`);
    }
  });

  test("no command at all is wrong usage", async () => {
    const { code, stdout, stderr } = await run([]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("Usage: hindcast");
  });
});
