import path from "node:path";
import { Command } from "commander";
import { readBlob } from "../../../app/log/index.ts";
import { writeJson, writeText, type CommandIo } from "../../output/index.ts";

/** `hindcast log blob LOG HASH`: the text that a message names. */
export function blobCommand(io: CommandIo): Command {
  return new Command("blob")
    .description("print a blob that is beside the log, as text")
    .argument("<log>", "the log.hlog of a run")
    .argument("<hash>", "its SHA-256, or the first digits of it")
    .option("--json", "print one JSON value on stdout: sha256, bytes, and text or base64")
    .action(async (log: string, hash: string, { json }: { json?: boolean }) => {
      const { sha256, bytes } = await readBlob(path.resolve(io.cwd, log), hash);
      const text = textOf(bytes);
      if (!json) return writeText(io.stdout, text ?? bytes.toString("latin1"));
      const content = text === undefined ? { base64: bytes.toString("base64") } : { text };
      return writeJson(io.stdout, { sha256, bytes: bytes.length, ...content });
    });
}

function textOf(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
