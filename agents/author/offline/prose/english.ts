import type { Voice } from "./voice.ts";

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[]): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

/**
 * Names in their order, in groups of at most three with words between the groups: a longer run
 * with commas alone would repeat a parameter list or an import token by token.
 */
export function series(names: readonly string[], voice: Voice): string {
  const groups: string[] = [];
  for (let at = 0; at < names.length;) {
    const left = names.length - at;
    const size = left <= 3 ? left : voice.pick([2, 2, 3, 1]);
    groups.push(joined(names.slice(at, at + size), voice));
    at += size;
  }
  return groups.reduce(
    (text, group) => text + voice.pick([", then ", ", later ", ", also "]) + group,
  );
}

function joined(names: readonly string[], voice: Voice): string {
  if (names.length !== 2) return listed(names);
  return names.join(voice.pick([" and ", " and ", " with "]));
}

/**
 * A sentence: a full stop at its end, and a large first letter unless the first word is one of
 * `names`, whose spelling is not ours to change.
 */
export function sentence(text: string, ...names: readonly string[]): string {
  const named = names.some((name) => name !== "" && text.startsWith(name));
  const head = named ? text.slice(0, 1) : text.slice(0, 1).toUpperCase();
  return head + text.slice(1) + (/[.!?]$/.test(text) ? "" : ".");
}

export function counted(count: number, noun: string, plural = `${noun}s`): string {
  const words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
  return `${words[count] ?? count} ${count === 1 ? noun : plural}`;
}

export function withArticle(noun: string): string {
  return `${/^[aeiou]/i.test(noun) ? "an" : "a"} ${noun}`;
}
