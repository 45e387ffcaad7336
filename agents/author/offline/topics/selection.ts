import { surprise, type Voice } from "../prose/index.ts";
import type { Topic } from "./topic.ts";

export interface SelectionRules {
  /** Characters that the text may have, about. */
  readonly budget: number;
  /** Names that need not be said again. */
  readonly known: ReadonlySet<string>;
  /** Names that must not be said. */
  readonly forbidden: ReadonlySet<string>;
  /** How far chance moves a name's rank: 0 is by worth alone. */
  readonly jitter: number;
  /** The least worth, in bits per character, of what is said. */
  readonly floor: number;
}

/** What is said: for each chosen topic, in their order, the chosen names in theirs. */
export type Selection = readonly { readonly topic: Topic; readonly names: readonly string[] }[];

/** Characters that a sentence has beside its names. */
const SENTENCE = 32;

interface Candidate {
  readonly topic: Topic;
  readonly name: string;
  readonly worth: number;
}

/** Chooses what is worth its length until the budget is spent. Every name is chosen once. */
export function select(topics: readonly Topic[], rules: SelectionRules, voice: Voice): Selection {
  const chosen = new Map<Topic, Set<string>>();
  let left = rules.budget;
  for (const { topic, name, worth } of ranked(topics, rules, voice)) {
    const cost = name.length + 3 + (chosen.has(topic) ? 0 : SENTENCE);
    if (cost > left || worth < rules.floor) continue;
    left -= cost;
    const names = chosen.get(topic) ?? new Set();
    if (name !== "") names.add(name);
    chosen.set(topic, names);
  }
  return topics.flatMap((topic) => {
    const names = chosen.get(topic);
    return names ? [{ topic, names: topic.names.filter((name) => names.has(name)) }] : [];
  });
}

function ranked(
  topics: readonly Topic[],
  { known, forbidden, jitter }: SelectionRules,
  voice: Voice,
): Candidate[] {
  const seen = new Set<string>();
  const candidates: Candidate[] = [];
  for (const topic of topics) {
    const ranks = voice.about("rank", topic.key);
    const chance = () => 1 + jitter * (2 * ranks.draw() - 1);
    if (topic.weight > 0) {
      candidates.push({ topic, name: "", worth: (topic.weight / SENTENCE) * chance() });
    }
    for (const name of topic.names) {
      if (seen.has(name) || forbidden.has(name)) continue;
      seen.add(name);
      const worth = (surprise(name, known) / (name.length + 3)) * chance();
      candidates.push({ topic, name, worth });
    }
  }
  return candidates.toSorted((a, b) => b.worth - a.worth);
}
