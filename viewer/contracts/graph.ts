/** A file of a repository's graph, named by its place in {@link GraphAnswer.files}. */
export interface GraphFileAnswer {
  readonly path: string;
  readonly language: string | null;
  readonly lines: number;
  readonly imports: readonly number[];
  readonly external: readonly string[];
  readonly unresolved: readonly {
    readonly specifier: string;
    readonly line: number;
    readonly reason: string;
  }[];
  readonly symbols: readonly {
    readonly name: string;
    readonly kind: string;
    readonly line: number;
  }[];
  /** Number of the cycle that it is part of. */
  readonly cycle?: number;
}

/** `/api/graph?session=S` */
export interface GraphAnswer {
  /** In the order of the graph: dependencies first. */
  readonly files: readonly GraphFileAnswer[];
  readonly excluded: readonly { readonly path: string; readonly reason: string }[];
  readonly external: readonly {
    readonly name: string;
    readonly builtin: boolean;
    readonly importers: number;
  }[];
}
