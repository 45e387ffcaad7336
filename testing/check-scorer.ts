import {
  canonicalJson,
  type ScoreAnswer,
  type ScoreQuestion,
  type ScorerBackend,
} from "../protocols/index.ts";
import { lineOfError, type Finding } from "./examine.ts";

const TARGET = "def add(left, right):\n    return left + right\n";

/** The same target after three prefixes, one of which gives it away. */
const QUESTION: ScoreQuestion = {
  variants: [
    { segments: [] },
    { segments: ["# A file that adds two numbers.\n\n"] },
    { segments: ["# ", TARGET, "\n# Once more:\n\n"] },
  ],
  target: TARGET,
  clip: 6,
  lines: true,
  affinity: "s/coder/add.py",
};

/**
 * Holds a scorer's backend against what a search takes for granted: one answer for each prefix, in
 * order and the same each time; numbers that can be right; the target counted alike; and a target
 * that is more likely once it was seen. The guards are not its business: they are applied before.
 */
export async function checkScorer(backend: ScorerBackend): Promise<Finding[]> {
  const finding = (detail: string): Finding => ({ check: "fails", role: "scorer", detail });
  const { signal } = new AbortController();
  try {
    const model = await backend.model(signal);
    const [first, again] = [
      await backend.score(QUESTION, signal),
      await backend.score(QUESTION, signal),
    ];
    const tokens = await backend.countTokens(TARGET, signal);
    return [
      ...(model === "" ? ["its model has no name"] : []),
      ...(Number.isInteger(backend.concurrency) && backend.concurrency > 0
        ? []
        : [`its concurrency is ${backend.concurrency}`]),
      ...(Number.isInteger(tokens) && tokens > 0 ? [] : [`it counts ${tokens} tokens of a text`]),
      ...wrongAnswers(first),
      ...(canonicalJson(first) === canonicalJson(again)
        ? []
        : ["it answers the same question in two ways"]),
    ].map(finding);
  } catch (error) {
    return [finding(lineOfError(error))];
  }
}

function wrongAnswers(answers: readonly ScoreAnswer[]): string[] {
  const { variants, target, clip } = QUESTION;
  if (answers.length !== variants.length) {
    return [`it gives ${answers.length} answers for ${variants.length} prefixes`];
  }
  // One more than its line feeds, as in the answers of every backend.
  const lines = target.split("\n").length;
  const problems = answers.flatMap((answer, index) => {
    const { logprob, clipped, tokens } = answer;
    const at = `prefix ${index}`;
    if (!Number.isFinite(logprob) || logprob > 0)
      return [`${at}: its log-probability is ${logprob}`];
    if (!Number.isInteger(tokens) || tokens < 1) return [`${at}: the target has ${tokens} tokens`];
    if (clipped < logprob || clipped > 0 || clipped < -clip * tokens) {
      return [`${at}: clipped at ${clip} nats a token, ${logprob} is not ${clipped}`];
    }
    if (answer.lines && answer.lines.length !== lines) {
      return [`${at}: it has ${answer.lines.length} lines, the target ${lines}`];
    }
    return [];
  });
  const counts = new Set(answers.map(({ tokens }) => tokens));
  const [none, , seen] = answers;
  return [
    ...problems,
    ...(counts.size > 1 ? [`the target has ${[...counts].join(", ")} tokens by its prefix`] : []),
    ...(none && seen && seen.logprob <= none.logprob
      ? ["a target that was seen before is not more likely: does it score the target at all?"]
      : []),
  ];
}
