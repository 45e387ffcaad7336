import { mkdir, copyFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { replay, replayMany, type LogResult } from "../../../app/replay/index.ts";
import type { AgentDefinition } from "../../../runtime/define/index.ts";
import { readFrames, writeFrames } from "../../cli/harness/log-file.ts";
import { logOf } from "../../cli/harness/output-files.ts";
import { faultyCoder, gatheringMain, guardedCoder } from "./faulty-agents.ts";
import { helpedCoder, helper, recorded } from "./recorded.ts";

const place = recorded();
const gathered = recorded(() => [helpedCoder(), gatheringMain()]);
const usual = helper.purposes;
let calls = 0;
afterEach(() => {
  helper.purposes = usual;
});

function fold(out: string, options: Partial<Parameters<typeof replay>[0]> = {}) {
  return replay({ log: logOf(out), definitions: [helpedCoder()], ...options });
}

/** A copy of the log in which one message is another. */
async function altered(name: string, kind: string, change: (body: never) => object) {
  const out = await place.copy(name);
  const all = (await readFrames(logOf(out))).map(({ envelope }) => envelope);
  const at = all.findIndex((envelope) => envelope.kind === kind);
  const body = change(all[at]!.body as never);
  await writeFrames(logOf(out), all.with(at, { ...all[at]!, body }));
  return { out, seq: at + 1 };
}

/** What every form of replay says of a fault. */
interface Found {
  readonly agent: string;
  readonly seq: number;
  readonly path: string;
  readonly likely: string;
  readonly error?: { readonly code: string };
}

interface Planted {
  readonly name: string;
  /** Folds the log of a run in the form that finds the fault. */
  readonly find: () => Promise<readonly Found[]>;
  readonly agent?: RegExp;
  readonly path: RegExp;
  readonly likely: RegExp;
  readonly code?: string;
}

/** A plain replay with a faulty coder. */
const plainly = (coder: () => AgentDefinition) => async (): Promise<readonly Found[]> =>
  (await fold(place.at("out"), { definitions: [coder()] })).divergences;

/** The same with a helper of the coder that is another one. */
const withHelper = (purposes: () => readonly string[]) =>
  plainly(() => {
    helper.purposes = purposes;
    return helpedCoder();
  });

/** A strict replay, where a plain one finds nothing. */
const strictly = (coder: () => AgentDefinition) => async (): Promise<readonly Found[]> => {
  calls = 0;
  const definitions = [coder()];
  expect((await fold(place.at("out"), { definitions })).divergences).toEqual([]);
  // Each replay begins as one in a process of its own does.
  calls = 0;
  return (await fold(place.at("out"), { definitions, strict: true })).divergences;
};

/** Services asked again with a log whose answer was given by other code. */
const askedAgain =
  (...[name, kind, change]: Parameters<typeof altered>) =>
  async (): Promise<readonly Found[]> => {
    const { out, seq } = await altered(name, kind, change);
    const { divergences } = await fold(out, { services: true });
    return divergences.filter((one) => one.seq === seq && !/log was altered: how/.test(one.likely));
  };

const planted: readonly Planted[] = [
  {
    name: "a guard",
    find: plainly(guardedCoder),
    path: /^\.body\.purpose$/,
    likely: /^the behaviour of coder changed since/,
  },
  {
    name: "a helper",
    find: withHelper(() => ["design", "write"]),
    path: /^\.body\.purpose$/,
    likely: /^a helper or a constant that coder uses changed/,
  },
  {
    name: "a constant",
    find: withHelper(() => ["needs", "design"]),
    path: /^$|^\.(?:kind|to|body)/,
    likely: /^a helper or a constant that coder uses changed/,
  },
  {
    name: "Date.now",
    find: withHelper(() => [`needs${Date.now()}`]),
    path: /^\.(?:to|kind)$/,
    likely: /no longer pure.*Date\.now/,
    code: "AGENT_IMPURE",
  },
  {
    name: "Math.random",
    find: withHelper(() => [`needs${Math.random()}`]),
    path: /^\.(?:to|kind)$/,
    likely: /no longer pure.*Math\.random/,
    code: "AGENT_IMPURE",
  },
  {
    name: "mutated settings",
    find: strictly(() =>
      faultyCoder((context) => {
        context.input.settings.files.max_count += 0;
        return {};
      }),
    ),
    path: /^\.context\.input\.settings\.files\.max_count$/,
    likely: /^coder changes a message or its context in place/,
  },
  {
    name: "a counter of a module that shows in a message",
    find: strictly(() => {
      helper.purposes = () => {
        calls += 1;
        return calls > 3 ? ["design", "write"] : ["needs", "design", "write"];
      };
      return helpedCoder();
    }),
    path: /^\.body\.purpose$/,
    likely: /^coder keeps state outside of its context/,
  },
  {
    name: "a counter of a module that shows in the state alone",
    find: strictly(() => faultyCoder(() => ({ noted: (calls += 1) }))),
    path: /^\.context\.noted$/,
    likely: /^coder keeps state outside of its context/,
  },
  {
    name: "a fold by arrival",
    find: async () => {
      const definitions = [helpedCoder(), gatheringMain()];
      const log = gathered.at("out");
      expect((await fold(log, { definitions })).divergences).toEqual([]);
      return (await fold(log, { definitions, strict: true })).divergences;
    },
    agent: /\/main\/main$/,
    path: /^\.body\.plan_text$/,
    likely: /^main folds answers in the order in which they arrive/,
  },
  {
    name: "a change of the state alone",
    find: async () => {
      const against = { definitions: [faultyCoder(() => ({ noted: 1 }))] };
      const { divergences, against: report } = await fold(place.at("out"), { against });
      expect(divergences).toEqual([]);
      expect(report?.unlike_log).toEqual({ this: 0, against: 0 });
      for (const { sent_at } of report?.differences ?? []) expect(sent_at).toBeNull();
      return report?.differences ?? [];
    },
    path: /^\.context\.noted$/,
    likely: /^the machine of coder changed: state describing, on graph\.described, actions/,
  },
  {
    name: "a constant of the leak guard",
    find: askedAgain("leak", "scorer.scored", (body: { variants: object[] }) => ({
      ...body,
      variants: body.variants.map((variant, at) =>
        at === 1 ? { outcome: "leak", leak: { segment: 1, run: 13 } } : variant,
      ),
    })),
    agent: /\/scorer\/pool$/,
    path: /^\.body\.variants\[1\]\.outcome$/,
    likely: /^a constant or a rule of the leak guard changed/,
  },
  {
    name: "an author that writes something else",
    find: askedAgain("author", "author.written", (body: object) => ({
      ...body,
      text: "Another text.",
    })),
    agent: /\/author\/pool$/,
    path: /^\.body\.text$/,
    likely: /^the code of author changed since/,
  },
  {
    name: "a prompt",
    find: askedAgain("prompt", "run.opened", (body: { settings: object }) => ({
      ...body,
      settings: { ...body.settings, prompts: { thought: "0".repeat(64) } },
    })),
    agent: /^run\/control\/driver$/,
    path: /^\.body\.settings\.prompts\.thought$/,
    likely: /^the prompt thought changed since/,
  },
];

describe("a planted fault is found with agent, message, path and likely cause", () => {
  test.each(planted)("$name", async ({ find, agent = /\/coder\//, path: where, likely, code }) => {
    const [first] = await find();
    expect(first?.agent).toMatch(agent);
    expect(first?.seq).toBeGreaterThan(0);
    expect(first?.path).toMatch(where);
    expect(first?.likely).toMatch(likely);
    expect(first?.error?.code).toBe(code ?? first?.error?.code);
  });
});

test("services that are asked again answer as the log says", async () => {
  const { divergences, services } = await fold(place.at("out"), { services: true });
  expect(divergences).toEqual([]);
  expect(services?.unasked).toEqual([]);
  expect(services?.asked).toBeGreaterThan(20);
});

test("all logs of a directory are replayed, a result each, in the order of their paths", async () => {
  const directory = place.at("many");
  for (const name of ["a", "b"]) {
    await mkdir(path.join(directory, name), { recursive: true });
    await copyFile(logOf(place.at("out")), path.join(directory, name, "log.hlog"));
  }
  await mkdir(path.join(directory, "c"));
  await writeFrames(path.join(directory, "c", "log.hlog"), []);
  const results: LogResult[] = [];
  await replayMany({ directory, onResult: (result) => void results.push(result) });
  expect(results.map(({ log }) => path.relative(directory, log))).toEqual([
    "a/log.hlog",
    "b/log.hlog",
    "c/log.hlog",
  ]);
  expect(results[0]?.result?.messages).toBeGreaterThan(50);
  expect(results[2]?.error?.code).toBe("LOG_INVALID");
  const none = replayMany({ directory: place.at("repo"), onResult: () => {} });
  await expect(none).rejects.toMatchObject({ code: "USAGE" });
});
