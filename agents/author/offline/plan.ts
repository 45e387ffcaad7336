import type { PlanEntry, PlanRequest, RepositoryFacts } from "../../../protocols/index.ts";
import { planText } from "../plan-text.ts";
import {
  folderOf,
  listed,
  type PathRole,
  roleOf,
  sentence,
  Voice,
  wordsOfName,
} from "./prose/index.ts";

/** Every file in the given order, each with a sentence on what it is for. */
export function writePlan({ facts, order, seed }: PlanRequest): {
  text: string;
  entries: PlanEntry[];
} {
  const voice = new Voice(seed, "plan", facts.name);
  const standing = standingOf(facts);
  const entries = order.map(({ path, purpose }) => ({
    path,
    purpose: purpose || purposeOf(path, standing, voice.about(path)),
  }));
  return { text: planText(preamble(entries, facts, voice), entries), entries };
}

interface ImportCounts {
  readonly hubs: ReadonlyMap<string, number>;
  readonly entries: ReadonlySet<string>;
}

function standingOf({ hubs, entries }: RepositoryFacts): ImportCounts {
  return {
    hubs: new Map(hubs.map(({ path, importers }) => [path, importers])),
    entries: new Set(entries),
  };
}

function purposeOf(path: string, { hubs, entries }: ImportCounts, voice: Voice): string {
  const { role, phrase } = roleOf(path);
  const folder = folderOf(path);
  const used = entries.has(path) ? ", used from outside" : "";
  const about = {
    phrase,
    words: wordsOfName(path),
    area: folder === "" ? "the project" : folder,
    inFolder: folder === "" ? "" : ` in ${folder}`,
    shared: hubs.has(path) ? `, for ${hubs.get(path)} other files` : used,
  };
  return sentence(voice.pick(PURPOSES[role])(about));
}

interface About {
  readonly phrase: string;
  readonly words: string;
  readonly area: string;
  readonly inFolder: string;
  readonly shared: string;
}

type Purpose = (about: About) => string;

const aPage: readonly [Purpose] = [
  ({ phrase, words, area, inFolder }) => `${phrase}${inFolder}, about ${words || area}`,
];

const PURPOSES: Readonly<Record<PathRole["role"], readonly [Purpose, ...Purpose[]]>> = {
  test: [
    ({ words }) => `checks ${words} as its users see it`,
    ({ words, area }) => `tests of ${words} in ${area}`,
    ({ words }) => `makes sure that ${words} behaves`,
  ],
  docs: aPage,
  config: aPage,
  data: aPage,
  example: [({ words }) => `shows ${words} in use`],
  types: [({ words, shared }) => `declares the types of ${words}${shared}`],
  style: [({ words }) => `the looks of ${words}`],
  entry: [
    ({ area, shared }) => `brings together what ${area} offers${shared}`,
    ({ area, shared }) => `the way into ${area}${shared}`,
  ],
  code: [
    ({ words, area, shared }) => `takes care of ${words} for ${area}${shared}`,
    ({ words, area, shared }) => `the ${words} part of ${area}${shared}`,
    ({ words, area, shared }) => `holds what ${area} needs for ${words}${shared}`,
  ],
};

function preamble(entries: readonly PlanEntry[], facts: RepositoryFacts, voice: Voice): string {
  if (entries.length === 0) return "";
  const hubs = facts.hubs.slice(0, 2).map(({ path }) => path);
  const first = voice.pick([
    "I go from what nothing else needs to what needs the rest, so every file finds its imports written",
    "dependencies come first; what only uses others comes last",
    "the order follows the imports: a file is written once everything under it is there",
  ]);
  const middle = hubs.length === 0 ? "" : ` ${sentence(`many wait for ${listed(hubs)}`)}`;
  return sentence(first) + middle;
}
