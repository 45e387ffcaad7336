/** What the author is asked for. Tokens are those of all requests together. */
export interface AuthorWork {
  readonly requests: number;
  readonly prompt_tokens: number;
  /** Those of the prompt tokens that begin as an earlier prompt did: a prefix cache has them. */
  readonly reusable_tokens: number;
  readonly completion_tokens: number;
}

/** What a scorer is asked for: each request is one target after one context. */
export interface ScoringWork {
  readonly requests: number;
  /** Context, thoughts and target. */
  readonly tokens: number;
  /** Those that begin as an earlier request did. */
  readonly reusable_tokens: number;
}

export interface Work {
  readonly author: AuthorWork;
  readonly scorer: ScoringWork;
  /** Absent without a judge. */
  readonly judge?: ScoringWork;
}

const NO_WORK: Work = {
  author: { requests: 0, prompt_tokens: 0, reusable_tokens: 0, completion_tokens: 0 },
  scorer: { requests: 0, tokens: 0, reusable_tokens: 0 },
};

/** Adds up work by session and file. Sums are fractions until they are read. */
export class WorkTally {
  readonly #sessions = new Map<string, { total: Work; readonly files: Map<string, Work> }>();
  #total = NO_WORK;

  /** @param file the path that it is about; undefined for what belongs to no file */
  add(session: string, file: string | undefined, work: Partial<Work>): void {
    const known = this.#sessions.get(session) ?? { total: NO_WORK, files: new Map<string, Work>() };
    this.#sessions.set(session, known);
    this.#total = sumOf(this.#total, work);
    known.total = sumOf(known.total, work);
    if (file !== undefined) known.files.set(file, sumOf(known.files.get(file) ?? NO_WORK, work));
  }

  get total(): Work {
    return rounded(this.#total);
  }

  of(session: string): Work {
    return rounded(this.#sessions.get(session)?.total ?? NO_WORK);
  }

  /** In the order in which they were begun. */
  files(session: string): (Work & { readonly path: string })[] {
    const files = this.#sessions.get(session)?.files ?? new Map<string, Work>();
    return [...files].map(([path, work]) => ({ path, ...rounded(work) }));
  }
}

function sumOf(a: Work, b: Partial<Work>): Work {
  const judge = added(a.judge, b.judge);
  return {
    author: added(a.author, b.author) ?? NO_WORK.author,
    scorer: added(a.scorer, b.scorer) ?? NO_WORK.scorer,
    ...(judge && { judge }),
  };
}

function added<Part extends object>(a: Part | undefined, b: Part | undefined): Part | undefined {
  if (!a || !b) return a ?? b;
  const more = b as Readonly<Record<string, number>>;
  return mapped(a, (value, name) => value + (more[name] ?? 0));
}

function rounded({ author, scorer, judge }: Work): Work {
  return {
    author: mapped(author, Math.round),
    scorer: mapped(scorer, Math.round),
    ...(judge && { judge: mapped(judge, Math.round) }),
  };
}

function mapped<Part extends object>(
  part: Part,
  of: (value: number, name: string) => number,
): Part {
  const entries = Object.entries(part) as [string, number][];
  return Object.fromEntries(entries.map(([name, value]) => [name, of(value, name)])) as Part;
}
