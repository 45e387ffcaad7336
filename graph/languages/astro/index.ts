import { componentLanguage, type Script, type Scripts } from "../typescript/component.ts";
import { isScript, nextTag } from "../typescript/tags.ts";

/** Astro components: the code between the fences at the top, and scripts that Astro bundles. */
export const astro = componentLanguage("astro", scriptsOf);

const fence = /^---[ \t]*\r?$/gm;

function scriptsOf(text: string): Scripts {
  const code: Script[] = [];
  fence.lastIndex = 0;
  const first = fence.exec(text);
  const last = first === null ? null : fence.exec(text);
  let from = 0;
  if (first !== null && last !== null && text.slice(0, first.index).trim() === "") {
    code.push({ start: first.index + first[0].length, end: last.index });
    from = last.index + last[0].length;
  }
  const next = (place: number): ReturnType<typeof nextTag> =>
    nextTag(text, place, (name) => name === "script" || name === "style");
  for (let tag = next(from); tag !== undefined; tag = next(tag.after)) {
    const isBundled = !tag.attributes.has("is:inline") && !tag.attributes.has("src");
    if (tag.name === "script" && isBundled && isScript(tag)) {
      code.push({ start: tag.start, end: tag.end });
    }
  }
  return { code, sources: [], jsx: false };
}
