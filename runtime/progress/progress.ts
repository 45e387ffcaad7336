import type { ProgressEvent } from "./events.ts";
import { ndjsonRenderer, plainRenderer } from "./lines.ts";
import { liveRenderer } from "./live.ts";
import type { ProgressStream, Renderer } from "./renderer.ts";
import { Tally } from "./tally.ts";

/** How to show what is going on. */
export const PROGRESS_KINDS = ["auto", "plain", "ndjson", "off"] as const;
export type ProgressKind = (typeof PROGRESS_KINDS)[number];

/** A listener of a run's events; `time` is in milliseconds since the epoch. */
type ProgressListener = (event: ProgressEvent, time: number) => void;

/** The events of a run and their listeners. */
export interface ProgressDisplay {
  publish(event: ProgressEvent): void;
  /** Adds a listener. Returns how to remove it. */
  subscribe(listener: ProgressListener): () => void;
  /** Writes whole lines to the same stream without mixing with a live line; for the log. */
  above(text: string): void;
  /** What has been counted so far. */
  readonly tally: Tally;
  /** Stops showing, and leaves the terminal as it was. */
  close(): void;
}

export interface ProgressOptions {
  /** `auto` is one live line on a terminal and `plain` elsewhere. */
  readonly kind: ProgressKind;
  readonly stream: ProgressStream;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

/** Displays a run on a stream. If the stream fails, the display stops and the run continues. */
export function startProgress(options: ProgressOptions): ProgressDisplay {
  const { now = Date.now } = options;
  const tally = new Tally();
  const listeners = new Set<ProgressListener>();
  const { stream, release } = guarded(options.stream);
  const renderer = rendererOf(options.kind, stream, now);
  return {
    tally,
    publish(event) {
      const time = now();
      tally.add(event, time);
      renderer?.show(event, time, tally);
      for (const listener of listeners) listener(event, time);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    above(text) {
      if (renderer === undefined) stream.write(text);
      else renderer.above(text);
    },
    close() {
      renderer?.close();
      release();
    },
  };
}

function rendererOf(
  kind: ProgressKind,
  stream: ProgressStream,
  now: () => number,
): Renderer | undefined {
  if (kind === "off") return undefined;
  if (kind === "ndjson") return ndjsonRenderer(stream);
  return kind === "auto" && stream.isTTY === true
    ? liveRenderer(stream, now)
    : plainRenderer(stream);
}

/** The stream, silent from its first error on: nobody is left to read it. */
function guarded(target: ProgressStream): { stream: ProgressStream; release: () => void } {
  let broken = false;
  const fail = (): void => {
    broken = true;
  };
  const emitter = "on" in target && "off" in target ? (target as NodeJS.WritableStream) : undefined;
  emitter?.on("error", fail);
  const stream = {
    write: (text: string) => broken || target.write(text),
    get isTTY() {
      return target.isTTY;
    },
    get columns() {
      return target.columns;
    },
  };
  return { stream, release: () => emitter?.off("error", fail) };
}
