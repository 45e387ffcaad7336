import { definePlugin, type Plugin, type TextRequest } from "hindcast";
import { planText } from "hindcast/agents";

/** The prefixes that the scorer was asked about. */
export const asked: string[] = [];

const usage = { requests: 1, retries: 0, prompt_tokens: 0, completion_tokens: 0 };

function textOf(request: TextRequest, argument: string): string {
  switch (request.kind) {
    case "requirements":
      return "It works on what it is given and stays within a limit.";
    case "thought":
      return `For what I ${request.purpose} here, the limit matters most.`;
    case "rewrite":
      return argument === "loud" && request.target !== undefined
        ? `I write this: ${request.target}`
        : `On second thought ${request.number}, I check the limit before anything else.`;
    case "ask":
      return "It is easy to forget what happens at the limit.";
  }
}

/**
 * An author that repeats what it may see of its target, and a scorer that prefers long prefixes:
 * both as a careless plug-in would have them.
 */
export function careless(version = "1", name = "careless"): Plugin {
  return definePlugin({
    name,
    authors: [
      {
        name: "parrot",
        version,
        create: (argument) => ({
          concurrency: 2,
          write: (request) => Promise.resolve({ text: textOf(request, argument), usage }),
          plan: ({ order }) => {
            const entries = order.map(({ path }) => ({ path, purpose: "keeps to the limit" }));
            return Promise.resolve({
              text: planText("What others need comes first.", entries),
              entries,
              usage,
            });
          },
          close: () => Promise.resolve(),
        }),
      },
    ],
    scorers: [
      {
        name: "longest",
        version,
        create: () => ({
          concurrency: 2,
          model: () => Promise.resolve("longest"),
          countTokens: (text) => Promise.resolve(Buffer.byteLength(text)),
          score: ({ variants, target, clip }) => {
            const tokens = Buffer.byteLength(target);
            return Promise.resolve(
              variants.map(({ segments }) => {
                const prefix = segments.join("");
                asked.push(prefix);
                const logprob = -tokens * Math.min(clip, 2 / (1 + prefix.length / 1000));
                return { logprob, clipped: logprob, tokens };
              }),
            );
          },
          close: () => Promise.resolve(),
        }),
      },
    ],
  });
}

export default careless();
