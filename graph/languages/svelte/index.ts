import { componentLanguage, type Script, type Scripts } from "../typescript/component.ts";
import { isScript, nextTag } from "../typescript/tags.ts";

/** Svelte components: the script of the instance and that of the module. */
export const svelte = componentLanguage("svelte", scriptsOf);

function scriptsOf(text: string): Scripts {
  const code: Script[] = [];
  const next = (from: number): ReturnType<typeof nextTag> =>
    nextTag(text, from, (name) => name === "script" || name === "style");
  for (let tag = next(0); tag !== undefined; tag = next(tag.after)) {
    // A script with `src` is an element of the page that comes from elsewhere.
    if (tag.name !== "script" || tag.attributes.has("src") || !isScript(tag)) continue;
    code.push({ start: tag.start, end: tag.end });
  }
  return { code, sources: [], jsx: false };
}
