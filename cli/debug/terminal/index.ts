import { emitKeypressEvents } from "node:readline";
import type { IndexedLog } from "../../../app/log/index.ts";
import { HindcastError } from "../../../protocols/index.ts";
import { openPage } from "../../status/index.ts";
import { paintFor, useColor, type CommandIo } from "../../output/index.ts";
import { draw } from "./draw.ts";
import { actionOf, nameOfKey, type Key } from "./keys.ts";
import { DebuggerModel, type Ended, type ModelOptions } from "./model.ts";

/** Throws USAGE where the debugger cannot be drawn or typed to. */
export function checkTerminal({ stdin, stdout, env }: CommandIo): void {
  const missing = stdin.isTTY !== true ? "stdin" : stdout.isTTY !== true ? "stdout" : undefined;
  if (missing === undefined && env["TERM"] !== "dumb") return;
  const why = missing === undefined ? "TERM is dumb" : `${missing} is no terminal`;
  const instead = "`hindcast log step LOG SEQ` prints one step";
  throw new HindcastError("USAGE", `hindcast debug needs a terminal: ${why}; ${instead}`);
}

/** Shows a log on the terminal until somebody quits, and gives the terminal back as it was. */
export async function debugInTerminal(
  io: CommandIo & { readonly stdout: { readonly rows?: number } },
  index: IndexedLog,
  options: ModelOptions,
): Promise<Ended> {
  const { stdin, stdout, env } = io;
  const model = new DebuggerModel(index, options);
  const paint = paintFor(useColor(stdout, env));
  let page = openPage(stdout);
  const redraw = (): void => {
    const size = { columns: stdout.columns ?? 80, rows: stdout.rows ?? 24 };
    page.draw(draw(model, size, paint).join("\n"));
  };
  const suspend = (): void => {
    page.close();
    stdin.setRawMode?.(false);
    process.once("SIGCONT", () => {
      stdin.setRawMode?.(true);
      page = openPage(stdout);
      redraw();
    });
    process.kill(process.pid, "SIGTSTP");
  };
  let end: (ended: Ended) => void = () => {};
  const ended = new Promise<Ended>((resolve) => {
    end = resolve;
  });
  const onKey = (text: string | undefined, key: Key): void => {
    const name = nameOfKey(text, key);
    if (!model.prompt && actionOf(name) === "suspend") return suspend();
    model.press(name);
    if (model.ended) end(model.ended);
    else redraw();
  };
  const onEnd = (): void => end({});
  emitKeypressEvents(stdin);
  stdin.setRawMode?.(true);
  stdin.on("keypress", onKey);
  stdin.on("end", onEnd);
  stdout.on("resize", redraw);
  process.on("SIGTERM", onEnd);
  stdin.resume();
  try {
    redraw();
    return await ended;
  } finally {
    process.off("SIGTERM", onEnd);
    stdout.off("resize", redraw);
    stdin.off("end", onEnd);
    stdin.off("keypress", onKey);
    stdin.pause();
    stdin.setRawMode?.(false);
    page.close();
  }
}
