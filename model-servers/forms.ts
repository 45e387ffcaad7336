import type { SpecForm } from "./spec.ts";

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
