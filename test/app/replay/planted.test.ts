import { mkdir, copyFile } from "node:fs/promises";
import path from "node:path";
import { assign, setup, type AnyStateMachine } from "xstate";
import { afterEach, describe, expect, test } from "vitest";
import { coderAgent } from "../../../agents/coder/index.ts";
import { replay, replayMany, type LogResult } from "../../../app/replay/index.ts";
import type { Divergence } from "../../../runtime/replay/index.ts";
import { defineAgent, send, type AgentDefinition } from "../../../runtime/define/index.ts";
import { readFrames, writeFrames } from "../../cli/harness/log-file.ts";
import { logOf } from "../../cli/harness/output-files.ts";
import { helpedCoder, helper, recorded } from "./recorded.ts";

const place = recorded();
const usual = helper.purposes;
let calls = 0;
afterEach(() => {
  helper.purposes = usual;
});

interface Context {
  readonly input: { settings: { files: { max_count: number } } };
  readonly purposes: string[];
}

/** The coder with something done wrong when the description of its file has come. */
function faultyCoder(change: (context: Context) => object): AgentDefinition {
  const { role, input, accepts, sends, machine } = helpedCoder();
  const config = machine.config as { states: { describing: { on: Record<string, object> } } };
  const { describing } = config.states;
  const described = describing.on["graph.described"] as { actions: unknown };
  const faulty = setup({ actions: { send } }).createMachine({
    ...config,
    states: {
      ...config.states,
      describing: {
        ...describing,
        on: {
          "graph.described": {
            ...described,
            actions: [described.actions, assign(({ context }) => change(context as never))],
          },
        },
      },
    },
  } as never) as unknown as AnyStateMachine;
  return defineAgent({ role, input, accepts, sends, machine: faulty });
}

interface Planted {
  readonly name: string;
  readonly coder: () => AgentDefinition;
  readonly strict?: true;
  readonly path: RegExp;
  readonly likely: RegExp;
  readonly code?: string;
}

const guard = (): AgentDefinition => {
  const { role, input, accepts, sends, machine } = coderAgent;
  const config = machine.config as { states: { describing: { on: Record<string, object> } } };
  const changed = setup({ actions: { send } }).createMachine({
    ...config,
    states: {
      ...config.states,
      describing: {
        ...config.states.describing,
        on: {
          ...config.states.describing.on,
          "graph.described": [
            { guard: () => false, target: "deciding" },
            {
              target: "deciding",
              actions: assign(({ event }) => ({
                described: (event as unknown as { body: unknown }).body,
                purposes: ["write"],
              })),
            },
          ],
        },
      },
    },
  } as never) as unknown as AnyStateMachine;
  return defineAgent({ role, input, accepts, sends, machine: changed });
};

const planted: readonly Planted[] = [
  {
    name: "a guard",
    coder: guard,
    path: /^\.body\.purpose$/,
    likely: /^the behaviour of coder changed since/,
  },
  {
    name: "a helper",
    coder: () => {
      helper.purposes = () => ["design", "write"];
      return helpedCoder();
    },
    path: /^\.body\.purpose$/,
    likely: /^a helper or a constant that coder uses changed/,
  },
  {
    name: "a constant",
    coder: () => {
      helper.purposes = () => ["needs", "design"];
      return helpedCoder();
    },
    path: /^$|^\.(?:kind|to|body)/,
    likely: /^a helper or a constant that coder uses changed/,
  },
  {
    name: "Date.now",
    coder: () => {
      helper.purposes = () => [`needs${Date.now()}`];
      return helpedCoder();
    },
    path: /^\.(?:to|kind)$/,
    likely: /no longer pure.*Date\.now/,
    code: "AGENT_IMPURE",
  },
  {
    name: "Math.random",
    coder: () => {
      helper.purposes = () => [`needs${Math.random()}`];
      return helpedCoder();
    },
    path: /^\.(?:to|kind)$/,
    likely: /no longer pure.*Math\.random/,
    code: "AGENT_IMPURE",
  },
  {
    name: "mutated settings",
    coder: () =>
      faultyCoder((context) => {
        context.input.settings.files.max_count += 0;
        return {};
      }),
    strict: true,
    path: /^\.context\.input\.settings\.files\.max_count$/,
    likely: /^coder changes a message or its context in place/,
  },
  {
    name: "a counter of a module that shows in a message",
    coder: () => {
      helper.purposes = () => {
        calls += 1;
        return calls > 3 ? ["design", "write"] : ["needs", "design", "write"];
      };
      return helpedCoder();
    },
    strict: true,
    path: /^\.body\.purpose$/,
    likely: /^coder keeps state outside of its context/,
  },
  {
    name: "a counter of a module that shows in the state alone",
    coder: () => faultyCoder(() => ({ noted: (calls += 1) })),
    strict: true,
    path: /^\.context\.noted$/,
    likely: /^coder keeps state outside of its context/,
  },
];

function fold(out: string, options: Partial<Parameters<typeof replay>[0]> = {}) {
  return replay({ log: logOf(out), definitions: [helpedCoder()], ...options });
}

describe("a planted fault is found with agent, message, path and likely cause", () => {
  test.each(planted)("$name", async ({ coder, strict, path: where, likely, code }) => {
    calls = 0;
    const definitions = [coder()];
    const plain = await fold(place.at("out"), { definitions });
    expect(plain.divergences.length > 0).toBe(strict !== true);
    // Each replay begins as one in a process of its own does.
    calls = 0;
    const { divergences } = strict ? await fold(place.at("out"), { definitions, strict }) : plain;
    const [first] = divergences;
    expect(first).toMatchObject({ agent: expect.stringContaining("/coder/") as string });
    expect(first?.seq).toBeGreaterThan(1);
    expect(first?.path).toMatch(where);
    expect(first?.likely).toMatch(likely);
    expect(first?.error?.code).toBe(code ?? first?.error?.code);
  });
});

/** A copy of the log in which one message is another. */
async function altered(name: string, kind: string, change: (body: never) => object) {
  const out = await place.copy(name);
  const all = (await readFrames(logOf(out))).map(({ envelope }) => envelope);
  const at = all.findIndex((envelope) => envelope.kind === kind);
  const body = change(all[at]!.body as never);
  await writeFrames(logOf(out), all.with(at, { ...all[at]!, body }));
  return { out, seq: at + 1 };
}

function ofServices(divergences: readonly Divergence[], seq: number) {
  return divergences.filter((one) => one.seq === seq && one.likely.includes("asked again"));
}

describe("services asked again", () => {
  test("answer as the log says", async () => {
    const { divergences, services } = await fold(place.at("out"), { services: true });
    expect(divergences).toEqual([]);
    expect(services?.unasked).toEqual([]);
    expect(services?.asked).toBeGreaterThan(20);
  });

  test("show an answer that another constant of the leak guard gave", async () => {
    const refused = { outcome: "leak", leak: { segment: 1, run: 13 } };
    const { out, seq } = await altered("leak", "scorer.scored", (body: { variants: object[] }) => ({
      ...body,
      variants: body.variants.map((variant, at) => (at === 1 ? refused : variant)),
    }));
    const { divergences } = await fold(out, { services: true });
    expect(ofServices(divergences, seq)).toMatchObject([
      {
        agent: expect.stringMatching(/\/scorer\/pool$/) as string,
        path: ".body.variants[1].outcome",
        likely: expect.stringMatching(/^a constant or a rule of the leak guard changed/) as string,
      },
    ]);
  });

  test("show an author whose text was another one", async () => {
    const { out, seq } = await altered("author", "author.written", (body: object) => ({
      ...body,
      text: "Another text.",
    }));
    const { divergences } = await fold(out, { services: true });
    expect(ofServices(divergences, seq)).toMatchObject([{ path: ".body.text" }]);
  });

  test("name a prompt that changed since", async () => {
    const { out } = await altered("prompt", "run.opened", (body: { settings: object }) => ({
      ...body,
      settings: { ...body.settings, prompts: { thought: "0".repeat(64) } },
    }));
    const { divergences } = await fold(out, { services: true });
    expect(divergences).toContainEqual(
      expect.objectContaining({
        seq: 1,
        path: ".body.settings.prompts.thought",
        likely: expect.stringMatching(/^the prompt thought changed since/) as string,
      }),
    );
  });
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
