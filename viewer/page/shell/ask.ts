import { signal, type ReadonlySignal } from "@preact/signals";
import type { ErrorAnswer } from "../../contracts/index.ts";
import { embeddedAnswer, isReport, type Asked } from "./embedded.ts";

/** Answers that are kept, those that were asked for last. */
const KEPT = 64;
const asked = new Map<string, ReadonlySignal<Asked<unknown>>>();

/** The name of a question with its parameters in a fixed order; a report files its answers by it. */
function questionOf(name: string, query: Readonly<Record<string, string>>): string {
  const sorted = Object.entries(query).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return sorted.length === 0 ? name : `${name}?${new URLSearchParams(sorted).toString()}`;
}

/** Asks the server, or the report, once; every later call sees the same answer. */
export function ask<T>(
  name: string,
  query: Readonly<Record<string, string>> = {},
): ReadonlySignal<Asked<T>> {
  const question = questionOf(name, query);
  const known = asked.get(question);
  if (known) {
    // What is looked at again and again stays.
    asked.delete(question);
    asked.set(question, known);
    return known as ReadonlySignal<Asked<T>>;
  }
  const result = signal<Asked<unknown>>({ state: "waiting" });
  if (asked.size >= KEPT) asked.delete(asked.keys().next().value ?? "");
  asked.set(question, result);
  void fill(result, question);
  return result as ReadonlySignal<Asked<T>>;
}

async function fill(result: { value: Asked<unknown> }, question: string): Promise<void> {
  result.value = await answerTo(question);
}

/** Asks again; the answer before stays in sight until the new one is there. */
export async function askAgain(
  name: string,
  query: Readonly<Record<string, string>> = {},
): Promise<void> {
  const question = questionOf(name, query);
  const result = asked.get(question) as ReturnType<typeof signal<Asked<unknown>>> | undefined;
  const value = await answerTo(question);
  if (result && value.state !== "refused") result.value = value;
}

async function answerTo(question: string): Promise<Asked<unknown>> {
  try {
    if (isReport) return await embeddedAnswer(question);
    const response = await fetch(`api/${question}`);
    const type = response.headers.get("content-type") ?? "";
    if (!type.startsWith("application/json"))
      throw new Error(`the server answered ${response.status}`);
    const value: unknown = await response.json();
    return response.ok
      ? { state: "there", value }
      : { state: "refused", error: (value as ErrorAnswer).error };
  } catch (error) {
    return {
      state: "refused",
      error: {
        code: "NO_ANSWER",
        detail: error instanceof Error ? error.message : String(error),
        advice: "see whether `hindcast view` still runs, then load the page again",
      },
    };
  }
}
