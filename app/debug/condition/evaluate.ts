import { firstDifference, parseAddress } from "../../../protocols/index.ts";
import { isWithin, stateNames } from "../states.ts";
import type { Moment } from "../moment.ts";
import type { Comparison, Expression, Path, Root } from "./parse.ts";

/** The value of an expression at a moment; undefined for a path to what is not there. */
export function evaluate(expression: Expression, moment: Moment): unknown {
  switch (expression.type) {
    case "literal":
      return expression.value;
    case "path":
      return valueAt(rootOf(expression.root, moment), expression.keys);
    case "not":
      return !isTrue(evaluate(expression.operand, moment));
    case "and":
      return isTrue(evaluate(expression.left, moment)) ? evaluate(expression.right, moment) : false;
    case "or": {
      const left = evaluate(expression.left, moment);
      return isTrue(left) ? left : evaluate(expression.right, moment);
    }
    case "comparison": {
      const { operator, left, right } = expression;
      return compare(operator, evaluate(left, moment), evaluate(right, moment));
    }
    case "changed":
      return hasChanged(expression.path, moment);
    case "matches":
      return moment.step !== undefined && isWithin(moment.step.after.value, expression.state);
  }
}

/** Whether a value counts as true: neither absent, false, zero nor empty. */
export function isTrue(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

/** Whether the step of a moment gave a field of its agent another value. */
export function hasChanged({ root, keys }: Path, { step }: Moment): boolean {
  if (!step) return false;
  const [before, after] =
    root === "state"
      ? [step.before?.value, step.after.value]
      : [step.before?.context, step.after.context];
  const values = [valueAt(before, keys), valueAt(after, keys)] as const;
  return values[0] !== values[1] && firstDifference(values[0], values[1]) !== undefined;
}

/** What is at the end of a path into a plain value; only what the value itself holds is followed. */
function valueAt(value: unknown, keys: readonly (string | number)[]): unknown {
  let found = value;
  for (const key of keys) {
    if (key === "length" && (typeof found === "string" || Array.isArray(found))) {
      found = found.length;
    } else if (typeof found === "object" && found !== null && Object.hasOwn(found, key)) {
      found = (found as Readonly<Record<string | number, unknown>>)[key];
    } else return undefined;
  }
  return found;
}

function rootOf(root: Root, { message, step }: Moment): unknown {
  const agent = step?.agent ?? message.to;
  switch (root) {
    case "agent":
      return agent;
    case "role":
      return parseAddress(agent).role;
    case "state":
      return step && stateText(step.after.value);
    case "context":
      return step?.after.context;
    case "before":
      return step?.before && { state: stateText(step.before.value), context: step.before.context };
    case "sent":
      return step?.sent.map(({ kind }) => kind) ?? [];
    case "error":
      return step?.error?.reason ?? null;
    case "id":
    case "seq":
    case "kind":
    case "from":
    case "to":
    case "cause":
    case "session":
    case "time":
    case "body":
      return message[root];
  }
}

/** The name of a state, or of each region of a parallel one. */
function stateText(value: unknown): unknown {
  const names = stateNames(value);
  return names.length === 1 ? names[0] : names;
}

function compare(operator: Comparison, left: unknown, right: unknown): boolean {
  if (operator === "==") return isSame(left, right);
  if (operator === "!=") return !isSame(left, right);
  if (operator === "contains") return contains(left, right);
  const comparable =
    (typeof left === "number" && typeof right === "number") ||
    (typeof left === "string" && typeof right === "string");
  if (!comparable) return false;
  const [a, b] = [left as string, right as string];
  if (operator === "<") return a < b;
  if (operator === "<=") return a <= b;
  return operator === ">" ? a > b : a >= b;
}

function isSame(left: unknown, right: unknown): boolean {
  // What is absent is null for those who ask.
  const [a, b] = [left ?? null, right ?? null];
  return a === b || firstDifference(a, b) === undefined;
}

/** A text holds a text, a list an item, a record a field. */
function contains(whole: unknown, part: unknown): boolean {
  if (typeof whole === "string") return typeof part === "string" && whole.includes(part);
  if (Array.isArray(whole)) return whole.some((item) => isSame(item, part));
  if (typeof whole !== "object" || whole === null) return false;
  return typeof part === "string" && Object.hasOwn(whole, part);
}
