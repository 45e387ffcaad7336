import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { admitModules, admitRun, rememberRun } from "../../app/trust/index.ts";
import { LOG_FORMAT, type Body } from "../../protocols/index.ts";
import { defaults, type Config } from "../../runtime/config/index.ts";

let root = "";
let env: Record<string, string> = {};
beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), "hindcast-trust-"));
  env = { XDG_STATE_HOME: path.join(root, "state"), HINDCAST_AUTHOR_KEY: "a", OPENAI_API_KEY: "b" };
  env = { ...env, HINDCAST_SCORER_KEY: "c", PATH: "/bin" };
});
afterAll(() => rm(root, { recursive: true, force: true }));

type Opened = Body<"run.opened">;

async function logged(
  name: string,
  config: Partial<Config>,
  source?: Opened["sessions"][0]["source"],
) {
  const directory = path.join(root, name);
  await mkdir(directory, { recursive: true });
  const session = { session: "x-000000", path: "/x", ...(source && { source }) };
  const opened = {
    format: LOG_FORMAT,
    hindcast: "0.1.0",
    seed: 1,
    configuration: { ...defaults, ...config },
    settings: {} as Opened["settings"],
    behaviours: {},
    sessions: [session],
  } satisfies Opened;
  return { directory, run: "r", opened, config: { ...defaults, ...config } };
}

const SERVER = "openai:m@http://127.0.0.1:9/v1";

describe("another user's log", () => {
  test.each<[string, Partial<Config>, Opened["sessions"][0]["source"]?]>([
    ["code", { agents: ["/evil.mjs"] }],
    ["an author", { author: SERVER }],
    ["a scorer", { scorers: ["offline", "sglang:http://127.0.0.1:9"] }],
    ["a judge", { judge: "sglang:http://127.0.0.1:9" }],
    ["prompts", { prompts: "/etc" }],
    ["a tokenizer", { scorer_options: { ...defaults.scorer_options, tokenizer: "/etc/passwd" } }],
    ["a repository", {}, { git: "http://127.0.0.1:9/x.git", commit: "0".repeat(40) }],
  ])("that names %s is not gone on with", async (_what, config, source) => {
    const run = await logged("stranger", config, source);
    const admitted = admitRun(run, { trust: false }, env);
    await expect(admitted).rejects.toMatchObject({ code: "LOG_UNTRUSTED" });
  });

  test("is continued where it names nothing, and where the user names it again", async () => {
    await expect(admitRun(await logged("plain", {}), { trust: false }, env)).resolves.toBeDefined();
    const run = await logged("named", {
      author: SERVER,
      agents: ["/evil.mjs"],
      scorers: [SERVER],
      judge: SERVER,
    });
    const own = { author: "offline", agents: [], scorers: ["offline"], judge: "offline" };
    const { config } = await admitRun(run, { trust: false, ...own }, env);
    expect(config).toMatchObject(own);
  });

  test("gets no key that was not meant for its servers, even when it is trusted", async () => {
    const run = await logged("keys", { author: SERVER, scorers: [SERVER] });
    expect((await admitRun(run, { trust: true }, env)).env).toEqual({
      XDG_STATE_HOME: env["XDG_STATE_HOME"],
      PATH: "/bin",
    });
    const author = { trust: true, author: SERVER };
    const named = (await admitRun(run, author, env)).env;
    expect(named).toMatchObject({ HINDCAST_AUTHOR_KEY: "a", OPENAI_API_KEY: "b" });
    expect(named).not.toHaveProperty("HINDCAST_SCORER_KEY");
  });

  test("names no cache", async () => {
    const run = await logged("caches", {
      graph_options: { ...defaults.graph_options, cache: "/var/mail", cache_bytes: 1 },
      scorer_options: { ...defaults.scorer_options, cache: "/var/mail" },
    });
    for (const trust of [true, false]) {
      const { config } = await admitRun(run, { trust }, env);
      expect(config.graph_options).not.toHaveProperty("cache");
      expect(config.scorer_options).not.toHaveProperty("cache");
    }
  });

  test("has no module loaded to fold it but those that the person names", async () => {
    const run = await logged("modules", { agents: ["/evil.mjs"] });
    const refused = admitModules(run, { trust: false, agents: [] }, env);
    await expect(refused).rejects.toMatchObject({ code: "LOG_UNTRUSTED" });
    expect(await admitModules(run, { trust: false, agents: ["/mine.ts"] }, env)).toEqual({
      modules: ["/mine.ts"],
      recorded: [],
    });
    expect(await admitModules(run, { trust: true, agents: ["/mine.ts"] }, env)).toEqual({
      modules: ["/mine.ts"],
      recorded: ["/evil.mjs"],
    });
  });
});

describe("a run that this user started", () => {
  test("continues in its directory, and nowhere else", async () => {
    const run = await logged("own", { author: SERVER, agents: ["/mine.ts"] });
    await rememberRun(run, env);
    const { config, env: kept } = await admitRun(run, { trust: false }, env);
    expect(config).toEqual(run.config);
    expect(kept).toEqual(env);
    expect(await admitModules(run, { trust: false }, env)).toEqual({
      modules: [],
      recorded: ["/mine.ts"],
    });
    const copy = { ...run, directory: path.join(root, "copy") };
    await cp(run.directory, copy.directory, { recursive: true });
    const copied = admitRun(copy, { trust: false }, env);
    await expect(copied).rejects.toMatchObject({ code: "LOG_UNTRUSTED" });
  });

  test("is not trusted when another log is in its directory", async () => {
    const run = await logged("swapped", { author: SERVER });
    await rememberRun(run, env);
    const other = await logged("swapped", { author: "openai:m@http://127.0.0.1:10/v1" });
    const swapped = admitRun(other, { trust: false }, env);
    await expect(swapped).rejects.toMatchObject({ code: "LOG_UNTRUSTED" });
  });

  test("is forgotten, not failed, where no state can be written", async () => {
    const run = await logged("stateless", { author: SERVER });
    await expect(rememberRun(run, { XDG_STATE_HOME: "/dev/null" })).resolves.toBeUndefined();
  });
});
