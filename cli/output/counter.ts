import type { CommandIo } from "./streams.ts";
import type { ProgressKind } from "../../runtime/progress/index.ts";

/** Milliseconds between two drawings. */
const PAUSE = 100;
const CLEAR = "\r\u001B[2K";

/** Shows how far a command without a run has come. */
export interface Counter {
  show: (stage: string, done: number, total: number) => void;
  /** Leaves the terminal as it was. */
  close: () => void;
}

/**
 * One live line on a terminal, a line for each stage elsewhere (`auto`, `plain`), or a JSON value
 * for each step.
 */
export function counterOn({ stderr }: Pick<CommandIo, "stderr">, kind: ProgressKind): Counter {
  let drawn = -Infinity;
  let visible = false;
  let last = "";
  const live = kind === "auto" && stderr.isTTY === true;
  return {
    show(stage, done, total) {
      if (kind === "off") return;
      const now = performance.now();
      const begins = stage !== last;
      last = stage;
      if (!begins && done < total && now - drawn < PAUSE) return;
      drawn = now;
      if (kind === "ndjson")
        stderr.write(`${JSON.stringify({ type: "graph", stage, done, total })}\n`);
      else if (live) {
        stderr.write(`\r${stage}: ${done} of ${total} files\u001B[K`);
        visible = true;
      } else if (kind === "plain" && done === total) stderr.write(`${stage}: ${total} files\n`);
    },
    close() {
      if (visible) stderr.write(CLEAR);
      visible = false;
    },
  };
}
