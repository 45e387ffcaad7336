import { ControlHeads } from "./control.ts";
import { isLiteralInHead } from "./literals.ts";
import { GoScopes } from "./scopes.ts";
import { isWord, type Tokens } from "./tokens.ts";

/** What one pass over the tokens of a file knows at the token that it has come to. */
export class Reading {
  readonly tokens: Tokens;
  readonly scopes = new GoScopes();
  readonly heads: ControlHeads;
  /** Indexes of words that are no uses of a name. */
  readonly skipped = new Set<number>();
  /** Indexes of the braces around bodies of functions, whose scope begins with the parameters. */
  readonly bodies = new Set<number>();
  /** Brackets of all kinds that are open. */
  depth = 0;

  constructor(tokens: Tokens) {
    this.tokens = tokens;
    this.heads = new ControlHeads(tokens, this.scopes);
  }

  /** Takes a word for the declaration of a name. */
  declare(index: number, scope: Set<string>): void {
    const text = this.tokens.texts[index];
    if (!isWord(text)) return;
    this.skipped.add(index);
    scope.add(text);
  }

  /** Whether a brace, with as many brackets around it as now, begins the block of an open head. */
  endsHead(brace: number): boolean {
    return this.heads.isOpen(this.depth) && !isLiteralInHead(this.tokens, brace);
  }

  /** Where the statement or the clause around an index ends: at a `;`, a `:` or its block. */
  statementEnd(from: number): number {
    const { texts } = this.tokens;
    let at = from;
    while (at < texts.length) {
      const text = texts[at] ?? "";
      if (text === ";" || text === ":" || text === "}") break;
      if (text === "{" && this.endsHead(at)) break;
      const partner = this.tokens.partners[at] ?? -1;
      at = partner > at ? partner + 1 : at + 1;
    }
    return at;
  }

  /** Index after a bracket's partner. */
  behind(open: number): number {
    const partner = this.tokens.partners[open] ?? -1;
    return partner < 0 ? open + 1 : partner + 1;
  }
}
