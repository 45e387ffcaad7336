// Data beside the code that the compiler does not copy: prompts, and the words of each language.
import { cp } from "node:fs/promises";
import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
await cp(`${root}agents/author/prompts`, `${root}dist/agents/author/prompts`, { recursive: true });
for (const language of readdirSync(`${root}graph/languages`)) {
  const words = `graph/languages/${language}/words.txt`;
  if (existsSync(root + words)) await cp(root + words, `${root}dist/${words}`);
}
