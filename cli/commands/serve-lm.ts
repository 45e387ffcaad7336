import { Command } from "commander";
import { HindcastError, reasonOf, printable } from "../../protocols/index.ts";
import {
  protocolNames,
  startLikelihoodServer,
  type LikelihoodServer,
  type ProtocolName,
} from "../../scoring/serve/index.ts";
import { EXIT } from "../errors/index.ts";
import { onInterrupt } from "../interrupt/index.ts";
import { writeJson, writeText, type CommandIo } from "../output/index.ts";
import { version } from "../../app/version.ts";

interface ServeOptions {
  readonly protocol: string;
  readonly port: string;
  readonly contextLength: string;
  readonly model?: string;
  readonly queue?: string;
  readonly threads?: string;
  readonly faults?: string;
  readonly json?: boolean;
}

const ALL = "all";

/** `hindcast serve-lm`: the offline model with the wire protocols of inference servers. */
export function serveLmCommand(io: CommandIo): Command {
  return new Command("serve-lm")
    .description("serve the offline model over the protocols of SGLang, vLLM, echo servers and TGI")
    .option("--protocol <name>", `one of ${[...protocolNames, ALL].join(", ")}`, ALL)
    .option("--port <n>", "port on 127.0.0.1; 0 takes a free one", "30000")
    .option("--context-length <n>", "tokens of prompt and continuation together", "131072")
    .option("--model <name>", "what the model is called (hindcast-offline)")
    .option("--queue <n>", "sequences that may wait or run; 503 beyond (1024)")
    .option("--threads <n>", "threads that compute (one per processor)")
    .option(
      "--faults <spec>",
      "what goes wrong, for tests: latency=MS, 429=RATE, 503=RATE, cut=RATE, short=RATE, " +
        "logits=1, nan=RATE, null=RATE, shift=RATE, hang=RATE, retry-after=SECONDS, seed=N, joined by commas",
    )
    .option("--json", "print one JSON value on stdout")
    .action(async (options: ServeOptions) => {
      let stop: (signal: NodeJS.Signals) => void = () => {};
      const stopped = new Promise<NodeJS.Signals>((resolve) => {
        stop = resolve;
      });
      const interrupt = onInterrupt((signal) => stop(signal));
      try {
        const server = await start(options, io);
        try {
          const { url, model } = server;
          const protocols = options.protocol === ALL ? protocolNames : [options.protocol];
          if (options.json) await writeJson(io.stdout, { url, model, protocols });
          else await writeText(io.stdout, `${model} at ${url} (${protocols.join(", ")})\n`);
          // Somebody who asks a server to end gets what was asked for; Ctrl-C reads as everywhere.
          io.exitCode((await stopped) === "SIGINT" ? EXIT.interrupted : EXIT.done);
        } finally {
          await server.close();
        }
      } finally {
        interrupt.close();
      }
    });
}

async function start(options: ServeOptions, io: CommandIo): Promise<LikelihoodServer> {
  const { model, faults, queue, threads } = options;
  const protocol = [...protocolNames, ALL].find((name) => name === options.protocol);
  if (protocol === undefined) {
    const known = [...protocolNames, ALL].join(", ");
    throw new HindcastError(
      "USAGE",
      `flag --protocol: found "${options.protocol}", expected one of ${known}`,
    );
  }
  const port = whole("port", options.port, 0, 65_535);
  try {
    return await startLikelihoodServer({
      protocol: protocol as ProtocolName | "all",
      port,
      contextLength: whole("context-length", options.contextLength, 2, 2 ** 24),
      version,
      onError: (error) => void io.stderr.write(`${printable(reasonOf(error))}\n`),
      ...(model === undefined ? {} : { model }),
      ...(faults === undefined ? {} : { faults }),
      ...(queue === undefined ? {} : { queue: whole("queue", queue, 1, 2 ** 20) }),
      ...(threads === undefined ? {} : { scorer: { threads: whole("threads", threads, 1, 1024) } }),
    });
  } catch (error) {
    if (!isTaken(error)) throw error;
    throw new HindcastError("USAGE", `flag --port: ${reasonOf(error)}`, { cause: error });
  }
}

function whole(flag: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new HindcastError(
    "USAGE",
    `flag --${flag}: found "${text}", expected a whole number from ${least} to ${most}`,
  );
}

/** The port belongs to another process, or to the system. */
function isTaken(error: unknown): boolean {
  return (
    error instanceof Error && "code" in error && /^(EADDRINUSE|EACCES)$/.test(String(error.code))
  );
}
