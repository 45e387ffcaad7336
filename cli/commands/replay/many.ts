import type { LogResult } from "../../../app/replay/index.ts";
import { printable } from "../../../protocols/index.ts";
import { EXIT } from "../../errors/index.ts";
import { exitCodeOfReplay, jsonOfReplay } from "./report.ts";

/** As for one log; a log that cannot be folded has failed. */
export function exitCodeOfLog({ result }: LogResult): number {
  return result ? exitCodeOfReplay({ ...result, states: undefined }) : EXIT.failed;
}

/** What `--json` prints of one log. */
export function jsonOfLog({ log, elapsed_ms, result, error }: LogResult): object {
  const folded = result ? jsonOfReplay({ ...result, states: undefined }) : { error };
  return { log, elapsed_ms, ...folded };
}

/** One line: what became of a log, and the first divergence. */
export function formatLog({ log, elapsed_ms, result, error }: LogResult): string {
  const name = printable(log);
  if (!result) return `failed    ${name}  ${error?.code}: ${printable(error?.detail ?? "")}`;
  const { messages, agents, divergences, more, torn, unended } = result;
  const size = `${messages} messages, ${agents} agents, ${elapsed_ms} ms`;
  const open = unended.length > 0 ? `, ${unended.length} never ended` : "";
  const [first] = divergences;
  const [other] = result.against?.differences ?? [];
  if (!first && other) {
    const at = printable(`seq ${other.seq}: ${other.agent}, ${other.kind}${other.path}`);
    return `differs   ${name}  ${size}${open}  ${at}; ${printable(other.likely)}`;
  }
  if (!first) return `${torn ? "torn      " : "ok        "}${name}  ${size}${open}`;
  const { seq, agent, kind, path, likely } = first;
  const where = printable(`seq ${seq}: ${agent}, ${kind}${path}`);
  const others = divergences.length + more - 1;
  const rest = others > 0 ? ` (and ${others} more)` : "";
  return `diverged  ${name}  ${size}${open}  ${where}; ${printable(likely)}${rest}`;
}
