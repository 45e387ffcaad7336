import { AUTHOR_FORMS, formatSpec, parseSpec } from "../../model-servers/index.ts";

/** The author that a SPEC names. */
export type AuthorSpec =
  | { readonly backend: "offline" }
  | {
      readonly backend: "onnx";
      /** A directory, or a name on the Hub. */
      readonly model: string;
    }
  | {
      readonly backend: "openai";
      /** The server's name of the model. */
      readonly model: string;
      /** Base URL without a slash at its end, such as `http://127.0.0.1:8000/v1`. */
      readonly url: string;
    };

/** Parses an author's SPEC. Throws CONFIG_INVALID for one that has none of {@link AUTHOR_FORMS}. */
export function parseAuthorSpec(text: string): AuthorSpec {
  const { scheme, model, url } = parseSpec(text, AUTHOR_FORMS);
  if (model === undefined) return { backend: "offline" };
  if (scheme === "onnx" || url === undefined) return { backend: "onnx", model };
  return { backend: "openai", model, url };
}

/** The SPEC that {@link parseAuthorSpec} reads back as the same author. */
export function formatAuthorSpec({ backend, ...server }: AuthorSpec): string {
  return formatSpec({ scheme: backend, ...server });
}
