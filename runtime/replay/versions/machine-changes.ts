import { describeSource, type AgentDefinition } from "../../define/index.ts";
import { patchOf } from "../steps/index.ts";

/** Places that are listed. */
const LISTED = 5;

/**
 * Where the machines of two versions of an agent differ, in words: `state describing, on
 * graph.described, guard`, `guard enough`, `action fold`. Functions are compared by their source without
 * what compilers change of it: white space, comments, quotes.
 */
export function machineChanges(left: AgentDefinition, right: AgentDefinition): string[] {
  const operations = patchOf(sourceOf(left), sourceOf(right));
  const places = new Set(operations.map(({ path }) => placeOf(path)));
  const listed = [...places].slice(0, LISTED);
  return places.size > LISTED ? [...listed, `${places.size - LISTED} more places`] : listed;
}

function sourceOf({ machine, accepts, sends, outgoing }: AgentDefinition): unknown {
  const { actions, guards } = machine.implementations;
  const { states, on, entry, exit, always, initial, context } = machine.config as Record<
    string,
    unknown
  >;
  const parts = { initial, context, on, entry, exit, always, states, actions, guards };
  return normalised({
    ...(describeSource({ ...parts, outgoing: outgoing ?? [] }) as object),
    accepts: Object.keys(accepts).toSorted(),
    sends: Object.keys(sends).toSorted(),
  });
}

function normalised(value: unknown): unknown {
  if (typeof value === "string") return normalisedText(value);
  if (Array.isArray(value)) return value.map(normalised);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, normalised(inner)]));
}

function normalisedText(text: string): string {
  return withoutBlocks(text.replaceAll(/\/\/[^\n]*/g, ""))
    .replaceAll(/["'`]/g, '"')
    .replaceAll(/[\s;]+/g, "")
    .replaceAll(/,(?=[)\]}])/g, "");
}

/** Code without its block comments, found one after the other so that each is passed once. */
function withoutBlocks(text: string): string {
  let kept = "";
  let at = 0;
  for (;;) {
    const start = text.indexOf("/*", at);
    const end = start < 0 ? -1 : text.indexOf("*/", start + 2);
    if (end < 0) return kept + text.slice(at);
    kept += text.slice(at, start);
    at = end + 2;
  }
}

const PARTS: Readonly<Record<string, string>> = {
  guards: "guard",
  actions: "action",
  on: "on",
  entry: "entry",
  exit: "exit",
  always: "always",
  guard: "guard",
  params: "parameters",
  target: "target",
  initial: "initial state",
  context: "initial context",
  accepts: "kinds that it accepts",
  sends: "kinds that it sends",
  outgoing: "changes to what it sends",
};

/** A JSON pointer into a machine in words. */
function placeOf(pointer: string): string {
  const parts = pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
  const words: string[] = [];
  for (let at = 0; at < parts.length; at += 1) {
    const part = parts[at] ?? "";
    const next = parts[at + 1];
    if (part === "states" && next !== undefined) {
      words.push(`state ${next}`);
      at += 1;
    } else if ((part === "on" || part === "guards" || (part === "actions" && at === 0)) && next) {
      words.push(`${PARTS[part]} ${next}`);
      at += 1;
    } else if (part === "actions") words.push("actions");
    else {
      const word = PARTS[part];
      if (word !== undefined) words.push(word);
    }
  }
  return words.length === 0 ? "its configuration" : words.join(", ");
}
