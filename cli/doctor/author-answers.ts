import { probeAuthor, type AuthorOptions, type Probe } from "../../agents/author/index.ts";
import { attempt, type Check } from "./check.ts";

/** Tokens of a window below which most prompts have to be shortened. */
const SMALL_WINDOW = 16_384;
/** Milliseconds that one answer may take; a model may have to be loaded first. */
const ANSWER_TIMEOUT = 60_000;

/**
 * Asks the author's server one small question: whether it answers with a text that can be used, and
 * which settings fit the requests to it.
 */
export function checkAuthorAnswers(spec: string, options: AuthorOptions): Promise<Check> {
  const name = "author answer";
  const todo = "see docs/authors.md for this server's settings";
  return attempt(name, todo, async () => {
    const timeout = Math.min(options.timeout ?? ANSWER_TIMEOUT, ANSWER_TIMEOUT);
    const probe = await probeAuthor(spec, { ...options, timeout }, new AbortController().signal);
    if (!probe) return { status: "ok", detail: "none is needed" };
    const advice = adviceFor(probe);
    const status = probe.problem === undefined ? (advice.length === 0 ? "ok" : "warn") : "fail";
    return {
      status,
      detail: detailOf(probe),
      ...(status === "ok" ? {} : { todo: advice.join("; ") || todo }),
    };
  });
}

function detailOf({ problem, promptTokens, completionTokens, window, cleaned }: Probe): string {
  if (problem !== undefined) return problem;
  const room = window === undefined ? "context window not known" : `context window ${window}`;
  const removed = cleaned.length === 0 ? "" : `; removed from the answer: ${cleaned.join(", ")}`;
  return `a question of ${promptTokens} tokens was answered in ${completionTokens}; ${room}${removed}`;
}

function adviceFor({ settings, window, problem = "", cleaned }: Probe): string[] {
  const advice: string[] = [];
  if (settings.length > 0) advice.push(`set in [author_options]: ${settings.join(", ")}`);
  if (/used up its tokens while it was thinking|came as reasoning/.test(problem)) {
    advice.push(
      "set max_tokens = 8000, or extra_body to switch the thinking off, in [author_options]",
    );
  }
  if (window === undefined && problem === "") {
    advice.push("the server does not say its context window; set context_tokens");
  } else if (window !== undefined && window < SMALL_WINDOW) {
    advice.push(`prompts are shortened to ${window} tokens; raise the server's context window`);
  }
  if (cleaned.includes("reasoning")) {
    advice.push("the model thinks in its answer; start the server with its reasoning parser");
  }
  return advice;
}
