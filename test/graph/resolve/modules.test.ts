import { describe, expect, test } from "vitest";
import { edges, indexOf } from "../tree.ts";
import { externals, unresolved } from "../languages/language.ts";

describe("tsconfig", () => {
  test("paths of a base hold below the baseUrl in force; without one, below the base's own directory", async () => {
    const index = await indexOf({
      "base/package.json": `{ "name": "base", "tsconfig": "shared.json" }`,
      "base/shared.json": `{ "compilerOptions": { "paths": { "~/*": ["src/*"] } } }`,
      "base/src/clock.ts": "",
      "with/tsconfig.json": `{ "extends": "base", "compilerOptions": { "baseUrl": "." } }`,
      "with/src/clock.ts": "",
      "with/a.ts": `import "~/clock";`,
      "without/tsconfig.json": `{ "extends": "../base/shared.json" }`,
      "without/src/clock.ts": "",
      "without/a.ts": `import "~/clock";`,
      "based/tsconfig.json": `{ "compilerOptions": { "baseUrl": "lib" } }`,
      "based/lib/one.ts": "",
      "based/app/tsconfig.json": `{ "extends": "../tsconfig.json", "compilerOptions": { "paths": {} } }`,
      "based/app/a.ts": `import "one";`,
    });
    expect(edges(index)).toEqual([
      "based/app/a.ts -> based/lib/one.ts",
      "with/a.ts -> with/src/clock.ts",
      "without/a.ts -> base/src/clock.ts",
    ]);
  });

  test("moduleSuffixes come in order, before the extension, of indexes and written extensions too", async () => {
    const index = await indexOf({
      "tsconfig.json": `{ "compilerOptions": { "moduleSuffixes": [".ios", ".native", ""] } }`,
      "a.ts": `import "./theme"; import "./store"; import "./dir"; import "./plain.js"; import "./only";`,
      "theme.ts": "",
      "theme.ios.ts": "",
      "store.native.ts": "",
      "dir/index.ios.tsx": "",
      "plain.ts": "",
      "plain.native.ts": "",
      "only.android.ts": "",
      "deep/tsconfig.json": `{ "extends": "../tsconfig.json", "compilerOptions": { "moduleSuffixes": [] } }`,
      "deep/a.ts": `import "../theme";`,
    });
    expect(edges(index)).toEqual([
      "a.ts -> dir/index.ios.tsx",
      "a.ts -> plain.native.ts",
      "a.ts -> store.native.ts",
      "a.ts -> theme.ios.ts",
      "deep/a.ts -> theme.ts",
    ]);
    expect(unresolved(index)).toEqual([["./only", "missing"]]);
  });

  test("React Native without them: every platform's file, as Metro packs it", async () => {
    const index = await indexOf({
      "package.json": `{ "dependencies": { "react-native": "1" } }`,
      "a.js": `import "./both"; import "./shared"; import "./one"; require("./logo.png");`,
      "both.ios.js": "",
      "both.android.js": "",
      "both.js": "",
      "shared.native.js": "",
      "shared.js": "",
      "one.ios.js": "",
      "logo@2x.png": Buffer.from([0, 1]),
      "web/package.json": `{ "dependencies": { "react-native": "1", "react-native-web": "1" } }`,
      "web/a.js": `import "./view";`,
      "web/view.web.js": "",
      "web/view.js": "",
      "plain/package.json": `{ "dependencies": { "left-pad": "1" } }`,
      "plain/a.js": `import "./x";`,
      "plain/x.ios.js": "",
      "plain/x.js": "",
    });
    expect(edges(index)).toEqual([
      "a.js -> both.android.js",
      "a.js -> both.ios.js",
      "a.js -> one.ios.js",
      "a.js -> shared.native.js",
      "plain/a.js -> plain/x.js",
      "web/a.js -> web/view.js",
      "web/a.js -> web/view.web.js",
    ]);
    expect(unresolved(index)).toEqual([["./logo.png", "excluded: binary"]]);
  });
});

describe("imports and exports of a manifest", () => {
  test("imports lead to packages of the repository, to Node and elsewhere; conditions in order", async () => {
    const index = await indexOf({
      "app/package.json": JSON.stringify({
        name: "app",
        imports: {
          "#shared/*": "@acme/shared/*",
          "#fs": { node: "node:fs", default: "./shim.js" },
          "#web": { browser: "./browser.js", default: "./shim.js" },
          "#far": "left-pad",
          "#none": "./none.js",
        },
      }),
      "app/shim.js": "",
      "app/browser.js": "",
      "app/a.js": `import "#shared/text.js"; import "#fs"; import "#web"; import "#far"; import "#none";`,
      "app/inner/package.json": `{ "type": "module" }`,
      "app/inner/b.js": `import "#fs";`,
      "shared/package.json": `{ "name": "@acme/shared", "exports": { "./text.js": "./src/text.ts" } }`,
      "shared/src/text.ts": "",
    });
    expect(edges(index)).toEqual(["app/a.js -> app/shim.js", "app/a.js -> shared/src/text.ts"]);
    expect(externals(index)).toEqual([
      ["fs", true],
      ["left-pad", false],
    ]);
    // Only the nearest manifest counts.
    expect(unresolved(index)).toEqual([
      ["#fs", "alias"],
      ["#none", "missing"],
    ]);
  });

  test("the most specific key wins, wherever it is in the table", async () => {
    const index = await indexOf({
      "package.json": JSON.stringify({
        name: "kit",
        imports: {
          "#feat*": "./loose/*.js",
          "#feat*.js": "./strict/*.js",
          "#lib/": "./dir/",
          "#lib/*": "./star/*",
          "#lib/exact.js": "./exact.js",
        },
        exports: { "./*": "./all/*.js", "./inner/*": null, "./inner/open/*": "./open/*.js" },
      }),
      "a.js": `import "#featx.js"; import "#featy"; import "#lib/one.js"; import "#lib/exact.js";
        import "kit/a"; import "kit/inner/b"; import "kit/inner/open/c"; import "#feat";`,
      "loose/y.js": "",
      "loose/x.js.js": "",
      "strict/x.js": "",
      "dir/one.js": "",
      "star/one.js": "",
      "star/exact.js": "",
      "exact.js": "",
      "all/a.js": "",
      "all/inner/b.js": "",
      "inner/b.js": "",
      "open/c.js": "",
    });
    expect(edges(index)).toEqual([
      "a.js -> all/a.js",
      "a.js -> exact.js",
      "a.js -> loose/y.js",
      "a.js -> open/c.js",
      "a.js -> star/one.js",
      "a.js -> strict/x.js",
    ]);
    expect(unresolved(index)).toEqual([
      ["#feat", "alias"],
      ["kit/inner/b", "missing"],
    ]);
  });
});

describe("what is loaded by a path in an expression", () => {
  test("workers, assets, globs", async () => {
    const index = await indexOf({
      "src/a.js": `
        new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
        new URL("asset.txt?raw", import.meta.url); new URL("https://a.b/c", import.meta.url);
        new URL("./other.txt", document.baseURI); new URL("..", import.meta.url);
        import.meta.glob(["./lang/*.js", "!**/no.js"]); import.meta.glob("/deep/**/*.{ts,tsx}", { eager: true });
        import.meta.resolve("./resolved.js"); require.resolve("./resolved2.js");`,
      "src/sw.js": `importScripts("one.js", "/elsewhere.js");`,
      "src/one.js": "",
      "src/worker.js": "",
      "src/asset.txt": "",
      "src/other.txt": "",
      "src/lang/en.js": "",
      "src/lang/no.js": "",
      "src/lang/in/x.js": "",
      "src/resolved.js": "",
      "src/resolved2.js": "",
      "deep/x.ts": "",
      "deep/a/b/y.tsx": "",
      "deep/z.js": "",
    });
    expect(edges(index)).toEqual([
      "src/a.js -> deep/a/b/y.tsx",
      "src/a.js -> deep/x.ts",
      "src/a.js -> src/asset.txt",
      "src/a.js -> src/lang/en.js",
      "src/a.js -> src/resolved.js",
      "src/a.js -> src/resolved2.js",
      "src/a.js -> src/worker.js",
      "src/sw.js -> src/one.js",
    ]);
    expect(index.imports.filter(({ kind }) => kind === "static").map(({ to }) => to)).toEqual([
      "deep/a/b/y.tsx",
      "deep/x.ts",
    ]);
  });

  test("what is computed is listed as dynamic, both sides of a condition are edges", async () => {
    const index = await indexOf({
      "a.js":
        "import(`./lang/${x}.js`); import('./l' + y); require(process.env.P); import(c ? './b.js' : './c.js'); html`<p>${import('./b.js')}</p>`; import(`./c.js`); require(['amd'], f);",
      "b.js": "",
      "c.js": "",
      "plugins/__init__.py": "",
      "plugins/one.py": "",
      "d.py": `import importlib\nimportlib.import_module("plugins." + x)\nimportlib.import_module("plugins.one")\n__import__(y)\n`,
      "e.rb": `require ENV["P"]\n`,
    });
    expect(edges(index)).toEqual(["a.js -> b.js", "a.js -> c.js", "d.py -> plugins/one.py"]);
    expect(unresolved(index)).toEqual([
      ['"plugins." + x', "dynamic"],
      ["'./l' + y", "dynamic"],
      ["`./lang/${x}.js`", "dynamic"],
      ["process.env.P", "dynamic"],
      ["y", "dynamic"],
      ["…", "dynamic"],
    ]);
  });
});

describe("components", () => {
  test("scripts of Vue, Svelte and Astro import, and come after what they import", async () => {
    const index = await indexOf({
      "main.ts": `import App from "./App.vue"; import Box from "./Box.svelte"; import("./List");`,
      "App.vue": `<!-- <script>import "./no"</script> -->
<template><div><template #a><p>import "./no"</p></template></div></template>
<script lang="ts">
export const shared: number = 1;
</script>
<script setup lang='ts'>
import Child from "./Child.vue";
import { useCart } from "@/cart";
</script>
<docs><script>import "./no"</script></docs>`,
      "Child.vue": `<script src="./child.js"></script>\n<script lang="coffee">x = require "./no"</script>`,
      "child.js": "",
      "List.vue": `<script lang="tsx">\nimport { b } from "./b";\nexport default () => <p>{b}</p>;\n</script>`,
      "b.ts": "export const b = 1;",
      "src/cart.ts": "export function useCart() {}",
      "no.ts": "",
      "Box.svelte": `<script context="module">import "./b";</script>\n<script type="application/ld+json">{"a": 1}</script>\n<script>\n  import { x } from "./x";\n</script>\n<p>{x}</p>`,
      "x.ts": "export const x = 1;",
      "Page.astro": `---\nimport Box from "./Box.svelte";\nconst a = 1;\n---\n<Box />\n<script>import "./b";</script>\n<script is:inline>import "./no";</script>`,
    });
    expect(edges(index)).toEqual([
      "App.vue -> Child.vue",
      "App.vue -> src/cart.ts",
      "Box.svelte -> b.ts",
      "Box.svelte -> x.ts",
      "Child.vue -> child.js",
      "List.vue -> b.ts",
      "Page.astro -> Box.svelte",
      "Page.astro -> b.ts",
      "main.ts -> App.vue",
      "main.ts -> Box.svelte",
      "main.ts -> List.vue",
    ]);
    const place = (path: string): number => index.order.indexOf(path);
    expect(place("App.vue")).toBeGreaterThan(place("src/cart.ts"));
    expect(index.files.get("App.vue")?.record?.symbols).toMatchObject([
      { name: "shared", line: 4, exported: true },
    ]);
    expect(index.unresolved).toEqual([]);
  });
});

test("export type * is an edge for types, without an error", async () => {
  const index = await indexOf({
    "a.ts": `export type * from "./b";\nexport type * as ns from './b';\n`,
    "b.ts": "",
  });
  expect(index.imports.map(({ to, kind }) => [to, kind])).toEqual([
    ["b.ts", "type"],
    ["b.ts", "type"],
  ]);
  expect(index.files.get("a.ts")?.record?.syntaxError).toBe(false);
});
