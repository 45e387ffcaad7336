import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { commands, loadCommand } from "../../cli/commands/index.ts";
import { processIo } from "../../cli/output/index.ts";

/** Modules of commands below a directory, without those of the commands below `log`. */
function commandModules(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => /^export function \w+Command\(/m.test(readFileSync(file, "utf8")))
    .filter((file) => path.dirname(file) !== path.join(folder, "log") || file.endsWith("index.ts"));
}

describe("the table of commands", () => {
  test.each(commands)("says how $name is used", async (entry) => {
    const command = await loadCommand(entry, processIo());
    expect({
      name: command.name(),
      usage: command.usage(),
      description: command.description(),
    }).toEqual({ name: entry.name, usage: entry.usage, description: entry.description });
  });

  test("has every module that defines a command, and each once", async () => {
    const folder = path.resolve(import.meta.dirname, "../../cli/commands");
    const found = commandModules(folder).map((file) => {
      const [, name] = /^export function (\w+Command)\(/m.exec(readFileSync(file, "utf8")) ?? [];
      return name;
    });
    const listed = await Promise.all(commands.map(async ({ load }) => (await load()).name));
    expect(found.toSorted((a = "", b = "") => a.localeCompare(b))).toEqual(
      listed.toSorted((a, b) => a.localeCompare(b)),
    );
  });
});
