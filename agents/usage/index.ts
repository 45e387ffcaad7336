import type { Usage } from "../../protocols/index.ts";

/** No requests at all. */
export const NO_USAGE: Usage = { requests: 0, retries: 0, prompt_tokens: 0, completion_tokens: 0 };

/** Sums what servers counted. */
export function addUsage(a: Usage, b: Usage): Usage {
  return {
    requests: a.requests + b.requests,
    retries: a.retries + b.retries,
    prompt_tokens: a.prompt_tokens + b.prompt_tokens,
    completion_tokens: a.completion_tokens + b.completion_tokens,
  };
}
