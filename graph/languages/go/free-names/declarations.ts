import type { Reading } from "./reading.ts";
import type { Tokens } from "./tokens.ts";
import { isTypeParameters, parameterNames, specNames } from "./type-syntax.ts";

/** Reads the names that `type`, `var` or `const` declares from an index on. */
export function declareNames(reading: Reading, keyword: string, from: number): void {
  const { texts, partners } = reading.tokens;
  const isGroup = texts[from] === "(";
  const end = isGroup ? (partners[from] ?? -1) : from + 1;
  for (let at = isGroup ? from + 1 : from; at < end; at = nextSpec(reading.tokens, at, end)) {
    if (keyword === "type") declareType(reading, at);
    else declareValues(reading, at, isGroup ? end : texts.length);
  }
}

function declareType(reading: Reading, at: number): void {
  const { tokens, scopes } = reading;
  reading.declare(at, scopes.current);
  if (!isTypeParameters(tokens.texts, at + 1)) return;
  // One letter as a rule, so the scope around the type may hold them too.
  for (const index of parameterNames(tokens, at + 1)) reading.declare(index, scopes.current);
}

function declareValues(reading: Reading, at: number, end: number): void {
  const { tokens, scopes, skipped } = reading;
  const indexes = specNames(tokens.texts, at);
  const names = indexes.map((index) => tokens.texts[index] ?? "");
  for (const index of indexes) skipped.add(index);
  if (scopes.isTop) for (const name of names) scopes.file.add(name);
  // `var x = x` takes the `x` around it.
  else scopes.bindAt(Math.min(reading.statementEnd(at), end), names);
}

function nextSpec({ texts, partners }: Tokens, from: number, end: number): number {
  let at = from;
  while (at < end && texts[at] !== ";") {
    const partner = partners[at] ?? -1;
    at = partner > at ? partner + 1 : at + 1;
  }
  return at + 1;
}
