import path from "node:path";
import { Command } from "commander";
import {
  explain,
  type CandidateExplanation,
  type Explanation,
} from "../../../app/explain/index.ts";
import { printable } from "../../../protocols/index.ts";
import { readPosition } from "../../options/index.ts";
import {
  formatTable,
  paintFor,
  useColor,
  writeJson,
  writeText,
  type Column,
  type CommandIo,
  type Paint,
} from "../../output/index.ts";

interface ExplainValues {
  readonly session?: string;
  readonly json?: boolean;
}

/** `hindcast explain OUT FILE [STEP]`: why the thoughts of a file are as they are. */
export function explainCommand(io: CommandIo): Command {
  return new Command("explain")
    .argument("<out>", "the output directory of a run, or its log.hlog")
    .argument("<file>", "path of a file in its repository")
    .argument("[step]", "which thought, from 1; with the texts in full")
    .option("--session <session>", "of this session, when several have such a file")
    .option("--json", "print one JSON value on stdout")
    .action(async (out: string, file: string, text: string | undefined, values: ExplainValues) => {
      const step = text === undefined ? undefined : readPosition("STEP", text);
      const { session } = values;
      const target = path.resolve(io.cwd, out);
      const explanation = await explain({ target, file, session, step });
      if (values.json) return writeJson(io.stdout, explanation);
      const paint = paintFor(useColor(io.stdout, io.env));
      return writeText(io.stdout, format(explanation, step !== undefined, paint));
    });
}

function format(explanation: Explanation, whole: boolean, paint: Paint): string {
  const { session, path: file, strategy, model, tokens, nats_per_token: nats } = explanation;
  const gain = `${nats.none.toFixed(3)} without thoughts, ${nats.first.toFixed(3)} with the first, ${nats.final.toFixed(3)} with those kept`;
  const head = [
    `${paint.bold(printable(file))}  ${printable(session)}`,
    `${tokens} tokens; search ${printable(strategy)}; scored by ${printable(model)}`,
    `nats per token: ${gain}`,
    ...explanation.violations.map(
      ({ code, subject, handled }) =>
        `before the search: ${code} ${printable(subject)} (${handled})`,
    ),
  ];
  const thoughts = explanation.thoughts.map(({ step, purpose, candidates, kept }) => {
    const what = kept === null ? "dropped" : `candidate ${kept} kept`;
    const title = `\nthought ${step}, ${printable(purpose)}: ${what}\n`;
    const texts = whole ? candidates.map((candidate) => textOf(candidate, paint)).join("") : "";
    return `${title}${formatTable(columns, candidates, paint)}${texts}`;
  });
  return `${head.join("\n")}\n${thoughts.join("")}`;
}

const right = { align: "right" } as const;
const columns: Column<CandidateExplanation>[] = [
  { title: "#", ...right, cell: ({ candidate }) => `${candidate}` },
  { title: "proposer", cell: ({ proposer }) => proposer },
  { title: "base", ...right, cell: ({ base }) => (base === null ? "" : `${base}`) },
  { title: "value", ...right, cell: ({ value }) => value?.toFixed(4) ?? "" },
  { title: "tokens", ...right, cell: ({ cost }) => (cost === null ? "" : `${cost}`) },
  { title: "fate", cell: ({ fate }) => fate },
  { title: "why", limit: 90, cell: whyOf },
  { title: "text", limit: 60, cell: ({ text }) => text },
];

function whyOf({ rule, violations, leaked, exposed, fate }: CandidateExplanation): string {
  const names = violations.map(({ code, subject }) => `${code} ${subject}`);
  const quoted = fate === "leak" ? leaked.map((run) => `«${run}»`) : [];
  const given = fate === "exposed" ? [exposed.join(", ")] : [];
  const details = [...names, ...quoted, ...given].join("; ");
  return details === "" ? rule : `${rule}: ${details}`;
}

/** The text in full, with what leaked and the names that it gives away. */
function textOf(candidate: CandidateExplanation, paint: Paint): string {
  const { candidate: number, text, leaked, exposed, seq } = candidate;
  const lines = text.split("\n").map((line) => `    ${printable(line)}`);
  const from = seq === null ? "" : paint.dim(`  seq ${seq}`);
  return [
    `\n  candidate ${number}: ${printable(whyOf(candidate))}${from}`,
    ...lines,
    ...leaked.map((run) => `    repeats: ${paint.red(printable(run))}`),
    ...(exposed.length > 0
      ? [`    names only the file has: ${printable(exposed.join(", "))}`]
      : []),
    "",
  ].join("\n");
}
