import { isWord, tokensOf, type Tokens } from "./tokens.ts";
import { isTypeParameters, parameterNames, signatureEnd, specNames } from "./type-syntax.ts";

/** The names that a file takes from elsewhere: from its package, or through its imports. */
export interface FreeNames {
  /** Names that nothing in the file declares, imports included. */
  readonly free: ReadonlySet<string>;
  /** For each free name that a member is taken of, the members. */
  readonly members: ReadonlyMap<string, ReadonlySet<string>>;
}

type BraceKind = "block" | "struct" | "interface" | "keyed" | "fields";

const keywords = new Set(
  (
    "break case chan const continue default defer else fallthrough for func go goto if import " +
    "interface map package range return select struct switch type var"
  ).split(" "),
);
// `any`, `min`, `max` and `clear` are left out: packages older than them declare their own.
const predeclared = new Set(
  (
    "bool byte complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string " +
    "uint uint8 uint16 uint32 uint64 uintptr true false iota nil append cap close complex copy " +
    "delete imag len make new panic print println real recover _"
  ).split(" "),
);

/**
 * The free names of a Go file by one pass over its tokens with a stack of scopes. Fields, methods,
 * labels and keys of struct literals are no names of a scope and do not count; the keys of map and
 * array literals do, when the literal says that it is one.
 */
export function freeNames(source: string): FreeNames {
  return new Pass(tokensOf(source)).run();
}

class Pass {
  readonly #texts: readonly string[];
  readonly #partners: Int32Array;
  readonly #scopes: Set<string>[] = [new Set()];
  /** Indexes at which so many scopes end. */
  readonly #ends = new Map<number, number>();
  /** Names that a scope gets at an index: a variable is no name in the statement that makes it. */
  readonly #bindings = new Map<number, { scope: Set<string>; names: readonly string[] }>();
  readonly #skipped = new Set<number>();
  readonly #braces: BraceKind[] = [];
  readonly #bodies = new Set<number>();
  readonly #uses: { name: string; member: string | undefined }[] = [];
  /** A control statement's head is open, so that the next brace begins its block. */
  #head = false;

  constructor(tokens: Tokens) {
    this.#texts = tokens.texts;
    this.#partners = tokens.partners;
  }

  run(): FreeNames {
    for (let at = 0; at < this.#texts.length; at++) this.#step(at);
    const free = new Set<string>();
    const members = new Map<string, Set<string>>();
    for (const { name, member } of this.#uses) {
      // What the file declares at its top level may stand behind its uses.
      if (this.#scopes[0]?.has(name) === true) continue;
      free.add(name);
      if (member === undefined) continue;
      const known = members.get(name);
      if (known === undefined) members.set(name, new Set([member]));
      else known.add(member);
    }
    return { free, members };
  }

  #step(at: number): void {
    for (let ends = this.#ends.get(at) ?? 0; ends > 0 && this.#scopes.length > 1; ends--) {
      this.#scopes.pop();
    }
    const bound = this.#bindings.get(at);
    for (const name of bound?.names ?? []) bound?.scope.add(name);
    const text = this.#texts[at] ?? "";
    if (text === "{") this.#open(at);
    else if (text === "}") this.#braces.pop();
    else if (text === ":=") this.#bindBefore(at);
    else if (isWord(text)) this.#word(text, at);
  }

  #word(text: string, at: number): void {
    const before = this.#texts[at - 1];
    const after = this.#texts[at + 1];
    if (before === "." || this.#skipped.has(at)) return;
    switch (text) {
      case "func":
        this.#signature(at);
        return;
      case "if":
      case "for":
      case "switch":
      case "select":
        this.#head = true;
        return;
      case "type":
      case "var":
      case "const":
        this.#declare(text, at + 1);
        return;
      case "package":
      case "goto":
      case "break":
      case "continue":
        this.#skipped.add(at + 1);
        return;
      case "import":
        this.#skipImport(at + 1);
        return;
      default:
    }
    if (keywords.has(text) || predeclared.has(text)) return;
    if (this.#isMemberName(at, before, after)) return;
    if (this.#isDeclaredOutside(text)) return;
    const member = after === "." ? this.#texts[at + 2] : undefined;
    this.#uses.push({ name: text, member: isWord(member) ? member : undefined });
  }

  /** Fields, methods of interfaces, keys of struct literals and labels. */
  #isMemberName(at: number, before: string | undefined, after: string | undefined): boolean {
    const begins = before === "{" || before === ";";
    const brace = this.#braces.at(-1);
    if (brace === "struct") return begins && this.#skipFields(at);
    if (brace === "fields") return (before === "{" || before === ",") && after === ":";
    if (brace === "block") return after === ":" && (begins || before === "}" || before === ":");
    if (brace !== "interface" || !begins || after !== "(") return false;
    this.#enterSignature(at + 1);
    return true;
  }

  #skipFields(at: number): boolean {
    const names = specNames(this.#texts, at);
    const type = this.#texts[(names.at(-1) ?? at) + 1];
    if (type === ";" || type === "}" || type === "." || type === '"') return false;
    // `Embedded[T]` and `field [4]T` differ in what stands behind the bracket.
    if (type === "[" && names.length === 1) {
      const close = this.#partners[at + 1] ?? -1;
      const behind = this.#texts[close + 1];
      if (close > at + 2 && (behind === ";" || behind === "}" || behind === '"')) return false;
    }
    for (const name of names) this.#skipped.add(name);
    return true;
  }

  #open(at: number): void {
    this.#braces.push(this.#braceKind(at));
    if (this.#braces.at(-1) !== "block" || this.#bodies.has(at)) return;
    this.#head = false;
    this.#scopes.push(new Set());
    this.#endAt((this.#partners[at] ?? -1) + 1);
  }

  #braceKind(at: number): BraceKind {
    const before = this.#texts[at - 1];
    if (before === "struct" || before === "interface") return before;
    if (this.#bodies.has(at)) return "block";
    const outer = this.#braces.at(-1);
    const isLiteral = outer === "fields" || outer === "keyed";
    if (isLiteral && (before === "{" || before === "," || before === ":")) return "fields";
    if (this.#head) return "block";
    if (!isWord(before) && before !== "]" && before !== "}") return "block";
    return before === "else" ? "block" : this.#isContainer(at) ? "keyed" : "fields";
  }

  /** Whether the type in front of a literal's brace is a map, an array or a slice. */
  #isContainer(brace: number): boolean {
    let at = brace - 1;
    while (at >= 0) {
      const text = this.#texts[at] ?? "";
      if (text === "]" || text === "}" || text === ")") {
        const open = this.#partners[at] ?? -1;
        if (open < 0) return false;
        const before = this.#texts[open - 1];
        if (text === "]" && (before === "map" || !isWord(before) || keywords.has(before))) {
          return true;
        }
        at = open - 1;
      } else if (isWord(text) || text === "." || text === "*") at--;
      else return false;
    }
    return false;
  }

  #signature(at: number): void {
    let from = at + 1;
    const isTop = this.#scopes.length === 1 && (this.#texts[at - 1] ?? ";") === ";";
    const receiver: string[] = [];
    if (isTop && this.#texts[from] === "(" && isWord(this.#texts[this.#after(from)])) {
      receiver.push(...this.#receiverNames(from));
      from = this.#after(from);
      this.#skipped.add(from);
      from++;
    } else if (isTop && isWord(this.#texts[from])) {
      const name = this.#texts[from] ?? "";
      if (name !== "init" && name !== "_") this.#scopes[0]?.add(name);
      this.#skipped.add(from);
      from++;
    }
    this.#enterSignature(from, receiver, at);
  }

  #receiverNames(open: number): string[] {
    const close = this.#partners[open] ?? open;
    const names: string[] = [];
    for (let at = open + 1; at < close; at++) {
      const text = this.#texts[at] ?? "";
      const isName =
        at === open + 1 && (isWord(this.#texts[at + 1]) || this.#texts[at + 1] === "*");
      const bracket = this.#texts.indexOf("[", open);
      if (isWord(text) && (isName || (bracket > open && bracket < at))) {
        names.push(text);
        this.#skipped.add(at);
      }
    }
    return names;
  }

  /** Opens the scope of a function from its type parameters or parameters on. */
  #enterSignature(from: number, names: readonly string[] = [], keyword = -1): void {
    const scope = new Set(names);
    const tokens = { texts: this.#texts, partners: this.#partners };
    let at = from;
    if (this.#texts[at] === "[") {
      for (const index of parameterNames(tokens, at)) this.#skip(index, scope);
      at = this.#after(at);
    }
    const end = signatureEnd(tokens, at);
    for (let list = at, count = 0; this.#texts[list] === "(" && count < 2; count++) {
      for (const index of parameterNames(tokens, list)) this.#skip(index, scope);
      list = this.#after(list);
      if (list > end) break;
    }
    this.#scopes.push(scope);
    // `[]func(){...}` is a literal of functions, and `case func():` is a type.
    const before = this.#texts[keyword - 1] ?? "";
    const isType = keyword < 0 || before === "]" || before === "chan" || before === "*";
    if (this.#texts[end] === "{" && !isType) {
      this.#bodies.add(end);
      this.#endAt((this.#partners[end] ?? -1) + 1);
    } else {
      this.#endAt(Math.max(end, from + 1));
    }
  }

  #declare(kind: string, from: number): void {
    const grouped = this.#texts[from] === "(";
    const end = grouped ? (this.#partners[from] ?? -1) : from + 1;
    for (let at = grouped ? from + 1 : from; at < end; at = this.#nextSpec(at, end)) {
      for (const index of kind === "type" ? [at] : specNames(this.#texts, at)) {
        this.#skip(index, this.#scopes.at(-1) ?? new Set());
      }
      if (kind !== "type") continue;
      const tokens = { texts: this.#texts, partners: this.#partners };
      if (!isTypeParameters(this.#texts, at + 1)) continue;
      for (const index of parameterNames(tokens, at + 1)) {
        // One letter as a rule, so the scope around the type may hold them too.
        this.#skip(index, this.#scopes.at(-1) ?? new Set());
      }
    }
  }

  #nextSpec(from: number, end: number): number {
    let at = from;
    while (at < end && this.#texts[at] !== ";") {
      const partner = this.#partners[at] ?? -1;
      at = partner > at ? partner + 1 : at + 1;
    }
    return at + 1;
  }

  #skipImport(from: number): void {
    const end = this.#texts[from] === "(" ? (this.#partners[from] ?? from) : from + 1;
    for (let at = from; at <= end; at++) this.#skipped.add(at);
  }

  #bindBefore(at: number): void {
    const names: string[] = [];
    const scope = this.#scopes.at(-1) ?? new Set<string>();
    this.#bindings.set(this.#statementEnd(at + 1), { scope, names });
    for (let index = at - 1; isWord(this.#texts[index]); index -= 2) {
      names.push(this.#texts[index] ?? "");
      const use = this.#uses.at(-1);
      // They were taken for uses when they came.
      if (use?.name === this.#texts[index] && use?.member === undefined) this.#uses.pop();
      if (this.#texts[index - 1] !== ",") break;
    }
  }

  /** Where the statement or the clause around an index ends: at a `;`, a `:` or its block. */
  #statementEnd(from: number): number {
    let at = from;
    while (at < this.#texts.length) {
      const text = this.#texts[at] ?? "";
      if (text === ";" || text === ":" || text === "}" || (text === "{" && this.#head)) break;
      const partner = this.#partners[at] ?? -1;
      at = partner > at ? partner + 1 : at + 1;
    }
    return at;
  }

  #skip(index: number, scope: Set<string>): void {
    const text = this.#texts[index];
    if (!isWord(text)) return;
    this.#skipped.add(index);
    scope.add(text);
  }

  #after(open: number): number {
    const partner = this.#partners[open] ?? -1;
    return partner < 0 ? open + 1 : partner + 1;
  }

  #endAt(index: number): void {
    if (index > 0) this.#ends.set(index, (this.#ends.get(index) ?? 0) + 1);
  }

  #isDeclaredOutside(name: string): boolean {
    return this.#scopes.some((scope, depth) => depth > 0 && scope.has(name));
  }
}
