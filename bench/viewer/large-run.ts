import type {
  AboutAnswer,
  FileAnswer,
  FilesAnswer,
  GraphAnswer,
  NodeAnswer,
  RunAnswer,
  SearchAnswer,
  StepAnswer,
  TrajectoryAnswer,
} from "../../viewer/contracts/index.ts";

const SESSIONS = 1000;
const FILES = 2000;
const NODES = 5000;
const GRAPH = 5000;
const SESSION = "large-000000";
const WORDS = "the parser keeps its place and hands each token on to what asked for it ".repeat(6);
const CODE = `export function part(value: number): number {\n  return value + 1;\n}\n\n`.repeat(12);

const pathAt = (index: number): string => `src/part-${index % 40}/module-${index}.ts`;

/** Answers about a run that is larger than any in tests: what the page makes of them is measured. */
export const largeRun: Readonly<Record<string, () => unknown>> = {
  about: (): AboutAnswer => ({
    version: "0.0.0",
    pages: ["runs", "trajectory", "search", "repository", "replay"],
    compared: false,
    cluster: false,
  }),
  run: (): RunAnswer => ({
    run: "bench",
    version: "0.0.0",
    seed: 1,
    state: "ended",
    author: "offline",
    scorers: ["offline"],
    strategy: "mcts",
    sessions: Array.from({ length: SESSIONS }, (_none, index) => ({
      session: index === 0 ? SESSION : `repository-${String(index).padStart(6, "0")}`,
      repository: `/repositories/${index}`,
      state: index % 50 === 7 ? "failed" : "done",
      ...(index % 50 === 7 ? { code: "AUTHOR_FAILED", reason: "the server answered 500" } : {}),
      files: 40 + (index % 90),
      tokens: 60_000,
      thought_tokens: 9000,
      evaluations: 700,
      gain: { none: 1.4, first: 1.2, final: 1.1 - (index % 7) / 100 },
    })),
  }),
  files: (): FilesAnswer => ({ files: Array.from({ length: FILES }, (_none, at) => fileAt(at)) }),
  trajectory: (): TrajectoryAnswer => ({
    session: SESSION,
    name: "large",
    commit: null,
    licence: "MIT",
    seed: 1,
    made_by: {},
    violations: [],
    excluded: [],
    steps: Array.from({ length: FILES }, (_none, index) => stepsAt(index)).flat(),
  }),
  search: (): SearchAnswer => ({
    path: pathAt(0),
    model: "offline",
    kept: NODES - 1,
    steps: ["needs", "design", "write"].map((purpose) => ({
      purpose,
      candidates: Array.from({ length: NODES / 3 }, (_none, index) => ({
        text: `${WORDS} ${index}`,
        proposer: "informed",
        fate: "not better",
        rule: "",
        leaked: [],
        exposed: [],
        unknown: [],
      })),
    })),
    nodes: Array.from({ length: NODES }, (_none, index) => nodeAt(index)),
  }),
  graph: (): GraphAnswer => ({
    files: Array.from({ length: GRAPH }, (_none, index) => ({
      path: pathAt(index),
      language: "typescript",
      lines: 48,
      imports: [1, 7, 40, 200].flatMap((by) => (index >= by ? [index - by] : [])),
      external: [],
      unresolved: [],
      symbols: [{ name: `part${index}`, kind: "function", line: 1 }],
    })),
    excluded: [],
    external: [],
  }),
};

function fileAt(index: number): FileAnswer {
  return {
    path: pathAt(index),
    tokens: 1500,
    thought_tokens: 240,
    evaluations: 12,
    proposals: 20,
    leaks_rejected: 1,
    names: 12,
    grounded: 12,
    steps: 9,
    gain: { none: 1.4, first: 1.2, final: 1.1 - (index % 7) / 100 },
  };
}

function stepsAt(index: number): StepAnswer[] {
  const file = pathAt(index);
  const think = (purpose: string): StepAnswer => ({
    kind: "think",
    file,
    purpose,
    text: `${WORDS} ${index}`,
    trained: true,
    candidates: 4,
    first: WORDS,
  });
  return [
    {
      kind: "delegate",
      file,
      text: "Write the part.",
      trained: true,
      violations: [],
      gain: { none: 1.4, first: 1.2, final: 1.1 },
      tokens: 1500,
    },
    think("needs"),
    think("design"),
    { kind: "read", file, path: pathAt(Math.max(0, index - 1)), text: "its types", trained: true },
    think("write"),
    { kind: "write", file, path: file, text: CODE, trained: true },
  ];
}

function nodeAt(index: number): NodeAnswer {
  const base = { assignment: [index % 900, index % 700, index % 500], fate: "scored", cost: 1700 };
  if (index < 2) return { ...base, value: 0, parent: null, steps: [] };
  const parent = index < 6 ? 1 : Math.floor(index / 3);
  const move = { parent, action: "rewrite", proposer: "informed", steps: [index % 3] };
  return { ...base, ...move, value: 0.2 + (index % 97) / 1000 };
}
