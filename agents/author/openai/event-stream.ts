/** Whether an answer is a stream of server-sent events, whatever it is called. */
export function isEventStream(text: string): boolean {
  return /^\s*(?:data:|event:|id:|retry:|: ?\S)/.test(text.slice(0, 200));
}

interface Chunk {
  choices?: {
    index?: number;
    delta?: Record<string, unknown>;
    message?: Record<string, unknown>;
    finish_reason?: unknown;
  }[];
  usage?: unknown;
  error?: unknown;
}

/**
 * The completion that a whole stream of chunks amounts to; an error in the stream is the answer.
 * A stream that ends without saying why was cut off.
 */
export function completionOfEvents(text: string): unknown {
  const texts: Record<string, string> = {};
  let finish: unknown;
  let usage: unknown;
  for (const chunk of chunksOf(text)) {
    if (chunk.error !== undefined) return { error: chunk.error };
    usage = chunk.usage ?? usage;
    const choice = chunk.choices?.find(({ index = 0 }) => index === 0);
    const delta = choice?.delta ?? choice?.message ?? {};
    for (const field of ["content", "reasoning_content", "reasoning", "refusal"]) {
      texts[field] = (texts[field] ?? "") + textOf(delta[field]);
    }
    finish = choice?.finish_reason ?? finish;
  }
  return {
    choices: [{ message: texts, finish_reason: finish ?? "aborted" }],
    ...(usage === undefined ? {} : { usage }),
  };
}

function* chunksOf(text: string): Generator<Chunk> {
  for (const line of text.split(/\r\n|\n|\r/)) {
    if (!line.startsWith("data:")) continue;
    const data = line.slice("data:".length).trim();
    if (data === "" || data === "[DONE]") continue;
    try {
      const value = JSON.parse(data) as Chunk | null;
      if (typeof value === "object" && value !== null) yield value;
    } catch {
      // A line that was cut off; what is missing shows in the reason of the end.
    }
  }
}

/** A delta's text; Mistral's are lists of parts at times. */
function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (!Array.isArray(value)) return "";
  return value
    .map((part: unknown) => {
      const { type, text } = (part ?? {}) as { type?: unknown; text?: unknown };
      return type === "text" && typeof text === "string" ? text : "";
    })
    .join("");
}
