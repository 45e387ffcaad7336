import { assign, setup } from "xstate";
import { definePlugin, extendAgent, pickMessages, send, toService, type Outgoing } from "hindcast";
import { addUsage, type CoderContext, type CoderEvent } from "hindcast/agents";
import { messages } from "hindcast/protocols";

/**
 * Comments on what a coder thought about its file, and has it think the last part again with that
 * in mind. Both become thoughts of the trajectory: a `review`, and a second `write`.
 *
 *     hindcast run REPO --agents examples/reviewer.ts
 */
interface Context extends CoderContext {
  /** Texts that were asked for here: the review, then the revision. */
  readonly reviewed?: number;
}

const REVIEW = [
  "You review the notes of a programmer who is about to write a file.",
  "Say in two or three sentences what is missing or vague. Quote no code.",
].join(" ");
const REVISE = [
  "You are the programmer. Write your last note again, with the review in mind.",
  "A few sentences of prose, no code.",
].join(" ");

const guards = {
  isReviewed: ({ context }: { context: Context }) => ask(context).length === 0,
};
const coder = setup({
  types: { context: {} as Context, events: {} as CoderEvent },
  actions: { send },
  guards,
});

function ask(context: Context): Outgoing[] {
  const { self, input, thoughts, described, reviewed = 0 } = context;
  // A review that names what does not exist was dropped, and there is nothing to revise.
  const isOver = reviewed > 1 || (reviewed === 1 && thoughts.at(-1)?.purpose !== "review");
  if (isOver || thoughts.length === 0 || !described) return [];
  const notes = thoughts.flatMap(({ purpose, text }) => [`\n\n## ${purpose}\n\n`, text]);
  const { path, purpose } = input.entry;
  return [
    toService(self, "author", "author.ask", {
      system: reviewed === 0 ? REVIEW : REVISE,
      user: [`# ${path}\n\n${purpose}\n\n`, described.outline, ...notes],
      seed: input.seed,
    }),
  ];
}

export default definePlugin({
  name: "reviewer",
  steps: { review: { trained: true } },
  extensions: [
    extendAgent("coder", {
      before: "searching",
      first: "reviewing",
      guards,
      sends: pickMessages(messages, "author.ask"),
      states: {
        reviewing: coder.createStateConfig({
          entry: { type: "send", params: ({ context }) => ask(context) },
          always: { guard: "isReviewed", target: "searching" },
          on: {
            "author.written": {
              // The coder checks what the text names, keeps or drops it, and comes back here.
              target: "grounding",
              actions: assign({
                draft: ({ event }) => event.body.text,
                purposes: ({ context }) => [context.reviewed ? "write" : "review"],
                reviewed: ({ context }) => (context.reviewed ?? 0) + 1,
                usage: ({ context, event }) => addUsage(context.usage, event.body.usage),
              }),
            },
          },
        }),
      },
    }),
  ],
});
