// Files beside the code that the compiler does not copy: prompts, the words of each language, and the
// grammars, whose packages bring native code, sources and tools that nobody needs to run Hindcast.
import { copyFile, cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
await cp(`${root}agents/author/prompts`, `${root}dist/agents/author/prompts`, { recursive: true });
for (const language of readdirSync(`${root}graph/languages`)) {
  const words = `graph/languages/${language}/words.txt`;
  if (existsSync(root + words)) await cp(root + words, `${root}dist/${words}`);
}
await copyGrammars(`${root}dist/graph/grammars`);

/** Copies the grammars that the languages name, with the licence of each and a list of all. */
async function copyGrammars(folder) {
  const { languages } = await import("../dist/graph/languages/index.js");
  const require = createRequire(import.meta.url);
  const files = languages.flatMap(({ grammars }) => grammars.map(({ wasm }) => wasm));
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const notices = new Map();
  for (const file of new Set(files)) {
    await copyFile(require.resolve(file), path.join(folder, path.basename(file)));
    const place = path.dirname(require.resolve(file));
    const { name, version, license } = JSON.parse(
      await readFile(path.join(place, "package.json"), "utf8"),
    );
    const text = `${path.basename(name)}.LICENSE`;
    await copyFile(path.join(place, "LICENSE"), path.join(folder, text));
    notices.set(name, `${name} ${version}, ${license}: ${text}`);
  }
  const heading = "The grammars in this directory are unchanged files of these npm packages:";
  await writeFile(
    path.join(folder, "NOTICE.txt"),
    `${heading}\n\n${[...notices.values()].toSorted((a, b) => (a < b ? -1 : 1)).join("\n")}\n`,
  );
}
