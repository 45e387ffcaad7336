/** Where text goes; a stream of Node is one. */
export interface TextSink {
  write(text: string): unknown;
}

/** Everything of the process that a command may touch, so that a test can give its own. */
export interface CommandIo {
  readonly stdin: NodeJS.ReadableStream & {
    readonly isTTY?: boolean;
    setRawMode?: (raw: boolean) => unknown;
  };
  readonly stdout: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Sets the code that the process ends with. */
  exitCode(code: number): void;
}

/** The process itself. */
export function processIo(): CommandIo {
  return {
    // Opened when a command asks for it: most never do.
    get stdin() {
      return process.stdin;
    },
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    cwd: process.cwd(),
    exitCode: (code) => {
      process.exitCode = code;
    },
  };
}

/** Whether to colour what is written to a stream; see no-color.org. */
export function useColor(
  stream: { readonly isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  const refused = (env["NO_COLOR"] ?? "") !== "" || env["TERM"] === "dumb";
  return stream.isTTY === true && !refused;
}
