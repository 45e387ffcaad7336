/** Lines for people, in the way of pino. */
interface BusLogger {
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}

export interface EmbeddedOptions {
  /** Milliseconds since 1970; the log's time never goes back, whatever the clock does. */
  readonly clock?: () => number;
  readonly logger?: BusLogger;
  /** Bytes that may wait for the disk before `publish` makes its caller wait; 16 MiB. */
  readonly limit?: number;
  /**
   * Whether messages and blobs are written through to the disk itself. Without it, a power loss
   * takes what the system has not written yet, which is asked again when the run is resumed.
   */
  readonly durable?: boolean;
}
