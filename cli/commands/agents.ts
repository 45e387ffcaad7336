import path from "node:path";
import { Command } from "commander";
import { checkModules, createPlugin } from "../../app/agents/index.ts";
import { moduleName } from "../../runtime/config/index.ts";
import { printable } from "../../protocols/index.ts";
import { EXIT } from "../errors/index.ts";
import { writeJson, writeText, type CommandIo } from "../output/index.ts";

interface CheckValues {
  readonly author?: string;
  readonly scorer?: string;
  readonly json?: boolean;
}

/** `hindcast agents new|check`: start a plug-in, and find what would break its replay. */
export function agentsCommand(io: CommandIo): Command {
  const command = new Command("agents");
  command
    .command("new")
    .description("write a plug-in that works, and its test, into the working directory")
    .argument("<name>", "lower-case name of the plug-in")
    .action(async (name: string) => {
      const files = await createPlugin(name, io.cwd);
      const shown = files.map((file) => path.relative(io.cwd, file));
      await writeText(io.stdout, `${shown.join("\n")}\n`);
    });
  command
    .command("check")
    .description("run modules on a small repository and look for what replay would not survive")
    .argument("<module...>", "modules of plug-ins")
    .option("--author <spec>", "an author that they bring, which writes the texts and is checked")
    .option("--scorer <spec>", "a scorer that they bring, which scores and is checked")
    .option("--json", "print one JSON value on stdout")
    .action(async (modules: readonly string[], values: CheckValues) => {
      const { json: _json, ...backends } = values;
      const paths = modules.map((module) => moduleName(module, io.cwd));
      const result = await checkModules(paths, backends);
      if (values.json) await writeJson(io.stdout, result);
      else {
        const lines = result.findings.map(
          ({ check, role, detail }) => `${check}: ${printable(role)}: ${printable(detail)}`,
        );
        const verdict = result.ok
          ? `${result.agents} agents checked: nothing found`
          : `${lines.length} found`;
        await writeText(io.stdout, [...lines, verdict, ""].join("\n"));
      }
      io.exitCode(result.ok ? EXIT.done : EXIT.failed);
    });
  return command;
}
