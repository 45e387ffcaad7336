import type { ErrorAnswer } from "../../contracts/index.ts";

/** An answer on its way, there, or refused. */
export type Asked<T> =
  | { readonly state: "waiting" }
  | { readonly state: "there"; readonly value: T }
  | { readonly state: "refused"; readonly error: ErrorAnswer["error"] };

/** Answers that the file of a report holds, by question. */
const scripts = document.querySelectorAll<HTMLScriptElement>("script[data-question]");

/** Whether this page is a report, which has no server to ask. */
export const isReport: boolean = scripts.length > 0;

/** The answer to a question out of the report's own file. */
export async function embeddedAnswer(question: string): Promise<Asked<unknown>> {
  const script = [...scripts].find(({ dataset }) => dataset["question"] === question);
  if (!script) {
    const detail = "the report does not hold this";
    const advice = "serve the run with `hindcast view` to see it";
    return { state: "refused", error: { code: "NOT_IN_REPORT", detail, advice } };
  }
  const text = script.textContent;
  const json = script.dataset["encoding"] === "gzip" ? await inflate(text.trim()) : text;
  const value = JSON.parse(json) as unknown;
  const { error } = value as Partial<ErrorAnswer>;
  return error ? { state: "refused", error } : { state: "there", value };
}

async function inflate(base64: string): Promise<string> {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).text();
}
