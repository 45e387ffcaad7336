import type { ProgressStream, Renderer } from "./renderer.ts";
import { fieldsOf, formatDuration, sentenceOf } from "./words.ts";
import { printableJson } from "../../protocols/index.ts";

/** Milliseconds between two lines about files, however many are finished. */
const PERIOD = 5000;

/** A line for each noteworthy event, and now and then one with the state; for files and pipes. */
export function plainRenderer(stream: ProgressStream): Renderer {
  let lastState: number | undefined;
  return {
    show(event, time, tally) {
      lastState ??= time;
      const prefix = `[${formatDuration(tally.elapsed(time))}]`;
      const sentence = sentenceOf(event, tally, time);
      if (sentence !== undefined) stream.write(`${prefix} ${sentence}\n`);
      else if (time - lastState >= PERIOD) {
        lastState = time;
        stream.write(`${prefix} ${fieldsOf(tally, time).join(", ")}\n`);
      }
    },
    above: (text) => void stream.write(text),
    close() {},
  };
}

/** Each event as one JSON object with the time at which it happened; for programs. */
export function ndjsonRenderer(stream: ProgressStream): Renderer {
  return {
    show(event, time) {
      stream.write(`${printableJson({ time: new Date(time).toISOString(), ...event })}\n`);
    },
    above: (text) => void stream.write(text),
    close() {},
  };
}
