import { describe, expect, test } from "vitest";
import { edges, indexOf } from "../tree.ts";

describe("modules", () => {
  test("relative paths, extensions, directories, assets", async () => {
    const index = await indexOf({
      "src/a.ts": `import "./b.js"; import "./c"; import "./dir"; import "./data.json"; import "./style.css?inline"; import "..";`,
      "src/b.ts": "",
      "src/b.js": "",
      "src/c.tsx": "",
      "src/c.js": "",
      "src/dir/index.ts": "",
      "src/data.json": "{}",
      "src/style.css": "",
      "index.ts": "",
      "src/j.js": `require("./b"); require("./c.js"); require("./t.js"); require("./old/")`,
      "src/t.ts": "",
      "src/old/package.json": '{"main":"./lib/main"}',
      "src/old/lib/main.js": "",
    });
    expect(edges(index)).toEqual([
      "src/a.ts -> index.ts",
      "src/a.ts -> src/b.ts",
      "src/a.ts -> src/c.tsx",
      "src/a.ts -> src/data.json",
      "src/a.ts -> src/dir/index.ts",
      "src/a.ts -> src/style.css",
      "src/j.js -> src/b.js",
      "src/j.js -> src/c.js",
      "src/j.js -> src/old/lib/main.js",
      "src/j.js -> src/t.ts",
    ]);
    expect(index.unresolved).toEqual([]);
  });

  test("aliases of tsconfig, its ancestors and its references", async () => {
    const index = await indexOf({
      "tsconfig.base.json": `{ // shared
        "compilerOptions": { "baseUrl": ".", "paths": { "@lib/*": ["packages/lib/src/*"], "exact": ["packages/exact.ts"], }, } }`,
      "app/tsconfig.json": `{ "extends": "../tsconfig.base" }`,
      "app/a.ts": `import "@lib/x"; import "exact"; import "packages/exact"; import "@lib/none";`,
      "packages/lib/src/x.ts": "",
      "packages/exact.ts": "",
      "web/tsconfig.json": `{ "files": [], "references": [{ "path": "./tsconfig.app.json" }] }`,
      "web/tsconfig.app.json": `{ "compilerOptions": { "paths": { "~/*": ["./src/*"] } } }`,
      "web/src/b.ts": `import "~/c";`,
      "web/src/c.ts": "",
    });
    expect(edges(index)).toEqual([
      "app/a.ts -> packages/exact.ts",
      "app/a.ts -> packages/lib/src/x.ts",
      "web/src/b.ts -> web/src/c.ts",
    ]);
    // `paths` say that it is the project's own, and no manifest has a package of that name.
    expect(index.external).toEqual([]);
    expect(index.unresolved.map(({ specifier, reason }) => [specifier, reason])).toContainEqual([
      "@lib/none",
      "missing",
    ]);
  });

  test("a package that is required comes before baseUrl for JavaScript, which Node runs", async () => {
    const index = await indexOf({
      "package.json": `{ "devDependencies": { "globals": "^16.0.0" } }`,
      "tsconfig.json": `{ "compilerOptions": { "baseUrl": "." } }`,
      "globals.d.ts": "",
      "places.ts": "",
      "config.js": `import "globals"; import "places";`,
      "a.ts": `import "globals";`,
    });
    expect(edges(index)).toEqual(["a.ts -> globals.d.ts", "config.js -> places.ts"]);
    expect(index.external.map(({ package: name, from }) => [from, name])).toEqual([
      ["config.js", "globals"],
    ]);
  });

  test("a hostile configuration reaches nothing outside and does not hang", async () => {
    const index = await indexOf({
      "tsconfig.json": `{ "extends": ["../../../etc/x.json", "./tsconfig.json", "./b.json", "/etc/passwd"],
        "compilerOptions": { "baseUrl": "../../..", "paths": { "p/*": ["../../../../etc/*"], "__proto__": ["x"] } },
        "references": [{ "path": ".." }, { "path": "." }, 3] }`,
      "b.json": `{ "extends": "./tsconfig.json" }`,
      "package.json": `{ "name": "evil", "exports": { "./*": "../../../etc/*" }, "imports": { "#x": "../../etc/passwd" }, "main": "../../x" }`,
      "a.ts": `import "p/passwd"; import "evil/passwd"; import "#x"; import "../../../etc/passwd"; import "__proto__"; import "evil"; import "constructor";`,
    });
    expect(edges(index)).toEqual([]);
    expect(index.unresolved.map(({ specifier, reason }) => [specifier, reason])).toEqual([
      ["evil/passwd", "missing"],
      ["#x", "outside"],
      ["../../../etc/passwd", "outside"],
      ["__proto__", "missing"],
      ["evil", "missing"],
    ]);
  });

  test("workspace packages lead to their sources", async () => {
    const index = await indexOf({
      "package.json": `{ "name": "root", "workspaces": ["packages/*"] }`,
      "packages/a/package.json": `{ "name": "@x/a", "exports": { ".": { "types": "./dist/index.d.ts", "import": "./dist/index.js" }, "./sub/*": "./dist/sub/*.js", "./raw": { "custom": "./src/raw.ts", "default": "./dist/raw.js" } } }`,
      "packages/a/src/index.ts": "export {};",
      "packages/a/src/sub/deep.ts": "export {};",
      "packages/a/src/raw.ts": "export {};",
      "packages/b/package.json": `{ "name": "b", "main": "lib/main.js", "imports": { "#env": { "development": "./src/dev.js", "default": "./src/prod.js" } } }`,
      "packages/b/src/main.js": `require("#env"); require("b/package.json")`,
      "packages/b/src/dev.js": "",
      "packages/b/src/prod.js": "",
      "packages/c/use.ts": `import "@x/a"; import "@x/a/sub/deep"; import "@x/a/raw"; import "b"; import "@x/other"; import "node:fs/promises"; import "fs";`,
    });
    expect(edges(index)).toEqual([
      "packages/b/src/main.js -> packages/b/package.json",
      "packages/b/src/main.js -> packages/b/src/prod.js",
      "packages/c/use.ts -> packages/a/src/index.ts",
      "packages/c/use.ts -> packages/a/src/raw.ts",
      "packages/c/use.ts -> packages/a/src/sub/deep.ts",
      "packages/c/use.ts -> packages/b/src/main.js",
    ]);
    expect(index.external.map((item) => [item.package, item.builtin])).toEqual([
      ["fs", true],
      ["fs", true],
    ]);
    // The scope is the repository's own, and no manifest has the package.
    expect(index.unresolved.map(({ specifier, reason }) => [specifier, reason])).toEqual([
      ["@x/other", "undeclared"],
    ]);
  });

  test("of several conditions those of Node decide, by who imports and how", async () => {
    const index = await indexOf({
      "package.json": `{ "name": "self", "imports": { "#env": { "development": "./src/dev.js", "browser": "./src/web.js", "default": "./src/env.js" },
        "#color": { "node": "./src/node.js", "default": "./src/web.js" },
        "#built": { "node": "./dist/gone.js", "browser": "./src/web.js" } },
        "exports": { ".": { "types": "./types.d.ts", "import": "./esm.mjs", "require": "./cjs.cjs" } } }`,
      "types.d.ts": "",
      "esm.mjs": `import "#env"; import "#color"; import "#built"; import(/* webpackChunkName: "late" */ "./src/late.js");`,
      "cjs.cjs": "",
      "src/dev.js": "",
      "src/web.js": "",
      "src/env.js": "",
      "src/node.js": "",
      "src/late.js": "",
      "use/a.mjs": `import "self";`,
      "use/b.cjs": `require("self");`,
      "use/c.ts": `import "self";`,
    });
    expect(edges(index)).toEqual([
      "esm.mjs -> src/env.js",
      "esm.mjs -> src/late.js",
      "esm.mjs -> src/node.js",
      "esm.mjs -> src/web.js",
      "use/a.mjs -> esm.mjs",
      "use/b.cjs -> cjs.cjs",
      "use/c.ts -> types.d.ts",
    ]);
  });

  test("import maps of Deno, rootDirs, renamed and linked packages", async () => {
    const index = await indexOf({
      "deno.jsonc": `{ "imports": { "@std/path": "jsr:@std/path@^1", "lib/": "./src/lib/", "lib/special": "./src/own.ts", "chalk": "npm:chalk@5" }, "scopes": { "./old/": { "lib/": "./src/old-lib/" } } }`,
      "src/a.ts": `import "@std/path"; import "lib/x.ts"; import "lib/special"; import "chalk"; import "lib/gone.ts"; import "https://deno.land/x/y/mod.ts";`,
      "src/lib/x.ts": "",
      "src/own.ts": "",
      "src/old-lib/x.ts": "",
      "old/b.ts": `import "lib/x.ts";`,
      "ui/tsconfig.json": `{ "compilerOptions": { "rootDirs": ["src", "gen/views"] } }`,
      "ui/src/page/p.ts": `import "./template"; import "../util";`,
      "ui/gen/views/page/template.ts": `import "./p"; `,
      "ui/src/util.ts": "",
      "app/package.json": `{ "name": "app", "dependencies": { "renamed": "workspace:real@*", "linked": "file:../vendored-lib", "away": "npm:react@18", "cat": "catalog:" } }`,
      "app/index.ts": `import "renamed"; import "linked"; import "linked/sub.js"; import "away/jsx"; import "cat";`,
      "real/package.json": `{ "name": "real", "main": "./main.js" }`,
      "real/main.js": "",
      "vendored-lib/index.js": "",
      "vendored-lib/sub.js": "",
    });
    expect(edges(index)).toEqual([
      "app/index.ts -> real/main.js",
      "app/index.ts -> vendored-lib/index.js",
      "app/index.ts -> vendored-lib/sub.js",
      "old/b.ts -> src/old-lib/x.ts",
      "src/a.ts -> src/lib/x.ts",
      "src/a.ts -> src/own.ts",
      "ui/gen/views/page/template.ts -> ui/src/page/p.ts",
      "ui/src/page/p.ts -> ui/gen/views/page/template.ts",
      "ui/src/page/p.ts -> ui/src/util.ts",
    ]);
    expect(index.external.map((item) => item.package).sort()).toEqual([
      "@std/path",
      "cat",
      "chalk",
      "https:",
      "react",
    ]);
    expect(index.unresolved.map((item) => item.specifier)).toEqual(["lib/gone.ts"]);
  });

  test("rootDirs count as one, and ${configDir} is that of the configuration in use", async () => {
    const index = await indexOf({
      "base.json": `{ "compilerOptions": { "rootDirs": ["\${configDir}/src", "\${configDir}/generated/src"], "paths": { "~/*": ["\${configDir}/src/*"] } } }`,
      "app/tsconfig.json": `{ "extends": "../base.json" }`,
      "app/src/views/main.ts": `import "./main.gen"; import "../text"; import "~/views/deep"; import "./gone";`,
      "app/src/views/deep.ts": "",
      "app/generated/src/views/main.gen.ts": `import "./deep";`,
      "app/generated/src/text.ts": "",
      "src/views/deep.ts": "",
    });
    expect(edges(index)).toEqual([
      "app/generated/src/views/main.gen.ts -> app/src/views/deep.ts",
      "app/src/views/main.ts -> app/generated/src/text.ts",
      "app/src/views/main.ts -> app/generated/src/views/main.gen.ts",
      "app/src/views/main.ts -> app/src/views/deep.ts",
    ]);
    expect(index.unresolved.map(({ specifier }) => specifier)).toEqual(["./gone"]);
  });

  test("members of a Deno workspace are found by name, by version and by export", async () => {
    const index = await indexOf({
      "deno.json": `{ "workspace": ["./assert", "./path"], "imports": { "@std/path": "jsr:@std/path@^1.0.0" } }`,
      "assert/deno.json": `{ "name": "@std/assert", "exports": { ".": "./mod.ts", "./equals": "./equals.ts" } }`,
      "assert/mod.ts": "",
      "assert/equals.ts": `import { join } from "@std/path"; import "npm:chalk@5/x";`,
      "path/jsr.json": `{ "name": "@std/path", "exports": "./mod.ts" }`,
      "path/mod.ts": `import "@std/assert"; import "jsr:@std/assert@^1/equals"; import "@std/assert/gone"; import "@std/fs";`,
    });
    expect(edges(index)).toEqual([
      "assert/equals.ts -> path/mod.ts",
      "path/mod.ts -> assert/equals.ts",
      "path/mod.ts -> assert/mod.ts",
    ]);
    expect(index.imports.every(({ rule }) => rule === undefined)).toBe(true);
    expect(index.external.map((item) => item.package)).toEqual(["chalk"]);
    expect(index.unresolved.map(({ specifier, reason }) => [specifier, reason])).toEqual([
      ["@std/assert/gone", "missing"],
      ["@std/fs", "undeclared"],
    ]);
  });

  test("the source of a build output and a usual place are marked as guesses", async () => {
    const index = await indexOf({
      "a/package.json": `{ "name": "a", "exports": { ".": "./dist/index.js", "./direct": "./src/direct.ts" } }`,
      "a/src/index.ts": "",
      "a/src/direct.ts": "",
      "b/package.json": `{ "name": "b", "main": "./bundle.cjs" }`,
      "b/src/index.ts": "",
      "use.ts": `import "a"; import "a/direct"; import "b"; import "./rel";`,
      "rel.ts": "",
    });
    expect(index.imports.map(({ to, rule }) => [to, rule])).toEqual([
      ["a/src/index.ts", "source"],
      ["a/src/direct.ts", undefined],
      ["b/src/index.ts", "layout"],
      ["rel.ts", undefined],
    ]);
  });

  test("an import of a file that was left out says why", async () => {
    const index = await indexOf({
      ".gitignore": "generated.ts\ndist/\n",
      "generated.ts": "",
      "dist/x.js": "",
      "a.ts": `import "./generated.ts"; import "./dist/x.js"; import "./never";`,
    });
    expect(index.unresolved.map((item) => item.reason)).toEqual([
      "excluded: ignored",
      "excluded: ignored",
      "missing",
    ]);
  });
});
