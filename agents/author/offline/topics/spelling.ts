import type { Topic } from "./topic.ts";

const NAME = String.raw`[A-Za-z_$][\w$]*`;

/**
 * A name as a line of code writes it, with what it is a member of and the brackets of an empty
 * call: `take` in `const next = this.queue.take();` is `queue.take()`. Never more than a handful of
 * code tokens, and no other name than the given one and a receiver that may be named too.
 */
export function spelt(name: string, line: string, mayName: (receiver: string) => boolean): string {
  const pattern = `(?<![\\w$])(?:(${NAME})\\??\\.)?([#@]?)${escaped(name)}(?![\\w$])(\\(\\))?`;
  const found = new RegExp(pattern).exec(line);
  if (!found) return name;
  const [, receiver = "", mark = "", call = ""] = found;
  const known = receiver !== "" && (SELF.has(receiver) || mayName(receiver));
  return `${known ? `${receiver}.` : ""}${mark}${name}${call}`;
}

const SELF: ReadonlySet<string> = new Set(["this", "self", "cls"]);

/** A topic that writes its names as the code does. */
export function inSpelling(topic: Topic, spell: (name: string) => string): Topic {
  return {
    ...topic,
    say(chosen, voice, style) {
      let text = topic.say(chosen, voice, style);
      for (const name of chosen) {
        const pattern = new RegExp(`(?<![\\w$.])${escaped(name)}(?![\\w$])`);
        text = text.replace(pattern, () => spell(name));
      }
      return text;
    },
  };
}

function escaped(name: string): string {
  return name.replaceAll(/[^\w\s]/g, String.raw`\$&`);
}
