import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { runHere as run, succeedHere as succeed, workplace } from "./harness/command.ts";
import { logOf, readTrajectory, summaryOf } from "./harness/output-files.ts";
import { plant, single } from "./harness/repositories.ts";

const place = workplace();
const root = fileURLToPath(new URL("../../", import.meta.url));
const fixtures = fileURLToPath(new URL("../fixtures/agents/", import.meta.url));

beforeAll(async () => {
  await plant(place.at("repo"), single);
});

const args = (out: string, ...modules: string[]): string[] => {
  const named = modules.flatMap((module) => ["--agents", module]);
  return ["run", place.at("repo"), "--out", place.at(out), "--search", "none", ...named];
};

/** A service of the author's role that answers with fixed texts, as a user would write it. */
const author = (from: string): string => `
import { defineService } from ${JSON.stringify(from)};
import { z } from ${JSON.stringify(path.join(root, "node_modules/zod/index.js"))};

const usage = { requests: 1, retries: 0, prompt_tokens: 2, completion_tokens: 3 };
const any: Record<string, z.ZodType> = {
  "author.requirements": z.any(),
  "author.plan": z.any(),
  "author.thought": z.any(),
  "author.rewrite": z.any(),
};

export default defineService({
  role: "author",
  accepts: any,
  sends: { "author.written": z.any(), "author.planned": z.any() },
  handle: ({ kind }: { kind: string }) =>
    Promise.resolve(
      kind === "author.plan"
        ? { kind: "author.planned", body: { text: "My plan.", entries: [], usage } }
        : { kind: "author.written", body: { text: "A module of my own wrote this.", usage } },
    ),
});
`;

describe("a module in TypeScript", () => {
  test("outside of the package plays a role, is in the log, and is loaded again from it", async () => {
    const module = "elsewhere/author.ts";
    const source = author(path.join(root, "dist/runtime/define/index.js"));
    await plant(place.at(), { [module]: source });
    await succeed(args("own", place.at(module)));
    const { steps } = await readTrajectory(place.at("own"));
    expect(steps[0]).toMatchObject({ text: "A module of my own wrote this." });
    expect((await summaryOf(place.at("own"))).usage).toMatchObject({ retries: 0 });
    expect((await summaryOf(place.at("own"))).usage.requests).toBeGreaterThan(2);
    await succeed(["verify", place.at("own")]);
    await succeed(["replay", logOf(place.at("own"))]);
    await succeed(["resume", place.at("own")]);
  });

  test("a relative name is taken from where the command is typed", async () => {
    const source = author(path.join(root, "dist/runtime/define/index.js"));
    await plant(place.at("here"), { "author.ts": source });
    await succeed(args("relative", "./author.ts"), { cwd: place.at("here") });
    const { steps } = await readTrajectory(place.at("relative"));
    expect(steps[0]).toMatchObject({ text: "A module of my own wrote this." });
  });

  test("inside of the package imports it by its name", async () => {
    const source = await readFile(path.join(fixtures, "changed-coder.ts"), "utf8");
    expect(source).toContain('from "hindcast"');
    await succeed(args("inside", path.join(fixtures, "changed-coder.ts")));
    await succeed(["verify", place.at("inside")]);
  });

  test("a configuration file names modules relative to itself", async () => {
    const source = author(path.join(root, "dist/runtime/define/index.js"));
    await plant(place.at("set"), { "a.ts": source, "h.toml": 'agents = ["./a.ts"]\n' });
    await succeed([...args("configured"), "--config", place.at("set", "h.toml")]);
    const { steps } = await readTrajectory(place.at("configured"));
    expect(steps[0]).toMatchObject({ text: "A module of my own wrote this." });
  });
});

describe("a module that cannot be used", () => {
  const define = JSON.stringify(path.join(root, "dist/runtime/define/index.js"));
  const xstate = JSON.stringify(
    path.join(root, "node_modules/xstate/dist/xstate.development.esm.js"),
  );
  const agent = (machine: string) => `import { defineAgent, send } from ${define};
    import { setup, fromPromise } from ${xstate};
    export default defineAgent({ role: "coder", accepts: {}, sends: {}, machine: ${machine} });`;

  test.each([
    ["does not parse", "export default {{{", /AGENT_MODULE/],
    ["throws", 'throw new Error("no luck");', /AGENT_MODULE.*no luck/],
    ["has no default export", "export const a = 1;", /AGENT_MODULE.*default export/],
    ["imports what is not there", 'import "./nothing.ts"; export default 1;', /AGENT_MODULE/],
    [
      "invokes",
      agent(
        'setup({ actors: { a: fromPromise(async () => 1) } }).createMachine({ invoke: { src: "a" } })',
      ),
      /AGENT_IMPURE.*coder/,
    ],
    [
      "waits",
      agent(
        'setup({ actions: { send } }).createMachine({ initial: "a", states: { a: { after: { 10: "b" } }, b: {} } })',
      ),
      /AGENT_IMPURE.*state a.*after/,
    ],
  ])("%s: is named before anything is written", async (name, source, told) => {
    const module = `bad/${name.replaceAll(" ", "-")}.ts`;
    await plant(place.at(), { [module]: source });
    const out = `bad-${name.replaceAll(" ", "-")}`;
    const { code, stdout, stderr } = await run(args(out, place.at(module)));
    expect(stderr.replaceAll("\n", " ")).toMatch(told);
    expect([1, 2]).toContain(code);
    expect(stdout).toBe("");
    await expect(summaryOf(place.at(out))).rejects.toThrow("ENOENT");
  });

  test("a behaviour that changed since the run began is not resumed with", async () => {
    const module = place.at("mine", "coder.ts");
    const source = await readFile(path.join(fixtures, "changed-coder.ts"), "utf8");
    const absolute = source
      .replace('"hindcast"', define)
      .replace('"xstate"', xstate)
      .replace(
        '"../../../agents/coder/index.ts"',
        JSON.stringify(path.join(root, "dist/agents/coder/index.js")),
      );
    await plant(place.at("mine"), { "coder.ts": absolute });
    await succeed(args("mine-out", module));
    await plant(place.at("mine"), { "coder.ts": absolute.replace('"needs", "write"', '"write"') });
    const { code, stderr } = await run(["resume", place.at("mine-out")]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^BEHAVIOUR_CHANGED: .*coder/);
    const replayed = await run(["replay", logOf(place.at("mine-out"))]);
    expect([0, 3]).toContain(replayed.code);
  });
});
