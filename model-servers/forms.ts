import { schemeOf, type SpecForm } from "./spec.ts";

/** The SPECs of the authors that are built in. */
export const AUTHOR_FORMS: readonly SpecForm[] = [
  { scheme: "offline" },
  { scheme: "openai", model: true, url: true },
  { scheme: "onnx", model: true },
];

/** The SPECs of the scoring servers that are built in, and of models in this process that stand in for one. */
export const ENDPOINT_FORMS: readonly SpecForm[] = [
  { scheme: "sglang", model: "optional", url: true },
  { scheme: "vllm", model: true, url: true },
  { scheme: "echo", model: true, url: true },
  { scheme: "tgi", model: "optional", url: true },
  { scheme: "onnx", model: true },
];

/** The SPECs of the scorers that are built in: one of the servers, or the offline model. */
export const SCORER_FORMS: readonly SpecForm[] = [{ scheme: "offline" }, ...ENDPOINT_FORMS];

/** Whether a SPEC names something that is built in, rather than what a plug-in brings. */
export function isBuiltIn(spec: string, forms: readonly SpecForm[]): boolean {
  const scheme = schemeOf(spec);
  return forms.some((form) => form.scheme === scheme);
}

/**
 * The forms that a SPEC may have before plug-ins are loaded: those that are built in, and its own
 * scheme with any argument, which a plug-in may bring.
 */
export function withPlugins(spec: string, forms: readonly SpecForm[]): readonly SpecForm[] {
  return isBuiltIn(spec, forms) ? forms : [...forms, { scheme: schemeOf(spec), argument: "..." }];
}
