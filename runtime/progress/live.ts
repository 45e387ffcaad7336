import { activityOf, fieldsOf, sentenceOf } from "./words.ts";
import type { ProgressStream, Renderer } from "./renderer.ts";
import type { Tally } from "./tally.ts";
import { truncate } from "./width.ts";

/** Milliseconds between two drawings: ten a second look smooth and cost nothing. */
const REDRAW_INTERVAL = 100;

/** Milliseconds after which the clock on the line moves although nothing happened. */
const HEARTBEAT = 500;

const CLEAR = "\r\u001B[2K";

/** One line that is drawn again and again; for a terminal. */
export function liveRenderer(stream: ProgressStream, now: () => number): Renderer {
  let tally: Tally | undefined;
  let drawnAt = -Infinity;
  let visible = false;

  const clear = (): void => {
    if (visible) stream.write(CLEAR);
    visible = false;
  };
  const draw = (time: number): void => {
    if (tally === undefined) return;
    const line = [...fieldsOf(tally, time), activityOf(tally)].filter((part) => part !== "");
    // A full last column would wrap on some terminals, and a wrapped line cannot be cleared.
    const text = truncate(line.join(" · "), (stream.columns ?? 80) - 1);
    stream.write(`\r${text}\u001B[K`);
    visible = true;
    drawnAt = time;
  };

  const heartbeat = setInterval(() => {
    const time = now();
    if (time - drawnAt >= HEARTBEAT) draw(time);
  }, HEARTBEAT);
  heartbeat.unref();
  // A process that exits immediately would leave half a line in front of the prompt.
  process.once("exit", clear);

  return {
    show(event, time, latest) {
      tally = latest;
      const lasting = event.type === "session.failed" || event.type === "run.stopping";
      if (lasting) {
        clear();
        stream.write(`${sentenceOf(event, latest, time) ?? ""}\n`);
      }
      if (lasting || time - drawnAt >= REDRAW_INTERVAL) draw(time);
    },
    above(text) {
      const shown = visible;
      clear();
      stream.write(text);
      if (shown) draw(now());
    },
    close() {
      clearInterval(heartbeat);
      process.off("exit", clear);
      clear();
      tally = undefined;
    },
  };
}
