import type { Node } from "web-tree-sitter";
import type { Place } from "../languages/language.ts";
import type { FileRecord, Flow, SymbolRecord } from "./record.ts";

/** A definition or an anonymous function that encloses the current captures. */
export interface Scope {
  end: number;
  functionLike: boolean;
  symbol?: SymbolRecord;
  /** Offset of the symbol's own name, which is not a name it binds. */
  nameAt?: number;
  /** Offset of the decorated definition that this one already represents. */
  innerStart?: number;
}

/** Most names kept of one definition. */
const nameLimit = 40;
const identifier = /[#$\w]+/y;

/**
 * The definitions that are open at a place of a file, innermost last, while its captures go by in
 * source order: what is used, bound and done there counts for the symbols around it.
 */
export class Scopes {
  readonly #open: Scope[] = [];
  readonly #record: FileRecord;
  readonly #source: string;
  /** The symbols that a name refers to here; undefined after the open scopes change. */
  #known: readonly SymbolRecord[] | undefined;

  constructor(record: FileRecord, source: string) {
    this.#record = record;
    this.#source = source;
  }

  get depth(): number {
    return this.#open.length;
  }

  /** The innermost symbol around the place. */
  get symbol(): SymbolRecord | undefined {
    return this.#open.findLast((scope) => scope.symbol !== undefined)?.symbol;
  }

  get place(): Place {
    const inFunction = this.#open.some((scope) => scope.functionLike);
    return { source: this.#source, inFunction, outer: this.symbol?.kind };
  }

  /** Closes what ends before an offset; returns the innermost that stays open. */
  at(offset: number): Scope | undefined {
    while ((this.#open.at(-1)?.end ?? Infinity) <= offset) {
      this.#open.pop();
      this.#known = undefined;
    }
    return this.#open.at(-1);
  }

  enter(scope: Scope): void {
    this.#open.push(scope);
    this.#known = undefined;
  }

  /** A name that the code at a node uses; returns it. */
  use(node: Node): string {
    const name = this.#textAt(node);
    const owners = this.#owners();
    if (owners.length === 0) add(this.#record.uses, name);
    for (const symbol of owners) add(symbol.uses, name);
    if (this.#isOwnMember(node.startIndex)) this.markRecursion(name, node.startIndex);
    return name;
  }

  bind(name: string): void {
    const owners = this.#owners();
    if (owners.length === 0) add(this.#record.binds, name);
    for (const symbol of owners) add(symbol.binds, name);
  }

  /** As {@link bind}, for the name at a node. */
  bindAt(node: Node): void {
    this.bind(this.#textAt(node));
  }

  flow(shape: Flow): void {
    for (const symbol of this.#owners()) {
      if (!symbol.flow.includes(shape)) symbol.flow.push(shape);
    }
  }

  /** Marks the enclosing function that a call names, when it is one. */
  markRecursion(name: string, start: number): void {
    if (this.#source[start + name.length] !== "(") return;
    const own = this.#open.findLast(
      (scope) => scope.functionLike && scope.symbol?.name === name,
    )?.symbol;
    if (own === undefined || own.flow.includes("recurses")) return;
    const isMethod = own.parent !== undefined && own.kind === "method";
    if (isMethod === this.#isOwnMember(start)) own.flow.push("recurses");
  }

  /** The symbols that a name inside counts for: the innermost, and the functions around it. */
  #owners(): readonly SymbolRecord[] {
    if (this.#known !== undefined) return this.#known;
    const found: SymbolRecord[] = [];
    for (let index = this.#open.length - 1; index >= 0; index--) {
      const scope = this.#open[index];
      if (scope?.symbol !== undefined && (found.length === 0 || scope.functionLike)) {
        found.push(scope.symbol);
      }
    }
    this.#known = found;
    return found;
  }

  #isOwnMember(start: number): boolean {
    return (
      this.#source[start - 1] === "." &&
      ownMember.test(this.#source.slice(Math.max(0, start - 5), start))
    );
  }

  /** An identifier's text without asking the parser where it ends. */
  #textAt(node: Node): string {
    const source = this.#source;
    identifier.lastIndex = node.startIndex;
    const match = identifier.exec(source)?.[0];
    const after = source.charCodeAt(node.startIndex + (match?.length ?? 0));
    if (match !== undefined && after < 128) return match;
    return source.slice(node.startIndex, node.endIndex);
  }
}

const ownMember = /(?:this|self|cls)\.$/;

function add(list: string[], name: string): void {
  if (list.length < nameLimit && name !== "" && !list.includes(name)) list.push(name);
}
