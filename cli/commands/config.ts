import { Command } from "commander";
import { showConfig } from "../../runtime/config/index.ts";
import { addRunOptions, loadRunConfig, readRunOptions } from "../options/index.ts";
import {
  formatTable,
  paintFor,
  processIo,
  useColor,
  writeJson,
  writeText,
  type CommandIo,
} from "../output/index.ts";

/** `hindcast config show`: every setting, its value, and where the value comes from. */
export function configCommand(io: CommandIo = processIo()): Command {
  const show = new Command("show")
    .description("print every setting, its value and where it comes from")
    .action(async (values: Record<string, unknown>) => {
      const options = readRunOptions(values);
      const loaded = loadRunConfig(options, io);
      for (const warning of loaded.warnings) io.stderr.write(`${warning}\n`);
      const rows = showConfig(loaded);
      if (options.json) return writeJson(io.stdout, rows);
      const table = formatTable<(typeof rows)[number]>(
        [
          { title: "key", cell: ({ key }) => key },
          { title: "value", cell: ({ value }) => (value === null ? "-" : JSON.stringify(value)) },
          { title: "origin", cell: ({ origin }) => origin },
        ],
        rows,
        paintFor(useColor(io.stdout, io.env)),
      );
      return writeText(io.stdout, table);
    });
  return new Command("config").addCommand(addRunOptions(show));
}
