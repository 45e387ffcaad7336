import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";

/** Texts or bytes by path. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** Writes files below a directory, which is made; returns the directory. */
export async function plant(directory: string, files: Files): Promise<string> {
  await mkdir(directory, { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(directory, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  return directory;
}

/** Three files of Python that need each other, large enough to be thought and searched about. */
export const counter: Files = {
  "README.md": "# Counter\n\nCounts up to a limit.\n",
  "src/util.py": `"""Arithmetic that the counter needs."""


def add(left, right):
    """Adds two numbers."""
    return left + right


def clamp(value, low, high):
    """Keeps a value within two bounds."""
    if value < low:
        return low
    return min(value, high)
`,
  "src/app.py": `"""Counts up to a limit."""

from src.util import add, clamp


class Counter:
    """Counts and never leaves its bounds."""

    def __init__(self, limit):
        self.limit = limit
        self.value = 0

    def step(self, amount=1):
        """Moves by an amount."""
        self.value = clamp(add(self.value, amount), 0, self.limit)
        return self.value
`,
};

/** Two files of TypeScript. */
export const greeter: Files = {
  "package.json": '{ "name": "greeter", "version": "1.0.0", "license": "MIT" }\n',
  "src/words.ts": `/** Joins words with one space. */
export function joinWords(words: readonly string[]): string {
  return words.filter((word) => word !== "").join(" ");
}
`,
  "src/greet.ts": `import { joinWords } from "./words.ts";

/** Says hello to somebody. */
export class Greeter {
  readonly #salutation: string;

  constructor(salutation = "Hello") {
    this.#salutation = salutation;
  }

  greet(name: string): string {
    return joinWords([this.#salutation, name.trim()]);
  }
}
`,
};

/** The smallest thing that can be reconstructed. */
export const single: Files = { "main.py": "print('one')\n" };
