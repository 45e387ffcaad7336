import { assign, setup } from "xstate";
import * as z from "zod";
import {
  defineMessages,
  definePlugin,
  defineService,
  extendAgent,
  pickMessages,
  send,
  type EventsOf,
  type Outgoing,
} from "hindcast";
import { addUsage, type CoderContext, type CoderEvent } from "hindcast/agents";
import { TextRef, messages } from "hindcast/protocols";

/**
 * Lets the author draft each file blind, compares the draft with the truth, and keeps what it got
 * wrong as a `draft` and what would mend it as a `fix`, before the true file is written.
 *
 *     hindcast run REPO --agents examples/debugger.ts
 */
const own = defineMessages({
  "draft.compare": z.strictObject({ draft: TextRef, target: TextRef }),
  "draft.compared": z.strictObject({ wrong: TextRef }),
});

interface Context extends CoderContext {
  /** Texts that were asked for here: the draft, then the fix. */
  readonly drafted?: number;
}

const LINES = 8;
const DRAFTED = "\n\n# The draft\n\n";
const TRUE_FILE = "\n\n# The file as it has to be\n\n";
const DRAFT = "Write the file from its outline. Answer with the code alone.";
const FIX =
  "Say in two sentences of prose what has to change in the draft, and why. Quote no code.";

/** Compares texts, which an agent has as references only. */
const comparer = defineService({
  role: "draft-comparer",
  accepts: pickMessages(own.messages, "draft.compare"),
  sends: pickMessages(own.messages, "draft.compared"),
  handle: async ({ body }, { blobs }) => {
    const lines = (text: string) => text.split("\n").map((line) => line.trim());
    const known = new Set(["", ...lines(await blobs.getText(body.target))]);
    const wrong = lines(await blobs.getText(body.draft)).filter((line) => !known.has(line));
    const text = ["My first draft had this:", ...wrong.slice(0, LINES), "It was a guess."];
    return {
      kind: "draft.compared" as const,
      body: { wrong: wrong.length === 0 ? "" : await blobs.putText(text.join("\n")) },
    };
  },
});

type Event = CoderEvent | EventsOf<typeof own.messages>;

const guards = {
  isDebugged: ({ context }: { context: Context }) => ask(context).length === 0,
  isFix: ({ context }: { context: Context }) => context.drafted === 1,
  isRight: ({ event }: { event: Event }) =>
    event.type === "draft.compared" && event.body.wrong === "",
};
const coder = setup({
  types: { context: {} as Context, events: {} as Event },
  actions: { send },
  guards,
});

function ask({ self, input, thoughts, described, drafted = 0 }: Context): Outgoing[] {
  // A draft that names what does not exist was dropped, and there is nothing to mend.
  const isOver = drafted > 1 || (drafted === 1 && thoughts.at(-1)?.purpose !== "draft");
  if (isOver || thoughts.length === 0 || !described) return [];
  const about = [`# ${input.entry.path}\n\n${input.entry.purpose}\n\n\`\`\`\n`, described.outline];
  const shown = [DRAFTED, thoughts.at(-1)?.text ?? "", TRUE_FILE, described.target];
  return [
    own.toService(self, "author", "author.ask", {
      system: drafted === 0 ? DRAFT : FIX,
      user: drafted === 0 ? [...about, "\n```\n"] : shown,
      seed: input.seed,
    }),
  ];
}

export default definePlugin({
  name: "debugger",
  services: [comparer],
  steps: { draft: { trained: true }, fix: { trained: true } },
  extensions: [
    extendAgent("coder", {
      before: "searching",
      first: "drafting",
      guards,
      accepts: pickMessages(own.messages, "draft.compared"),
      sends: pickMessages({ ...messages, ...own.messages }, "author.ask", "draft.compare"),
      states: {
        drafting: coder.createStateConfig({
          entry: { type: "send", params: ({ context }) => ask(context) },
          always: { guard: "isDebugged", target: "searching" },
          on: {
            "author.written": [
              {
                guard: "isFix",
                target: "grounding",
                actions: assign({
                  draft: ({ event }) => event.body.text,
                  purposes: () => ["fix"],
                  drafted: () => 2,
                  usage: ({ context, event }) => addUsage(context.usage, event.body.usage),
                }),
              },
              {
                target: "comparing",
                actions: assign({
                  draft: ({ event }) => event.body.text,
                  usage: ({ context, event }) => addUsage(context.usage, event.body.usage),
                }),
              },
            ],
          },
        }),
        comparing: coder.createStateConfig({
          entry: {
            type: "send",
            params: ({ context: { self, draft, described } }) =>
              own.toService(self, "draft-comparer", "draft.compare", {
                draft,
                target: described?.target ?? "",
              }),
          },
          on: {
            "draft.compared": [
              { guard: "isRight", target: "drafting", actions: assign({ drafted: () => 2 }) },
              {
                target: "grounding",
                actions: assign({
                  draft: ({ event }) => event.body.wrong,
                  purposes: () => ["draft"],
                  drafted: () => 1,
                }),
              },
            ],
          },
        }),
      },
    }),
  ],
});
