import path from "node:path";
import { Command } from "commander";
import { indexMessages, messageAt } from "../../../app/log/index.ts";
import { causesOf, effectsOf } from "../../../runtime/replay/index.ts";
import { readPosition } from "../../options/index.ts";
import { writeJson, writeText, type CommandIo } from "../../output/index.ts";
import { messageLine } from "./line.ts";

/** `hindcast log why LOG SEQ`: what a message came from, or what followed from it. */
export function whyCommand(io: CommandIo): Command {
  return new Command("why")
    .description("print the causes of a message, from the first, or what followed from it")
    .argument("<log>", "the log.hlog of a run")
    .argument("<seq>", "position of the message")
    .option("--effects", "what followed from the message, each after its cause")
    .option("--json", "print one JSON array on stdout")
    .action(async (log: string, seq: string, values: { effects?: boolean; json?: boolean }) => {
      const position = readPosition("SEQ", seq);
      const index = await indexMessages(path.resolve(io.cwd, log));
      const envelope = messageAt(index, position);
      const links = values.effects
        ? effectsOf(index, envelope)
        : causesOf(index, envelope).map((cause) => ({ depth: 0, envelope: cause }));
      if (values.json) {
        const messages = links.map(({ depth, envelope: message }) =>
          values.effects ? { depth, ...message } : message,
        );
        return writeJson(io.stdout, messages);
      }
      for (const { depth, envelope: message } of links) {
        const request = index.requestOf(message);
        const waited = request && message.time - request.time;
        const marks = index.isVoid(message.seq) ? "  (void)" : "";
        const line = `${"  ".repeat(depth)}${messageLine(message, waited)}${marks}\n`;
        await writeText(io.stdout, line);
      }
    });
}
