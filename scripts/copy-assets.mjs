// The prompts are Markdown files that the compiler does not copy.
import { cp } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
await cp(`${root}agents/author/prompts`, `${root}dist/agents/author/prompts`, { recursive: true });
