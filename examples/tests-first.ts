import path from "node:path";
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
} from "hindcast";
import { planOf, planText, type MainContext, type MainEvent } from "hindcast/agents";
import { BlobRef, PlanEntry, TextRef } from "hindcast/protocols";

/**
 * Orders the plan so that tests come before what they test, as in test-driven development. The text
 * of the plan, which is trained on, lists the files in the order in which they are then written.
 *
 *     hindcast run REPO --agents examples/tests-first.ts
 */
const own = defineMessages({
  "order.ask": z.strictObject({ plan: BlobRef, text: TextRef }),
  "order.given": z.strictObject({
    plan: BlobRef,
    text: TextRef,
    entries: z.array(PlanEntry),
  }),
});

/** What a test is called without what makes it one; undefined for a file that is no test. */
function testedBy(file: string): string | undefined {
  const name = path.posix.basename(file).replace(/\.[^.]*$/, "");
  const bare = name.replace(/^test_|_test$|_spec$|\.test$|\.spec$|Test$/, "");
  return bare === name ? undefined : bare;
}

/** Every test moves to where what it tests would come, when that comes earlier. */
function testsFirst(entries: readonly PlanEntry[]): PlanEntry[] {
  const ordered = entries.filter((entry) => testedBy(entry.path) === undefined);
  const tests = entries.filter((entry) => testedBy(entry.path) !== undefined);
  for (const test of tests) {
    const tested = testedBy(test.path);
    const named = ({ path: file }: PlanEntry) =>
      path.posix.basename(file).replace(/\.[^.]*$/, "") === tested;
    const at = ordered.findIndex(named);
    ordered.splice(at === -1 ? ordered.length : at, 0, test);
  }
  return ordered;
}

const orderer = defineService({
  role: "test-order",
  accepts: pickMessages(own.messages, "order.ask"),
  sends: pickMessages(own.messages, "order.given"),
  handle: async ({ body }, { blobs }) => {
    const entries = testsFirst(z.array(PlanEntry).parse(await blobs.getJson(body.plan)));
    const [prose = ""] = (await blobs.getText(body.text)).split(/^1\. /m);
    return {
      kind: "order.given" as const,
      body: {
        plan: await blobs.putJson(entries),
        text: await blobs.putText(planText(prose.trimEnd(), entries)),
        entries,
      },
    };
  },
});

const main = setup({
  types: {
    context: {} as MainContext,
    events: {} as MainEvent | EventsOf<typeof own.messages>,
  },
  actions: { send },
});

export default definePlugin({
  name: "tests-first",
  services: [orderer],
  extensions: [
    extendAgent("main", {
      before: "delegating",
      first: "ordering",
      accepts: pickMessages(own.messages, "order.given"),
      sends: pickMessages(own.messages, "order.ask"),
      states: {
        ordering: main.createStateConfig({
          entry: {
            type: "send",
            params: ({ context }) =>
              own.toService(context.self, "test-order", "order.ask", {
                plan: planOf(context).plan,
                text: context.planText,
              }),
          },
          on: {
            "order.given": {
              target: "delegating",
              actions: assign({
                planText: ({ event }) => event.body.text,
                plan: ({ context, event: { body } }) => ({
                  ...planOf(context),
                  plan: body.plan,
                  entries: body.entries,
                }),
              }),
            },
          },
        }),
      },
    }),
  ],
});
