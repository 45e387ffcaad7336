/** What goes over the wire. */
export interface HttpAnswer {
  readonly status: number;
  /** A value to be sent as JSON, or text; nothing for an empty body. */
  readonly json?: unknown;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** 200 with a JSON body. */
export function ok(json: unknown): HttpAnswer {
  return { status: 200, json };
}

/** Represents NaN until the body is text: JSON has no such number, but some servers write it. */
const nanMark = "\u0000NaN";

/**
 * A log-probability as JSON can carry it.
 *
 * @param floor written in place of -Infinity
 */
export function wireNumber(logprob: number | null, floor: number | null): number | string | null {
  if (logprob === null) return null;
  if (Number.isNaN(logprob)) return nanMark;
  return logprob === -Infinity ? floor : logprob;
}

/** The body of an answer and its type. */
export function bodyOf(answer: HttpAnswer): { body: string; type: string | undefined } {
  if (answer.text !== undefined) return { body: answer.text, type: "text/plain; charset=utf-8" };
  if (answer.json === undefined) return { body: "", type: undefined };
  const body = JSON.stringify(answer.json).replaceAll(JSON.stringify(nanMark), "NaN");
  return { body, type: "application/json" };
}
