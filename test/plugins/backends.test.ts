import path from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { createNarrator } from "../../agents/author/offline/narrator.ts";
import { checkModules } from "../../app/agents/index.ts";
import { configured, createServices, loadActors, sessionSettings } from "../../app/actors/index.ts";
import { byName } from "../../app/actors/conflicts.ts";
import { openOutput } from "../../app/output/index.ts";
import { replay } from "../../app/replay/index.ts";
import { resume, run, runOpened } from "../../app/run/index.ts";
import { verify } from "../../app/verify/index.ts";
import { defaults, type Config } from "../../runtime/config/index.ts";
import { definePlugin, type Plugin } from "../../runtime/define/index.ts";
import { checkAuthor } from "../../testing/index.ts";
import { workplace } from "../cli/harness/command.ts";
import { plant } from "../cli/harness/repositories.ts";
import { asked, careless } from "./careless.ts";
import { files } from "./coder.ts";
import { runWith } from "./session.ts";

const place = workplace();
const prompts = fileURLToPath(new URL("../../examples/prompts/small", import.meta.url));
const quick: Partial<Config> = {
  author: "parrot:loud",
  scorers: ["longest"],
  search: { ...defaults.search, strategy: "paper", evaluations: 4 },
  graph_options: { ...defaults.graph_options, threads: 0, cache_bytes: 0 },
};

describe("a run with an author and a scorer of a plug-in", () => {
  let out: string;
  let log: string;
  let env: Record<string, string>;
  beforeAll(async () => {
    out = place.at("out");
    log = path.join(out, "log.hlog");
    env = { XDG_STATE_HOME: place.at("state") };
    const repository = await plant(place.at("counter"), files);
    const config = { ...defaults, ...quick, out };
    const { summary } = await run({
      repositories: [repository],
      config,
      definitions: [careless()],
      env,
    });
    expect(summary.sessions).toMatchObject([{ status: "done" }]);
  });

  test("verifies, and replays with the module", async () => {
    expect((await verify({ target: out })).findings).toEqual([]);
    const { divergences, changed } = await replay({ log, definitions: [careless()], env });
    expect(divergences).toEqual([]);
    expect(changed).toEqual([]);
  });

  test("names them and their behaviour", async () => {
    const { opened } = await openOutput(out);
    const { behaviours, settings } = opened;
    expect(settings.author).toBe(`parrot:loud#${behaviours["author"]}`);
    expect(settings.scorers).toEqual([`longest#${behaviours["scorer"]}`]);
  });

  test("asks the scorer about nothing that quotes the target, whatever the author says", () => {
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((prefix) => prefix.includes("overshoot = following - limit"))).toEqual([]);
  });

  test("goes on with another behaviour when that is accepted, and says so", async () => {
    const about = { directory: out, definitions: [careless("2")], env };
    await expect(resume(about)).rejects.toMatchObject({ code: "BEHAVIOUR_CHANGED" });
    await resume({ ...about, acceptBehaviour: ["author", "scorer"] });
    const { divergences } = await replay({ log, definitions: [careless("2")], env });
    expect(divergences).toEqual([]);
  });
});

test("the configuration of a trajectory is another one when its scorer is", async () => {
  const config = { scorers: ["longest"] };
  const ran = [];
  for (const definitions of [[], [careless("1")], [careless("2")]]) {
    ran.push(await runWith(definitions, files, definitions.length === 0 ? {} : { config }));
  }
  expect(new Set(ran.map(({ trajectory }) => trajectory?.configuration)).size).toBe(3);
  const [, one, other] = ran.map(({ trajectory }) => trajectory?.made_by);
  expect(one?.scorers).toMatchObject([expect.stringMatching(/^longest#[0-9a-f]{16}$/)]);
  expect(one?.roles["scorer"]).not.toBe(other?.roles["scorer"]);
  expect(ran.flatMap(({ breaches }) => breaches)).toEqual([]);
});

test("a plug-in's judge changes no byte", async () => {
  const [without, judged] = [
    await runWith([careless()], files),
    await runWith([careless()], files, { config: { judge: "longest" } }),
  ];
  expect(judged.bytes).toEqual(without.bytes);
  expect(judged.summary.sessions[0]?.files[0]).toHaveProperty("judge");
});

describe("names", () => {
  const actorsOf = (...definitions: Plugin[]) => loadActors({ definitions });

  test("of two plug-ins are theirs alone, unless one overrides the other", () => {
    const first = careless();
    const second = careless("2", "other");
    const together = (other: Plugin) =>
      byName("author", [first, other], (each) => each.authors, []);
    expect(() => together(second)).toThrow(
      /careless and other both bring the author parrot.*override: \["parrot"\]/,
    );
    const overriding = together({ ...second, override: ["parrot"] });
    expect(overriding["parrot"]).toBe(second.authors[0]);
  });

  test("that are built in are nobody's", async () => {
    const [scorer] = careless().scorers;
    const plugin = definePlugin({ name: "grasping", scorers: [{ ...scorer!, name: "offline" }] });
    await expect(actorsOf(plugin)).rejects.toThrow(/scorer offline, which is built in/);
  });

  test.each<[string, Partial<Config>, RegExp]>([
    ["that nobody brings", { scorers: ["shortest"] }, /shortest.* is of no known kind.*longest:/],
    ["of two scorers together", { scorers: ["longest", "offline"] }, /name it alone/],
    ["with a secret", { author: "parrot:http://a:b@c" }, /has credentials/],
  ])("%s are refused", async (_, changes, message) => {
    const actors = await actorsOf(careless());
    expect(() => runOpened({ ...defaults, ...changes }, actors, [])).toThrow(message);
  });

  test("name prompts", async () => {
    const actors = await actorsOf(
      definePlugin({ name: "terse", prompts: [{ name: "small", directory: prompts }] }),
    );
    const author = "openai:model@http://127.0.0.1:9/v1";
    const hashes = (named: string) =>
      sessionSettings({ ...defaults, author, prompts: named }, actors).prompts;
    expect(hashes("small")).toEqual(hashes(prompts));
    const config = { ...defaults, author, prompts: "smal" };
    const context = { config, keep: () => Promise.reject(new Error("unused")), env: {} };
    expect(() => createServices(configured(actors, config), context)).toThrow(
      /"smal" is neither a directory nor the name of prompts; plug-ins bring small/,
    );
  });
});

describe("checkAuthor", () => {
  const narrator = createNarrator();

  test("finds nothing in the built-in author", async () => {
    expect(await checkAuthor(narrator)).toEqual([]);
  });

  test("names what is wrong with another", async () => {
    const wrong = {
      ...narrator,
      write: () => Promise.resolve({ text: " ", usage: { requests: -1 } as never }),
      plan: async (...asking: Parameters<typeof narrator.plan>) => ({
        ...(await narrator.plan(...asking)),
        entries: [{ path: "ledger/book.py", purpose: "" }],
      }),
    };
    const details = (await checkAuthor(wrong)).map(({ detail }) => detail);
    expect(details).toContain("requirements: its text is empty");
    expect(details).toContainEqual(expect.stringMatching(/^ask: its usage: /));
    expect(details).toContain("plan: it misses ledger/amounts.py");
  });

  test("is what agents check does to the author that it is given", async () => {
    const plugin = definePlugin({
      name: "silent",
      authors: [
        {
          name: "silent",
          create: () => ({
            ...narrator,
            plan: () => Promise.reject(new Error("no plans here")),
          }),
        },
      ],
    });
    const { findings } = await checkModules([], { definitions: [plugin], author: "silent" });
    expect(findings.map(({ detail }) => detail)).toContain("plan: no plans here");
  });
});
