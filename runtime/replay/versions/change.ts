import type { Difference } from "../../../protocols/index.ts";

/** Stands for a value that was not there; equal to no value of a context. */
const ABSENT = Symbol("absent");

/** A plain value before and after a step, in one version of an agent. */
export interface Change {
  readonly before?: unknown;
  readonly after: unknown;
}

/**
 * The first difference of two values that two versions of an agent hold after the same step, given
 * that what they held before it was equal. Parts that neither version replaced are not looked into, so
 * the cost is that of what changed, however large a context is.
 */
export function firstChange(left: Change, right: Change): Difference | undefined {
  return compare(beforeOf(left), left.after, beforeOf(right), right.after);
}

function beforeOf(change: Change): unknown {
  return "before" in change ? change.before : ABSENT;
}

function compare(
  leftBefore: unknown,
  left: unknown,
  rightBefore: unknown,
  right: unknown,
): Difference | undefined {
  // msgpack has no negative zero, so 0 and -0 are the same value here.
  if (left === right || Object.is(left, right)) return undefined;
  if (left === leftBefore && right === rightBefore) return undefined;
  if (!isComposite(left) || !isComposite(right) || Array.isArray(left) !== Array.isArray(right)) {
    return { path: "", left, right };
  }
  for (const key of Object.keys(left)) {
    const found = compare(at(leftBefore, key), left[key], at(rightBefore, key), right[key]);
    if (found) return { ...found, path: `${step(left, key)}${found.path}` };
  }
  for (const key of Object.keys(right)) {
    if (right[key] === undefined || Object.hasOwn(left, key)) continue;
    return { path: step(right, key), left: undefined, right: right[key] };
  }
  return undefined;
}

type Composite = Readonly<Record<string, unknown>>;

function isComposite(value: unknown): value is Composite {
  return typeof value === "object" && value !== null;
}

function at(value: unknown, key: string): unknown {
  return isComposite(value) && Object.hasOwn(value, key) ? value[key] : ABSENT;
}

function step(holder: Composite, key: string): string {
  return Array.isArray(holder) ? `[${key}]` : `.${key}`;
}
