import { declareNames } from "./declarations.ts";
import { enterFunction, enterSignature } from "./functions.ts";
import { isContainer } from "./literals.ts";
import { Reading } from "./reading.ts";
import { isWord, keywords, tokensOf } from "./tokens.ts";
import { specNames } from "./type-syntax.ts";

/** The names that a file takes from elsewhere: from its package, or through its imports. */
export interface FreeNames {
  /** Names that nothing in the file declares, imports included. */
  readonly free: ReadonlySet<string>;
  /** For each free name that a member is taken of, the members. */
  readonly members: ReadonlyMap<string, ReadonlySet<string>>;
}

/** `clauses` is the block of a `switch` or a `select`. */
type BraceKind = "block" | "clauses" | "struct" | "interface" | "keyed" | "fields";

interface Brace {
  readonly kind: BraceKind;
  readonly at: number;
  /** A clause has begun, so that the innermost scope is a clause's. */
  hasClause: boolean;
}

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
  return new Pass(new Reading(tokensOf(source))).run();
}

class Pass {
  readonly #reading: Reading;
  readonly #texts: readonly string[];
  readonly #braces: Brace[] = [];
  readonly #uses: { name: string; member: string | undefined }[] = [];

  constructor(reading: Reading) {
    this.#reading = reading;
    this.#texts = reading.tokens.texts;
  }

  run(): FreeNames {
    for (let at = 0; at < this.#texts.length; at++) this.#step(at);
    const free = new Set<string>();
    const members = new Map<string, Set<string>>();
    for (const { name, member } of this.#uses) {
      // Top-level declarations of the file may come after their uses.
      if (this.#reading.scopes.file.has(name)) continue;
      free.add(name);
      if (member === undefined) continue;
      const known = members.get(name);
      if (known === undefined) members.set(name, new Set([member]));
      else known.add(member);
    }
    return { free, members };
  }

  #step(at: number): void {
    const reading = this.#reading;
    reading.scopes.reach(at);
    const text = this.#texts[at] ?? "";
    if (text === "{") this.#open(at);
    else if (text === "}") this.#braces.pop();
    else if (text === ":=") this.#bindBefore(at);
    else if (isWord(text)) this.#word(text, at);
    if (text === "(" || text === "[" || text === "{") reading.depth++;
    else if (text === ")" || text === "]" || text === "}") reading.depth--;
  }

  #word(text: string, at: number): void {
    const { skipped, heads, scopes, depth } = this.#reading;
    const before = this.#texts[at - 1];
    const after = this.#texts[at + 1];
    if (before === "." || skipped.has(at)) return;
    switch (text) {
      case "func":
        enterFunction(this.#reading, at);
        return;
      case "if":
      case "for":
      case "switch":
      case "select":
        heads.begin(text, at, depth);
        return;
      case "case":
      case "default":
        this.#beginClause();
        return;
      case "type":
      case "var":
      case "const":
        declareNames(this.#reading, text, at + 1);
        return;
      case "package":
      case "goto":
      case "break":
      case "continue":
        skipped.add(at + 1);
        return;
      case "import":
        this.#skipImport(at + 1);
        return;
      default:
    }
    if (keywords.has(text) || predeclared.has(text)) return;
    if (this.#isMemberName(at, before, after)) return;
    if (scopes.isLocal(text)) return;
    const member = after === "." ? this.#texts[at + 2] : undefined;
    this.#uses.push({ name: text, member: isWord(member) ? member : undefined });
  }

  /** Fields, methods of interfaces, keys of struct literals and labels. */
  #isMemberName(at: number, before: string | undefined, after: string | undefined): boolean {
    const begins = before === "{" || before === ";";
    const brace = this.#braces.at(-1)?.kind;
    if (brace === "struct") return begins && this.#skipFields(at);
    if (brace === "fields") return (before === "{" || before === ",") && after === ":";
    if (brace === "block" || brace === "clauses") {
      return after === ":" && (begins || before === "}" || before === ":");
    }
    if (brace !== "interface" || !begins || after !== "(") return false;
    enterSignature(this.#reading, at + 1);
    return true;
  }

  #skipFields(at: number): boolean {
    const names = specNames(this.#texts, at);
    const type = this.#texts[(names.at(-1) ?? at) + 1];
    if (type === ";" || type === "}" || type === "." || type === '"') return false;
    // `Embedded[T]` and `field [4]T` differ in the text after the bracket.
    if (type === "[" && names.length === 1) {
      const close = this.#reading.tokens.partners[at + 1] ?? -1;
      const behind = this.#texts[close + 1];
      if (close > at + 2 && (behind === ";" || behind === "}" || behind === '"')) return false;
    }
    for (const name of names) this.#reading.skipped.add(name);
    return true;
  }

  #open(at: number): void {
    const { scopes, heads, bodies } = this.#reading;
    const kind = this.#braceKind(at);
    const isBlock = kind === "block" && !bodies.has(at);
    const keyword = isBlock && this.#reading.endsHead(at) ? heads.end(at) : undefined;
    const hasClauses = keyword === "switch" || keyword === "select";
    this.#braces.push({ kind: hasClauses ? "clauses" : kind, at, hasClause: false });
    if (!isBlock) return;
    scopes.enter();
    scopes.endAt(this.#reading.behind(at));
  }

  /** What a clause binds lasts until the next one. */
  #beginClause(): void {
    const { scopes } = this.#reading;
    const brace = this.#braces.at(-1);
    if (brace?.kind !== "clauses") return;
    if (brace.hasClause) scopes.replace();
    else {
      scopes.enter();
      scopes.endAt(this.#reading.behind(brace.at));
    }
    brace.hasClause = true;
  }

  #braceKind(at: number): BraceKind {
    const { tokens, bodies } = this.#reading;
    const before = this.#texts[at - 1];
    if (before === "struct" || before === "interface") return before;
    if (bodies.has(at)) return "block";
    const outer = this.#braces.at(-1)?.kind;
    const isLiteral = outer === "fields" || outer === "keyed";
    if (isLiteral && (before === "{" || before === "," || before === ":")) return "fields";
    if (before === "else" || this.#reading.endsHead(at)) return "block";
    if (isContainer(tokens, at)) return "keyed";
    return isWord(before) || before === "]" || before === "}" ? "fields" : "block";
  }

  #bindBefore(at: number): void {
    const names: string[] = [];
    for (let index = at - 1; isWord(this.#texts[index]); index -= 2) {
      names.push(this.#texts[index] ?? "");
      const use = this.#uses.at(-1);
      // They were taken for uses when they came.
      if (use?.name === this.#texts[index] && use?.member === undefined) this.#uses.pop();
      if (this.#texts[index - 1] !== ",") break;
    }
    this.#reading.scopes.bindAt(this.#reading.statementEnd(at + 1), names);
  }

  #skipImport(from: number): void {
    const { tokens, skipped } = this.#reading;
    const end = tokens.texts[from] === "(" ? (tokens.partners[from] ?? from) : from + 1;
    for (let at = from; at <= end; at++) skipped.add(at);
  }
}
