import { inspect } from "node:util";
import { HindcastError } from "../protocols/index.ts";

/** What is shown in place of a secret. */
export const SECRET_SHOWN = "[secret]";

/** A text that never prints: not in a log, a template, JSON, an inspection or a thread message. */
export class Secret {
  readonly #text: string;
  /** The environment variable that it was read from. */
  readonly variable: string;

  constructor(text: string, variable: string) {
    this.#text = text;
    this.variable = variable;
  }

  /** The text itself; for the header of a request and for redaction, and nowhere else. */
  reveal(): string {
    return this.#text;
  }

  /**
   * The value of an `Authorization` header. Throws CONFIG_INVALID, without the text, when a header
   * cannot carry it.
   */
  bearer(): string {
    if (/^[\x21-\x7e]+$/.test(this.#text)) return `Bearer ${this.#text}`;
    throw new HindcastError(
      "CONFIG_INVALID",
      `${this.variable}: the key holds spaces or characters that a header cannot carry`,
    );
  }

  toString(): string {
    return SECRET_SHOWN;
  }

  toJSON(): string {
    return SECRET_SHOWN;
  }

  [Symbol.toPrimitive](): string {
    return SECRET_SHOWN;
  }

  [inspect.custom](): string {
    return SECRET_SHOWN;
  }
}

/** The secrets of an environment. */
export interface Secrets {
  /** Key of the author's server. */
  readonly author: Secret | undefined;
  /** Key of the scoring servers. */
  readonly scorer: Secret | undefined;
  /** Every secret, also those that are not in use, so that all can be kept out of the log. */
  readonly all: readonly Secret[];
}

const AUTHOR_VARIABLES = ["HINDCAST_AUTHOR_KEY", "OPENAI_API_KEY"] as const;
const SCORER_VARIABLE = "HINDCAST_SCORER_KEY";
const VARIABLES = [
  ...AUTHOR_VARIABLES,
  SCORER_VARIABLE,
  "HINDCAST_NATS_PASSWORD",
  "HINDCAST_NATS_TOKEN",
];

/** Reads the secrets of an environment; HINDCAST_AUTHOR_KEY goes before OPENAI_API_KEY. */
export function readSecrets(env: Readonly<Record<string, string | undefined>>): Secrets {
  const all = VARIABLES.flatMap((variable) => {
    const text = env[variable]?.trim();
    return text === undefined || text === "" ? [] : [new Secret(text, variable)];
  });
  const author = all.find(({ variable }) => AUTHOR_VARIABLES.some((name) => name === variable));
  const scorer = all.find(({ variable }) => variable === SCORER_VARIABLE);
  return { author, scorer, all };
}

/** Advice for somebody who wrote a secret into a file or an argument. */
export const USE_ENVIRONMENT =
  `secrets are read from the environment only: set ${AUTHOR_VARIABLES.join(" or ")} for the ` +
  `author, ${SCORER_VARIABLE} for scorers`;
