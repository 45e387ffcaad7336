import { baseOf, directoryOf } from "../../resolve/paths.ts";

const cSources = new Set(["c", "m"]);
const cppSources = new Set(["cc", "cpp", "cxx", "c++", "cu", "mm", "C"]);
const objectiveC =
  /^[ \t]*(?:@(?:interface|protocol|class|implementation|import|end)\b|#[ \t]*import\b)/m;
const noise = /\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*|"(?:[^"\\\n]|\\.)*"?/g;
const sign =
  /^[ \t]*(?:class[ \t]+[A-Za-z_][\w \t]*(?:[:{;]|$)|enum[ \t]+(?:class|struct)[ \t]+\w|(?:virtual|explicit|friend)[ \t]+\w|namespace\b|template[ \t]*<|using[ \t]+\w|(?:public|private|protected)[ \t]*:|#[ \t]*include[ \t]*<(?:c(?:std\w+|string|math|assert|errno|ctype|limits|time)|[a-z_]+)>)|\bstd::|\b(?:constexpr|consteval|noexcept|decltype|typename|dynamic_cast|static_cast|reinterpret_cast|const_cast|mutable)\b|\boperator[ \t]*[^\w\s]/m;

/**
 * Whether a header named `.h` can only be C++. What it shows to C++ alone, after
 * `#ifdef __cplusplus`, does not count.
 */
export function isCppHeader(text: string): boolean {
  if (text === "") return false;
  return sign.test(forC(text.slice(0, 1 << 18).replace(noise, " ")));
}

/** Whether a header named `.h` is Objective-C, which is no language that is read. */
export function isObjectiveC(text: string): boolean {
  const head = text.slice(0, 1 << 18);
  if (!head.includes("@") && !head.includes("#import")) return false;
  return objectiveC.test(head.replace(noise, " "));
}

/**
 * Whether headers that could be of either language are C++: the source file that shares a header's
 * name says so, in its own directory before any other, and without one the sources beside it or, when
 * there are none, all of the repository's.
 *
 * @param paths of all files
 */
export function cppHeaders(paths: readonly string[]): (path: string) => boolean {
  const byStem = new Map<string, Set<string>>();
  const byDirectory = new Map<string, Set<string>>();
  const all = new Set<string>();
  const add = (table: Map<string, Set<string>>, key: string, language: string): void => {
    table.set(key, (table.get(key) ?? new Set()).add(language));
  };
  for (const path of paths) {
    const [, stem = "", extension = ""] = /^(.*)\.([^./]+)$/.exec(path) ?? [];
    const language = cSources.has(extension) ? "c" : cppSources.has(extension) ? "cpp" : undefined;
    if (language === undefined) continue;
    add(byStem, stem, language);
    add(byStem, baseOf(stem), language);
    add(byDirectory, directoryOf(path), language);
    all.add(language);
  }
  return (path) => {
    const stem = path.replace(/\.[^./]+$/, "");
    const said =
      byStem.get(stem) ?? byStem.get(baseOf(stem)) ?? byDirectory.get(directoryOf(path)) ?? all;
    return said.has("cpp") && !said.has("c");
  };
}

/** The lines outside of what `#if` shows to C++ alone, up to its `#else` or `#endif`. */
function forC(text: string): string {
  let hidden = false;
  return text
    .split("\n")
    .filter((line) => {
      const word = /^[ \t]*#[ \t]*(if|ifdef|else|endif)\b/.exec(line)?.[1];
      if (hidden && (word === "else" || word === "endif")) {
        hidden = false;
        return false;
      }
      if (word?.startsWith("if") === true && line.includes("__cplusplus")) hidden = true;
      return !hidden;
    })
    .join("\n");
}
