import type { Moment } from "../moment.ts";
import { evaluate, isTrue } from "./evaluate.ts";
import { parseExpression, type Expression } from "./parse.ts";

export { hasChanged } from "./evaluate.ts";
export { parseField, type Path } from "./parse.ts";

/** A question about a moment, such as `role == "coder" && context.thoughts.length > 2`. */
export interface Condition {
  /** As it was written. */
  readonly text: string;
  readonly expression: Expression;
}

/**
 * Reads a condition: paths from `seq`, `kind`, `role`, `agent`, `state`, `context`, `body` and others,
 * compared with `==`, `!=`, `<`, `<=`, `>`, `>=` and `contains`, joined by `&&`, `||`, `!` and
 * parentheses; `changed(context.field)`; `matches("state")`. Nothing is ever executed.
 *
 * @throws HindcastError USAGE, with the place that cannot be read
 */
export function parseCondition(text: string): Condition {
  return { text, expression: parseExpression(text) };
}

/** Whether a condition holds at a moment. */
export function holds({ expression }: Condition, moment: Moment): boolean {
  return isTrue(evaluate(expression, moment));
}

/** The value of an expression at a moment; undefined for a path to what is not there. */
export function valueOf({ expression }: Condition, moment: Moment): unknown {
  return evaluate(expression, moment);
}
