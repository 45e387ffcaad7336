import { hash } from "node:crypto";

/** A value that JSON carries unchanged. */
export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * JSON text with object keys in code-unit order and absent values left out, so that equal values
 * have equal text whatever order their keys were written in.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (inner === null || typeof inner !== "object" || Array.isArray(inner)) return inner;
    const entries = Object.entries(inner as Record<string, unknown>);
    return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  });
}

/** Lower-case hexadecimal SHA-256 of a text (as UTF-8) or of bytes. */
export function sha256(data: string | Uint8Array): string {
  return hash("sha256", data, "hex");
}

/** SHA-256 of the canonical JSON of a value. */
export function hashOf(value: unknown): string {
  return sha256(canonicalJson(value));
}

/**
 * The path of the first part of a value that JSON would change (a Map, a Date, a function, NaN,
 * undefined inside an array, a cycle ...), or undefined when the value is plain.
 */
export function firstNonJson(
  value: unknown,
  path = "",
  seen: readonly object[] = [],
): string | undefined {
  if (value === null || typeof value === "string" || typeof value === "boolean") return undefined;
  if (typeof value === "number") return Number.isFinite(value) ? undefined : path || ".";
  if (typeof value !== "object" || seen.includes(value)) return path || ".";
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      const found = firstNonJson(item, `${path}[${index}]`, [...seen, value]);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return path || ".";
  for (const [key, item] of Object.entries(value)) {
    if (item === undefined) continue;
    const found = firstNonJson(item, `${path}.${key}`, [...seen, value]);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Where two plain values first differ. */
export interface Difference {
  /** A path such as `.steps[2].text`; empty for the values themselves. */
  path: string;
  left: unknown;
  right: unknown;
}

/** The first difference of two plain values in depth-first order, or undefined when they are equal. */
export function firstDifference(left: unknown, right: unknown): Difference | undefined {
  // msgpack has no negative zero, so 0 and -0 are the same value here.
  if (left === right || Object.is(left, right)) return undefined;
  const comparable =
    typeof left === "object" && typeof right === "object" && left !== null && right !== null;
  if (!comparable || Array.isArray(left) !== Array.isArray(right)) return { path: "", left, right };
  if (Array.isArray(left)) return firstOfLists(left, right as unknown[]);
  const a = left as Record<string, unknown>;
  const b = right as Record<string, unknown>;
  for (const key of Object.keys(a)) {
    // Most values are equal, so the path is put together on the way back from a difference.
    const found = a[key] === b[key] ? undefined : firstDifference(a[key], b[key]);
    if (found) return { ...found, path: `.${key}${found.path}` };
  }
  for (const key of Object.keys(b)) {
    if (b[key] !== undefined && !Object.hasOwn(a, key)) {
      return { path: `.${key}`, left: undefined, right: b[key] };
    }
  }
  return undefined;
}

function firstOfLists(a: readonly unknown[], b: readonly unknown[]): Difference | undefined {
  const length = Math.max(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const found = a[index] === b[index] ? undefined : firstDifference(a[index], b[index]);
    if (found) return { ...found, path: `[${index}]${found.path}` };
  }
  return undefined;
}
