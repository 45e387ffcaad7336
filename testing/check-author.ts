import {
  Usage,
  problemOf,
  type AnswerTools,
  type AuthorBackend,
  type FileContext,
  type FileFacts,
  type PlanEntry,
  type Planned,
  type RepositoryFacts,
  type TextRequest,
  type WrittenText,
} from "../protocols/index.ts";
import { lineOfError, type Finding } from "./examine.ts";

const ORDER: readonly PlanEntry[] = [
  { path: "ledger/amounts.py", purpose: "reads amounts" },
  { path: "ledger/book.py", purpose: "" },
];

const REPOSITORY: RepositoryFacts = {
  name: "ledger",
  files: 2,
  bytes: 400,
  languages: [{ language: "python", files: 2, bytes: 400 }],
  directories: [{ path: "ledger", files: 2, names: ["parse"] }],
  packages: [],
  entries: ["ledger/book.py"],
  hubs: [{ path: "ledger/amounts.py", importers: 1 }],
};

const FACTS: FileFacts = {
  path: "ledger/book.py",
  language: "python",
  bytes: 240,
  lines: 14,
  symbols: [],
  imports: [],
  importedBy: [],
  uses: [],
  headings: [],
};

const FILE: FileContext = {
  path: "ledger/book.py",
  requirements: "A ledger that adds up amounts.",
  purposeOfFile: "keeps entries",
  outline: "class Book:\n    def add(self, text): ...\n    def total(self): ...\n",
  facts: FACTS,
  reads: [],
};

const TREE = "ledger/\n  amounts.py\n  book.py\n";
const FIRST = { purpose: "write", text: "I keep the entries in a list." };
const REWRITE = { kind: "rewrite", file: FILE, thoughts: [FIRST], index: 0, number: 0, seed: 1 };

/** One request of each kind that a run makes. */
const REQUESTS: readonly TextRequest[] = [
  { kind: "requirements", facts: REPOSITORY, tree: TREE, seed: 1 },
  { kind: "thought", file: FILE, purpose: "needs", earlier: [], violations: [], seed: 1 },
  { kind: "thought", file: FILE, purpose: "write", earlier: [], violations: [], seed: 1 },
  { ...REWRITE, kind: "rewrite", proposer: "blind" },
  {
    ...REWRITE,
    kind: "rewrite",
    proposer: "refine",
    target: "class Book:\n    def add(self, text):\n        self.entries.append(text)\n",
    surprises: [{ line: 3, nats: 9 }],
  },
  { kind: "ask", system: "Answer in one sentence.", user: "What does a ledger do?", seed: 1 },
];

/**
 * Holds an author's backend against what agents take for granted: each kind of request is answered
 * with a text, a plan has every file once, and what it says that it used can be counted. Whether
 * what it writes is any good is not its business: the recorder's rules hold for every thought.
 */
export async function checkAuthor(backend: AuthorBackend): Promise<Finding[]> {
  const { signal } = new AbortController();
  const tools: AnswerTools = { signal, note: () => {} };
  const counts = Number.isInteger(backend.concurrency) && backend.concurrency > 0;
  const problems = counts ? [] : [`its concurrency is ${backend.concurrency}`];
  for (const request of REQUESTS) {
    problems.push(...(await answered(request.kind, () => backend.write(request, tools))));
  }
  const plan = (): Promise<Planned> =>
    backend.plan(
      {
        kind: "plan",
        facts: REPOSITORY,
        tree: TREE,
        requirements: FILE.requirements,
        order: ORDER,
        violations: [],
        seed: 1,
      },
      tools,
    );
  problems.push(...(await answered("plan", plan, ({ entries }) => wrongPlan(entries))));
  return problems.map((detail) => ({ check: "fails", role: "author", detail }));
}

async function answered<T extends WrittenText>(
  kind: string,
  ask: () => Promise<T>,
  check: (answer: T) => readonly string[] = () => [],
): Promise<string[]> {
  try {
    const answer = await ask();
    const usage = Usage.safeParse(answer.usage);
    return [
      ...(typeof answer.text === "string" && answer.text.trim() !== ""
        ? []
        : ["its text is empty"]),
      ...(usage.success ? [] : [`its usage: ${problemOf(usage.error)}`]),
      ...check(answer),
    ].map((problem) => `${kind}: ${problem}`);
  } catch (error) {
    return [`${kind}: ${lineOfError(error)}`];
  }
}

function wrongPlan(entries: readonly PlanEntry[]): string[] {
  const paths = entries.map(({ path }) => path);
  const known = ORDER.map(({ path }) => path);
  return [
    ...known.filter((path) => !paths.includes(path)).map((path) => `it misses ${path}`),
    ...paths.filter((path) => !known.includes(path)).map((path) => `it invents ${path}`),
    ...(new Set(paths).size < paths.length ? ["it has a file twice"] : []),
  ];
}
