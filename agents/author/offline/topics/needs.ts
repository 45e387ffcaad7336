import type { FileFacts, ImportFacts } from "../../../../protocols/index.ts";
import { distinct, labelsOf, listed, origin, sentence, series, shortPath } from "../prose/index.ts";
import type { Topic } from "./topic.ts";

/** What a file must get from elsewhere, and who relies on it. */
export function needsTopics(facts: FileFacts, deep: boolean): Topic[] {
  const topics = [...sources(facts).map(importTopic), importersTopic(facts)];
  return deep ? [...topics, ...borrowed(facts)] : topics;
}

interface Source {
  readonly from: string;
  readonly local: boolean;
  readonly names: readonly string[];
}

function sources(facts: FileFacts): Source[] {
  const found = new Map<string, ImportFacts[]>();
  for (const each of facts.imports) {
    const from = origin(each);
    found.set(from, [...(found.get(from) ?? []), each]);
  }
  return [...found].map(([from, imports]) => ({
    from,
    local: imports.some(({ path }) => path !== null),
    names: distinct(imports.flatMap(({ names }) => names)).filter((name) => name !== "*"),
  }));
}

function importTopic({ from, local, names }: Source): Topic {
  return {
    key: `import ${from}`,
    names,
    weight: local ? 12 : 10,
    say(chosen, voice, style) {
      const what = chosen.length === 0 ? "" : series(chosen, voice);
      if (what === "" || (chosen.length === 1 && chosen[0] === from)) {
        if (style === "terse") return sentence(`needs ${from}`);
        return sentence(
          local
            ? voice.pick([
                `I build on ${from}`,
                `${from} has to be there first`,
                `this leans on ${from}`,
              ])
            : voice.pick([
                `${from} comes from outside`,
                `I need ${from}`,
                `it takes ${from} to do this`,
              ]),
          from,
        );
      }
      if (style === "terse") return sentence(`${what} from ${from}`, what);
      return voice.pick([
        sentence(`from ${from} I take ${what}`),
        sentence(`I need ${what} from ${from}`),
        sentence(`${from} gives me ${what}`, from),
        sentence(`for ${what} I go to ${from}`),
      ]);
    },
  };
}

function importersTopic({ importedBy }: FileFacts): Topic {
  return {
    key: "importers",
    names: [],
    weight: importedBy.length === 0 ? 0 : 14,
    say(_, voice, style) {
      const some = importedBy.slice(0, 2).map(shortPath);
      const more = importedBy.length - some.length;
      const who = more > 0 ? listed([...some, `${more} more`]) : listed(some);
      if (style === "terse") return sentence(`used by ${who}`);
      return sentence(
        voice.pick([
          `what I write here is used by ${who}`,
          `${who} will import this, so its names have to stay put`,
          `I owe a stable surface to ${who}`,
        ]),
        who,
      );
    },
  };
}

/** Names that definitions use and that nothing in the file defines. */
function borrowed(facts: FileFacts): Topic[] {
  const own = new Set(facts.symbols.flatMap(({ name, binds }) => [name, ...binds]));
  const outside = (names: readonly string[]) => names.filter((name) => !own.has(name));
  const topLevelUses: Topic = {
    key: "borrowed at the top",
    names: outside(facts.uses),
    weight: 0,
    say: (chosen, voice, style) =>
      chosen.length === 0
        ? ""
        : sentence(
            style === "terse"
              ? `at load ${series(chosen, voice)}`
              : voice.pick([
                  `loading the file already needs ${series(chosen, voice)}`,
                  `outside of any definition it reaches for ${series(chosen, voice)}`,
                ]),
          ),
  };
  const labels = labelsOf(facts);
  const each = facts.symbols.map(({ name: bare, uses }, index): Topic => ({
    key: `borrowed ${index}`,
    names: outside(uses),
    weight: 0,
    say(chosen, voice, style) {
      if (chosen.length === 0) return "";
      const name = labels[index] ?? bare;
      const what = series(chosen, voice);
      if (style === "terse") return sentence(`${name}: ${what}`, name);
      return voice.pick([
        sentence(`${name} depends on ${what}`, name),
        sentence(`for ${name} I need ${what}`),
        sentence(`${what} must be at hand for ${name}`, what),
      ]);
    },
  }));
  return [topLevelUses, ...each];
}
