import { printableJson } from "../../protocols/index.ts";
import type { TextSink } from "./streams.ts";

/**
 * Writes one JSON value and a newline, and waits until it is out. A reader that went away
 * (`| head`) has what it wanted, so that is no error.
 */
export async function writeJson(stream: TextSink, value: unknown): Promise<void> {
  await writeText(stream, `${printableJson(value)}\n`);
}

/** Writes text and waits until it is out; a reader that went away is no error. */
export function writeText(stream: TextSink, text: string): Promise<void> {
  if (!isStream(stream)) {
    stream.write(text);
    return Promise.resolve();
  }
  listen(stream);
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => {
      if (error === undefined || error === null || isGone(error)) resolve();
      else reject(error);
    });
  });
}

/** Streams whose errors are heard: one listener each, however much is written. */
const heard = new WeakSet<NodeJS.WritableStream>();

/** Node reports EPIPE both ways, and an "error" event that nobody hears ends the process. */
function listen(stream: NodeJS.WritableStream): void {
  if (heard.has(stream)) return;
  heard.add(stream);
  stream.on("error", () => {});
}

function isStream(stream: TextSink): stream is NodeJS.WritableStream {
  return "on" in stream && "once" in stream;
}

function isGone(error: Error): boolean {
  return "code" in error && (error.code === "EPIPE" || error.code === "ERR_STREAM_DESTROYED");
}
