import { componentLanguage, type Script, type Scripts } from "../typescript/component.ts";
import { isScript, nextTag } from "../typescript/tags.ts";

/** Vue components: `<script>` and `<script setup>`, in JavaScript or TypeScript. */
export const vue = componentLanguage("vue", scriptsOf);

/**
 * The scripts among the blocks of a component, which are the tags at its top level; what is inside
 * of another block is its text. `src` of a block leads to the file that has its content.
 */
function scriptsOf(text: string): Scripts {
  const code: Script[] = [];
  const sources: Script[] = [];
  let jsx = false;
  const next = (from: number): ReturnType<typeof nextTag> =>
    nextTag(
      text,
      from,
      () => true,
      (name) => name === "template",
    );
  for (let block = next(0); block !== undefined; block = next(block.after)) {
    const source = block.attributes.get("src");
    if (source !== undefined && /^["']\.{0,2}\/|^["']@\//.test(text.slice(source.start))) {
      sources.push({ start: source.start, end: source.end });
    }
    if (block.name !== "script" || !isScript(block)) continue;
    jsx ||= /^[jt]sx$/.test(block.attributes.get("lang")?.value ?? "");
    code.push({ start: block.start, end: block.end });
  }
  return { code, sources, jsx };
}
