import type { FileFacts, SymbolFacts } from "../../../../protocols/index.ts";
import { distinct, labelsOf, sentence, series, type Voice } from "../prose/index.ts";
import type { Style, Topic } from "./topic.ts";

/** How the bodies go, definition by definition. */
export function writeTopics(facts: FileFacts): Topic[] {
  const labels = labelsOf(facts);
  const bodies = facts.symbols.map((symbol, index) =>
    bodyTopic(symbol, labels[index] ?? symbol.name, index),
  );
  return [...bodies, looseTopic(facts.uses)];
}

function bodyTopic(symbol: SymbolFacts, label: string, index: number): Topic {
  const { name, binds, uses, flow } = symbol;
  return {
    key: `body ${index}`,
    names: interleaved(binds, uses).filter((each) => each !== name),
    weight: flow.length > 0 ? 5 : 0,
    say(chosen, voice, style) {
      const kept = chosen.filter((each) => binds.includes(each));
      const called = chosen.filter((each) => !binds.includes(each));
      const clauses = [
        kept.length > 0 ? keeping(series(kept, voice), voice, style) : "",
        called.length > 0 ? calling(series(called, voice), voice, style) : "",
        style === "full" && (chosen.length < 4 || voice.chance(0.4)) ? flowing(flow, voice) : "",
      ].filter((clause) => clause !== "");
      if (clauses.length === 0) return "";
      const [first = "", ...rest] = clauses;
      if (style === "terse") return sentence(`${label}: ${[first, ...rest].join("; ")}`, label);
      const body = [first, ...rest].join(rest.length > 1 ? ", " : voice.pick([" and ", ", then "]));
      return voice.pick([
        sentence(`${label} ${body}`, label),
        sentence(`in ${label} it ${body}`),
        sentence(`${label}: it ${body}`, label),
      ]);
    },
  };
}

function keeping(names: string, voice: Voice, style: Style): string {
  if (style === "terse") return names;
  return voice.pick([`keeps ${names}`, `works with ${names}`, `binds ${names}`, `takes ${names}`]);
}

function calling(names: string, voice: Voice, style: Style): string {
  if (style === "terse") return names;
  return voice.pick([
    `uses ${names}`,
    `calls on ${names}`,
    `goes through ${names}`,
    `needs ${names}`,
  ]);
}

type ControlFlow = SymbolFacts["flow"][number];

const FLOW: Readonly<Record<ControlFlow, readonly [string, ...string[]]>> = {
  branches: ["tells its cases apart", "decides between cases", "takes a way by case"],
  loops: ["goes over the items", "repeats until it is through"],
  throws: ["gives up loudly on bad input", "throws when it cannot go on"],
  catches: ["catches what fails", "deals with failure on the spot"],
  awaits: ["waits for the slow part", "awaits the answer"],
  yields: ["hands results out one by one", "yields as it goes"],
  recurses: ["calls itself for the parts", "descends into itself"],
};

function flowing(flow: readonly ControlFlow[], voice: Voice): string {
  const shapes = voice.shuffle(flow).slice(0, 2);
  return shapes.map((shape) => voice.pick(FLOW[shape])).join(" and ");
}

function looseTopic(uses: readonly string[]): Topic {
  return {
    key: "loose",
    names: uses,
    weight: 0,
    say(chosen, voice, style) {
      if (chosen.length === 0) return "";
      const what = series(chosen, voice);
      if (style === "terse") return sentence(`at the top ${what}`);
      return sentence(
        voice.pick([
          `at the top level I use ${what}`,
          `outside of the definitions come ${what}`,
          `what runs on load is ${what}`,
        ]),
      );
    },
  };
}

/** Two lists as one in which both keep their order and their pace. */
function interleaved(a: readonly string[], b: readonly string[]): string[] {
  const placed = [a, b].flatMap((list) =>
    list.map((name, index) => ({ name, at: (index + 0.5) / list.length })),
  );
  return distinct(placed.toSorted((x, y) => x.at - y.at).map(({ name }) => name));
}
