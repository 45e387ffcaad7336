import { inspect } from "node:util";

const SHOWN = "[secret]";

/** A text that never prints: not in a log, a template, JSON, an inspection or a thread message. */
export class Secret {
  readonly #text: string;
  /** The variable of the environment that it came from. */
  readonly variable: string;

  constructor(text: string, variable: string) {
    this.#text = text;
    this.variable = variable;
  }

  /** The text itself; for the header of a request, and nowhere else. */
  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return SHOWN;
  }

  toJSON(): string {
    return SHOWN;
  }

  [Symbol.toPrimitive](): string {
    return SHOWN;
  }

  [inspect.custom](): string {
    return SHOWN;
  }
}

/** What the environment holds that nobody may see. */
export interface Secrets {
  /** Key of the author's server. */
  readonly author: Secret | undefined;
  /** Every secret, also those that are not in use, so that all can be kept out of the log. */
  readonly all: readonly Secret[];
}

const AUTHOR_VARIABLES = ["HINDCAST_AUTHOR_KEY", "OPENAI_API_KEY"] as const;
const OTHER_VARIABLES = [
  "HINDCAST_SCORER_KEY",
  "HINDCAST_NATS_PASSWORD",
  "HINDCAST_NATS_TOKEN",
] as const;
const VARIABLES = [...AUTHOR_VARIABLES, ...OTHER_VARIABLES];

/** Takes the secrets out of the environment; HINDCAST_AUTHOR_KEY goes before OPENAI_API_KEY. */
export function readSecrets(env: Readonly<Record<string, string | undefined>>): Secrets {
  const all = VARIABLES.flatMap((variable) => {
    const text = env[variable]?.trim();
    return text === undefined || text === "" ? [] : [new Secret(text, variable)];
  });
  const author = all.find(({ variable }) => AUTHOR_VARIABLES.some((name) => name === variable));
  return { author, all };
}

/** What to do instead of writing a secret down. */
export const USE_ENVIRONMENT = `secrets are read from the environment only: set ${AUTHOR_VARIABLES.join(" or ")}`;

const KEY_NAME =
  /(^|[._-])(api[_-]?key|key|token|secret|password|passwd|credentials?|authorization)$/i;

/** Whether something of this name would be a secret. */
export function isSecretName(name: string): boolean {
  return KEY_NAME.test(name) || /[a-z](Key|Token|Secret|Password)$/.test(name);
}

const KEY_FORMS = [
  /\b(?:sk|pk|rk)-(?=[\w-]*\d)[\w-]{16,}/,
  /\b(?:ghp|gho|ghs|github_pat|glpat|hf|xox[abp])[_-][\w-]{16,}/,
  /\bAKIA[0-9A-Z]{16}\b/,
  /\bBearer\s+\S{8,}/i,
  /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}/,
];

/** Whether a text contains something of the form of a key, or one of the given secrets. */
export function holdsSecret(text: string, secrets: Secrets): boolean {
  if (KEY_FORMS.some((form) => form.test(text))) return true;
  // A key of one to three characters is a placeholder, and would be found in any text.
  return secrets.all.some((secret) => {
    const value = secret.reveal();
    return value.length >= 4 && value !== "EMPTY" && text.includes(value);
  });
}
