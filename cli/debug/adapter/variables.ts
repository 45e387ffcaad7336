import type { DebugProtocol } from "@vscode/debugprotocol";
import { HindcastError, firstDifference, printable } from "../../../protocols/index.ts";
import { fieldsOf, glanceAt, hasParts, typeOfValue } from "./values.ts";

/** A value that a client can look at. */
export interface Shown {
  readonly value: unknown;
  /** The value before the step, where there was one: what differs from it is marked. */
  readonly before?: { readonly value: unknown } | undefined;
  /** How a condition names it. */
  readonly expression?: string | undefined;
  /** The agent whose context it is a part of, so that its changes can be stopped at. */
  readonly agent?: string | undefined;
}

/** A value under a name. */
export interface NamedValue extends Shown {
  readonly name: string;
  /** What is shown in place of the value. */
  readonly text?: string;
}

/** Values that are no record of the log, under names that are ours. */
export class Listing {
  readonly entries: readonly NamedValue[];

  constructor(entries: readonly NamedValue[]) {
    this.entries = entries;
  }
}

/** Which parts of a value a client wants. */
export interface PartsPage {
  readonly filter?: "indexed" | "named" | undefined;
  readonly start?: number | undefined;
  readonly count?: number | undefined;
}

/** Parts in one answer, for a client that does not say how many it wants. */
const PARTS = 1000;
const NAME = /^[\p{L}_$][\p{L}\p{N}_$]*$/u;

/** What a client was shown and may look into, by reference. References end with the next stop. */
export class VariableStore {
  readonly #held = new Map<number, Shown>();
  /** Never used again, so that a reference of an earlier stop is unknown and names nothing else. */
  #last = 0;

  clear(): void {
    this.#held.clear();
  }

  /** The fields with which the protocol says that a value has parts. */
  referTo(shown: Shown): {
    variablesReference: number;
    namedVariables?: number;
    indexedVariables?: number;
  } {
    const { value } = shown;
    const count = countOf(value);
    if (count === 0) return { variablesReference: 0 };
    this.#last += 1;
    this.#held.set(this.#last, shown);
    const counts = Array.isArray(value) ? { indexedVariables: count } : { namedVariables: count };
    return { variablesReference: this.#last, ...counts };
  }

  /** The part of a value with a name. Throws USAGE. */
  part(reference: number, name: string): NamedValue | undefined {
    const shown = this.#get(reference);
    if (shown.value instanceof Listing) return shown.value.entries.find((e) => e.name === name);
    return hasParts(shown.value) && Object.hasOwn(shown.value, name)
      ? partOf(shown, name)
      : undefined;
  }

  /** The parts of a value. Throws USAGE for an unknown reference. */
  parts(reference: number, { filter, start = 0, count = 0 }: PartsPage): DebugProtocol.Variable[] {
    const shown = this.#get(reference);
    const { value } = shown;
    const isIndexed = Array.isArray(value);
    if (filter !== undefined && (filter === "indexed") !== isIndexed) return [];
    const total = countOf(value);
    const end = Math.min(total, start + (count > 0 ? count : PARTS));
    const parts: NamedValue[] = [];
    if (value instanceof Listing) parts.push(...value.entries.slice(start, end));
    else if (isIndexed) {
      for (let at = start; at < end; at += 1) parts.push(partOf(shown, String(at)));
    } else if (hasParts(value)) {
      parts.push(
        ...fieldsOf(value)
          .slice(start, end)
          .map((name) => partOf(shown, name)),
      );
    }
    const variables = parts.map((part) => this.#variable(part));
    if (count > 0 || end >= total) return variables;
    return [...variables, { name: "…", value: `${total - end} more`, variablesReference: 0 }];
  }

  #get(reference: number): Shown {
    const shown = this.#held.get(reference);
    if (shown) return shown;
    const why = "references are of one stop";
    throw new HindcastError("USAGE", `there is no variablesReference ${reference}: ${why}`);
  }

  #variable(part: NamedValue): DebugProtocol.Variable {
    const { name, value, text, expression } = part;
    const change = changeOf(part);
    return {
      name: printable(name),
      value: `${text === undefined ? glanceOrCount(value) : printable(text)}${change}`,
      type: value instanceof Listing ? "list" : typeOfValue(value),
      ...(expression === undefined ? {} : { evaluateName: expression }),
      ...this.referTo(part),
      presentationHint: { attributes: ["readOnly", ...(change === "" ? [] : ["changed"])] },
    };
  }
}

function glanceOrCount(value: unknown): string {
  return value instanceof Listing ? String(value.entries.length) : glanceAt(value);
}

function countOf(value: unknown): number {
  if (value instanceof Listing) return value.entries.length;
  if (Array.isArray(value)) return value.length;
  return hasParts(value) ? fieldsOf(value).length : 0;
}

function partOf({ value, before, expression, agent }: Shown, name: string): NamedValue {
  const had = before && hasParts(before.value) && Object.hasOwn(before.value, name);
  const path = expression === undefined ? undefined : pathTo(expression, name, value);
  return {
    name,
    value: (value as Readonly<Record<string, unknown>>)[name],
    expression: path,
    agent,
    before: before && {
      value: had ? (before.value as Readonly<Record<string, unknown>>)[name] : undefined,
    },
  };
}

function pathTo(base: string, name: string, whole: unknown): string {
  if (Array.isArray(whole)) return `${base}[${name}]`;
  return NAME.test(name) ? `${base}.${name}` : `${base}[${JSON.stringify(name)}]`;
}

/** The mark of a value that a step changed; empty for others. */
function changeOf({ value, before }: Shown): string {
  if (!before || before.value === value) return "";
  if (before.value === undefined) return "  (new)";
  if (firstDifference(before.value, value) === undefined) return "";
  return hasParts(value) && hasParts(before.value)
    ? "  (changed)"
    : `  (was ${glanceAt(before.value)})`;
}
