import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { setup } from "xstate";
import { checkModules } from "../../app/agents/index.ts";
import { messages, type Body } from "../../protocols/index.ts";
import {
  agentAddress,
  defineAgent,
  defineService,
  pickMessages,
  send,
  spawn,
  toAgent,
  type AgentInput,
  type IncomingKind,
} from "../../runtime/define/index.ts";
import type { RoleDefinition } from "../../runtime/load/index.ts";
import { check, own, probe, type Planted } from "./probe.ts";

let counted = 0;
const helper = { pid: () => process.pid };

test("an agent that keeps the promises has no finding", () => {
  expect(check()).toEqual([]);
});

describe("a fault in an agent is found by checkAgent", () => {
  test.each<[string, Planted, RegExp]>([
    [
      "arrival order",
      { fold: ({ got }, { body }) => [...got.filter((each) => each !== null), body.total] },
      /^order: depends on the order of answers: .* in state asking on sum.given: .*seen/,
    ],
    [
      "module state",
      { of: () => `${(counted += 1) % 7}` },
      /^repeats: .* in its first step on agent.spawn: .*of/,
    ],
    [
      "a changed message",
      {
        fold: ({ got }, event) => {
          event.body.total += 1;
          return got.with(Number(event.tag), event.body.total);
        },
      },
      /^changes: changes the message's .*total in state asking on sum.given/,
    ],
    [
      "a changed context",
      {
        fold: ({ got }, event) => {
          (got as unknown[])[Number(event.tag)] = event.body.total;
          return [...got];
        },
      },
      /^changes: changes its context.*got.* in state asking on sum.given/,
    ],
    [
      "the order of a Set",
      { fold: ({ got }, { body }) => [...new Set([...got, body.total])].slice(-2) },
      /^order: depends on the order of answers: .* in state asking on sum.given: .*seen/,
    ],
    [
      "process.hrtime",
      { of: () => String(process.hrtime()[1] % 7) },
      /^fails: .*process\.hrtime inside a step, in its first step on agent\.spawn/,
    ],
    [
      "process.pid",
      { of: () => String(helper.pid()) },
      /^fails: .*process\.pid inside a step, in its first step on agent\.spawn/,
    ],
    ["node:crypto", { of: () => randomBytes(1).toString() }, /^fails: .*crypto\.randomBytes/],
    ["node:fs", { of: () => String(existsSync("/")) }, /^fails: .*fs\.existsSync/],
    ["a service that fails unheard", { onFailure: ".asking" }, /^failures: .*state asking.*summer/],
    ["a clock", { of: () => String(Date.now()) }, /^fails: .*Date.now.*, in its first step/],
    [
      "a random number",
      { fold: () => [Math.random()] },
      /^fails: .*Math.random.*, in state asking on sum.given/,
    ],
    [
      "a promise in the context",
      { fold: () => [Promise.resolve()] },
      /^fails: .*context.*is not plain JSON.*, in state asking on sum.given/,
    ],
  ])("%s is found", (_, planted, found) => {
    expect(check(planted)).toContainEqual(expect.stringMatching(found));
  });
});

test("a typo in a handled kind is found when the agent is defined, with its role and state", () => {
  expect(() => probe({ handles: "sum.givne" })).toThrow(
    /role probe, state asking: handles sum\.givne, which it does not accept; did you mean sum\.given\?/,
  );
});

const usage = { requests: 0, retries: 0, prompt_tokens: 0, completion_tokens: 0 };
type Event = IncomingKind<"agent.failed" | "service.failed">;

/** A main agent with one state, which sends something and waits. */
function main(
  out: (context: AgentInput, event?: Event) => ReturnType<typeof spawn>,
): RoleDefinition {
  const machine = setup({
    types: { context: {} as AgentInput, events: {} as Event, input: {} as AgentInput },
    actions: { send },
  }).createMachine({
    context: ({ input }) => input,
    initial: "playing",
    on: { "service.failed": ".over" },
    states: {
      playing: {
        entry: { type: "send", params: ({ context }) => out(context) },
        on: {
          "agent.failed": {
            actions: { type: "send", params: ({ context, event }) => out(context, event) },
          },
        },
      },
      over: {
        type: "final",
        entry: {
          type: "send",
          params: ({ event }) => ({
            to: "run/control/driver",
            kind: "session.failed",
            body: { ...(event as { body: Body<"service.failed"> }).body, usage },
          }),
        },
      },
    },
  });
  return defineAgent({
    role: "main",
    accepts: pickMessages(messages, "agent.failed", "service.failed"),
    sends: {
      ...pickMessages(messages, "agent.spawn", "agent.failed", "session.failed"),
      ...pickMessages(own.messages, "sum.asked"),
    },
    machine,
  });
}

/** Answers every message with another one. */
const pong = defineAgent({
  role: "pong",
  accepts: pickMessages(messages, "agent.failed", "service.failed"),
  sends: pickMessages(messages, "agent.failed"),
  machine: setup({
    types: { context: {} as AgentInput, events: {} as Event, input: {} as AgentInput },
    actions: { send },
  }).createMachine({
    context: ({ input }) => input,
    initial: "playing",
    on: { "service.failed": {} },
    states: {
      playing: {
        entry: { type: "send", params: ({ context }) => ball(context.parent) },
        on: {
          "agent.failed": {
            actions: { type: "send", params: ({ context }) => ball(context.parent) },
          },
        },
      },
    },
  }),
});
const ball = (to: string) =>
  toAgent(to, "agent.failed", { code: "AGENT_FAILED", class: "fatal", reason: "ball", usage });

const deaf = defineService({
  role: "summer",
  accepts: pickMessages(own.messages, "sum.asked"),
  sends: pickMessages(own.messages, "sum.given"),
  handle: () => new Promise<never>(() => {}),
});

describe("a fault in how roles work together is found by agents check", () => {
  test.each<[string, RoleDefinition[], RegExp]>([
    [
      "a typo in a role",
      [main(({ self }) => own.toService(self, "sumer", "sum.asked", { of: "a" })), deaf],
      /AGENT_UNKNOWN: .*main\/main sends sum\.asked to sumer, which nobody plays.*summer.*in its first step/,
    ],
    [
      "a service that never answers",
      [main(({ self }) => own.toService(self, "summer", "sum.asked", { of: "a" })), deaf],
      /summer did not answer sum\.asked \(.*main\/main#0\) in 50 ms, in state playing/,
    ],
    [
      "ping-pong",
      [
        main(({ self }, event) =>
          event ? ball(agentAddress(self, "pong", "a")) : spawn(self, "pong", "a", {}),
        ),
        pong,
      ],
      /TOO_MANY_MESSAGES: .*(?:main\/main|pong\/a) handled and sent more than 2000 messages.*in state playing/,
    ],
  ])("%s", async (_, definitions, found) => {
    const { findings } = await checkModules([], { definitions, serviceTimeout: 50 });
    expect(findings.map(({ detail }) => detail)).toContainEqual(expect.stringMatching(found));
  });
});
