const noise = /\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*|"(?:[^"\\\n]|\\.)*"?/g;
const sign =
  /^[ \t]*(?:class[ \t]+[A-Za-z_][\w \t]*(?:[:{;]|$)|namespace\b|template[ \t]*<|using[ \t]+\w|(?:public|private|protected)[ \t]*:|#[ \t]*include[ \t]*<(?:c(?:std\w+|string|math|assert|errno|ctype|limits|time)|[a-z_]+)>)|\bstd::|\b(?:constexpr|consteval|noexcept|decltype|typename|dynamic_cast|static_cast|reinterpret_cast|const_cast|mutable)\b|\boperator[ \t]*[^\w\s]/m;

/**
 * Whether a header named `.h` can only be C++. What it shows to C++ alone, behind
 * `#ifdef __cplusplus`, does not count.
 */
export function isCppHeader(text: string): boolean {
  if (text === "") return false;
  return sign.test(forC(text.slice(0, 1 << 18).replace(noise, " ")));
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
