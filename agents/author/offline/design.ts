import type { FileFacts, SymbolFacts } from "../../../protocols/index.ts";
import { counted, sentence, series, withArticle } from "./english.ts";
import { labelsOf, membersOf, topLevel } from "./names.ts";
import type { Topic } from "./topic.ts";

/** What a file defines and how its parts divide the work. */
export function designTopics(facts: FileFacts, deep: boolean): Topic[] {
  const members = membersOf(facts);
  const imported = new Set(facts.imports.flatMap(({ names }) => names));
  const top = topLevel(facts).filter(({ name }) => !imported.has(name));
  const topics = top.map((symbol, index) =>
    definitionTopic(symbol, members.get(symbol.name) ?? [], index),
  );
  const shape = shapeTopic(top);
  if (!deep) return [shape, ...topics];
  const labels = labelsOf(facts);
  const states = facts.symbols.map(({ name, binds }, index) =>
    stateTopic(labels[index] ?? name, binds, index),
  );
  return [shape, ...topics, ...states];
}

function shapeTopic(top: readonly SymbolFacts[]): Topic {
  const visible = top.filter(({ exported }) => exported).length;
  return {
    key: "shape",
    names: [],
    weight: top.length > 2 ? 10 : 0,
    say(_, voice, style) {
      const hidden = top.length - visible;
      if (style === "terse")
        return sentence(`${counted(visible, "public name")}, ${hidden} private`);
      if (visible === 0) return "Nothing leaves this file under its own name.";
      if (hidden === 0) return "Everything here is for others to use.";
      return voice.pick([
        sentence(
          `${counted(visible, "name")} for others, ${counted(hidden, "helper")} for the file itself`,
        ),
        sentence(`I show ${counted(visible, "definition")} and keep the rest to the file`),
      ]);
    },
  };
}

function definitionTopic(
  symbol: SymbolFacts,
  members: readonly SymbolFacts[],
  index: number,
): Topic {
  const { name, kind, exported } = symbol;
  return {
    key: `definition ${index}`,
    names: [...new Set([name, ...members.map((member) => member.name)])],
    weight: exported ? 6 : 4,
    say(chosen, voice, style) {
      const inside = chosen.filter((each) => each !== name);
      const held = inside.length === 0 ? "" : series(inside, voice);
      if (style === "terse")
        return held ? sentence(`${name} holds ${held}`, name) : sentence(`${kind} ${name}`);
      if (held !== "") {
        return voice.pick([
          sentence(`the ${kind} ${name} brings ${held}`),
          sentence(`${name} is ${withArticle(kind)} with ${held}`, name),
          sentence(`on ${name} ${inside.length === 1 ? "sits" : "sit"} ${held}`),
        ]);
      }
      return exported
        ? voice.pick([
            sentence(`${name} is the ${kind} that others call for`, name),
            sentence(`I offer ${name} as ${withArticle(kind)}`),
            sentence(`the ${kind} ${name} is part of the surface`),
          ])
        : voice.pick([
            sentence(`${name} is ${withArticle(kind)} for the file's own use`, name),
            sentence(`behind that stands the ${kind} ${name}`),
            sentence(`I keep ${name} private`),
          ]);
    },
  };
}

/** The names that a definition's body binds. */
function stateTopic(name: string, binds: readonly string[], index: number): Topic {
  return {
    key: `state ${index}`,
    names: binds,
    weight: 0,
    say(chosen, voice, style) {
      if (chosen.length === 0) return "";
      const what = series(chosen, voice);
      if (style === "terse") return sentence(`${name} keeps ${what}`, name);
      return voice.pick([
        sentence(`${name} keeps ${what} in hand`, name),
        sentence(`inside ${name} there ${chosen.length === 1 ? "is" : "are"} ${what}`),
        sentence(`${name} works through ${what}`, name),
      ]);
    },
  };
}
