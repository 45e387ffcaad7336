import type { FileFacts } from "../../../protocols/index.ts";
import { listed, sentence, series } from "./english.ts";
import { distinct, shortPath, stem } from "./names.ts";
import { roleOf } from "./path-role.ts";
import type { Topic } from "./topic.ts";

/** What there is to say of a file without definitions: its place, its headings or keys. */
export function plainTopics(facts: FileFacts): Topic[] {
  return [placeTopic(facts), ...headingTopics(facts), neighboursTopic(facts)];
}

function placeTopic({ path, language }: FileFacts): Topic {
  return {
    key: "place",
    names: [],
    weight: 8,
    say(_, voice, style) {
      const role = roleOf(path).phrase;
      if (style === "terse") return sentence(`${shortPath(path)}: ${role}`, shortPath(path));
      return voice.pick([
        sentence(`${shortPath(path)} is ${role}`, shortPath(path)),
        sentence(`what I write is ${role}${language ? `, in ${language}` : ""}`),
        sentence(`this is ${role}, and no code depends on its form`),
      ]);
    },
  };
}

/** Headings in groups, since a page goes on from one to the next. */
function headingTopics({ headings }: FileFacts): Topic[] {
  const short = distinct(headings.map(shortened)).filter((heading) => heading.length > 1);
  const groups = Array.from({ length: Math.ceil(short.length / 4) }, (_, index) =>
    short.slice(index * 4, index * 4 + 4),
  );
  return groups.map((group, index) => ({
    key: `headings ${index}`,
    names: group,
    weight: 0,
    say(chosen, voice, style) {
      if (chosen.length === 0) return "";
      const what = series(chosen, voice);
      if (style === "terse") return sentence(what, what);
      return index === 0
        ? sentence(
            voice.pick([`it begins with ${what}`, `first comes ${what}`, `I open with ${what}`]),
          )
        : sentence(
            voice.pick([`then ${what}`, `after that I treat ${what}`, `it goes on to ${what}`]),
          );
    },
  }));
}

function neighboursTopic({ importedBy, imports }: FileFacts): Topic {
  const near = distinct([
    ...imports.map(({ path, specifier }) => path ?? specifier),
    ...importedBy,
  ]).map(shortPath);
  return {
    key: "neighbours",
    names: [],
    weight: near.length > 0 ? 9 : 0,
    say: (_, voice) =>
      sentence(
        voice.pick([
          `it belongs with ${listed(near.slice(0, 3))}`,
          `its neighbours are ${listed(near.slice(0, 3))}`,
        ]),
      ),
  };
}

/** The first words of a heading: whole lines of a page are for the page. */
function shortened(heading: string): string {
  const words = heading
    .replace(/[`*_#[\]()<>]/g, " ")
    .trim()
    .split(/\s+/);
  return words.slice(0, 4).join(" ").slice(0, 48) || stem(heading);
}
