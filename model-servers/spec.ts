import { HindcastError } from "../protocols/index.ts";
import { USE_ENVIRONMENT } from "./secret.ts";
import { isSecretParameter } from "./secret-shapes.ts";
import { withoutCredentials } from "./url.ts";

/** A form of SPEC that a backend understands, for example `openai:MODEL@URL`. */
export interface SpecForm {
  readonly scheme: string;
  /** Whether a model must be named or may be; otherwise none may be. */
  readonly model?: true | "optional";
  /** Whether a URL must be named. */
  readonly url?: true;
  /** What may follow the scheme in the place of both, as people are shown it. */
  readonly argument?: string;
}

/** A parsed SPEC: which backend, with which model, at which server. */
export interface Spec {
  readonly scheme: string;
  readonly model?: string;
  /** http or https, without a slash at its end. */
  readonly url?: string;
  /** What follows the scheme, for a form that takes an argument; never empty. */
  readonly argument?: string;
}

/** The form as people write it. */
export function formatForm(form: SpecForm): string {
  return formatSpec({
    scheme: form.scheme,
    ...(form.model === true ? { model: "MODEL" } : {}),
    ...(form.url === undefined ? {} : { url: "URL" }),
    ...(form.argument === undefined ? {} : { argument: form.argument }),
  });
}

/** The text of a SPEC; `parseSpec` of it gives the same SPEC. */
export function formatSpec({ scheme, model, url, argument }: Spec): string {
  if (argument !== undefined) return `${scheme}:${argument}`;
  if (model === undefined && url === undefined) return scheme;
  return `${scheme}:${[model, url].filter((part) => part !== undefined).join("@")}`;
}

/** The scheme of a SPEC, which says what understands the rest. */
export function schemeOf(text: string): string {
  return text.split(":", 1)[0] ?? "";
}

/** A SPEC, or what is wrong with it; the problem holds no secret. */
export type SpecResult =
  { readonly ok: true; readonly spec: Spec } | { readonly ok: false; readonly problem: string };

/**
 * Parses `offline`, `scheme:URL`, `scheme:MODEL@URL` or `scheme:ARGUMENT`. Throws CONFIG_INVALID
 * when the text has none of the given forms, or when its URL is not http(s), has a query or carries
 * a secret: SPECs are recorded in logs and trajectories.
 */
export function parseSpec(text: string, forms?: readonly SpecForm[]): Spec {
  const result = readSpec(text, forms);
  if (!result.ok) throw new HindcastError("CONFIG_INVALID", result.problem);
  return result.spec;
}

/** {@link parseSpec} that returns the problem, for callers that report where the text came from. */
export function readSpec(text: string, forms?: readonly SpecForm[]): SpecResult {
  const shown = JSON.stringify(withoutCredentials(text));
  const expected =
    forms === undefined
      ? "SCHEME, SCHEME:URL or SCHEME:MODEL@URL"
      : forms.map(formatForm).join(", ");
  const wrong = (what: string): SpecResult => ({
    ok: false,
    problem: `${shown} ${what}; expected ${expected}`,
  });

  const parts = /^([a-z][a-z0-9-]*)(?::(.+))?$/.exec(text);
  if (parts === null) return wrong("is not a SPEC");
  const [, scheme = "", rest = ""] = parts;
  const form = forms?.find((candidate) => candidate.scheme === scheme);
  if (forms !== undefined && form === undefined) return wrong("is of no known kind");
  if (form?.argument !== undefined) {
    if (withoutCredentials(rest) !== rest) return wrong(credentials.problem);
    return { ok: true, spec: { scheme, ...(rest === "" ? {} : { argument: rest }) } };
  }

  const start = /(?:^|@)(?=[a-z][a-z0-9+.-]*:\/\/)/i.exec(rest);
  const model = start === null ? rest : rest.slice(0, start.index);
  const address = start === null ? "" : rest.slice(start.index).replace(/^@/, "");
  // Without a known form a lone URL is right, so the model is only missed where it is asked for.
  if (form?.model === true && model === "") return wrong("names no model");
  if (model !== model.trim()) return wrong("has spaces around the model's name");
  if (form?.url === true && address === "") return wrong("names no URL with http:// or https://");
  if (form !== undefined && form.model === undefined && model !== "") {
    return wrong(form.url === true ? "names something that is no URL" : "takes no model");
  }
  if (form !== undefined && form.url === undefined && address !== "") return wrong("takes no URL");

  const url = address === "" ? undefined : readUrl(address);
  if (url !== undefined && !url.ok) return wrong(url.problem);
  return {
    ok: true,
    spec: {
      scheme,
      ...(model === "" ? {} : { model }),
      ...(url === undefined ? {} : { url: url.url }),
    },
  };
}

type UrlResult =
  { readonly ok: true; readonly url: string } | { readonly ok: false; readonly problem: string };

const credentials = {
  ok: false,
  problem: `has credentials in its URL; ${USE_ENVIRONMENT}`,
} as const satisfies UrlResult;

function readUrl(text: string): UrlResult {
  // An @ in a path is most likely a password that ends the host too early: user:/pass@host.
  if (text.includes("@")) return credentials;
  if (!URL.canParse(text)) return { ok: false, problem: "has a URL that cannot be read" };
  const url = new URL(text);
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    return { ok: false, problem: "has a URL that is neither http nor https" };
  }
  if ([...url.searchParams.keys()].some(isSecretParameter)) return credentials;
  if (url.search !== "" || url.hash !== "") {
    return { ok: false, problem: "has a query or a fragment in its URL; give the base URL alone" };
  }
  return { ok: true, url: url.href.replace(/(?<!\/)\/+$/, "") };
}
