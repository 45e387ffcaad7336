import type { RewriteRequest } from "../../../protocols/index.ts";
import { compose, inSpelling, mentions, spelt, type Style, type Topic } from "./topics/index.ts";
import { isOrdinary, sentence, surprise, type Voice, wordsOf } from "./prose/index.ts";
import { THOUGHT_LIMIT, budgetFor, topicsFor } from "./thought.ts";

const NOTHING: ReadonlySet<string> = new Set();

/** Something that may be named. */
interface NameCandidate {
  readonly name: string;
  /** What naming it should save, in nats. */
  readonly nats: number;
  /** How the code writes it. */
  readonly spelling: string;
}

/**
 * The thought again, with names for the lines that leave the scorer surprised. A name is taken from
 * the facts, or from what the coder has read or been shown; it is worth its share of what its
 * lines cost. What the thought said stays, but for its weakest names.
 */
export function refined(request: RewriteRequest, voice: Voice): string {
  const { file, thoughts, index } = request;
  const { purpose, text } = thoughts[index] ?? { purpose: "write", text: "" };
  const topics = topicsFor(file.facts, purpose, true);
  const offered = new Set(topics.flatMap(({ names }) => names));
  const candidates = candidatesOf(request, offered);
  const said = [...candidates.values()].filter(({ name }) => mentions(text, name));
  const all = thoughts.map((thought) => thought.text).join("\n");
  const unsaid = [...candidates.values()].filter(({ name }) => !mentions(all, name));
  const room = budgetFor(file.facts, purpose) * voice.pick([0.3, 0.6, 1, 1.5]);
  const left = new Set([...strongest(said, voice), ...worthiest(unsaid, room, voice)]);
  const around = [...left].filter((name) => !offered.has(name));
  const spell = (name: string): string => candidates.get(name)?.spelling ?? name;
  const selection = [...topics, aroundTopic(around)].flatMap((topic) => {
    const names = topic.names.filter((name) => left.has(name));
    for (const name of names) left.delete(name);
    return names.length === 0 ? [] : [{ topic: inSpelling(topic, spell), names }];
  });
  const style = voice.pick<Style>(["plain", "terse", "terse"]);
  return compose(selection, { style, forbidden: NOTHING, limit: THOUGHT_LIMIT }, voice);
}

/** What may be named, the names of the most surprising lines first. */
function candidatesOf(
  { file, target = "", surprises = [] }: RewriteRequest,
  offered: ReadonlySet<string>,
): Map<string, NameCandidate> {
  const lines = target.split("\n");
  const shown = wordsOf(file.outline, file.requirements, ...file.reads.map(({ text }) => text));
  const mayName = (name: string): boolean => offered.has(name) || shown.has(name);
  const found = new Map<string, NameCandidate>();
  for (const { line, nats } of surprises.toSorted((a, b) => b.nats - a.nats)) {
    const text = lines[line - 1] ?? "";
    const size = text.replaceAll(/\s/g, "").length;
    for (const name of wordsOf(text)) {
      if (isOrdinary(name) || !mayName(name)) continue;
      const before = found.get(name);
      const spelling = before?.spelling ?? spelt(name, text, mayName);
      found.set(name, { name, nats: (before?.nats ?? 0) + (nats * name.length) / size, spelling });
    }
  }
  // A name on no such line helps as little as one that the reader already knows.
  for (const name of offered) {
    if (found.has(name) || isOrdinary(name)) continue;
    const line = lines.find((text) => mentions(text, name)) ?? "";
    const nats = surprise(name, shown) / 8;
    found.set(name, { name, nats, spelling: spelt(name, line, mayName) });
  }
  return found;
}

/** The names that are worth most for their length, as many as there is room for. */
function worthiest(candidates: readonly NameCandidate[], room: number, voice: Voice): string[] {
  const jitter = voice.pick([0.1, 0.3, 0.6]);
  const ranked = candidates
    .map(({ name, nats, spelling }) => {
      const cost = spelling.length + 3;
      return { name, cost, worth: (nats / cost) * (1 + jitter * (2 * voice.draw() - 1)) };
    })
    .toSorted((a, b) => b.worth - a.worth);
  let left = room;
  return ranked.flatMap(({ name, cost }) => {
    left -= cost;
    return left < 0 ? [] : [name];
  });
}

/** The names without the weakest, which may take the place of better ones. */
function strongest(said: readonly NameCandidate[], voice: Voice): string[] {
  const share = voice.pick([0.7, 0.85, 1, 1]);
  const names = said.map(({ name }) => name);
  const ranked = names.toSorted((a, b) => surprise(b, NOTHING) - surprise(a, NOTHING));
  return ranked.slice(0, Math.ceil(share * ranked.length));
}

/** Names that were read or shown before, and that the file comes back to. */
function aroundTopic(names: readonly string[]): Topic {
  return {
    key: "around",
    names,
    weight: 0,
    say(chosen, voice, style) {
      const what = chosen.join(" and ");
      if (style === "terse") return sentence(`again ${what}`);
      return voice.pick([
        sentence(`what I have seen before comes back: ${what}`),
        sentence(`I meet ${what} again`),
      ]);
    },
  };
}
