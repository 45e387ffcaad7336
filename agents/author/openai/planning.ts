import type {
  AnswerTools,
  PlanEntry,
  PlanRequest,
  Planned,
  Violation,
} from "../../../protocols/index.ts";
import { NO_USAGE, addUsage } from "../../usage/index.ts";
import { readPlan, type PlanAnswer } from "../answers/index.ts";
import { planText } from "../plan-text.ts";
import { FailedAsking } from "../request.ts";
import type { Answered, Question } from "./conversation.ts";
import type { OpenAiSettings } from "./options.ts";
import { seedOf, valuesOf } from "./questions.ts";

/** Tokens that one file of a plan may take. */
const TOKENS_PER_ENTRY = 80;
/** Part of a context window that the files of one batch may take in the answer. */
const BATCH_SHARE = 0.25;

/** Asks for the plan of a part of the files. */
type Ask = (
  question: Omit<Question<PlanAnswer>, "prompt">,
  part: PlanRequest,
) => Promise<Answered<PlanAnswer>>;

/** One part of the files of a plan: no answer holds a thousand files. */
interface Batch {
  readonly order: readonly PlanEntry[];
  /** What a plan before this one had of it; undefined the first time. */
  readonly previous: readonly PlanEntry[] | undefined;
  readonly violations: readonly Violation[];
}

/**
 * Has a plan written, batch by batch. After a plan that was wrong only the batches that were wrong
 * are asked for again. A batch for which the model gives no plan keeps the order of the graph and
 * has no purposes. Throws FailedAsking when the server cannot be asked.
 */
export async function writePlan(
  request: PlanRequest,
  settings: OpenAiSettings,
  tools: AnswerTools,
  ask: Ask,
): Promise<Planned> {
  const batches = batchesOf(request, batchSize(settings));
  const answers = await Promise.all(
    batches.map(async (batch): Promise<Answered<PlanAnswer>> => {
      if (batch.previous && batch.violations.length === 0) {
        return { value: { prose: "", entries: batch.previous }, usage: NO_USAGE };
      }
      const { order, violations } = batch;
      const part: PlanRequest = { ...request, order, violations };
      try {
        const question = {
          values: () => valuesOf(part),
          maxTokens: settings.maxTokens + TOKENS_PER_ENTRY * order.length,
          seed: seedOf(part),
          read: readPlan,
        };
        return await ask(question, part);
      } catch (error) {
        if (!(error instanceof FailedAsking) || !error.ofThisTextAlone) throw error;
        const reason = error.error.detail;
        tools.note("warn", "author: a part of the plan has no purposes", { reason });
        return { value: { prose: "", entries: order }, usage: error.usage };
      }
    }),
  );
  const entries = answers.flatMap(({ value }) => value.entries);
  const prose = answers.find(({ value }) => value.prose !== "")?.value.prose ?? "";
  return {
    text: planText(prose, entries),
    entries,
    usage: answers.map(({ usage }) => usage).reduce(addUsage, NO_USAGE),
  };
}

/** Files in one request: no more than whose entries fit into a part of the window. */
function batchSize({ planBatch, contextTokens = Infinity }: OpenAiSettings): number {
  const fitting = Math.floor((contextTokens * BATCH_SHARE) / TOKENS_PER_ENTRY);
  return Math.max(1, Math.min(planBatch, fitting));
}

function batchesOf({ order, violations, previous }: PlanRequest, size: number): Batch[] {
  const count = Math.max(1, Math.ceil(order.length / size));
  const parts = Array.from({ length: count }, (_, index) =>
    order.slice(index * size, (index + 1) * size),
  );
  if (previous === undefined || violations.length === 0) {
    return parts.map((part) => ({ order: part, previous: undefined, violations }));
  }
  const batchOf = new Map(parts.flatMap((part, index) => part.map(({ path }) => [path, index])));
  // Entries that no batch asked for are in the answer of the batch around them.
  const answered = parts.map((): PlanEntry[] => []);
  let current = 0;
  for (const entry of previous) {
    current = batchOf.get(entry.path) ?? current;
    answered[current]?.push(entry);
    if (!batchOf.has(entry.path)) batchOf.set(entry.path, current);
  }
  return parts.map((part, index) => ({
    order: part,
    previous: answered[index],
    violations: violations.filter(({ subject }) => (batchOf.get(subject) ?? index) === index),
  }));
}
