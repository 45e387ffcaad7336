import { HindcastError } from "../../protocols/index.ts";

/** The scorers' key out of an environment. */
export function scorerKey(
  environment: Readonly<Record<string, string | undefined>>,
): string | undefined {
  return environment["HINDCAST_SCORER_KEY"]?.trim() || undefined;
}

/** Throws CONFIG_INVALID, without the key, for one that cannot stand in a header. */
export function checkKey(key: string): string {
  if (!/^[\x21-\x7e]+$/.test(key)) {
    throw new HindcastError(
      "CONFIG_INVALID",
      "scorer: the key holds spaces or characters that a header cannot carry",
    );
  }
  return key;
}

const REMOVED = "[removed]";
/** Characters of a server's own words that are shown. */
const SHOWN = 300;

const secretShapes: readonly (readonly [RegExp, string])[] = [
  [/\b(Bearer|Basic)\s+[^\s"',;]+/gi, `$1 ${REMOVED}`],
  [/\b(sk|hf|pk|rk)[-_][A-Za-z0-9_*-]{6,}/g, REMOVED],
  [/\/\/[^/\s@]+@/g, `//${REMOVED}@`],
  [/\b(api[-_]?key|authorization)(["']?\s*[=:]\s*["']?)[^\s"',;&]+/gi, `$1$2${REMOVED}`],
];

export type Scrub = (text: string) => string;

/**
 * Makes what a server or a connection said fit to be shown: without the key and whatever is shaped
 * like a secret, on one line without control characters, and short.
 */
export function scrubber(key: string | undefined): Scrub {
  const forms =
    key === undefined
      ? []
      : [...new Set([key, encodeURIComponent(key), JSON.stringify(key).slice(1, -1)])];
  return (text) => {
    const clean = forms.reduce((rest, form) => rest.replaceAll(form, REMOVED), text);
    const safe = secretShapes.reduce((rest, [shape, by]) => rest.replace(shape, by), clean);
    const line = safe.replace(/[\s\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}\ufffd]+/gu, " ").trim();
    return line.length <= SHOWN ? line : `${line.slice(0, SHOWN)}...`;
  };
}
