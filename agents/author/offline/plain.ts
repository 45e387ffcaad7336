import type { FileFacts, ThoughtPurpose } from "../../../protocols/index.ts";
import { listed, sentence, series } from "./english.ts";
import { distinct, shortPath, stem } from "./names.ts";
import { roleOf } from "./path-role.ts";
import { asThoughtPurpose } from "./purpose.ts";
import type { Topic } from "./topic.ts";

/** Whether a file holds nothing that a parser names: prose, settings, data. */
export function isPlain({ symbols, uses, imports }: FileFacts): boolean {
  return symbols.length + uses.length + imports.length === 0;
}

/** What there is to say of a plain file: its place, then its headings or keys, then its form. */
export function plainTopics(facts: FileFacts, purpose: string, deep: boolean): Topic[] {
  const byPurpose: Readonly<Record<ThoughtPurpose, Topic[]>> = {
    needs: [placeTopic(facts), neighboursTopic(facts)],
    design: headingTopics(facts),
    write: [formTopic(facts)],
  };
  const own = byPurpose[asThoughtPurpose(purpose)];
  return deep && purpose !== "design" ? [...own, ...headingTopics(facts)] : own;
}

const FORMS: Readonly<Record<string, readonly [string, ...string[]]>> = {
  markdown: [
    "sections under headings, links where another page says more",
    "short paragraphs, and examples in fenced blocks where words are not enough",
  ],
  restructuredtext: ["sections with underlined titles, and directives where words are not enough"],
  json: ["one object, its keys in double quotes", "an object of keys and values, without comments"],
  yaml: ["keys by indentation, lists with dashes", "a mapping that people can edit by hand"],
  toml: ["tables in brackets, one key a line"],
  ini: ["sections in brackets, one key a line"],
};

function formTopic({ language, lines }: FileFacts): Topic {
  return {
    key: "form",
    names: [],
    weight: 10,
    say(_, voice, style) {
      const form = voice.pick(FORMS[language ?? ""] ?? ["plain lines", "text as it comes"]);
      if (style === "terse") return sentence(form);
      const size =
        lines < 40 ? voice.pick(["it stays short", "a page is enough"]) : "it takes its room";
      return sentence(
        voice.pick([`I write ${form}; ${size}`, `the form is ${form}`, `${size}: ${form}`]),
      );
    },
  };
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

/** Headings in groups, since a page continues from one to the next. */
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
    .replace(/\\(?=[^\w\s])/g, "")
    .replace(/[`*#[\]()<>]|(?<!\w)_|_(?!\w)/g, " ")
    .trim()
    .split(/\s+/);
  return words.slice(0, 4).join(" ").slice(0, 48) || stem(heading);
}
