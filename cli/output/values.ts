import { printable } from "../../protocols/index.ts";

/** The calls of the agent's own code, without those of the host and of libraries. */
export function stackLines(stack: string): string[] {
  return stack
    .split("\n")
    .filter((line) => /^\s+at /.test(line) && !/node_modules|node:internal/.test(line))
    .slice(0, 3)
    .map((line) => `             ${printable(line.trim())}`);
}

/** A value as JSON on one line, shortened. */
export function brief(value: unknown, limit = 160): string {
  const text = printable(JSON.stringify(value) ?? "nothing");
  return text.length > limit ? `${text.slice(0, limit)}...` : text;
}
