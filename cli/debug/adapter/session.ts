import { DebugSession, Event, OutputEvent, Response } from "@vscode/debugadapter";
import type { DebugProtocol } from "@vscode/debugprotocol";
import * as z from "zod";
import { HindcastError, printable } from "../../../protocols/index.ts";
import { readSecrets, redactor } from "../../../model-servers/index.ts";
import { describeError } from "../../errors/index.ts";
import type { CommandIo } from "../../output/index.ts";
import { Debuggee, type FirstNumbers } from "./debuggee.ts";
import { describeLog, readLaunch, type Launch, type LaunchDefaults } from "./launch.ts";
import {
  EXCEPTION_FILTERS,
  logRequests,
  readArguments,
  type RequestAnswer,
} from "./requests/index.ts";

const Initialize = z.object({
  linesStartAt1: z.boolean().default(true),
  columnsStartAt1: z.boolean().default(true),
});
/** What every request has; one without a number is answered as 0, one without a command refused. */
const AnyRequest = z.object({
  type: z.literal("request"),
  seq: z.int().catch(0),
  command: z.string().catch(""),
  arguments: z.unknown().optional(),
});

const CAPABILITIES: DebugProtocol.Capabilities = {
  supportsConfigurationDoneRequest: true,
  supportsFunctionBreakpoints: true,
  supportsConditionalBreakpoints: true,
  supportsDataBreakpoints: true,
  supportsBreakpointLocationsRequest: true,
  supportsExceptionInfoRequest: true,
  supportsExceptionFilterOptions: true,
  exceptionBreakpointFilters: EXCEPTION_FILTERS.map((filter) => ({ ...filter })),
  supportsEvaluateForHovers: true,
  supportsClipboardContext: true,
  supportsStepBack: true,
  supportsStepInTargetsRequest: true,
  supportsSteppingGranularity: true,
  supportsGotoTargetsRequest: true,
  supportsRestartFrame: true,
  supportsDelayedStackTraceLoading: true,
  supportsLoadedSourcesRequest: true,
};

/**
 * A client's session with one log. Whatever a client sends is checked, and what cannot be done is
 * answered as an error; nothing that it sends ends the session but `disconnect`.
 */
export class AdapterSession extends DebugSession {
  readonly #io: CommandIo;
  readonly #defaults: LaunchDefaults;
  readonly #end: () => void;
  readonly #redact: (text: string) => string;
  #first: FirstNumbers = { line: 1, column: 1 };
  #launch: Launch | undefined;
  #debuggee: Debuggee | undefined;

  /** @param end called once the client is gone */
  constructor(io: CommandIo, defaults: LaunchDefaults, end: () => void) {
    super();
    this.#io = io;
    this.#defaults = defaults;
    this.#end = end;
    this.#redact = redactor(readSecrets(io.env).all);
    // The library ends the process where a message cannot be read; the next one can.
    this.removeAllListeners("error");
    this.on("error", (event: { readonly body?: unknown }) => {
      this.#say(`a message of the client was left out: ${String(event.body)}\n`, "stderr");
    });
  }

  /** The client closed the connection: the process is not ended here, but by whoever called. */
  override shutdown(): void {
    this.#end();
  }

  /** Takes one message of the client, which may be anything that is JSON. */
  override handleMessage(message: DebugProtocol.ProtocolMessage): void {
    const read = AnyRequest.safeParse(message);
    if (read.success) this.#answer(read.data);
    else this.#say("a message of the client was left out: it is no request\n", "stderr");
  }

  /** Answers at once where that is possible, so that answers come in the order of the requests. */
  #answer({ seq, command, arguments: given }: z.output<typeof AnyRequest>): void {
    const response: DebugProtocol.Response = new Response({ type: "request", seq, command });
    try {
      const answer = this.#handle(command, given);
      if (!(answer instanceof Promise)) return this.#complete(response, answer);
      answer.then(
        (found) => this.#complete(response, found),
        (error: unknown) => this.#refuse(response, error),
      );
    } catch (error) {
      this.#refuse(response, error);
    }
  }

  #complete(response: DebugProtocol.Response, { body, after }: RequestAnswer): void {
    if (body) response.body = body;
    this.sendResponse(response);
    // What fails now can be no answer any more: it is said in words.
    const failed = (error: unknown): void => this.#say(`${this.#textOf(error)}\n`, "stderr");
    try {
      after?.()?.catch(failed);
    } catch (error) {
      failed(error);
    }
  }

  #handle(command: string, given: unknown): RequestAnswer | Promise<RequestAnswer> {
    switch (command) {
      case "initialize":
        return this.#initialize(readArguments(Initialize, given));
      case "launch":
        return this.#open(given);
      case "configurationDone":
        return { after: () => this.#begin() };
      case "disconnect":
        return { after: () => this.#end() };
      default:
    }
    const answer = Object.hasOwn(logRequests, command) ? logRequests[command] : undefined;
    if (!answer) throw new HindcastError("USAGE", `there is no request ${JSON.stringify(command)}`);
    return answer(this.#opened(), given);
  }

  #initialize({ linesStartAt1, columnsStartAt1 }: z.output<typeof Initialize>): RequestAnswer {
    this.#first = { line: linesStartAt1 ? 1 : 0, column: columnsStartAt1 ? 1 : 0 };
    return { body: CAPABILITIES };
  }

  /** Breakpoints are set once `initialized` is sent, and what they name is looked up in the log. */
  async #open(given: unknown): Promise<RequestAnswer> {
    if (this.#launch) throw new HindcastError("USAGE", "a log is open already");
    const launch = readLaunch(given, this.#defaults, this.#io);
    this.#launch = launch;
    try {
      this.#say("reading the log\n", "console");
      const index = await launch.open();
      const debuggee = new Debuggee(index, this.#first, (stop) => {
        this.sendEvent(new Event("stopped", { ...stop, allThreadsStopped: true }));
      });
      debuggee.breakpoints.setConditions(launch.breakpoints);
      this.#debuggee = debuggee;
      this.#say(describeLog(index), "console");
    } catch (error) {
      this.#launch = undefined;
      throw error;
    }
    return { after: () => this.sendEvent(new Event("initialized")) };
  }

  #begin(): Promise<void> | undefined {
    const { at, stopOnEntry } = this.#launch ?? { at: 1, stopOnEntry: true };
    const { traveller } = this.#opened();
    if (!stopOnEntry) return traveller.continue("forwards", at - 1);
    traveller.goTo(at, "entry");
    return undefined;
  }

  #opened(): Debuggee {
    if (this.#debuggee) return this.#debuggee;
    throw new HindcastError("USAGE", "no log is open: `launch` opens one");
  }

  #refuse(response: DebugProtocol.Response, error: unknown): void {
    const text = this.#textOf(error);
    response.success = false;
    response.message = text;
    // Braces in a format name variables, and the text may hold any.
    response.body = { error: { id: 1, format: "{text}", variables: { text }, showUser: true } };
    this.sendResponse(response);
  }

  #textOf(error: unknown): string {
    const { code, sentence, detail, todo } = describeError(error);
    return printable(this.#redact(`${code}: ${sentence}: ${detail}. To do: ${todo}`));
  }

  #say(text: string, category: "console" | "stderr"): void {
    this.sendEvent(new OutputEvent(text, category));
  }
}
