import { printable, type Envelope } from "../../../protocols/index.ts";

/** Characters of a body on one line. */
const BRIEF = 120;

/** One message on one line: position, time, kind, way, id, cause, waiting time and body. */
export function messageLine(envelope: Envelope, waited?: number): string {
  const { seq, time, from, to, kind, id, cause, body } = envelope;
  const clock = new Date(time).toISOString().slice(11, 23);
  const wait = waited === undefined ? "" : `  +${waited} ms`;
  const ids = `id ${id}${cause === null ? "" : ` cause ${cause}`}`;
  const way = `${printable(from)} -> ${printable(to)}`;
  return `${String(seq).padStart(6)}  ${clock}  ${printable(kind)}  ${way}  ${printable(ids)}${wait}  ${brief(body)}`;
}

/** A value as JSON on one line, shortened. */
export function brief(value: unknown, limit: number = BRIEF): string {
  const text = printable(JSON.stringify(value) ?? "nothing");
  return text.length > limit ? `${text.slice(0, limit)}...` : text;
}
