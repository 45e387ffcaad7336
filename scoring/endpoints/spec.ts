import { ENDPOINT_FORMS, formatSpec, parseSpec } from "../../model-servers/index.ts";

/** The scoring server that a SPEC names. */
export type EndpointSpec =
  | {
      readonly kind: "sglang" | "tgi";
      /** Absent: whichever model the server has. */
      readonly model?: string;
      readonly url: string;
    }
  | {
      readonly kind: "onnx";
      /** A directory, or a name on the Hub. */
      readonly model: string;
    }
  | {
      readonly kind: "vllm" | "echo";
      /** The server's name of the model. */
      readonly model: string;
      /** Without a slash at its end. */
      readonly url: string;
    };

/** Parses an endpoint's SPEC. Throws CONFIG_INVALID for one that has none of the known forms. */
export function parseEndpointSpec(text: string): EndpointSpec {
  const { scheme, ...server } = parseSpec(text, ENDPOINT_FORMS);
  return { kind: scheme, ...server } as EndpointSpec;
}

/** The SPEC that {@link parseEndpointSpec} reads back as the same endpoint. */
export function formatEndpointSpec({ kind, ...server }: EndpointSpec): string {
  return formatSpec({ scheme: kind, ...server });
}
