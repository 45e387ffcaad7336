import type { ServerFailure } from "../../../../model-servers/http/index.ts";

/** Codes and types of errors about a prompt that is too long (OpenAI, llama.cpp). */
const CODES: ReadonlySet<string> = new Set([
  "context_length_exceeded",
  "exceed_context_size_error",
  "string_above_max_length",
]);
const STATUSES: ReadonlySet<number> = new Set([400, 413, 422, 500]);
/** Words of vLLM, SGLang, OpenAI, Mistral, llama.cpp and Ollama for it. */
const WORDS = /\bcontext[_ ]?(?:length|size|window)\b|\bprompt is too long\b/i;
const LIMITS = [
  /context (?:length|size|window)(?: of this model)? (?:is|of|is only) (\d{3,9})\b/i,
  /context (?:length|size|window) \((\d{3,9})\b/i,
  /(\d{3,9}) maximum context length/i,
  /\bn_ctx\D{1,5}(\d{3,9})\b/i,
] as const;

/** A server's refusal of a prompt that does not fit, with its window where it names it. */
export interface Overlong {
  readonly window: number | undefined;
}

/** Undefined for a failure that is about something else. */
export function overlongOf({ message, refusal }: ServerFailure): Overlong | undefined {
  if (!refusal || !STATUSES.has(refusal.status)) return undefined;
  const known = CODES.has(refusal.code ?? "") || refusal.status === 413;
  if (!known && !WORDS.test(message)) return undefined;
  for (const limit of LIMITS) {
    const found = limit.exec(message)?.[1];
    if (found !== undefined) return { window: Number(found) };
  }
  return { window: undefined };
}
