import { access, writeFile } from "node:fs/promises";
import path from "node:path";
import { HindcastError } from "../../protocols/index.ts";

/**
 * Writes a plug-in that works and its test into a directory: `NAME.ts` and `NAME.test.ts`.
 *
 * @returns the paths of both
 * @throws HindcastError USAGE for a name that no plug-in can have, OUTPUT_EXISTS
 */
export async function createPlugin(name: string, directory: string): Promise<readonly string[]> {
  if (!/^[a-z][a-z0-9-]*$/.test(name)) {
    throw new HindcastError(
      "USAGE",
      `a plug-in has a lower-case name, not ${JSON.stringify(name)}`,
    );
  }
  const files = {
    [path.join(directory, `${name}.ts`)]: plugin(name),
    [path.join(directory, `${name}.test.ts`)]: test(name),
  };
  for (const file of Object.keys(files)) {
    const isThere = await access(file).then(
      () => true,
      () => false,
    );
    if (isThere) throw new HindcastError("OUTPUT_EXISTS", file);
  }
  for (const [file, text] of Object.entries(files)) await writeFile(file, text);
  return Object.keys(files);
}

function plugin(name: string): string {
  return `import { assign, setup } from "xstate";
import { definePlugin, extendAgent, pickMessages, send, toService } from "hindcast";
import { addUsage, type CoderContext, type CoderEvent } from "hindcast/agents";
import { messages } from "hindcast/protocols";

interface Context extends CoderContext {
  readonly asked?: boolean;
}

const guards = {
  isAsked: ({ context }: { context: Context }) => context.asked === true,
};
const coder = setup({
  types: { context: {} as Context, events: {} as CoderEvent },
  actions: { send },
  guards,
});

/** Has every coder think once more before its thoughts are searched. */
export default definePlugin({
  name: "${name}",
  steps: { ${JSON.stringify(name)}: { trained: true } },
  extensions: [
    extendAgent("coder", {
      before: "searching",
      first: "${name}",
      guards,
      sends: pickMessages(messages, "author.ask"),
      states: {
        ${JSON.stringify(name)}: coder.createStateConfig({
          entry: {
            type: "send",
            params: ({ context: { self, input, described, asked } }) =>
              asked
                ? []
                : toService(self, "author", "author.ask", {
                    system: "Say in one sentence what is easy to get wrong in this file.",
                    user: [\`# \${input.entry.path}\\n\\n\`, described?.outline ?? ""],
                    seed: input.seed,
                  }),
          },
          always: { guard: "isAsked", target: "searching" },
          on: {
            "author.written": {
              // The coder checks what the text names, keeps or drops it, and comes back here.
              target: "grounding",
              actions: assign({
                asked: () => true,
                draft: ({ event }) => event.body.text,
                purposes: () => ["${name}"],
                usage: ({ context, event }) => addUsage(context.usage, event.body.usage),
              }),
            },
          },
        }),
      },
    }),
  ],
});
`;
}

function test(name: string): string {
  return `import assert from "node:assert/strict";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { checkModules } from "hindcast/testing";

test("${name} keeps the promises of replay and recovery", async () => {
  const module = fileURLToPath(new URL("./${name}.ts", import.meta.url));
  const { findings } = await checkModules([module]);
  assert.deepEqual(findings, []);
});
`;
}
