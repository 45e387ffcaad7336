/** The scopes around the tokens of a file, which are visited in order. */
export class GoScopes {
  readonly #file = new Set<string>();
  readonly #inner: Set<string>[] = [];
  /** Indexes at which so many scopes end. */
  readonly #ends = new Map<number, number>();
  /** Names that a scope gets at an index: a variable is no name in the statement that makes it. */
  readonly #bindings = new Map<number, { scope: Set<string>; names: readonly string[] }[]>();

  /** What the file declares at its top level. */
  get file(): Set<string> {
    return this.#file;
  }

  /** The innermost scope. */
  get current(): Set<string> {
    return this.#inner.at(-1) ?? this.#file;
  }

  get isTop(): boolean {
    return this.#inner.length === 0;
  }

  /** Ends and fills the scopes that a token's index is the place for. */
  reach(index: number): void {
    for (let left = this.#ends.get(index) ?? 0; left > 0; left--) this.#inner.pop();
    for (const { scope, names } of this.#bindings.get(index) ?? []) {
      for (const name of names) scope.add(name);
    }
  }

  enter(names: Iterable<string> = []): Set<string> {
    const scope = new Set(names);
    this.#inner.push(scope);
    return scope;
  }

  /** Begins a scope in place of the innermost one, which ends. */
  replace(): void {
    this.#inner.pop();
    this.enter();
  }

  /** Lets scopes end in front of a token; broken source may have no place for that. */
  endAt(index: number, count = 1): void {
    if (index > 0) this.#ends.set(index, (this.#ends.get(index) ?? 0) + count);
  }

  /** Binds names in the innermost scope from a token on. */
  bindAt(index: number, names: readonly string[]): void {
    const known = this.#bindings.get(index) ?? [];
    this.#bindings.set(index, [...known, { scope: this.current, names }]);
  }

  /** Whether something inside of the file, and not at its top level, declares a name. */
  isLocal(name: string): boolean {
    return this.#inner.some((scope) => scope.has(name));
  }
}
