import { withoutBodies } from "../../../graph/index.ts";
import type { FileFacts, RewriteRequest, ThoughtText } from "../../../protocols/index.ts";
import { compose, select, type SelectionRules, type Style, type Topic } from "./topics/index.ts";
import { distinct, surprise, Voice, wordsOf } from "./prose/index.ts";
import { refined } from "./refine.ts";
import { THOUGHT_LIMIT, budgetFor, fallback, knownBefore, topicsFor } from "./thought.ts";

const NOTHING: ReadonlySet<string> = new Set();

/** Another text for one thought of a file; the same request gives the same text. */
export function rewriteThought(request: RewriteRequest): string {
  const { file, index, proposer, number, seed } = request;
  const voice = new Voice(seed, "rewrite", file.path, index, proposer, number);
  return proposers[request.proposer](request, voice) || fallback(voice);
}

const proposers = { blind, informed, refine: refined, condense: condensed } as const;

/** Describes the outline in another order and other words. */
function blind({ file, thoughts, index }: RewriteRequest, voice: Voice): string {
  const facts = withoutBodies(file.facts);
  return write(voice.shuffle(topicsOf(facts, thoughts[index])), voice, {
    budget: budgetOf(facts, thoughts[index]) * voice.pick([0.4, 0.6, 0.8]),
    known: NOTHING,
    jitter: 0.8,
    floor: 0,
    style: "plain",
  });
}

/** Adds what neither the outline nor the other thoughts name, the rarest first. */
function informed({ file, thoughts, index }: RewriteRequest, voice: Voice): string {
  const current = thoughts[index];
  const others = thoughts.filter((_, each) => each !== index);
  return write(topicsOf(file.facts, current, true), voice, {
    budget: Math.min(
      THOUGHT_LIMIT,
      budgetOf(file.facts, current) * voice.pick([0.5, 1.2, 1.8, 2.5]),
    ),
    known: knownBefore(file, others),
    jitter: voice.pick([0.05, 0.2, 0.4]),
    floor: voice.pick([0.1, 0.3, 0.6]),
    style: voice.pick(["plain", "plain", "terse"]),
  });
}

/** Keeps the more telling of the names that the thought holds, with few words around them. */
function condensed({ file, thoughts, index }: RewriteRequest, voice: Voice): string {
  const current = thoughts[index];
  const said = wordsOf(current?.text ?? "");
  const topics = naming(topicsOf(file.facts, current, true), said);
  const kept = dropWeakest(distinct(topics.flatMap(({ names }) => names)), voice);
  const rules = {
    budget: THOUGHT_LIMIT,
    known: NOTHING,
    jitter: 0,
    floor: 0,
    style: "terse" as const,
  };
  const telling = naming(topics, kept).filter(({ names }) => names.length > 0);
  return write(telling, voice, rules);
}

/** The topics with those of their names alone that may be said. */
function naming(topics: readonly Topic[], names: ReadonlySet<string>): Topic[] {
  return topics.map((topic) => {
    const left = topic.names.filter((name) => names.has(name));
    return { key: topic.key, names: left, weight: topic.weight, say: topic.say };
  });
}

function dropWeakest(names: readonly string[], voice: Voice): Set<string> {
  const share = voice.pick([0.5, 0.65, 0.8, 1]);
  const worth = names.map((name) => ({
    name,
    bits: surprise(name, NOTHING) * (0.7 + 0.6 * voice.draw()),
  }));
  const ranked = worth.toSorted((a, b) => b.bits - a.bits);
  return new Set(ranked.slice(0, Math.ceil(share * names.length)).map(({ name }) => name));
}

interface WriteRules extends Omit<SelectionRules, "forbidden"> {
  readonly style: Style;
}

function write(topics: readonly Topic[], voice: Voice, rules: WriteRules): string {
  const chosen = select(topics, { ...rules, forbidden: NOTHING }, voice);
  const { style } = rules;
  return compose(chosen, { style, forbidden: NOTHING, limit: THOUGHT_LIMIT }, voice);
}

function topicsOf(facts: FileFacts, thought: ThoughtText | undefined, deep = false): Topic[] {
  return topicsFor(facts, thought?.purpose ?? "write", deep);
}

function budgetOf(facts: FileFacts, thought: ThoughtText | undefined): number {
  return budgetFor(facts, thought?.purpose ?? "write");
}
