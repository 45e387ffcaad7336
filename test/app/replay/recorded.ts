import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { assign, setup, type AnyStateMachine } from "xstate";
import { afterAll, beforeAll } from "vitest";
import { coderAgent } from "../../../agents/coder/index.ts";
import { run } from "../../../app/run/index.ts";
import { defaults } from "../../../runtime/config/index.ts";
import { defineAgent, send, type AgentDefinition } from "../../../runtime/define/index.ts";
import { counter, plant } from "../../cli/harness/repositories.ts";

/** What the coder of these tests calls; a test may change it, and no hash shows that. */
export const helper = { purposes: (): readonly string[] => ["needs", "design", "write"] };

/** A coder that decides by {@link helper} what to think; all else is as it was. */
export function helpedCoder(version?: string): AgentDefinition {
  const { role, input, accepts, sends, machine } = coderAgent;
  const config = machine.config as { states: { describing: object } };
  const changed = setup({ actions: { send } }).createMachine({
    ...config,
    states: {
      ...config.states,
      describing: {
        ...config.states.describing,
        on: {
          "graph.described": {
            target: "deciding",
            actions: assign(({ event }) => ({
              described: (event as unknown as { body: unknown }).body,
              purposes: helper.purposes(),
            })),
          },
        },
      },
    },
  } as never) as unknown as AnyStateMachine;
  return defineAgent({
    role,
    input,
    accepts,
    sends,
    machine: changed,
    ...(version === undefined ? {} : { version }),
  });
}

/** A recorded run of a small repository; each test spoils a copy of its output. */
export interface Recorded {
  at(...parts: string[]): string;
  /** A copy of the output directory. */
  copy(name: string): Promise<string>;
}

/** Records one run before the tests of a file; with {@link helpedCoder} where no agents are named. */
export function recorded(
  agents: () => readonly AgentDefinition[] = () => [helpedCoder()],
): Recorded {
  let root = "";
  beforeAll(async () => {
    root = await mkdtemp(path.join(tmpdir(), "hindcast-replay-"));
    const repository = await plant(path.join(root, "repo"), counter);
    const config = {
      ...defaults,
      seed: 1,
      out: path.join(root, "out"),
      search: { ...defaults.search, evaluations: 2 },
      graph_options: { ...defaults.graph_options, threads: 0, cache_bytes: 0 },
      scorer_options: { ...defaults.scorer_options, cache_bytes: 0 },
    };
    await run({ repositories: [repository], config, definitions: agents(), env: {} });
  });
  afterAll(() => rm(root, { recursive: true, force: true }));
  const at = (...parts: string[]): string => path.join(root, ...parts);
  return {
    at,
    copy: async (name) => {
      await cp(at("out"), at(name), { recursive: true });
      return at(name);
    },
  };
}
