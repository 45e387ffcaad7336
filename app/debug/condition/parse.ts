import { nearest } from "../../../protocols/index.ts";
import { misread, tokensOf, type Token } from "./tokens.ts";

/** What a path may start with. */
const ROOTS = [
  "seq",
  "time",
  "id",
  "cause",
  "kind",
  "session",
  "from",
  "to",
  "body",
  "agent",
  "role",
  "state",
  "context",
  "before",
  "sent",
  "error",
] as const;

export type Root = (typeof ROOTS)[number];

/** A value of a moment: what it starts with, then names of fields and indexes of lists. */
export interface Path {
  readonly type: "path";
  readonly root: Root;
  readonly keys: readonly (string | number)[];
}

export type Comparison = "==" | "!=" | "<" | "<=" | ">" | ">=" | "contains";

/** A condition, as it was read. */
export type Expression =
  | Path
  | { readonly type: "literal"; readonly value: string | number | boolean | null }
  | { readonly type: "not"; readonly operand: Expression }
  | { readonly type: "and" | "or"; readonly left: Expression; readonly right: Expression }
  | {
      readonly type: "comparison";
      readonly operator: Comparison;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly type: "changed"; readonly path: Path }
  | { readonly type: "matches"; readonly state: string };

const COMPARISONS: ReadonlySet<string> = new Set(["==", "!=", "<", "<=", ">", ">=", "contains"]);
const LITERALS: ReadonlyMap<string, boolean | null> = new Map([
  ["true", true],
  ["false", false],
  ["null", null],
]);
/** Deeper conditions would exhaust the stack. */
const DEPTH = 100;

/** Reads a condition. Throws USAGE with the place that cannot be read. */
export function parseExpression(text: string): Expression {
  return new Parser(text).all();
}

/**
 * Reads a field of an agent as people write it: a JSON pointer into its context as patches have it
 * (`/thoughts/0`), a path into it with or without its root (`context.thoughts[0]`, `thoughts`), or
 * `state`. Throws USAGE.
 */
export function parseField(text: string): Path {
  const trimmed = text.trim();
  if (trimmed.startsWith("/")) {
    const parts = trimmed.slice(1).split("/");
    // Patches write `-` for what was appended: the list itself changed.
    if (parts.at(-1) === "-") parts.pop();
    const keys = parts.map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
    return { type: "path", root: "context", keys };
  }
  return new Parser(trimmed).field();
}

class Parser {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokensOf(text);
  }

  all(): Expression {
    const expression = this.#or();
    this.#end("an operator or the end");
    return expression;
  }

  field(): Path {
    const first = this.#take();
    if (first.type !== "name") throw this.#misread(first, "a field of the context, or state");
    const isRoot = first.text === "context" || first.text === "state";
    const root = isRoot ? first.text : "context";
    const keys = [...(isRoot ? [] : [first.text]), ...this.#keys()];
    this.#end(". or [");
    return { type: "path", root, keys };
  }

  #or(): Expression {
    let left = this.#and();
    while (this.#isSign("||", "or")) left = { type: "or", left, right: this.#and() };
    return left;
  }

  #and(): Expression {
    let left = this.#not();
    while (this.#isSign("&&", "and")) left = { type: "and", left, right: this.#not() };
    return left;
  }

  #not(): Expression {
    this.#depth += 1;
    if (this.#depth > DEPTH) throw this.#misread(this.#peek(), "fewer nested parts");
    const expression: Expression = this.#isSign("!", "not")
      ? { type: "not", operand: this.#not() }
      : this.#comparison();
    this.#depth -= 1;
    return expression;
  }

  #comparison(): Expression {
    const left = this.#operand();
    const { text, type } = this.#peek();
    if (!COMPARISONS.has(text) || type === "text") return left;
    this.#next += 1;
    return {
      type: "comparison",
      operator: text as Comparison,
      left,
      right: this.#operand(),
    };
  }

  #operand(): Expression {
    const token = this.#take();
    if (token.type === "text") return { type: "literal", value: token.text };
    if (token.type === "number") return { type: "literal", value: Number(token.text) };
    if (token.text === "-" && this.#peek().type === "number") {
      return { type: "literal", value: -Number(this.#take().text) };
    }
    if (token.text === "(" && token.type === "sign") {
      const inner = this.#or();
      this.#sign(")");
      return inner;
    }
    if (token.type !== "name") throw this.#misread(token, "a value");
    const literal = LITERALS.get(token.text);
    if (literal !== undefined) return { type: "literal", value: literal };
    if (token.text === "changed") return this.#changed();
    if (token.text === "matches") return this.#matches();
    return this.#path(token);
  }

  #changed(): Expression {
    this.#sign("(");
    const token = this.#take();
    if (token.text !== "context" && token.text !== "state") {
      throw this.#misread(token, "context or state");
    }
    const path = this.#path(token);
    this.#sign(")");
    return { type: "changed", path };
  }

  #matches(): Expression {
    this.#sign("(");
    const token = this.#take();
    if (token.type !== "text") throw this.#misread(token, "the name of a state, quoted");
    this.#sign(")");
    return { type: "matches", state: token.text };
  }

  #path(token: Token): Path {
    const root = ROOTS.find((name) => name === token.text);
    if (root !== undefined) return { type: "path", root, keys: this.#keys() };
    const near = nearest(token.text, ROOTS);
    const meant = near === undefined ? "" : ` (${near}?)`;
    throw this.#misread(token, `one of ${ROOTS.join(", ")}${meant}, or a quoted text`);
  }

  #keys(): (string | number)[] {
    const keys: (string | number)[] = [];
    for (;;) {
      if (this.#isSign(".")) {
        const token = this.#take();
        if (token.type !== "name") throw this.#misread(token, "the name of a field");
        keys.push(token.text);
      } else if (this.#isSign("[")) {
        const token = this.#take();
        if (token.type !== "number" && token.type !== "text") {
          throw this.#misread(token, "an index or a quoted name");
        }
        keys.push(token.type === "number" ? Number(token.text) : token.text);
        this.#sign("]");
      } else return keys;
    }
  }

  #peek(): Token {
    return this.#tokens[this.#next] ?? { type: "end", text: "", at: this.#text.length };
  }

  #take(): Token {
    const token = this.#peek();
    this.#next += 1;
    return token;
  }

  /** Takes the next word when it is one of these signs or names. */
  #isSign(...wanted: readonly string[]): boolean {
    const { type, text } = this.#peek();
    if (type === "text" || !wanted.includes(text)) return false;
    this.#next += 1;
    return true;
  }

  #sign(wanted: string): void {
    if (!this.#isSign(wanted)) throw this.#misread(this.#peek(), wanted);
  }

  #end(expected: string): void {
    if (this.#peek().type !== "end") throw this.#misread(this.#peek(), expected);
  }

  #misread(token: Token, expected: string): Error {
    return misread(this.#text, token.at, expected);
  }
}
