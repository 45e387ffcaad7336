import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { HindcastError } from "../../protocols/index.ts";

/** Where the files of a model are. */
export interface ModelFiles {
  /** The directory, absolute, or the name on the Hub. */
  readonly source: string;
  readonly local: boolean;
  /** What people call the model. */
  readonly name: string;
  /** Which of its weights are taken, in the package's words. */
  readonly dtype: string;
  /** Folder of the weights below the model's own. */
  readonly subfolder: string;
}

/** Endings of weights by their kind, the most exact first. */
const KINDS = [
  ["fp32", ""],
  ["fp16", "_fp16"],
  ["q8", "_quantized"],
  ["int8", "_int8"],
  ["uint8", "_uint8"],
  ["q4", "_q4"],
  ["q4f16", "_q4f16"],
  ["bnb4", "_bnb4"],
] as const;

/**
 * The files that `onnx:DIR` or `onnx:NAME` names: a directory with a `tokenizer.json` and
 * `model.onnx`, its own or below `onnx/`, or the name of a model on the Hub. Throws CONFIG_INVALID
 * for a directory without them.
 */
export function modelFiles(given: string): ModelFiles {
  const directory = path.resolve(given);
  const isDirectory = statSync(directory, { throwIfNoEntry: false })?.isDirectory() === true;
  if (!isDirectory) {
    if (path.isAbsolute(given) || /^\.{1,2}(?:\/|$)/.test(given)) {
      throw wrong(given, "there is no such directory");
    }
    return { source: given, local: false, name: given, dtype: "fp32", subfolder: "onnx" };
  }
  const name = path.basename(directory);
  for (const subfolder of ["onnx", ""]) {
    for (const [dtype, suffix] of KINDS) {
      if (!existsSync(path.join(directory, subfolder, `model${suffix}.onnx`))) continue;
      if (!existsSync(path.join(directory, "tokenizer.json"))) {
        throw wrong(given, "the directory has no tokenizer.json");
      }
      return { source: directory, local: true, name, dtype, subfolder };
    }
  }
  throw wrong(given, "the directory has no model.onnx, neither in itself nor in onnx/");
}

function wrong(given: string, why: string): HindcastError {
  return new HindcastError("CONFIG_INVALID", `onnx:${given}: ${why}`);
}
