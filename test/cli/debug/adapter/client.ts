import { spawn, type ChildProcess } from "node:child_process";
import { tmpdir } from "node:os";
import { DebugClient } from "@vscode/debugadapter-testsupport";
import type { DebugProtocol } from "@vscode/debugprotocol";
import { onTestFinished } from "vitest";
import { COMMAND } from "../../harness/command.ts";
import { GOLDEN_LOG } from "../../../app/replay/golden-log.ts";

/** The client of Microsoft's test support, connected to `hindcast debug --dap`. */
export class AdapterClient extends DebugClient {
  readonly process: ChildProcess;
  readonly ended: Promise<number | null>;
  stderr = "";
  /** Texts that the adapter wrote for people. */
  output = "";

  constructor(args: readonly string[] = []) {
    super("node", COMMAND, "hindcast");
    const child = spawn(process.execPath, [COMMAND, "debug", ...args, "--dap"], {
      cwd: tmpdir(),
      env: { PATH: process.env["PATH"] ?? "", HOME: tmpdir() },
      stdio: ["pipe", "pipe", "pipe"],
    });
    this.process = child;
    this.ended = new Promise((resolve) => child.once("close", resolve));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (this.stderr += text));
    this.on("output", ({ body }: DebugProtocol.OutputEvent) => (this.output += body.output));
    this.connect(child.stdout, child.stdin);
    onTestFinished(() => void child.kill());
  }

  /** Writes bytes that need not be a message. */
  write(text: string): void {
    this.process.stdin?.write(text);
  }

  /** Sends any request; what the adapter refuses rejects, with its words. */
  ask(command: string, args?: unknown): Promise<DebugProtocol.Response> {
    return this.send(command, args);
  }

  /** Sends a request that is to fail, and returns what the adapter says. */
  async refused(command: string, args?: unknown): Promise<string> {
    const failure = await this.ask(command, args).then(
      () => new Error("the request was answered"),
      (error: unknown) => error as Error,
    );
    return failure.message;
  }

  /** Sends a request that ends with a stop, and waits for it. */
  async travel(
    command: string,
    args: object = {},
  ): Promise<DebugProtocol.StoppedEvent["body"] & { readonly seq: number }> {
    // Awaited later than it is armed: the event may come with the answer.
    const stopped = this.waitForEvent("stopped", 20_000);
    await this.ask(command, { threadId: LOG, ...args });
    const { body } = (await stopped) as DebugProtocol.StoppedEvent;
    const { threadId = LOG } = body;
    const [frame] = await this.frames(threadId);
    return { ...body, seq: frame?.id ?? 0 };
  }

  async frames(threadId: number, page: object = {}): Promise<DebugProtocol.StackFrame[]> {
    const { body } = await this.stackTraceRequest({ threadId, ...page });
    return body.stackFrames;
  }

  /** The variables of a scope of a frame. */
  async scope(frameId: number, name: string): Promise<DebugProtocol.Variable[]> {
    const { body } = await this.scopesRequest({ frameId });
    const scope = body.scopes.find((each) => each.name === name);
    if (!scope) throw new Error(`there is no scope ${name}`);
    return this.parts(scope.variablesReference);
  }

  async parts(variablesReference: number, page: object = {}): Promise<DebugProtocol.Variable[]> {
    const { body } = await this.variablesRequest({ variablesReference, ...page });
    return body.variables;
  }
}

/** Thread of the whole log. */
export const LOG = 1;

/** Opens a log, the golden one unless another is named, and waits for the first stop. */
export async function launched(
  args: object = {},
  options: {
    readonly command?: readonly string[];
    readonly set?: (client: AdapterClient) => Promise<unknown>;
  } = {},
): Promise<{ client: AdapterClient; first: DebugProtocol.StoppedEvent["body"] }> {
  const client = new AdapterClient(options.command);
  await client.initializeRequest();
  const initialized = client.waitForEvent("initialized", 20_000);
  const launch = { log: GOLDEN_LOG, ...args };
  await Promise.all([initialized, client.ask("launch", launch)]);
  await options.set?.(client);
  const stopped = client.waitForEvent("stopped", 20_000);
  await client.configurationDoneRequest();
  const { body } = (await stopped) as DebugProtocol.StoppedEvent;
  return { client, first: body };
}
