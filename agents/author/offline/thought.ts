import type {
  FileContext,
  FileFacts,
  ThoughtPurpose,
  ThoughtRequest,
} from "../../../protocols/index.ts";
import {
  allowed,
  asThoughtPurpose,
  compose,
  designTopics,
  isPlain,
  needsTopics,
  plainTopics,
  select,
  type SelectionRules,
  type Topic,
  writeTopics,
} from "./topics/index.ts";
import { sentence, shortPath, stem, Voice, wordsOf, wordsOfName } from "./prose/index.ts";

/** Characters of a thought, at most. */
export const THOUGHT_LIMIT = 1_200;

/** Share of a file's size that a thought of each purpose may take. */
const SHARE: Readonly<Record<ThoughtPurpose, number>> = { needs: 0.08, design: 0.1, write: 0.16 };

/** The share of the facts that a first draft uses. */
const MODEST = 0.42;

/** Characters that a thought about this file may take. */
export function budgetFor(facts: FileFacts, purpose: string): number {
  return Math.max(90, Math.min(THOUGHT_LIMIT, facts.bytes * SHARE[asThoughtPurpose(purpose)]));
}

/**
 * What can be said for one purpose. `deep` adds what the bodies hold to purposes that speak of
 * the surface first.
 */
export function topicsFor(facts: FileFacts, purpose: string, deep: boolean): Topic[] {
  if (isPlain(facts)) return plainTopics(facts, purpose, deep);
  if (purpose === "needs") return needsTopics(facts, deep);
  return purpose === "design" ? designTopics(facts, deep) : writeTopics(facts);
}

/** Names that the reader of a thought has seen before it. */
export function knownBefore(file: FileContext, others: readonly { text: string }[]): Set<string> {
  const said = others.map(({ text }) => text);
  // A plain file's outline contains all its facts, so it is not counted there.
  if (isPlain(file.facts)) return wordsOf(...said);
  return wordsOf(file.outline, ...file.reads.map(({ text }) => text), ...said);
}

/**
 * A first draft: the most telling part of the facts, and not more. Another sample of the same
 * question takes up other facts, in another order and amount.
 */
export function firstThought(request: ThoughtRequest): string {
  const { file, purpose, earlier, violations, seed, sample } = request;
  if (sample !== undefined) return anotherThought(request, sample);
  const voice = new Voice(seed, "thought", file.path, purpose);
  const forbidden = new Set(violations.map(({ subject }) => subject));
  const topics = topicsFor(file.facts, purpose, false);
  const say = (rules: Omit<SelectionRules, "forbidden" | "jitter">) =>
    compose(
      select(topics, { ...rules, forbidden, jitter: 0.35 }, voice),
      { style: "full", forbidden, limit: THOUGHT_LIMIT },
      voice,
    );
  const budget = budgetFor(file.facts, purpose) * MODEST;
  const news = say({ known: knownBefore(file, earlier), floor: 0.28, budget });
  if (news !== "") {
    return [...allowed([opening(file, purpose, voice)], forbidden), news].join(" ");
  }
  // Nothing here is new; a plain word on the most important part is still a thought.
  const plain = say({ known: new Set(), floor: 0, budget: Math.max(60, budget / 4) });
  return plain || fallback(voice);
}

function anotherThought(request: ThoughtRequest, sample: number): string {
  const { file, purpose, earlier, seed } = request;
  const voice = new Voice(seed, "thought", file.path, purpose, sample);
  const forbidden: ReadonlySet<string> = new Set();
  const rules: SelectionRules = {
    known: wordsOf(...earlier.map(({ text }) => text)),
    budget: budgetFor(file.facts, purpose) * voice.pick([0.25, 0.4, 0.6, 0.8]),
    floor: 0,
    jitter: 0.8,
    forbidden,
  };
  const topics = voice.shuffle(topicsFor(file.facts, purpose, false));
  const style = { style: "plain", forbidden, limit: THOUGHT_LIMIT } as const;
  return compose(select(topics, rules, voice), style, voice) || fallback(voice);
}

/** What is thought when the facts hold nothing that may be said. */
export function fallback(voice: Voice): string {
  return voice.pick([
    "There is little to decide here; I keep the file short.",
    "This one is small, and I write it in one go.",
    "Nothing here needs more than a plain start.",
    "I write this as it comes, since nothing depends on it yet.",
  ]);
}

function opening({ facts, path }: FileContext, purpose: string, voice: Voice): string {
  if (facts.bytes < 600) return "";
  const file = voice.pick([shortPath(path), stem(path)]);
  const subject = wordsOfName(path) || stem(path);
  const openings: Readonly<Record<ThoughtPurpose, readonly [string, ...string[]]>> = {
    needs: [`before I write ${file} I look at what it needs`, `first, what ${file} stands on`],
    design: [`now the shape of ${file}`, `${subject}: which parts, and what each is for`],
    write: [`now the bodies of ${file}`, `how ${file} does its work`],
  };
  return sentence(voice.pick(openings[asThoughtPurpose(purpose)]));
}
