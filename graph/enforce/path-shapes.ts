const extensions = new Set(
  (
    "ts tsx mts cts js jsx mjs cjs py pyi pyw json jsonc json5 toml yaml yml ini cfg conf md " +
    "markdown mdx rst txt css scss less html htm xml svg vue svelte sh bash sql go rs java kt c h " +
    "cc cpp cxx hpp cs rb php swift scala lua proto graphql lock map wasm csv tsv env dockerfile " +
    "gradle tf ps1 bat snap tmpl ejs hbs pug njk ipynb png jpg gif ico pdf zip gz whl"
  ).split(" "),
);
// Members that read like a file in prose: `self.c`, `row.map`, `process.env`.
const memberLike = new Set([
  "c",
  "h",
  "map",
  "lock",
  "env",
  "snap",
  "go",
  "conf",
  "txt",
  "json",
  "html",
  "text",
]);
const products =
  /^(?:node|next|nuxt|vue|react|express|three|d3|chart|alpine|socket|asp|ember|backbone|moment|require|nest|solid|discord|day|p5|babylon|deno|bun|fastify|koa)\.(?:js|io|net)$/i;

/** Whether a name ends in an extension that files are known to have. */
export function hasKnownExtension(name: string): boolean {
  return extensions.has(name.slice(name.lastIndexOf(".") + 1));
}

/**
 * Whether a text without spaces names a file: its last part ends in an extension that files have.
 */
export function looksLikeFile(text: string): boolean {
  const name = text.slice(text.lastIndexOf("/") + 1);
  const dot = name.lastIndexOf(".");
  if (dot < 0) return false;
  const extension = name.slice(dot + 1);
  if (products.test(text)) return false;
  // An unknown extension after plain directories: `media/logo.ai`, not `self.a/self.id`.
  if (!extensions.has(extension)) {
    if (/\/\.[a-z][\w-]*$/.test(text)) return true;
    return /^(?:\.?[\w@~-]+\/)+[\w-]+(?:\.[\w-]+)*\.[a-z][a-z0-9]{1,4}$/.test(text);
  }
  if (text.includes("/") || dot === 0) return dot > 0 || text.includes("/");
  const stem = name.slice(0, dot);
  return (
    !(memberLike.has(extension) && /^[A-Za-z_$][\w$]*(?:\.[\w$]+)*$/.test(stem)) ||
    isKnownName(name)
  );
}

function isKnownName(name: string): boolean {
  return (
    /^(?:package|tsconfig|composer|readme|license|requirements|index|data|config|manifest)\b/i.test(
      name,
    ) && /\.(?:json|txt|html|lock)$/.test(name)
  );
}
