import parse from "spdx-expression-parse";

const spellings: readonly (readonly [RegExp, string])[] = [
  [/^(?:the )?mit(?: licen[cs]e)?$/i, "MIT"],
  [/^(?:the )?isc(?: licen[cs]e)?$/i, "ISC"],
  [
    /^(?:the )?apache(?: software)?(?: licen[cs]e)?,?[ -]*(?:version|v)?[ -]?2(?:\.0)?$/i,
    "Apache-2.0",
  ],
  [
    /^(?:the )?(?:new|modified|revised|3-clause|bsd)[ -]*(?:bsd|3-clause|3)(?: licen[cs]e)?$/i,
    "BSD-3-Clause",
  ],
  [
    /^(?:the )?(?:simplified|2-clause|bsd)[ -]*(?:bsd|2-clause|2)(?: licen[cs]e)?$/i,
    "BSD-2-Clause",
  ],
  [/^mozilla public licen[cs]e,? (?:version |v)?2\.0(?: \(mpl 2\.0\))?$/i, "MPL-2.0"],
];

/**
 * The SPDX expression that a field of a manifest holds: such an expression, the usual spelling of a
 * licence, a list of both (of which one may be chosen), or a table with `text` or `type` (older
 * forms). Undefined for anything else, as a whole text or a word that names no licence.
 */
export function licenceField(value: unknown): string | undefined {
  if (Array.isArray(value)) {
    const all = value.map(licenceField);
    const known = all.filter((licence) => licence !== undefined);
    return known.length === 0 || known.length < all.length ? undefined : anyOf(known);
  }
  if (typeof value === "object" && value !== null) {
    const { text, type } = value as Record<string, unknown>;
    return licenceField(text ?? type);
  }
  if (typeof value !== "string" || value.length > 200) return undefined;
  const text = value.trim();
  const spelled = spellings.find(([spelling]) => spelling.test(text))?.[1];
  if (spelled !== undefined) return spelled;
  // Cargo once wrote a slash for OR.
  const expression = text.replace(/^([\w.+-]+)\s*\/\s*([\w.+-]+)$/, "$1 OR $2");
  return isExpression(expression) ? current(expression) : undefined;
}

/** An expression for a choice between licences, in the order of their names. */
export function anyOf(licences: readonly string[]): string {
  const different = [...new Set(licences)].sort();
  const [only] = different;
  if (different.length === 1 && only !== undefined) return only;
  return different.map((each) => (each.includes(" AND ") ? `(${each})` : each)).join(" OR ");
}

function isExpression(text: string): boolean {
  try {
    parse(text);
    return true;
  } catch {
    return false;
  }
}

/** GNU identifiers as SPDX has them since version 3.0 of its list. */
function current(expression: string): string {
  return expression
    .replace(/\b([AL]?GPL-\d\.\d)\+(?=$|[\s)])/g, "$1-or-later")
    .replace(/\b([AL]?GPL-\d\.\d)(?=$|[\s)])/g, "$1-only");
}
