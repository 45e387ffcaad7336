import {
  AUTHOR_FORMS,
  parseSpec,
  withoutCredentials,
  type Secret,
} from "../../model-servers/index.ts";
import { attempt, type Check } from "./check.ts";

/** Milliseconds that the server may take to list its models. */
const TIMEOUT = 10_000;

/** A list of models is a few kilobytes; a server may send anything. */
const LIMIT = 4 * 2 ** 20;

export interface AuthorCheckOptions {
  /** The author's SPEC. */
  readonly spec: string;
  readonly key: Secret | undefined;
  readonly timeout?: number;
}

/** Whether the author's server answers, takes the key, and has the model. */
export function checkAuthor(options: AuthorCheckOptions): Promise<Check> {
  const todo = "start the server, or correct the URL in the author's SPEC";
  return attempt("author", todo, async () => {
    const { scheme, model, url } = parseSpec(options.spec, AUTHOR_FORMS);
    if (url === undefined) return { status: "ok", detail: `${scheme}, which needs no server` };
    const where = `${withoutCredentials(url)}/models`;
    const asked = await ask(`${url}/models`, options);
    if (typeof asked === "string") return { status: "fail", detail: `${where} ${asked}`, todo };
    const { status, text } = asked;
    if (status === 401 || status === 403) {
      const key = options.key === undefined ? "no key is set" : `${options.key.variable} is set`;
      return {
        status: "fail",
        detail: `${where} refuses the key (${status}; ${key})`,
        todo: "set HINDCAST_AUTHOR_KEY or OPENAI_API_KEY to a key of this server",
      };
    }
    if (status !== 200) {
      const advice = "check that the URL ends where the server's API begins, often in /v1";
      return { status: "warn", detail: `${where} answers ${status}`, todo: advice };
    }
    const models = modelsIn(text);
    if (models === undefined || models.includes(model ?? "")) {
      return { status: "ok", detail: `${where} answers${models ? ` and has ${model}` : ""}` };
    }
    const some = models.slice(0, 5).join(", ");
    return {
      status: "warn",
      detail: `${where} does not list ${model}`,
      todo: models.length === 0 ? "load a model" : `name one that it lists, such as ${some}`,
    };
  });
}

async function ask(
  url: string,
  { key, timeout = TIMEOUT }: AuthorCheckOptions,
): Promise<{ status: number; text: string } | string> {
  try {
    const response = await fetch(url, {
      headers: key === undefined ? {} : { authorization: `Bearer ${key.reveal()}` },
      // Another server has no business with the key.
      redirect: "manual",
      signal: AbortSignal.timeout(timeout),
    });
    let text = "";
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk as Uint8Array, { stream: true });
      if (text.length > LIMIT) break;
    }
    return { status: response.status, text };
  } catch (error) {
    // Messages of the client may quote headers, so only the kind of failure is reported.
    if (error instanceof Error && error.name === "TimeoutError") {
      return `does not answer within ${timeout / 1000} s`;
    }
    const cause = error instanceof Error ? error.cause : undefined;
    const code = cause instanceof Error && "code" in cause ? ` (${String(cause.code)})` : "";
    return `cannot be reached${code}`;
  }
}

/** Names in the answer of an OpenAI-compatible server; undefined when it has another form. */
function modelsIn(text: string): string[] | undefined {
  try {
    const { data } = JSON.parse(text) as { data?: unknown };
    if (!Array.isArray(data)) return undefined;
    return data.flatMap((item: unknown) => {
      const id = typeof item === "object" && item !== null && "id" in item ? item.id : undefined;
      return typeof id === "string" ? [id] : [];
    });
  } catch {
    return undefined;
  }
}
