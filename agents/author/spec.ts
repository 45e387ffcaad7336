import { HindcastError } from "../../protocols/index.ts";

/** Which author writes, as a SPEC names it. */
export type AuthorSpec =
  | { readonly backend: "offline" }
  | {
      readonly backend: "openai";
      /** The server's name of the model. */
      readonly model: string;
      /** Base URL without a slash at its end, such as `http://127.0.0.1:8000/v1`. */
      readonly url: string;
    };

const FORMS = "the known forms are `offline` and `openai:MODEL@URL`";

/**
 * Reads an author's SPEC. Throws CONFIG_INVALID for anything else than the known forms, and for a
 * URL that carries credentials: a SPEC is recorded in logs and trajectories, a key must not be.
 */
export function parseAuthorSpec(spec: string): AuthorSpec {
  if (spec === "offline") return { backend: "offline" };
  const match = /^openai:(?<model>.+)@(?<url>https?:\/\/.+)$/.exec(spec);
  if (!match?.groups) {
    throw invalid(`${JSON.stringify(withoutCredentials(spec))} is not an author; ${FORMS}`);
  }
  const { model = "", url = "" } = match.groups;
  if (model.trim() !== model) throw invalid(`the model's name has spaces around it; ${FORMS}`);
  return { backend: "openai", model, url: checkUrl(url) };
}

/** The SPEC that {@link parseAuthorSpec} reads back as the same author. */
export function formatAuthorSpec(spec: AuthorSpec): string {
  return spec.backend === "offline" ? "offline" : `openai:${spec.model}@${spec.url}`;
}

function checkUrl(text: string): string {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw invalid(`the author's URL cannot be read; ${FORMS}`);
  }
  if (url.username !== "" || url.password !== "") {
    throw invalid("the author's URL holds credentials; put the key into HINDCAST_AUTHOR_KEY");
  }
  if (url.search !== "" || url.hash !== "") {
    throw invalid("the author's URL has a query or a fragment; give the base URL alone");
  }
  return url.href.replace(/\/+$/, "");
}

/** A SPEC fit to be shown: what stands before an `@` in a URL, and any query, is left out. */
function withoutCredentials(spec: string): string {
  return spec.replace(/\/\/[^/\s]*@/g, "//").replace(/\?.*$/s, "");
}

function invalid(detail: string): HindcastError {
  return new HindcastError("CONFIG_INVALID", `author: ${detail}`);
}
