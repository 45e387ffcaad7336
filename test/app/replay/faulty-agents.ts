import { assign, setup, type AnyStateMachine } from "xstate";
import { coderAgent } from "../../../agents/coder/index.ts";
import { mainAgent } from "../../../agents/main/index.ts";
import { defineAgent, send, type AgentDefinition } from "../../../runtime/define/index.ts";
import { helpedCoder } from "./recorded.ts";

interface Context {
  readonly input: { settings: { files: { max_count: number } } };
  readonly purposes: string[];
}

/** The coder with something done wrong when the description of its file has come. */
export function faultyCoder(change: (context: Context) => object): AgentDefinition {
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

/** A main agent that notes the coders in the order in which they finish, which is another every time. */
export function gatheringMain(): AgentDefinition {
  const { role, input, accepts, sends, machine } = mainAgent;
  const config = machine.config as { states: { delegating: { on: Record<string, object> } } };
  const { delegating } = config.states;
  const finished = delegating.on["coder.finished"] as { actions: unknown };
  const note = assign(({ context, event }) => {
    const { planText } = context as { planText: string };
    const { path: file } = (event as unknown as { body: { path: string } }).body;
    return { planText: `${planText}\n${file}` };
  });
  const states = {
    ...config.states,
    delegating: {
      ...delegating,
      on: {
        ...delegating.on,
        "coder.finished": { ...finished, actions: [finished.actions, note] },
      },
    },
  };
  const faulty = setup({ actions: { send } }).createMachine({ ...config, states } as never);
  return defineAgent({
    role,
    input,
    accepts,
    sends,
    machine: faulty as unknown as AnyStateMachine,
  });
}

/** The coder with a guard that decides otherwise. */
export function guardedCoder(): AgentDefinition {
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
}
