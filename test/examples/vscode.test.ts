import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { AdapterClient } from "../cli/debug/adapter/client.ts";
import { GOLDEN_LOG } from "../app/replay/golden-log.ts";

interface Extension {
  readonly contributes: {
    readonly languages: readonly { readonly extensions: readonly string[] }[];
    readonly debuggers: readonly {
      readonly runtime: string;
      readonly runtimeArgs: readonly string[];
      readonly configurationAttributes: {
        readonly launch: { readonly properties: Readonly<Record<string, unknown>> };
      };
      readonly initialConfigurations: readonly object[];
      readonly configurationSnippets: readonly { readonly body: object }[];
    }[];
  };
}

test("what the extension offers is understood by the command that it starts", async () => {
  const file = new URL("../../examples/vscode/package.json", import.meta.url);
  const { contributes } = JSON.parse(await readFile(file, "utf8")) as Extension;
  const [offered] = contributes.debuggers;
  expect([offered?.runtime, ...(offered?.runtimeArgs ?? [])]).toEqual([
    "hindcast",
    "debug",
    "--dap",
  ]);
  const bodies = offered?.configurationSnippets.map(({ body }) => body) ?? [];
  const { properties } = offered!.configurationAttributes.launch;
  for (const configuration of [...offered!.initialConfigurations, ...bodies]) {
    const known = new Set(["type", "request", "name", ...Object.keys(properties)]);
    expect(Object.keys(configuration).filter((key) => !known.has(key))).toEqual([]);
    const client = new AdapterClient();
    await client.ask("launch", { ...configuration, log: GOLDEN_LOG });
    client.process.kill();
  }
  // Every property is one of the launch: a value of no type is refused by its name.
  const client = new AdapterClient();
  for (const name of Object.keys(properties)) {
    const said = await client.refused("launch", { log: GOLDEN_LOG, [name]: { no: "value" } });
    expect(said).toContain(`arguments.${name}`);
  }
  await client.ask("launch", { log: GOLDEN_LOG });
  const { body } = await client.ask("loadedSources");
  const [extension = ""] = contributes.languages[0]?.extensions ?? [];
  for (const { name } of (body as { sources: { name: string }[] }).sources) {
    expect(name.endsWith(extension)).toBe(true);
  }
});
