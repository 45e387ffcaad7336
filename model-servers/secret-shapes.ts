import { SECRET_SHOWN } from "./secret.ts";

/**
 * Keys by their form, wherever they are: of OpenAI and its like, GitHub, GitLab, Hugging Face and
 * Slack, AWS key ids, bearer tokens and JWTs. Repetitions are bounded, since texts are foreign.
 */
const KEY_SHAPES = [
  /\b(?:sk|pk|rk)-(?=[a-zA-Z_-]{0,64}\d)[\w-]{16}/,
  /\b(?:ghp|gho|ghs|github_pat|glpat|hf|xox[abp])[_-][\w-]{16,}/,
  /\bAKIA[0-9A-Z]{16}\b/,
  /\bBearer\s+\S{8,}/i,
  /(?<![\w-])(?=[\w-]+\.eyJ[\w-]{8})[\w-]*?\beyJ[\w-]{8,}\./,
];

/** What introduces a secret in an error text, where hiding a word too many does no harm. */
const INTRODUCED_SHAPES: readonly (readonly [RegExp, string])[] = [
  [/\b(Bearer|Basic)\s+[^\s"',;]+/gi, `$1 ${SECRET_SHOWN}`],
  [/\b(?:sk|hf|pk|rk)[-_][\w*-]{6,}/g, SECRET_SHOWN],
  [/\b(api[-_]?key|authorization|token)(["']?\s*[=:]\s*["']?)[^\s"',;&]+/gi, `$1$2${SECRET_SHOWN}`],
];

/** Whether a text contains something that has the form of a key. */
export function hasKeyShape(text: string): boolean {
  return KEY_SHAPES.some((shape) => shape.test(text));
}

/** A server's error text without anything that may be a key. */
export function withoutKeyShapes(text: string): string {
  const introduced = INTRODUCED_SHAPES.reduce(
    (rest, [shape, shown]) => rest.replace(shape, shown),
    text,
  );
  return KEY_SHAPES.reduce(
    (rest, shape) => rest.replaceAll(new RegExp(shape, `${shape.flags}g`), SECRET_SHOWN),
    introduced,
  );
}

const SECRET_NAME =
  /(?:^|[._-])(?:authorization|cookie|password|passwd|secret|token|credentials?)$|api[._-]?key$|[._-]key$/i;

/**
 * Whether the value of a field, header or setting of this name is a secret. A bare `key` is not:
 * it names agents and map entries too.
 */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name) || /[a-z](?:Key|Token|Secret|Password)$/.test(name);
}

/** {@link isSecretName} for the parameters of a URL, of which `key` is one too. */
export function isSecretParameter(name: string): boolean {
  return isSecretName(name) || name.toLowerCase() === "key";
}
