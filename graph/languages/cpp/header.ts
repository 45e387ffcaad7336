const noise = /\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*|"(?:[^"\\\n]|\\.)*"/g;
const bridge =
  /^[ \t]*#[ \t]*if(?:def)?\b[^\n]{0,200}__cplusplus[\s\S]{0,20000}?^[ \t]*#[ \t]*(?:endif|else)/gm;
const sign =
  /^[ \t]*(?:class[ \t]+[A-Za-z_][\w \t]*(?:[:{;]|$)|namespace\b|template[ \t]*<|using[ \t]+\w|(?:public|private|protected)[ \t]*:|#[ \t]*include[ \t]*<(?:c(?:std\w+|string|math|assert|errno|ctype|limits|time)|[a-z_]+)>)|\bstd::|\b(?:constexpr|consteval|noexcept|decltype|typename|dynamic_cast|static_cast|reinterpret_cast|const_cast|mutable)\b|\boperator[ \t]*[^\w\s]/m;

/**
 * Whether a header named `.h` can only be C++. What it shows to C++ alone, behind
 * `#ifdef __cplusplus`, does not count.
 */
export function isCppHeader(text: string): boolean {
  if (text === "") return false;
  return sign.test(
    text
      .slice(0, 1 << 18)
      .replace(noise, " ")
      .replace(bridge, ""),
  );
}
