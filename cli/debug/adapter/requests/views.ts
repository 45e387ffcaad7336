import * as z from "zod";
import { momentAt, parseCondition, valueOf } from "../../../../app/debug/index.ts";
import { HindcastError, printable } from "../../../../protocols/index.ts";
import { divergenceLines } from "../../../output/index.ts";
import type { Debuggee } from "../debuggee.ts";
import { textOf } from "../documents.ts";
import { framesFrom } from "../frames.ts";
import { Count, SourceName, request, type RequestTable } from "./request.ts";
import { scopesAt } from "../scopes.ts";
import { glanceAt, typeOfValue } from "../values.ts";

/** Characters of a value that is copied. */
const COPY = 1_000_000;

const Threads = z.unknown();
const Stack = z.object({
  threadId: Count,
  startFrame: Count.default(0),
  levels: Count.default(0),
});
const OfFrame = z.object({ frameId: Count });
const Parts = z.object({
  variablesReference: Count,
  filter: z.enum(["indexed", "named"]).optional(),
  start: Count.optional(),
  count: Count.optional(),
});
const Expression = z.object({
  expression: z.string(),
  frameId: Count.optional(),
  context: z.string().optional(),
});
const Document = z.object({ sourceReference: Count.optional(), source: SourceName.optional() });

/** Requests that look at the current position. */
export const viewRequests: RequestTable = {
  threads: request(Threads, ({ threads, traveller }) => ({
    body: { threads: threads.list(traveller.seq) },
  })),
  stackTrace: request(Stack, ({ index, documents, threads, traveller, first }, args) => {
    const top = threads.topOf(args.threadId, traveller.seq);
    if (top === undefined) return { body: { stackFrames: [], totalFrames: 0 } };
    const page = { start: args.startFrame, count: args.levels, first };
    return { body: framesFrom(index, documents, top, page) };
  }),
  scopes: request(OfFrame, ({ index, variables }, { frameId }) => ({
    body: { scopes: scopesAt(index, variables, frameId) },
  })),
  variables: request(Parts, ({ variables }, { variablesReference, ...page }) => ({
    body: { variables: variables.parts(variablesReference, page) },
  })),
  evaluate: request(Expression, (debuggee, args) => ({ body: evaluated(debuggee, args) })),
  source: request(Document, ({ documents }, { source, sourceReference }) => {
    const document = documents.named(source ?? { sourceReference });
    return { body: { content: textOf(document), mimeType: "text/plain" } };
  }),
  loadedSources: request(z.unknown(), ({ documents }) => ({
    body: { sources: documents.all.map(({ source }) => source) },
  })),
  exceptionInfo: request(z.object({ threadId: Count }), (debuggee) => ({
    body: exceptionAt(debuggee),
  })),
};

/** The value of an expression of the condition language. Nothing is ever executed. */
function evaluated(
  { index, traveller, variables }: Debuggee,
  { expression, frameId, context }: z.output<typeof Expression>,
): object {
  const moment = momentAt(index, frameId ?? traveller.seq);
  if (!moment) throw new HindcastError("USAGE", `there is no frame ${frameId}`);
  const condition = parseCondition(expression);
  const value = valueOf(condition, moment);
  const isPath = condition.expression.type === "path";
  const result =
    context === "clipboard"
      ? JSON.stringify(value ?? null, null, 2).slice(0, COPY)
      : glanceAt(value);
  const shown = { value, ...(isPath ? { expression: expression.trim() } : {}) };
  return { result, type: typeOfValue(value), ...variables.referTo(shown) };
}

/** What is wrong at the current position, in the words of `hindcast replay`. */
function exceptionAt({ index, traveller }: Debuggee): object {
  const { seq } = traveller;
  const divergence = index.report.divergences.find((each) => each.seq === seq);
  const error = index.steps.at(seq)?.error ?? divergence?.error;
  if (!divergence && !error) {
    throw new HindcastError("USAGE", `nothing is wrong at message ${seq}`);
  }
  const lines = divergence
    ? divergenceLines(divergence)
    : [`${error?.code}: ${printable(error?.reason ?? "")}`];
  const exceptionId = divergence ? `divergence (${divergence.what})` : String(error?.code);
  const description = lines.join("\n");
  const details = {
    message: printable(error?.reason ?? divergence?.likely ?? ""),
    typeName: error?.code ?? exceptionId,
    ...(error ? { stackTrace: error.stack.split("\n").map(printable).join("\n") } : {}),
  };
  return { exceptionId, description, breakMode: "always", details };
}
