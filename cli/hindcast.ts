#!/usr/bin/env node
import { Command } from "commander";
import { readSecrets, redactor } from "../model-servers/index.ts";
import { collectCommand } from "./commands/collect.ts";
import { configCommand } from "./commands/config.ts";
import { doctorCommand } from "./commands/doctor.ts";
import { exportCommand } from "./commands/export.ts";
import { graphCommand } from "./commands/graph.ts";
import { logCommand } from "./commands/log.ts";
import { rebuildCommand } from "./commands/rebuild.ts";
import { replayCommand } from "./commands/replay.ts";
import { resumeCommand } from "./commands/resume.ts";
import { runCommand } from "./commands/run.ts";
import { runsCommand } from "./commands/runs.ts";
import { scoreCommand } from "./commands/score.ts";
import { scorePoolCommand } from "./commands/score-pool.ts";
import { statusCommand } from "./commands/status.ts";
import { submitCommand } from "./commands/submit.ts";
import { serveLmCommand } from "./commands/serve-lm.ts";
import { verifyCommand } from "./commands/verify.ts";
import { workerCommand } from "./commands/worker.ts";
import { reportError, throwUsage } from "./errors/index.ts";
import { processIo } from "./output/index.ts";
import { version } from "../app/version.ts";

const io = processIo();
const program = new Command("hindcast")
  .description("simulates the development that could have produced a repository")
  .version(version);
const commands = [
  runCommand,
  resumeCommand,
  verifyCommand,
  rebuildCommand,
  graphCommand,
  exportCommand,
  scoreCommand,
  scorePoolCommand,
  serveLmCommand,
  logCommand,
  replayCommand,
  submitCommand,
  workerCommand,
  statusCommand,
  collectCommand,
  runsCommand,
  configCommand,
  doctorCommand,
];
for (const command of commands) program.addCommand(command(io));

try {
  await throwUsage(program).parseAsync();
} catch (error) {
  const { all } = readSecrets(io.env);
  const code = await reportError(error, {
    json: process.argv.includes("--json"),
    debug: /^(debug|trace)$/.test(wantedLevel() ?? ""),
    stdout: io.stdout,
    stderr: io.stderr,
    redact: redactor(all),
  });
  io.exitCode(code);
}

/** The level from the command line, which may be what could not be parsed, or the environment. */
function wantedLevel(): string | undefined {
  const at = process.argv.indexOf("--log-level");
  return at === -1 ? io.env["HINDCAST_LOG_LEVEL"] : process.argv[at + 1];
}
