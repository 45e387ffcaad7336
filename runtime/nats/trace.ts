import { createHash } from "node:crypto";

/** Name of the header, as W3C Trace Context defines it. */
export const TRACE_HEADER = "traceparent";

const ids = new Map<string, string>();
const IDS_LIMIT = 4096;

/**
 * The W3C `traceparent` of a message: one trace for each session of a run, one span for each
 * message. Derived from names alone, so that every process says the same of the same message.
 * https://www.w3.org/TR/trace-context/#traceparent-header
 */
export function traceparent(run: string, session: string, id: string): string {
  const name = `${run}/${session}`;
  let trace = ids.get(name);
  if (trace === undefined) {
    trace = digest(name, 16);
    if (ids.size === IDS_LIMIT) ids.clear();
    ids.set(name, trace);
  }
  return `00-${trace}-${digest(id, 8)}-01`;
}

/** The first bytes of a SHA-256 as hex; never all zero, which the standard forbids. */
function digest(text: string, bytes: number): string {
  const hex = createHash("sha256")
    .update(text)
    .digest("hex")
    .slice(0, bytes * 2);
  return /[^0]/.test(hex) ? hex : `${hex.slice(1)}1`;
}
