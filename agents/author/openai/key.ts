import { HindcastError } from "../../../protocols/index.ts";

/** The author's key out of an environment: HINDCAST_AUTHOR_KEY before OPENAI_API_KEY. */
export function authorKey(
  environment: Readonly<Record<string, string | undefined>>,
): string | undefined {
  return (
    environment["HINDCAST_AUTHOR_KEY"]?.trim() || environment["OPENAI_API_KEY"]?.trim() || undefined
  );
}

/** Throws CONFIG_INVALID, without the key, for one that cannot stand in a header. */
export function checkKey(key: string): string {
  if (!/^[\x21-\x7e]+$/.test(key)) {
    throw new HindcastError(
      "CONFIG_INVALID",
      "author: the key holds spaces or characters that a header cannot carry",
    );
  }
  return key;
}

export type Scrub = (text: string) => string;

const REMOVED = "[removed]";

const secretShapes: readonly (readonly [RegExp, string])[] = [
  [/\b(Bearer|Basic)\s+[^\s"',;]+/gi, `$1 ${REMOVED}`],
  [/\bsk-[A-Za-z0-9_*-]{6,}/g, REMOVED],
  [/\/\/[^/\s@]+@/g, `//${REMOVED}@`],
  [/\b(api[-_]?key|authorization|token)(["']?\s*[=:]\s*["']?)[^\s"',;&]+/gi, `$1$2${REMOVED}`],
];

/** Takes the key out of a text: the key itself, wherever it stands, also percent-encoded. */
export function keyRemover(key: string | undefined): Scrub {
  if (!key) return (text) => text;
  const forms = new Set([key, encodeURIComponent(key), JSON.stringify(key).slice(1, -1)]);
  return (text) => [...forms].reduce((rest, form) => rest.replaceAll(form, REMOVED), text);
}

/** Takes the key and whatever is shaped like a secret out of an error's text, and bounds it. */
export function errorScrubber(key: string | undefined): Scrub {
  const remove = keyRemover(key);
  return (text) => {
    const rest = secretShapes.reduce((left, [shape, by]) => left.replace(shape, by), remove(text));
    return rest.replace(/\s+/g, " ").trim().slice(0, 300);
  };
}
