import { random } from "../../../protocols/index.ts";
import { frames, lies } from "./frames.ts";
import type { SourceNames } from "./source-names.ts";

/** A thought with five invented names among twenty true ones. */
export interface LabelledThought {
  /** The file that it is about. */
  file: string;
  text: string;
  invented: string[];
}

/** What thoughts about one project are made from. */
export interface Project {
  /** Every path of the project. */
  paths: readonly string[];
  /** Everything that the project's files say, as one text. */
  text: string;
  names: readonly SourceNames[];
}

const wantedTrue = 20;
const wantedInvented = 5;
const verbs = "drain settle replay hoist reclaim stitch unfold relay prune requeue align".split(
  " ",
);
const nouns = "journal lattice cursor ledger shard quorum beacon spool funnel manifest".split(" ");

/** A stream of choices that depends on its name alone. */
class Choice {
  #count = 0;
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }

  below(limit: number): number {
    return Math.floor(random(7, this.name, this.#count++) * limit);
  }
  one<T>(items: readonly T[]): T | undefined {
    return items[this.below(items.length)];
  }
}

/** Thoughts about the files of a project that have names enough, in the order of the files. */
export function makeThoughts(project: Project, count: number): LabelledThought[] {
  const found: LabelledThought[] = [];
  const seen = new Set(project.text.match(/[A-Za-z_$][\w$]*/g));
  for (let round = 0; round < 400 && found.length < count; round++) {
    const file = project.names[round % project.names.length];
    if (file === undefined) break;
    const thought = makeThought(project, file, seen, new Choice(`${file.path} ${round}`));
    if (thought !== undefined) found.push(thought);
  }
  return found;
}

function makeThought(
  project: Project,
  file: SourceNames,
  seen: ReadonlySet<string>,
  choice: Choice,
): LabelledThought | undefined {
  const near = [file, ...project.names.filter((other) => other !== file)].slice(0, 6);
  const used = new Set<string>();
  const take = (pool: readonly string[]): string | undefined => {
    for (let tries = 0; tries < 20; tries++) {
      const name = choice.one(pool);
      if (name !== undefined && !used.has(name)) return name;
    }
    return undefined;
  };
  const types = near.flatMap(({ classes }) => classes);
  const pools: Readonly<Record<string, readonly string[]>> = {
    C: types.map(({ name }) => name),
    M: types.flatMap(({ name, members }) => members.map((member) => `${name}.${member}`)),
    F: near.flatMap(({ functions }) => functions),
    K: near.flatMap(({ constants }) => constants).filter((name) => /[A-Z_]/.test(name.slice(1))),
    W: file.words.filter((word) => word.length > 3 && /[a-z](?:[A-Z]|_[a-z])/.test(word)),
    P: project.paths.filter((path) => /\.\w+$/.test(path) && path.includes("/")),
  };
  const sentences: string[] = [];
  for (let tries = 0; used.size < wantedTrue && tries < 300; tries++) {
    const frame = choice.one(frames) ?? "";
    const slots = frame.match(/\{\w\}/g) ?? [];
    if (used.size + slots.length > wantedTrue) continue;
    const chosen: string[] = [];
    for (const slot of slots) {
      const name = take(pools[slot[1] ?? ""] ?? []);
      if (name === undefined || chosen.includes(name)) break;
      chosen.push(name);
    }
    if (chosen.length < slots.length) continue;
    for (const name of chosen) used.add(name);
    let next = 0;
    sentences.push(frame.replace(/\{\w\}/g, () => chosen[next++] ?? ""));
  }
  if (used.size < wantedTrue) return undefined;
  const invented = invent(project, types, seen, choice);
  if (invented === undefined) return undefined;
  for (const { name, shape } of invented) {
    const frame = choice.one(lies[shape]) ?? "{X}";
    const place = choice.below(sentences.length + 1);
    sentences.splice(place, 0, frame.replace("{X}", name));
  }
  return { file: file.path, text: sentences.join(" "), invented: invented.map(({ name }) => name) };
}

interface Invention {
  name: string;
  shape: keyof typeof lies;
}

/** One name of each shape; none of them, and no part that makes it wrong, is in the project. */
function invent(
  project: Project,
  types: SourceNames["classes"],
  seen: ReadonlySet<string>,
  choice: Choice,
): Invention[] | undefined {
  const snake = [...seen].filter((name) => name.includes("_")).length > seen.size / 12;
  const found: Invention[] = [];
  for (let tries = 0; tries < 300 && found.length < wantedInvented; tries++) {
    const [a, b] = [choice.one(verbs) ?? "", choice.one(nouns) ?? ""];
    const left = choice.one(types)?.name ?? "";
    const right = choice.one(types)?.name ?? "";
    const owner = types.find(
      (type) => !type.derived && type.name === left && !takesAny(type, project.text),
    );
    const member = choice.one(types)?.members.find((name) => name.length > 3) ?? "";
    const directory = (choice.one(project.paths) ?? "").replace(/[^/]*$/, "");
    const extension =
      /\.(?:py|md|[cm]?[jt]sx?|rst|json|toml|ya?ml)$/.exec(choice.one(project.paths) ?? "")?.[0] ??
      ".txt";
    const candidates: Invention[] = [
      { shape: "type", name: recombined(left, right) },
      { shape: "call", name: snake ? `${a}_${b}` : a + capital(b) },
      { shape: "constant", name: `${a}_${b}_limit`.toUpperCase() },
      {
        shape: "path",
        name: `${directory}${a}-${b}${extension}`.replaceAll("-", snake ? "_" : "-"),
      },
      // A real member after a real type that has no such member.
      { shape: "member", name: owner ? `${owner.name}.${member}` : "" },
    ];
    const candidate = candidates[found.length];
    if (candidate === undefined || !isFalse(candidate, project, types, seen)) continue;
    found.push(candidate);
  }
  return found.length === wantedInvented ? found : undefined;
}

/** A type that answers to names at run time, or that is declared twice, may have any member. */
function takesAny({ name, text }: SourceNames["classes"][number], all: string): boolean {
  if (/__getattr|setattr\(|__dict__|Object\.assign\(\s*this|\[\w+: string\]/.test(text))
    return true;
  return all.split(new RegExp(`\\b(?:class|interface|namespace) ${name}\\b`)).length > 2;
}

function isFalse(
  { name, shape }: Invention,
  { paths, text }: Project,
  types: SourceNames["classes"],
  seen: ReadonlySet<string>,
): boolean {
  if (name === "" || text.includes(name)) return false;
  if (shape === "path") return !paths.includes(name) && /\/.+\.\w+$/.test(name);
  if (shape !== "member") return !seen.has(name);
  const [type = "", member = ""] = name.split(".");
  return (
    member.length > 3 &&
    !/^__|^(?:constructor|name|length|toString|toJSON)$/.test(member) &&
    types.filter((item) => item.name === type).every((item) => !item.text.includes(member))
  );
}

/** The first half of one name with the last half of another, both cut between words. */
function recombined(left: string, right: string): string {
  const head = left.match(/[A-Z][a-z]+|[A-Z]+(?![a-z])/g)?.[0];
  const tail = right.match(/[A-Z][a-z]+|[A-Z]+(?![a-z])/g)?.at(-1);
  return head === undefined || tail === undefined || head === tail ? "" : `${head}${tail}`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
