import { execFileSync } from "node:child_process";
import { realpathSync } from "node:fs";
import type { SymbolRecord } from "../../graph/parse/record.ts";
import { checkoutIndex } from "./imports/index.ts";

/** How ctags names a language, and the kinds of definition that both mean to list. */
interface Reference {
  name: string;
  /** As `ctags --list-kinds-full` names them. */
  theirs: string;
  /** Kinds of the graph. */
  ours: string;
}

const shown = 400;
const types = "class interface enum struct type";
const calls = "function method constructor";

const references: Readonly<Record<string, Reference>> = {
  c: {
    name: "C",
    theirs: "macro enumerator function prototype enum struct union typedef member variable",
    ours: `${calls} macro member property struct enum union type`,
  },
  cpp: {
    name: "C++",
    theirs:
      "macro enumerator function prototype class enum struct union typedef member namespace variable",
    ours: `${types} ${calls} macro member property union namespace`,
  },
  csharp: {
    name: "C#",
    theirs: "class interface enum struct enumerator method event property namespace",
    ours: `${types} ${calls} member property event namespace`,
  },
  go: {
    name: "Go",
    theirs: "talias const func interface member methodSpec struct type var",
    ours: `${types} ${calls} constant variable property`,
  },
  java: {
    name: "Java",
    theirs: "annotation class interface enum enumConstant method field package",
    ours: `${types} ${calls} annotation member property constant package`,
  },
  javascript: {
    name: "JavaScript",
    theirs: "class function generator method getter setter",
    ours: `class getter setter ${calls}`,
  },
  kotlin: {
    name: "Kotlin",
    theirs: "class interface object method typealias constant package",
    ours: `${types} ${calls} extension object package`,
  },
  php: {
    name: "PHP",
    theirs: "class interface trait function define namespace",
    ours: `${types} ${calls} trait constant namespace property`,
  },
  python: {
    name: "Python",
    theirs: "class function member",
    ours: `class getter setter ${calls}`,
  },
  ruby: {
    name: "Ruby",
    theirs: "class module method singletonMethod constant accessor",
    ours: `class module constant property ${calls}`,
  },
  rust: {
    name: "Rust",
    theirs: "macro method enumerator function enum interface field module struct typedef variable",
    ours: `${types} ${calls} trait module macro member`,
  },
  typescript: {
    name: "TypeScript",
    theirs: "class interface enum enumerator function generator method namespace alias",
    ours: `${types} ${calls} namespace member`,
  },
};

interface Tag {
  name: string;
  path: string;
  line: number;
  kind: string;
  scopeKind?: string;
}

/**
 * `symbols ROOT [PATTERN]`: per language, how many of the definitions that universal-ctags finds in
 * the files that the graph includes the graph has (recall), how many of the graph's ctags has
 * (precision), and the differences, by file, line and name. Locals, parameters and imports are no
 * definitions; kinds that only one side means to list are looked up and not counted.
 */
export async function symbolsCommand(args: readonly string[]): Promise<string> {
  const [place = ".", pattern = "."] = args;
  const root = realpathSync(place);
  const wanted = new RegExp(pattern);
  const { files } = await checkoutIndex(root);
  const lines: string[] = [];
  for (const [language, reference] of Object.entries(references)) {
    const records = new Map<string, readonly SymbolRecord[]>();
    for (const [file, { language: own, record }] of files) {
      if (own === language && wanted.test(file)) records.set(file, record?.symbols ?? []);
    }
    if (records.size === 0) continue;
    lines.push(
      ...compareSymbols(language, reference, records, tagsOf(root, reference, [...records.keys()])),
    );
  }
  return `${lines.join("\n")}\n`;
}

function compareSymbols(
  language: string,
  reference: Reference,
  records: ReadonlyMap<string, readonly SymbolRecord[]>,
  tags: readonly Tag[],
): string[] {
  const kinds = new Set(reference.ours.split(" "));
  const ours = new Map<string, string>();
  const counted = new Map<string, string>();
  for (const [file, symbols] of records) {
    for (const { name, kind, line, local } of symbols) {
      const place = placeOf(file, line, name);
      ours.set(place, kind);
      if (kinds.has(kind) && !local) counted.set(place, kind);
    }
  }
  const theirs = new Map(
    tags.map(({ path, line, name, kind }) => [placeOf(path, line, name), kind]),
  );
  const listedKinds = new Set(reference.theirs.split(" "));
  const wanted = [...theirs].filter(([, kind]) => listedKinds.has(kind));
  const missing = wanted.filter(([place]) => !ours.has(place));
  const added = [...counted].filter(([place]) => !theirs.has(place));
  const share = (part: number, all: number): string => (all === 0 ? 1 : 1 - part / all).toFixed(4);
  return [
    `${language}: ${records.size} files, ctags ${wanted.length}, graph ${counted.size}, ` +
      `recall ${share(missing.length, wanted.length)}, precision ${share(added.length, counted.size)}`,
    ...listed("-", missing),
    ...listed("+", added),
  ];
}

/** A qualified name counts by its last part, however much of it a side keeps. */
function placeOf(file: string, line: number, name: string): string {
  return `${file}:${line} ${name.replace(/[\s`$]/g, "").replace(/^.*::/, "")}`;
}

function listed(
  mark: string,
  items: readonly (readonly [place: string, kind: string])[],
): string[] {
  const rest = items.length - shown;
  return [
    ...items.slice(0, shown).map(([place, kind]) => `  ${mark} ${place} (${kind})`),
    ...(rest > 0 ? [`  ${mark} and ${rest} more`] : []),
  ];
}

/** Every tag of the files, read as the language that the graph takes them for. */
function tagsOf(root: string, { name }: Reference, files: readonly string[]): Tag[] {
  const options = [
    "--options=NONE",
    "--output-format=json",
    "--fields=NFnKs",
    `--language-force=${name}`,
    `--kinds-${name}=*`,
    "--extras=-{anonymous}{subparser}{pseudo}",
    "--sort=no",
    "-L",
    "-",
  ];
  let output: string;
  try {
    output = execFileSync("ctags", options, {
      cwd: root,
      input: files.join("\n"),
      maxBuffer: 1 << 30,
      stdio: ["pipe", "pipe", "ignore"],
    }).toString();
  } catch (cause) {
    throw new Error("universal-ctags with JSON output is needed: apt-get install universal-ctags", {
      cause,
    });
  }
  return output
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Tag)
    .map((tag) => (isLocal(tag) ? { ...tag, kind: "local" } : tag));
}

function isLocal({ scopeKind = "" }: Tag): boolean {
  return /^(?:function|func|method|singletonMethod|getter|setter|generator)$/.test(scopeKind);
}
