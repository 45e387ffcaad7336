import type { GoScopes } from "./scopes.ts";
import type { Tokens } from "./tokens.ts";

interface Head {
  readonly keyword: string;
  /** Brackets of all kinds that are open around it. */
  readonly depth: number;
  /** How many scopes end with the statement. */
  readonly scopes: number;
}

/**
 * The heads of `if`, `for`, `switch` and `select` that are open. What a head binds lasts until its
 * statement ends; for an `if` that is after its last `else`.
 */
export class ControlHeads {
  readonly #tokens: Tokens;
  readonly #scopes: GoScopes;
  readonly #open: Head[] = [];
  /** For the `if` after an `else`: how many of the preceding scopes end with it. */
  readonly #chained = new Map<number, number>();

  constructor(tokens: Tokens, scopes: GoScopes) {
    this.#tokens = tokens;
    this.#scopes = scopes;
  }

  begin(keyword: string, at: number, depth: number): void {
    this.#scopes.enter();
    this.#open.push({ keyword, depth, scopes: 1 + (this.#chained.get(at) ?? 0) });
  }

  /** Whether a token with so many brackets around it belongs to a head, so that `{` ends it. */
  isOpen(depth: number): boolean {
    return this.#open.at(-1)?.depth === depth;
  }

  /** Ends a head by the brace of its block, and returns the keyword. */
  end(brace: number): string | undefined {
    const head = this.#open.pop();
    if (head === undefined) return undefined;
    const { texts, partners } = this.#tokens;
    const behind = (partners[brace] ?? -1) + 1;
    if (behind === 0 || texts[behind] !== "else") this.#scopes.endAt(behind, head.scopes);
    else if (texts[behind + 1] === "if") this.#chained.set(behind + 1, head.scopes);
    else this.#scopes.endAt((partners[behind + 1] ?? -1) + 1, head.scopes);
    return head.keyword;
  }
}
