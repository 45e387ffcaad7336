import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { commands } from "../../cli/commands/index.ts";
import { processIo } from "../../cli/output/index.ts";

describe("the list of commands", () => {
  test.each(commands)("says of $name what the command says of itself", async (entry) => {
    const command = (await entry.load())(processIo());
    expect({
      name: command.name(),
      usage: command.usage(),
      description: command.description(),
    }).toEqual({ name: entry.name, usage: entry.usage, description: entry.description });
  });

  test("has every module that defines a command", async () => {
    const folder = fileURLToPath(new URL("../../cli/commands/", import.meta.url));
    const names = commands.map(({ name }) => `${name}.ts`);
    const others = new Set(["index.ts", "present-run.ts"]);
    const files = (await readdir(folder)).filter((file) => !others.has(file));
    expect(files.toSorted()).toEqual(names.toSorted());
  });
});
