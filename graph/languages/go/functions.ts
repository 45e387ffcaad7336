import type { Reading } from "./reading.ts";
import { isWord } from "./tokens.ts";
import { parameterNames, signatureEnd } from "./type-syntax.ts";

/** Reads the name, the receiver and the parameters after a `func`, and opens its scope. */
export function enterFunction(reading: Reading, at: number): void {
  const { tokens, scopes, skipped } = reading;
  const { texts } = tokens;
  let from = at + 1;
  const isTop = scopes.isTop && (texts[at - 1] ?? ";") === ";";
  const receiver: string[] = [];
  if (isTop && texts[from] === "(" && isWord(texts[reading.behind(from)])) {
    receiver.push(...receiverNames(reading, from));
    from = reading.behind(from);
    skipped.add(from);
    from++;
  } else if (isTop && isWord(texts[from])) {
    const name = texts[from] ?? "";
    if (name !== "init" && name !== "_") scopes.file.add(name);
    skipped.add(from);
    from++;
  }
  // `[]func(){...}` is a literal of functions, and `case func():` is a type.
  const before = texts[at - 1] ?? "";
  const isType = before === "]" || before === "chan" || before === "*";
  enterSignature(reading, from, !isType, receiver);
}

/** Opens the scope of a function from its type parameters or parameters on. */
export function enterSignature(
  reading: Reading,
  from: number,
  mayHaveBody = false,
  names: readonly string[] = [],
): void {
  const { tokens, scopes, bodies } = reading;
  const { texts, partners } = tokens;
  const scope = scopes.enter(names);
  let at = from;
  if (texts[at] === "[") {
    for (const index of parameterNames(tokens, at)) reading.declare(index, scope);
    at = reading.behind(at);
  }
  const end = signatureEnd(tokens, at);
  for (let list = at, count = 0; texts[list] === "(" && count < 2; count++) {
    for (const index of parameterNames(tokens, list)) reading.declare(index, scope);
    list = reading.behind(list);
    if (list > end) break;
  }
  if (texts[end] === "{" && mayHaveBody) {
    bodies.add(end);
    scopes.endAt((partners[end] ?? -1) + 1);
  } else {
    scopes.endAt(Math.max(end, from + 1));
  }
}

function receiverNames({ tokens, skipped }: Reading, open: number): string[] {
  const { texts, partners } = tokens;
  const close = partners[open] ?? open;
  const names: string[] = [];
  for (let at = open + 1; at < close; at++) {
    const text = texts[at] ?? "";
    const isName = at === open + 1 && (isWord(texts[at + 1]) || texts[at + 1] === "*");
    const bracket = texts.indexOf("[", open);
    if (isWord(text) && (isName || (bracket > open && bracket < at))) {
      names.push(text);
      skipped.add(at);
    }
  }
  return names;
}
