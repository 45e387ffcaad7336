import { languageOf } from "../../graph/index.ts";
import { HindcastError } from "../../protocols/index.ts";
import type { TrajectoryRecord } from "../record/index.ts";
import { characters, contentOf } from "../text/index.ts";

/** A condition, as it was written. */
export interface FilterCondition<Subject> {
  readonly text: string;
  readonly holds: (subject: Subject) => boolean;
}

/** A condition on records. */
export type Filter = FilterCondition<TrajectoryRecord>;

/** Values that conditions can be about; undefined where a record does not know. */
const VALUES = {
  license: ({ license }: TrajectoryRecord) => license ?? "",
  repo: ({ repo }: TrajectoryRecord) => repo,
  language: mainLanguage,
  files: ({ files }: TrajectoryRecord) => files.length,
  characters: ({ events }: TrajectoryRecord) =>
    events.reduce((sum, event) => sum + characters(contentOf(event)), 0),
  violations: ({ violations }: TrajectoryRecord) => violations,
  gain: ({ gain }: TrajectoryRecord) => gain && gain.none - gain.final,
  grounding: ({ grounding }: TrajectoryRecord) => grounding,
} as const;

const CONDITION = /^(\w+)(<=|>=|!=|=|<|>)(.+)$/s;

/**
 * A condition such as `license=MIT,Apache-2.0`, `gain>=0.01`, `characters<=400000` or
 * `language!=php`. `=` and `!=` take a list. A record that does not know a number does not pass.
 *
 * @throws HindcastError USAGE
 */
export function parseFilter(text: string): Filter {
  return parseCondition("--filter", text, VALUES);
}

/**
 * A condition on anything that has values with names.
 *
 * @param flag what it was given to, for errors
 * @throws HindcastError USAGE
 */
export function parseCondition<Subject>(
  flag: string,
  text: string,
  values: Readonly<Record<string, (subject: Subject) => string | number | undefined>>,
): FilterCondition<Subject> {
  const [, name = "", operator = "", wanted = ""] = CONDITION.exec(text) ?? [];
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  if (!value) {
    const names = Object.keys(values).join(", ");
    const form = `use NAME=VALUE,... or NAME>=NUMBER with one of ${names}`;
    throw new HindcastError("USAGE", `${flag} ${text}: ${form}`);
  }
  if (operator === "=" || operator === "!=") {
    const options = new Set(wanted.split(",").map((option) => option.trim().toLowerCase()));
    const equal = operator === "=";
    return {
      text,
      holds: (subject) => options.has(String(value(subject) ?? "").toLowerCase()) === equal,
    };
  }
  const bound = Number(wanted);
  if (!Number.isFinite(bound)) {
    throw new HindcastError("USAGE", `${flag} ${text}: ${wanted} is not a number`);
  }
  return {
    text,
    holds: (subject) => {
      const number = value(subject);
      return typeof number === "number" && compare(number, operator, bound);
    },
  };
}

function compare(a: number, operator: string, b: number): boolean {
  if (operator === "<") return a < b;
  if (operator === ">") return a > b;
  return operator === "<=" ? a <= b : a >= b;
}

/** The language that most characters of a record's files are written in; empty when none is known. */
function mainLanguage({ events }: Pick<TrajectoryRecord, "events">): string {
  const sizes = new Map<string, number>();
  for (const event of events) {
    if (event.kind !== "write") continue;
    const language = languageOf(event.path, event.content);
    if (language) sizes.set(language, (sizes.get(language) ?? 0) + event.content.length);
  }
  const [largest] = [...sizes].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return largest?.[0] ?? "";
}
