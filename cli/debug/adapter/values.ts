import { printable } from "../../../protocols/index.ts";

/** Characters of a text that are shown of one variable. */
const TEXT = 10_000;
/** Characters of each field of a record that is shown on one line. */
const FIELD = 60;
/** Fields of a record that are shown on one line. */
const FIELDS = 5;

/** Whether a value has parts that can be looked at one by one. */
export function hasParts(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** The names of the parts of a record that are there. */
export function fieldsOf(value: object): string[] {
  return Object.entries(value).flatMap(([name, part]) => (part === undefined ? [] : [name]));
}

/** A value on one line, in full for one without parts. Of those with parts a glance, whatever their size. */
export function glanceAt(value: unknown): string {
  if (Array.isArray(value)) return `Array(${value.length})`;
  if (!hasParts(value)) return scalar(value, TEXT);
  const names = fieldsOf(value);
  const shown = names.slice(0, FIELDS).map((name) => {
    const part = (value as Readonly<Record<string, unknown>>)[name];
    const text = Array.isArray(part)
      ? `Array(${part.length})`
      : hasParts(part)
        ? "{…}"
        : scalar(part, FIELD);
    return `${printable(name.slice(0, FIELD))}: ${text}`;
  });
  return `{${[...shown, ...(names.length > FIELDS ? ["…"] : [])].join(", ")}}`;
}

/** The type of a value, as JSON has it. */
export function typeOfValue(value: unknown): string {
  if (value === null || value === undefined) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

function scalar(value: unknown, limit: number): string {
  if (value === undefined) return "nothing";
  const isLong = typeof value === "string" && value.length > limit;
  const text = printable(JSON.stringify(isLong ? value.slice(0, limit) : value) ?? "nothing");
  return isLong ? `${text}… (${value.length} characters)` : text;
}
