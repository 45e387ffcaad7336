/** Texts that occur again and again, as numbers in the order of their first occurrence. */
export class Names {
  readonly all: string[] = [];
  readonly #numbers = new Map<string, number>();

  numberOf(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    const number = this.all.length;
    this.all.push(name);
    this.#numbers.set(name, number);
    return number;
  }

  /** The number of a name that may not occur: -1 then. */
  find(name: string): number {
    return this.#numbers.get(name) ?? -1;
  }

  nameOf(number: number): string {
    return this.all[number] ?? "";
  }
}
