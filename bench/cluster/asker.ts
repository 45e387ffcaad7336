import { assign, setup } from "xstate";
import * as z from "zod";
import {
  CONTROL_ADDRESS,
  messageId,
  serviceAddress,
  spawnAddress,
  type Draft,
} from "../../protocols/index.ts";
import {
  defineAgent,
  defineService,
  send,
  type AgentInput,
  type Incoming,
} from "../../runtime/define/index.ts";

const Question = z.strictObject({ n: z.int() });
const Over = z.strictObject({ asked: z.int() });
const Input = z.strictObject({ questions: z.int() });

interface Asker extends AgentInput<z.infer<typeof Input>> {
  readonly asked: number;
}

/** An agent that asks one question after the other and then says that it is over. */
export const asker = defineAgent({
  role: "asker",
  input: Input,
  accepts: { answer: Question },
  sends: { question: Question, over: Over },
  machine: setup({
    types: {
      context: {} as Asker,
      events: {} as Incoming<"answer", z.infer<typeof Question>>,
      input: {} as AgentInput<z.infer<typeof Input>>,
    },
    actions: { send },
  }).createMachine({
    context: ({ input }) => ({ ...input, asked: 0 }),
    initial: "asking",
    states: {
      asking: {
        entry: [
          {
            type: "send",
            params: ({ context: { self, asked } }) => ({
              to: serviceAddress(self.session, "oracle"),
              kind: "question",
              body: { n: asked },
            }),
          },
          assign({ asked: ({ context }) => context.asked + 1 }),
        ],
        on: {
          answer: [
            {
              guard: ({ context: { asked, input } }) => asked < input.questions,
              target: "asking",
              reenter: true,
            },
            {
              target: "over",
              actions: {
                type: "send",
                params: ({ context: { asked } }) => ({
                  to: CONTROL_ADDRESS,
                  kind: "over",
                  body: { asked },
                }),
              },
            },
          ],
        },
      },
      over: { type: "final" },
    },
  }),
});

/** A service whose answers take so many milliseconds, as those of a model do. */
export function oracle(milliseconds: number, concurrency: number) {
  return defineService({
    role: "oracle",
    accepts: { question: Question },
    sends: { answer: Question },
    concurrency,
    handle: async ({ body }) => {
      if (milliseconds > 0) await new Promise((resolve) => setTimeout(resolve, milliseconds));
      return { kind: "answer", body };
    },
  });
}

/** The message that starts the n-th asker of a run, in its own session. */
export function askerSpawn(run: string, n: number, questions: number): Draft {
  const session = `s-${n}`;
  const body = { role: "asker", key: "a", behaviour: asker.behaviour, input: { questions } };
  return {
    id: messageId(CONTROL_ADDRESS, n),
    run,
    session,
    from: CONTROL_ADDRESS,
    to: spawnAddress(session, "asker"),
    kind: "agent.spawn",
    cause: null,
    body,
  };
}
