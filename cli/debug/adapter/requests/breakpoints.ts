import * as z from "zod";
import { parseField } from "../../../../app/debug/index.ts";
import { isHindcastError, printable } from "../../../../protocols/index.ts";
import { dataIdOf } from "../breakpoints.ts";
import type { Debuggee } from "../debuggee.ts";
import { lineOfBreakpoint } from "../documents.ts";
import { Count, SourceName, request, type RequestTable } from "./request.ts";

const Condition = z.string().optional();
const Lines = z.object({
  source: SourceName,
  breakpoints: z.array(z.object({ line: Count, condition: Condition })).default([]),
});
const Names = z.object({
  breakpoints: z.array(z.object({ name: z.string(), condition: Condition })),
});
const Fields = z.object({
  breakpoints: z.array(z.object({ dataId: z.string(), condition: Condition })),
});
const Exceptions = z.object({
  filters: z.array(z.string()),
  filterOptions: z.array(z.object({ filterId: z.string(), condition: Condition })).default([]),
});
const FieldName = z.object({
  variablesReference: Count.default(0),
  name: z.string(),
  frameId: Count.optional(),
});
const LineRange = z.object({ source: SourceName, line: Count, endLine: Count.optional() });

/** The exceptions that a client offers to stop at. */
export const EXCEPTION_FILTERS = [
  {
    filter: "divergence",
    label: "Divergences",
    description: "Where the loaded agents send something else than the log holds",
    default: true,
    supportsCondition: true,
  },
  {
    filter: "error",
    label: "Exceptions of agents",
    description: "Where a loaded agent throws when it handles a message",
    default: true,
    supportsCondition: true,
  },
] as const;

/** Requests that say where to stop. */
export const breakpointRequests: RequestTable = {
  setBreakpoints: request(Lines, ({ breakpoints, first }, { source, breakpoints: wanted }) => {
    const lines = wanted.map((each) => ({ ...each, line: each.line - first.line }));
    const found = breakpoints.setLines(source, lines);
    const counted = found.map(({ line, ...each }) => ({
      ...each,
      ...(line === undefined ? {} : { line: line + first.line }),
    }));
    return { body: { breakpoints: counted } };
  }),
  setFunctionBreakpoints: request(Names, ({ breakpoints }, args) => ({
    body: { breakpoints: breakpoints.setNames(args.breakpoints) },
  })),
  setDataBreakpoints: request(Fields, ({ breakpoints }, args) => ({
    body: { breakpoints: breakpoints.setFields(args.breakpoints) },
  })),
  setExceptionBreakpoints: request(Exceptions, ({ breakpoints }, { filters, filterOptions }) => {
    const wanted = [...filters.map((filterId) => ({ filterId })), ...filterOptions];
    return { body: { breakpoints: breakpoints.setExceptions(wanted) } };
  }),
  dataBreakpointInfo: request(FieldName, (debuggee, args) => ({ body: fieldInfo(debuggee, args) })),
  breakpointLocations: request(LineRange, ({ documents, first }, { source, line, endLine }) => {
    const document = documents.named(source);
    const [start, end] = [line - first.line, (endLine ?? line) - first.line];
    const lines = document.lines.flatMap((_, at) => {
      const isWithin = at >= start && at <= end && lineOfBreakpoint(document, at) === at;
      return isWithin ? [{ line: at + first.line }] : [];
    });
    return { body: { breakpoints: lines } };
  }),
};

/** Whether changes of something that is shown, or of a field by its name, can be stopped at. */
function fieldInfo(
  { index, variables }: Debuggee,
  { variablesReference, name, frameId }: z.output<typeof FieldName>,
): object {
  const part = variablesReference > 0 ? variables.part(variablesReference, name) : undefined;
  const isShown = variablesReference > 0;
  const agent = isShown ? part?.agent : frameId && index.steps.at(frameId)?.agent;
  const field = isShown ? part?.expression : name;
  if (field === undefined || (isShown && agent === undefined)) {
    const description = "only the context and the state of an agent change";
    return { dataId: null, description };
  }
  try {
    parseField(field);
  } catch (error) {
    if (!isHindcastError(error)) throw error;
    return { dataId: null, description: error.detail };
  }
  const whose = agent || undefined;
  const description = printable(whose === undefined ? field : `${field} of ${whose}`);
  const dataId = dataIdOf(whose, field);
  return { dataId, description, accessTypes: ["write"], canPersist: true };
}
