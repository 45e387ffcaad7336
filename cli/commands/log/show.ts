import path from "node:path";
import { Command } from "commander";
import { FilterMessages, readMessages } from "../../../app/log/index.ts";
import { requestOfReply } from "../../../protocols/index.ts";
import { readRange } from "../../options/index.ts";
import { writeJson, writeText, type CommandIo } from "../../output/index.ts";
import { messageLine } from "./line.ts";

interface ShowValues {
  readonly session?: string;
  readonly role?: string;
  readonly kind?: string;
  readonly agent?: string;
  readonly seq?: string;
  readonly grep?: string;
  readonly json?: boolean;
}

/** `hindcast log show LOG`: the messages of a log, for people or as a JSON array. */
export function showCommand(io: CommandIo): Command {
  return new Command("show")
    .description("print the messages of a log")
    .argument("<log>", "the log.hlog of a run")
    .option("--session <session>", "of this session alone")
    .option("--role <role>", "sent or received by this role")
    .option("--kind <kind>", "of this kind")
    .option("--agent <address>", "sent or received by this agent: an address, or the end of one")
    .option("--seq <range>", "at these positions: A..B, A.., ..B or A")
    .option("--grep <text>", "that hold this text")
    .option("--json", "print one JSON array on stdout")
    .action(async (log: string, { seq, json, ...values }: ShowValues) => {
      const range = seq === undefined ? undefined : readRange("--seq", seq);
      const filter = new FilterMessages({ ...values, range });
      const asked = new Map<string, number>();
      let separator = "[\n";
      let shown = 0;
      for await (const envelope of readMessages(path.resolve(io.cwd, log))) {
        const request = requestOfReply(envelope.id);
        const start = request === undefined ? undefined : asked.get(request);
        if (request === undefined) asked.set(envelope.id, envelope.time);
        else asked.delete(request);
        if (!filter.matches(envelope)) continue;
        shown += 1;
        if (json) {
          await writeText(io.stdout, separator);
          await writeJson(io.stdout, envelope);
          separator = ",";
        } else {
          const waited = start === undefined ? undefined : envelope.time - start;
          await writeText(io.stdout, `${messageLine(envelope, waited)}\n`);
        }
      }
      filter.check();
      if (json) await writeText(io.stdout, shown === 0 ? "[]\n" : "]\n");
    });
}
