import type { Usage, UsageDetails } from "../../protocols/index.ts";

/** No requests at all. */
export const NO_USAGE: Usage = { requests: 0, retries: 0, prompt_tokens: 0, completion_tokens: 0 };

/** Sums what servers counted. */
export function addUsage(a: Usage, b: Usage): Usage {
  const details = addDetails(a.details, b.details);
  return {
    requests: a.requests + b.requests,
    retries: a.retries + b.retries,
    prompt_tokens: a.prompt_tokens + b.prompt_tokens,
    completion_tokens: a.completion_tokens + b.completion_tokens,
    ...(details && { details }),
  };
}

function addDetails(a?: UsageDetails, b?: UsageDetails): UsageDetails | undefined {
  if (!a || !b) return a ?? b;
  return {
    prompt_characters: a.prompt_characters + b.prompt_characters,
    reusable_characters: a.reusable_characters + b.reusable_characters,
    cached_tokens: a.cached_tokens + b.cached_tokens,
    cleaned: addCounts(a.cleaned, b.cleaned),
    refused: addCounts(a.refused, b.refused),
  };
}

type Counts = Readonly<Record<string, number>>;

function addCounts(a: Counts, b: Counts): Record<string, number> {
  const sums = new Map(Object.entries(a));
  for (const [what, count] of Object.entries(b)) sums.set(what, (sums.get(what) ?? 0) + count);
  return Object.fromEntries([...sums].toSorted(([x], [y]) => (x < y ? -1 : 1)));
}
