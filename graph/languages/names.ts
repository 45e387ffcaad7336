import { isCppHeader, isObjectiveC } from "./cpp/header.ts";

const byExtension: Readonly<Record<string, string>> = {
  ts: "typescript",
  mts: "typescript",
  cts: "typescript",
  tsx: "typescript",
  js: "javascript",
  mjs: "javascript",
  cjs: "javascript",
  jsx: "javascript",
  py: "python",
  pyi: "python",
  pyw: "python",
  md: "markdown",
  markdown: "markdown",
  mdx: "markdown",
  rst: "restructuredtext",
  json: "json",
  jsonc: "json",
  json5: "json",
  toml: "toml",
  yaml: "yaml",
  yml: "yaml",
  ini: "ini",
  cfg: "ini",
  css: "css",
  scss: "css",
  less: "css",
  html: "html",
  htm: "html",
  xml: "xml",
  svg: "xml",
  vue: "vue",
  svelte: "svelte",
  astro: "astro",
  sh: "shell",
  bash: "shell",
  zsh: "shell",
  sql: "sql",
  go: "go",
  rs: "rust",
  java: "java",
  kt: "kotlin",
  kts: "kotlin",
  c: "c",
  h: "c",
  cc: "cpp",
  cpp: "cpp",
  cxx: "cpp",
  hpp: "cpp",
  hh: "cpp",
  hxx: "cpp",
  "c++": "cpp",
  "h++": "cpp",
  cppm: "cpp",
  ixx: "cpp",
  ipp: "cpp",
  tpp: "cpp",
  inl: "cpp",
  cu: "cpp",
  cuh: "cpp",
  cs: "csharp",
  rb: "ruby",
  rake: "ruby",
  gemspec: "ruby",
  ru: "ruby",
  php: "php",
  phtml: "php",
  swift: "swift",
  scala: "scala",
  lua: "lua",
  proto: "protobuf",
  graphql: "graphql",
  tf: "terraform",
  txt: "text",
};
const byName: Readonly<Record<string, string>> = {
  Dockerfile: "dockerfile",
  Gemfile: "ruby",
  Rakefile: "ruby",
  Makefile: "make",
  GNUmakefile: "make",
  "CMakeLists.txt": "cmake",
};

/** The part of a file name after its last dot, in lower case; empty when there is none. */
export function extensionOf(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const dot = name.lastIndexOf(".");
  return dot > 0 ? name.slice(dot + 1).toLowerCase() : "";
}

/**
 * The language of a file by its name, or by its first line when the name has no extension; null
 * when neither says.
 */
export function languageOf(path: string, text = ""): string | null {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const extension = extensionOf(name);
  const known = Object.hasOwn(byName, name)
    ? byName[name]
    : Object.hasOwn(byExtension, extension)
      ? byExtension[extension]
      : undefined;
  if (known !== undefined && isOtherFormat(extension, text)) return known === "rust" ? null : "xml";
  // A header of this name may be of either language.
  if (extension === "h" && isCppHeader(text)) return "cpp";
  if (extension === "h" && isObjectiveC(text)) return null;
  if (known !== undefined) return known;
  if (extension !== "" || !text.startsWith("#!")) return null;
  const shebang = text.slice(0, 200).split("\n", 1)[0] ?? "";
  if (/\bpython[\d.]*\b/.test(shebang)) return "python";
  if (/\b(?:node|bun)\b/.test(shebang)) return "javascript";
  if (/\b(?:deno|tsx|ts-node)\b/.test(shebang)) return "typescript";
  if (/\bruby[\d.]*\b/.test(shebang)) return "ruby";
  if (/\bphp[\d.]*\b/.test(shebang)) return "php";
  return /\b(?:ba|z|k|da)?sh\b/.test(shebang) ? "shell" : null;
}

/** Whether the file is of another format with the extension: Qt's translations, RenderScript. */
function isOtherFormat(extension: string, text: string): boolean {
  if (extension === "rs") return /^#pragma (?:version|rs)\b/m.test(text.slice(0, 4000));
  if (!/^[jt]sx?$/.test(extension)) return false;
  return /^\uFEFF?\s*<(?:\?xml\s|!DOCTYPE (?:TS|tileset)\b|TS(?:\s[^>]*)?>\s*<(?:context|defaultcodec)|tileset\s)/.test(
    text.slice(0, 2000),
  );
}
