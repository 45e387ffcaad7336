const LIMIT = 1024;

/**
 * The sessions released last. An answer may still be under way when its session is released;
 * that it comes much later than others end is not expected, so memory stays bounded.
 */
export class ReleasedSessions {
  readonly #names = new Set<string>();

  has(session: string): boolean {
    return this.#names.size > 0 && this.#names.has(session);
  }

  add(session: string): void {
    this.#names.delete(session);
    this.#names.add(session);
    const [oldest] = this.#names;
    if (this.#names.size > LIMIT && oldest !== undefined) this.#names.delete(oldest);
  }

  delete(session: string): void {
    this.#names.delete(session);
  }
}
