import { assign, setup, type AnyStateMachine } from "xstate";
import * as z from "zod";
import { describe, expect, test } from "vitest";
import { messages, replyId, type Draft, type Envelope } from "../../../protocols/index.ts";
import { defineAgent, send, type AgentDefinition } from "../../../runtime/define/index.ts";
import { AgentCell } from "../../../runtime/host/index.ts";
import { Mailboxes, strictlyFold } from "../../../runtime/replay/index.ts";
import { SESSION, sender, spawnOf } from "../host/collector.ts";

const ASKED = ["a", "b", "c"];

interface Context {
  readonly self: object;
  readonly parent: string;
  readonly words: readonly (string | null)[];
}

type Event = { type: "answered"; tag: string; body: { word: string } };

/** Asks three times at once and reports the three answers together. */
function gatherer(fold: (words: Context["words"], event: Event) => Context["words"]) {
  const machine = setup({
    types: { context: {} as Context, events: {} as Event },
    actions: { send },
  }).createMachine({
    context: ({ input }: { input: unknown }) => {
      const { self, parent } = input as Context;
      return { self, parent, words: [] };
    },
    entry: {
      type: "send",
      params: ASKED.map((word) => ({
        to: `${SESSION}/words/pool`,
        kind: "ask",
        tag: word,
        body: { word },
      })),
    },
    initial: "waiting",
    states: {
      waiting: {
        on: {
          answered: {
            actions: assign({
              words: ({ context, event }: { context: Context; event: unknown }) =>
                fold(context.words, event as Event),
            }),
          },
        },
        always: {
          guard: ({ context }: { context: Context }) =>
            context.words.filter((word) => word !== null).length === 3,
          target: "done",
        },
      },
      done: {
        type: "final",
        entry: {
          type: "send",
          params: ({ context }: { context: Context }) => ({
            to: context.parent,
            kind: "gathered",
            body: { words: [...context.words] },
          }),
        },
      },
    },
  } as never) as unknown as AnyStateMachine;
  return defineAgent({
    role: "gatherer",
    accepts: { answered: z.strictObject({ word: z.string() }) },
    sends: {
      ask: z.strictObject({ word: z.string() }),
      gathered: z.strictObject({ words: z.array(z.string()) }),
    },
    machine,
  });
}

/** What the strict fold finds in a log that this agent wrote. */
function check(definition: AgentDefinition) {
  const next = sender("test");
  const log: Envelope[] = [];
  const append = (draft: Draft): Envelope => {
    const envelope = structuredClone({ ...draft, seq: log.length + 1, time: 0 });
    log.push(envelope);
    return envelope;
  };
  const draft = spawnOf(next, "g", definition.behaviour);
  const spawn = append({
    ...draft,
    body: { ...(draft.body as object), role: "gatherer" },
    to: draft.to.replace("collector", "gatherer"),
  });
  const cell = new AgentCell(definition, spawn, {});
  const asked = cell.start(spawn).map(append);
  for (const { id, to, from, body } of asked) {
    const answer = append({
      ...spawn,
      id: replyId(id),
      from: to,
      to: from,
      kind: "answered",
      cause: id,
      body,
    });
    for (const sent of cell.receive(answer)) append(sent);
  }
  const table = { ...messages, ...definition.accepts, ...definition.sends };
  const mailboxes = new Mailboxes([definition], table, new Set());
  for (const envelope of log) mailboxes.add(envelope);
  return mailboxes.rest().flatMap((mailbox) => strictlyFold(mailbox, mailboxes.settings));
}

describe("the strict fold", () => {
  test("finds an agent that folds answers as they arrive", () => {
    expect(check(gatherer((words, { body }) => [...words, body.word]))).toMatchObject([
      {
        agent: `${SESSION}/gatherer/g`,
        kind: "gathered",
        path: ".body.words[0]",
        likely: expect.stringMatching(/^gatherer folds answers in the order/) as string,
      },
    ]);
  });

  test("finds nothing in one that folds them as they were asked", () => {
    const places = (words: Context["words"], { tag, body }: Event) =>
      ASKED.map((asked, at) => (asked === tag ? body.word : (words[at] ?? null)));
    expect(check(gatherer(places))).toEqual([]);
  });

  test("finds the message at which a context is changed in place", () => {
    const push = (words: Context["words"], { body }: Event) => {
      (words as string[]).push(body.word);
      return words;
    };
    const [found] = check(gatherer(push));
    expect(found).toMatchObject({ kind: "answered", seq: 5, error: { code: "AGENT_FAILED" } });
    expect(found?.likely).toMatch(/in place/);
  });
});
