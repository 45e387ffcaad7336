import { truncate } from "../../runtime/progress/index.ts";
import type { CommandIo } from "../output/index.ts";

const SHOW = "\u001B[?1049h\u001B[?25l";
const HIDE = "\u001B[?25h\u001B[?1049l";
const HOME = "\u001B[H";
const CLEAR_LINE = "\u001B[K";
const CLEAR_BELOW = "\u001B[J";

/** A page that is drawn again and again over itself. */
export interface Page {
  draw(text: string): void;
  /** Gives the terminal back as it was. */
  close(): void;
}

/**
 * The whole terminal as one page: lines end at its right side, and those that do not fit below its
 * end are counted. A stream that is not a terminal gets the pages one after another.
 */
export function openPage(stream: CommandIo["stdout"] & { readonly rows?: number }): Page {
  if (stream.isTTY !== true) {
    return { draw: (text) => void stream.write(`${text}\n`), close: () => {} };
  }
  stream.write(SHOW);
  const close = (): void => {
    stream.write(HIDE);
    process.off("exit", close);
  };
  // A process that ends at once must not leave the terminal without its cursor.
  process.once("exit", close);
  return {
    draw(text) {
      const [rows, columns] = [Math.max(2, stream.rows ?? 24), stream.columns ?? 80];
      const lines = text.trimEnd().split("\n");
      const room = rows - 2;
      const shown =
        lines.length < rows
          ? lines
          : [
              ...lines.slice(0, room),
              `${lines.length - room} lines more; a larger window has them`,
            ];
      stream.write(
        `${HOME}${shown.map((line) => `${truncate(line, columns)}${CLEAR_LINE}\n`).join("")}${CLEAR_BELOW}`,
      );
    },
    close,
  };
}
