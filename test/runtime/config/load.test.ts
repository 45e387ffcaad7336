import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ZodDefault } from "zod";
import { HindcastError, SessionSettings } from "../../../protocols/index.ts";
import {
  Config,
  defaults,
  hashedSettings,
  loadConfig,
  settings,
  showConfig,
  type LoadOptions,
} from "../../../runtime/config/index.ts";

let cwd = "";
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), "hindcast-config-"));
});
afterAll(() => rmSync(cwd, { recursive: true }));

function load(text: string | undefined, options: Partial<LoadOptions> = {}, name = "given.toml") {
  const file = text === undefined ? undefined : join(cwd, name);
  if (file !== undefined) writeFileSync(file, text ?? "");
  return loadConfig({ file, env: {}, cwd, ...options });
}

function errorOf(run: () => unknown): HindcastError {
  try {
    run();
  } catch (error) {
    if (error instanceof HindcastError) return error;
    throw error;
  }
  throw new Error("did not throw");
}

const detailOf = (text: string, options: Partial<LoadOptions> = {}, name = "given.toml") =>
  errorOf(() => load(text, options, name)).detail;

describe("what a plug-in brings by name", () => {
  const forms = { author: [{ scheme: "offline" }], scorer: [{ scheme: "offline" }] };

  test("is taken for right where there are plug-ins, and a typo of what is built in elsewhere", () => {
    const flags = { author: "house:large", scorers: ["kenlm"], judge: "kenlm:/a b" };
    const { config } = load('agents = ["a.ts"]\n', { flags, forms });
    expect(config).toMatchObject({
      author: "house:large",
      scorers: ["kenlm"],
      judge: "kenlm:/a b",
    });
    expect(errorOf(() => load("", { flags, forms })).detail).toContain("is of no known kind");
    expect(
      errorOf(() => load('agents = ["a.ts"]', { flags: { author: "offline:x" }, forms })).detail,
    ).toContain("takes no model");
  });

  test("are prompts, unless there is a directory of that name", () => {
    expect(load('prompts = "terse"').config.prompts).toBe("terse");
    mkdirSync(join(cwd, "short"));
    expect(load('prompts = "short"').config.prompts).toBe(join(cwd, "short"));
  });
});

describe("the table of settings", () => {
  test("names every key of the schema and no other", () => {
    const keys = Object.entries(Config.shape).flatMap(([name, given]) => {
      // A table that older logs do not have stands within its default.
      const schema = given instanceof ZodDefault ? given.unwrap() : given;
      return "shape" in schema
        ? Object.keys(schema.shape).map((inner) => `${name}.${inner}`)
        : [name];
    });
    expect(settings.map(({ key }) => key)).toEqual(keys);
  });

  test("has defaults that are valid", () => {
    expect(load(undefined).config).toEqual(Config.parse(defaults));
    expect(() =>
      SessionSettings.parse(hashedSettings(defaults, { clip: 2, length_cost: 0 })),
    ).not.toThrow();
  });
});

describe("what is hashed of the scorers", () => {
  const hashed = (...scorers: string[]) =>
    hashedSettings({ ...defaults, scorers }, { clip: 2, length_cost: 0 }).scorers;

  test("the model, whichever servers it is on, and how many", () => {
    expect(hashed("offline")).toEqual(["offline"]);
    expect(hashed("vllm:org/m@http://a:1")).toEqual(["org/m"]);
    expect(hashed("vllm:org/m@https://b", "echo:org/m@http://c/v1")).toEqual(["org/m"]);
    expect(hashed("sglang:http://a:1")).toEqual(["server"]);
    expect(hashed("sglang:http://b:2", "tgi:https://c", "sglang:http://d")).toEqual(["server"]);
    expect(hashed("sglang:http://b:2", "vllm:org/m@http://a:1")).toEqual(["org/m"]);
    expect(hashed("sglang:org/m@http://a:1", "tgi:org/m@http://b")).toEqual(["org/m"]);
    expect(hashed("onnx:/models/tiny")).toEqual(["tiny"]);
    expect(hashed("onnx:org/tiny")).toEqual(["org/tiny"]);
  });
});

describe("precedence", () => {
  const order = ["default", "file", "environment", "flag"] as const;

  test("flag over environment over file over default, for any set of sources", () => {
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), fc.boolean(), (inFile, inEnv, inFlag) => {
        const { config, origins } = load(inFile ? "seed = 11\n" : "", {
          env: inEnv ? { HINDCAST_SEED: "12" } : {},
          flags: inFlag ? { seed: "13" } : {},
        });
        const level = inFlag ? 3 : inEnv ? 2 : inFile ? 1 : 0;
        expect(origins.seed.from).toBe(order[level]);
        expect(config.seed).toBe([1, 11, 12, 13][level]);
      }),
      { numRuns: 20 },
    );
  });

  test("each value keeps its own origin", () => {
    const loaded = load('author = "openai:m@http://h/v1"\n[search]\nevaluations = 3\n', {
      env: { HINDCAST_SEARCH: "best-of-n", HINDCAST_SCORER: "offline, offline", HINDCAST_OUT: "" },
      flags: { "search.strategy": "none", sessions: "2" },
    });
    const rows = Object.fromEntries(
      showConfig(loaded).map(({ key, value, origin }) => [key, [value, origin]]),
    );
    expect(rows["author"]).toEqual(["openai:m@http://h/v1", `file ${join(cwd, "given.toml")}`]);
    expect(rows["search.evaluations"]?.[0]).toBe(3);
    expect(rows["search.strategy"]).toEqual(["none", "flag --search"]);
    expect(rows["scorers"]).toEqual([["offline", "offline"], "environment HINDCAST_SCORER"]);
    expect(rows["sessions"]).toEqual([2, "flag --sessions"]);
    expect(rows["out"]).toEqual([null, "default"]);
  });
});

describe("paths", () => {
  test("are relative to where they are written", () => {
    const { config } = load('agents = ["a.ts"]\nprompts = "./p"\n', {
      cwd: "/elsewhere",
      flags: { out: "o" },
    });
    expect(config.agents).toEqual([join(cwd, "a.ts")]);
    expect(config.prompts).toBe(join(cwd, "p"));
    expect(config.out).toBe("/elsewhere/o");
  });
});

describe("a wrong value", () => {
  test.each([
    ["evalutions = 3", '"evalutions" is not a key; did you mean search.evaluations?'],
    [
      "[search]\nstrategi = 'none'",
      '"search.strategi" is not a key; did you mean search.strategy?',
    ],
    ["zzzzzzzzzz = 3", '"zzzzzzzzzz" is not a key'],
    ["search = 'none'", "search: found a string, expected a table of strategy, evaluations"],
    ["seed = 'x'", 'seed: found "x", expected a whole number'],
    ["sessions = 0", "sessions: found 0, expected a whole number, 1 or more"],
    ["scorers = []", "scorers: found [], expected a list of at least one SPEC"],
    ["scorers = ['offline', 3]", "scorers[1]: found 3, expected"],
    ["[search]\nstrategy = 'astar'", "expected one of mcts, stepwise, paper, best-of-n, none"],
    ["[search]\nnames = 2", "search.names: found 2, expected a share from 0 to 1"],
    ["judge = 'of character'", 'judge: "of character" is not a SPEC'],
    ["[author_options]\ntemperature = 3", "author_options.temperature: found 3, expected a number"],
  ])("%j", (text, expected) => {
    const error = errorOf(() => load(text));
    expect(error.code).toBe("CONFIG_INVALID");
    expect(error.detail).toContain(expected);
    expect(error.detail).toContain(join(cwd, "given.toml"));
  });

  test("on the command line is wrong usage and names the flag", () => {
    const error = errorOf(() => load("", { flags: { "search.strategy": "astar", seed: "1.5" } }));
    expect(error.code).toBe("USAGE");
    expect(error.detail).toBe(
      "flag --seed: seed: found 1.5, expected a whole number; flag --search: search.strategy: " +
        'found "astar", expected one of mcts, stepwise, paper, best-of-n, none',
    );
  });

  test("in the environment names the variable", () => {
    const error = errorOf(() => load("", { env: { HINDCAST_CODERS: "many" } }));
    expect(error.code).toBe("CONFIG_INVALID");
    expect(error.detail).toContain('environment HINDCAST_CODERS: coders: found "many"');
  });

  test("a SPEC that the program does not understand lists those that it does", () => {
    const forms = { scorer: [{ scheme: "offline" }] };
    expect(detailOf("scorers = ['vllm:m@http://h']", { forms })).toContain(
      '"vllm:m@http://h" is of no known kind; expected offline',
    );
  });

  test("misspelt variables are warned about", () => {
    const { warnings } = load("", { env: { HINDCAST_AUTHER: "x", HINDCAST_WHATEVER_ELSE: "y" } });
    expect(warnings).toEqual(["HINDCAST_AUTHER is not a setting; did you mean HINDCAST_AUTHOR?"]);
  });
});

describe("a file that cannot be read", () => {
  test("TOML: line and column", () => {
    expect(detailOf('seed = 1\nauthor = "x\n')).toMatch(/^given\.toml:2:\d+ in .* is not TOML: /);
  });

  test.each([
    ['{\n "seed": 1,\n}', "3:1"],
    ['{\n "seed": x}', "2:10"],
    ["{", "1:2"],
    ["", "1:1"],
  ])("JSON %j: line and column", (text, where) => {
    expect(detailOf(text, {}, "given.json")).toContain(`given.json:${where} in `);
  });

  test("that was named and is not there", () => {
    const error = errorOf(() => loadConfig({ file: "nowhere.toml", env: {}, cwd }));
    expect(error.detail).toBe(`${join(cwd, "nowhere.toml")} cannot be read (ENOENT)`);
    expect(() => loadConfig({ env: { HINDCAST_CONFIG: "nowhere.toml" }, cwd })).toThrow(/ENOENT/);
  });

  test("a JSON file says the same as a TOML file", () => {
    const toml = load("seed = 5\n[reads]\nfiles = 2\n").config;
    expect(load('{"seed":5,"reads":{"files":2}}', {}, "given.json").config).toEqual(toml);
  });
});

describe("hindcast.toml of the working directory", () => {
  test.each([
    ["agents = ['./evil.ts']", "agents: names code to run"],
    ["author = 'openai:m@https://evil.example'", "author: names a server"],
    ["judge = 'sglang:https://evil.example'", "judge: names a server"],
    ["scorers = ['onnx:evil/model']", "scorers: names a server or a model"],
    ["out = '../../elsewhere'", "out: names a place outside"],
  ])("may not say %s unless it is named", (text, expected) => {
    const file = join(cwd, "hindcast.toml");
    writeFileSync(file, text);
    expect(errorOf(() => loadConfig({ env: {}, cwd })).detail).toContain(expected);
    expect(() => loadConfig({ env: {}, cwd, file })).not.toThrow();
    rmSync(file);
  });

  test("is read when it is there", () => {
    const file = join(cwd, "hindcast.toml");
    writeFileSync(file, "seed = 77\nout = 'runs'\n");
    expect(loadConfig({ env: {}, cwd })).toMatchObject({
      config: { seed: 77, out: join(cwd, "runs") },
      file,
    });
    rmSync(file);
  });
});

describe("secrets", () => {
  const key = "sk-proj-0123456789abcdefghij";
  test.each([
    [`api_key = "${key}"`, {}],
    [`[author_options]\napi_key = "${key}"`, {}],
    [`author = "${key}"`, {}],
    [`author = "my-own-k3y-without-form"`, { OPENAI_API_KEY: "my-own-k3y-without-form" }],
    [`author = "openai:m@https://user:hunter2@host/v1"`, {}],
    [`author = "openai:m@https://host/v1?api_key=hunter2"`, {}],
    [`author = ["openai:m@https://user:hunter2@host/v1"]`, {}],
    [`"${key}" = 1`, {}],
  ])("are refused in a file and not shown: %s", (text, env) => {
    const error = errorOf(() => load(text, { env }));
    expect(error.code).toBe("CONFIG_INVALID");
    for (const secret of [key, "hunter2", "my-own-k3y-without-form"]) {
      expect(error.message).not.toContain(secret);
    }
  });

  test("say what to do instead", () => {
    expect(detailOf(`api_key = "${key}"`)).toContain("set HINDCAST_AUTHOR_KEY or OPENAI_API_KEY");
    expect(detailOf(`author = "openai:m@https://u:p@h"`)).toContain("environment only");
  });

  test("are not quoted by an error of the TOML or JSON reader", () => {
    expect(errorOf(() => load(`a = ${key}`)).message).not.toContain(key);
    expect(errorOf(() => load(`{"a": ${key}}`, {}, "given.json")).message).not.toContain(key);
  });
});
