import type { RepositoryFacts, RequirementsRequest } from "../../../protocols/index.ts";
import {
  counted,
  isOrdinary,
  listed,
  roleOf,
  sentence,
  series,
  Voice,
  wordsOfName,
} from "./prose/index.ts";

/** One to three paragraphs on what the project has to be, derived from its structure. */
export function writeRequirements({ facts, seed }: RequirementsRequest): string {
  const voice = new Voice(seed, "requirements", facts.name);
  const parts = [aim(facts, voice), areas(facts, voice), outside(facts, voice)];
  return parts.filter((part) => part !== "").join("\n\n");
}

function aim(facts: RepositoryFacts, voice: Voice): string {
  const { name, languages, entries, hubs } = facts;
  const spoken = languages.slice(0, 2).map(({ language }) => language);
  const first = voice.pick([
    `${name} is to be built${spoken.length > 0 ? ` in ${listed(spoken)}` : ""}`,
    `the task is ${name}${spoken.length > 0 ? `, written in ${listed(spoken)}` : ""}`,
    `I want ${name} as a project${spoken.length > 0 ? ` in ${listed(spoken)}` : ""}`,
  ]);
  const size = voice.pick([
    `it comes to ${counted(facts.files, "file")}`,
    `${counted(facts.files, "file")} should be enough for it`,
  ]);
  const doors = entries.filter((path) => roleOf(path).role !== "test").slice(0, 3);
  const open =
    doors.length === 0
      ? ""
      : voice.pick([
          `people come in through ${listed(doors)}`,
          `${listed(doors)} ${doors.length === 1 ? "is where" : "are where"} it is used from`,
        ]);
  const centre = hubs.slice(0, 3).map(({ path }) => path);
  const core =
    centre.length === 0
      ? ""
      : voice.pick([
          `most of it rests on ${listed(centre)}, so that part has to be right first`,
          `at the centre stand ${listed(centre)}; the rest builds on them`,
        ]);
  return sentences([name, ...doors], first, size, open, core);
}

function areas(facts: RepositoryFacts, voice: Voice): string {
  const told = facts.directories.filter(({ files }) => files > 0).slice(0, 8);
  const spelt = told.flatMap(({ path, names }) => [path, ...names]);
  return sentences(
    spelt,
    ...told.map(({ path, names }) => {
      const own = voice.about("area", path);
      const what = names.filter((name) => !isOrdinary(name)).slice(0, 5);
      const where = path === "" || path === "." ? "the root" : path;
      if (what.length === 0) {
        return own.pick([
          `${where} holds ${purposeOf(path)}`,
          `in ${where} goes ${purposeOf(path)}`,
        ]);
      }
      return own.pick([
        `${where} is responsible for ${series(what, own)}`,
        `in ${where} I expect ${series(what, own)}`,
        `${series(what, own)} belong to ${where}`,
      ]);
    }),
  );
}

function purposeOf(path: string): string {
  const { role, phrase } = roleOf(`${path}/file`);
  if (role !== "code") return phrase;
  return `what has to do with ${wordsOfName(`${path}.x`) || "the project as a whole"}`;
}

function outside({ packages }: RepositoryFacts, voice: Voice): string {
  if (packages.length === 0) {
    return voice.pick([
      "It needs no package from outside.",
      "Nothing from outside is needed beyond the language itself.",
    ]);
  }
  const main = packages.slice(0, 6).map(({ name }) => name);
  const rest = packages.length - main.length;
  return sentences(
    [],
    voice.pick([
      `from outside it may use ${series(main, voice)}`,
      `it stands on ${series(main, voice)}`,
    ]),
    rest > 0
      ? `${counted(rest, "smaller package")} ${rest === 1 ? "is" : "are"} used here and there`
      : "",
    voice.pick([
      "What nothing else depends on is written last",
      "What others import has to keep its names stable",
      "Each file is to be understood from what it imports and what its outline says",
    ]),
  );
}

/** Sentences that may start with a path or a name as it is spelt. */
function sentences(names: readonly string[], ...parts: readonly string[]): string {
  return parts
    .filter((part) => part !== "")
    .map((part) => sentence(part, ...names))
    .join(" ");
}
