import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { loadActors } from "../../../app/actors/index.ts";
import { moduleName } from "../../../runtime/config/index.ts";
import { packageEntry } from "../../../runtime/load/package-entry.ts";
import { sourceHash } from "../../../runtime/load/source-graph.ts";

const base = await mkdtemp(path.join(tmpdir(), "hindcast-load-"));
afterAll(() => rm(base, { recursive: true, force: true }));

async function write(files: Readonly<Record<string, string>>): Promise<string> {
  const directory = await mkdtemp(path.join(base, "m-"));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(directory, name)), { recursive: true });
    await writeFile(path.join(directory, name), text);
  }
  return directory;
}

test("the hash of a module covers what it imports from its own files, wherever they are", async () => {
  const files = {
    "agent.ts": `import { help } from "./lib/help.js";\nimport "zod";\nexport default help;\n`,
    "lib/help.ts": `export * from "./deeper";\nexport const help = 1;\n`,
    "lib/deeper/index.ts": `const again = await import("../../agent.ts");\n`,
    "other.ts": "export const other = 1;\n",
  };
  const hash = async (changes: Readonly<Record<string, string>> = {}) =>
    sourceHash(path.join(await write({ ...files, ...changes }), "agent.ts"));
  const first = await hash();
  expect(await hash()).toBe(first);
  expect(await hash({ "other.ts": "export const other = 2;\n" })).toBe(first);
  expect(await hash({ "agent.ts": files["agent.ts"].replaceAll("\n", "\r\n") })).toBe(first);
  expect(await hash({ "lib/help.ts": files["lib/help.ts"].replace("1", "2") })).not.toBe(first);
  expect(await hash({ "lib/deeper/index.ts": "export {};\n" })).not.toBe(first);
});

test("a module is a file where there is one, else the name of a package", async () => {
  const directory = await write({ reviewer: "", "own.ts": "" });
  expect(moduleName("reviewer", directory)).toBe(path.join(directory, "reviewer"));
  expect(moduleName("./reviewer", directory)).toBe(path.join(directory, "reviewer"));
  expect(moduleName("missing.ts", directory)).toBe(path.join(directory, "missing.ts"));
  expect(moduleName("some-reviewer", directory)).toBe("some-reviewer");
  expect(moduleName("@scope/reviewer/draft", directory)).toBe("@scope/reviewer/draft");
});

test("a package is imported by what its manifest says, from the nearest directory that has it", async () => {
  const manifest = (value: object) => JSON.stringify(value);
  const directory = await write({
    "node_modules/plain/package.json": manifest({ main: "main.js" }),
    "node_modules/plain/main.js": "",
    "node_modules/@s/mapped/package.json": manifest({
      exports: { ".": { require: "./no.cjs", import: "./yes.js" }, "./part": "./part.js" },
    }),
    "node_modules/@s/mapped/yes.js": "",
    "node_modules/@s/mapped/part.js": "",
    "deep/er/x": "",
  });
  const from = path.join(directory, "deep/er");
  const there = (file: string) => path.join(directory, "node_modules", file);
  expect(await packageEntry("plain", from)).toBe(there("plain/main.js"));
  expect(await packageEntry("@s/mapped", from)).toBe(there("@s/mapped/yes.js"));
  expect(await packageEntry("@s/mapped/part", from)).toBe(there("@s/mapped/part.js"));
  await expect(packageEntry("@s/mapped/none", from)).rejects.toMatchObject({
    code: "AGENT_MODULE",
  });
  await expect(packageEntry("absent", from)).rejects.toMatchObject({ code: "AGENT_MODULE" });
});

/** A plug-in whose service says one word; the word is in a helper. */
const plugin = (name: string, word: string) => ({
  "plugin.ts": `
    import { word } from "./word.ts";
    const schema = { safeParse: (data) => ({ success: true, data }) };
    export default {
      type: "plugin", name: "${name}", agents: [], extensions: [], strategies: [], steps: {}, override: [],
      services: [{
        type: "service", role: "speaker", accepts: { "speak.ask": schema }, sends: {}, concurrency: 1,
        attempts: 1, timeout: 1, steps: {}, behaviour: "0", handle: async () => ({ kind: word }), close: async () => {},
      }],
    };`,
  "word.ts": `export const word = "${word}";\n`,
});

test("a module that moved takes the place of the recorded one, and has the same behaviour", async () => {
  const before = path.join(await write(plugin("speaker", "hello")), "plugin.ts");
  const recorded = [before];
  const was = (await loadActors({ modules: recorded })).behaviours["speaker"];
  const moved = path.join(await write(plugin("speaker", "hello")), "plugin.ts");
  const beside = await loadActors({ modules: [moved], recorded });
  expect(beside.behaviours["speaker"]).toBe(was);
  expect(beside.services).toHaveLength(1);
  await rename(path.dirname(before), `${path.dirname(before)}-gone`);
  expect((await loadActors({ modules: [moved], recorded })).behaviours["speaker"]).toBe(was);
  await expect(loadActors({ recorded })).rejects.toMatchObject({
    code: "AGENT_MODULE",
    detail: expect.stringContaining("--agents") as string,
  });
  const mended = path.join(await write(plugin("speaker", "bye")), "plugin.ts");
  expect((await loadActors({ modules: [mended] })).behaviours["speaker"]).not.toBe(was);
});
