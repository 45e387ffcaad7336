import { HindcastError } from "../../protocols/index.ts";

/** Which server gives likelihoods, as a SPEC names it. */
export type EndpointSpec =
  | { readonly kind: "sglang" | "tgi"; readonly url: string }
  | {
      readonly kind: "vllm" | "echo";
      /** The server's name of the model. */
      readonly model: string;
      /** Without a slash at its end. */
      readonly url: string;
    };

const FORMS = "the known forms are `sglang:URL`, `vllm:MODEL@URL`, `echo:MODEL@URL` and `tgi:URL`";

/**
 * Reads an endpoint's SPEC. Throws CONFIG_INVALID for anything else than the known forms, and for
 * a URL with credentials or a query: a SPEC stands in logs and messages, a key must not.
 */
export function parseEndpointSpec(spec: string): EndpointSpec {
  const bare = /^(sglang|tgi):(https?:\/\/.+)$/s.exec(spec);
  if (bare) return { kind: bare[1] as "sglang" | "tgi", url: checkUrl(bare[2] ?? "") };
  const named = /^(vllm|echo):(.+?)@(https?:\/\/.+)$/s.exec(spec);
  // What stands behind the scheme may be a password, so it is not shown.
  if (!named) throw invalid(`${JSON.stringify(spec.replace(/:.*$/s, ":..."))} names no server`);
  const [, kind, model = "", url = ""] = named;
  if (model.trim() !== model) throw invalid("the model's name has spaces around it");
  return { kind: kind as "vllm" | "echo", model, url: checkUrl(url) };
}

/** The SPEC that {@link parseEndpointSpec} reads back as the same endpoint. */
export function formatEndpointSpec(spec: EndpointSpec): string {
  return "model" in spec ? `${spec.kind}:${spec.model}@${spec.url}` : `${spec.kind}:${spec.url}`;
}

function checkUrl(text: string): string {
  // An @ in a path is most likely a password that ends the host too early: user:/pass@host.
  if (text.includes("@")) {
    throw invalid("the URL holds credentials; put the key into HINDCAST_SCORER_KEY");
  }
  if (!URL.canParse(text)) throw invalid("the URL cannot be read");
  const url = new URL(text);
  if (url.search !== "" || url.hash !== "") {
    throw invalid("the URL has a query or a fragment; give the base URL alone");
  }
  return url.href.replace(/\/+$/, "");
}

function invalid(detail: string): HindcastError {
  return new HindcastError("CONFIG_INVALID", `scorer: ${detail}; ${FORMS}`);
}
