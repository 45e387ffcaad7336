import path from "node:path";
import { Command } from "commander";
import { describeStep, indexLog, messageAt, type StepDescription } from "../../../app/log/index.ts";
import { printable } from "../../../protocols/index.ts";
import { readPosition, repeatable } from "../../options/index.ts";
import { writeJson, writeText, type CommandIo } from "../../output/index.ts";
import { brief, messageLine } from "./line.ts";

interface StepValues {
  readonly agents?: readonly string[];
  readonly trust?: boolean;
  readonly json?: boolean;
}

/** `hindcast log step LOG SEQ`: what a message did to the agent that got it. */
export function stepCommand(io: CommandIo): Command {
  return new Command("step")
    .description("show what an agent did with a message: states, context as a JSON patch, sent")
    .argument("<log>", "the log.hlog of a run")
    .argument("<seq>", "position of the message")
    .option("--agents <module>", "a module with an agent, repeatable", repeatable)
    .option("--trust", "load the modules that the log of somebody else names")
    .option("--json", "print one JSON value on stdout")
    .action(async (log: string, seq: string, values: StepValues) => {
      const until = readPosition("SEQ", seq);
      const modules = (values.agents ?? []).map((module) => path.resolve(io.cwd, module));
      const indexed = await indexLog({
        log: path.resolve(io.cwd, log),
        until,
        modules,
        trust: values.trust === true,
        env: io.env,
      });
      const step = describeStep(indexed, messageAt(indexed.messages, until));
      if (values.json) return writeJson(io.stdout, step);
      return writeText(io.stdout, `${format(step).join("\n")}\n`);
    });
}

function format({
  message,
  agent,
  before,
  after,
  patch,
  sent,
  error,
  void: isVoid,
}: StepDescription) {
  const head = [messageLine(message)];
  if (isVoid) return [...head, "void: a later retry took it back, so no agent sees it"];
  if (agent === null) return [...head, "no agent got it: it went to a service or ends a session"];
  return [
    ...head,
    `agent  ${printable(agent)}`,
    `state  ${before === null ? "(start)" : JSON.stringify(before)} -> ${JSON.stringify(after)}`,
    ...patch.map(({ op, path: at, value, old }) => {
      const was = op === "replace" ? `${brief(old, 60)} -> ` : "";
      return `  ${op.padEnd(7)}  ${printable(at)}  ${was}${brief(op === "remove" ? old : value)}`;
    }),
    ...(patch.length === 0 ? ["  the context is as it was"] : []),
    ...sent.map(
      ({ kind, to, id, body }) =>
        `sent   ${kind} -> ${printable(to)}  ${printable(id)}  ${brief(body)}`,
    ),
    ...(sent.length === 0 ? ["sent   nothing"] : []),
    ...(error
      ? [
          `threw  ${error.code}: ${printable(error.reason)}`,
          ...error.stack
            .split("\n")
            .slice(1)
            .map((line) => `  ${printable(line.trim())}`),
        ]
      : []),
  ];
}
