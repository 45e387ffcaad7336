import { expect, test } from "vitest";
import { edges, indexOf } from "../tree.ts";

// Situations beside those of bug reports, which the same rules decide.
const situations: readonly [name: string, files: Record<string, string>, expected: string[]][] = [
  [
    "the last of several base configurations wins",
    {
      "tsconfig.json": '{"extends":["./a.json","./b.json"]}',
      "a.json": '{"compilerOptions":{"paths":{"@x/*":["./a/*"]}}}',
      "b.json": '{"compilerOptions":{"paths":{"@x/*":["./b/*"]}}}',
      "a/m.ts": "export const a = 1;",
      "b/m.ts": "export const b = 1;",
      "main.ts": 'import "@x/m";',
    },
    ["main.ts -> b/m.ts"],
  ],
  [
    "${configDir} is the directory of the configuration that extends",
    {
      "base/tsconfig.json": '{"compilerOptions":{"paths":{"~/*":["${configDir}/src/*"]}}}',
      "base/src/m.ts": "",
      "app/tsconfig.json": '{"extends":"../base/tsconfig.json"}',
      "app/src/m.ts": "",
      "app/main.ts": 'import "~/m";',
    },
    ["app/main.ts -> app/src/m.ts"],
  ],
  [
    "module suffixes are inherited, and hold for specifiers with an extension",
    {
      "base.json": '{"compilerOptions":{"moduleSuffixes":[".web",""]}}',
      "tsconfig.json": '{"extends":"./base.json"}',
      "m.ts": "",
      "m.web.ts": "",
      "main.ts": 'import "./m";\nimport "./m.js";',
    },
    ["main.ts -> m.web.ts"],
  ],
  [
    "imports by a pattern, a list and a condition lead to a package of the workspace",
    {
      "package.json": '{"name":"r","private":true,"workspaces":["p/*"]}',
      "p/a/package.json":
        '{"name":"a","imports":{"#s/*":"s/*","#t":["./none.js","./t.js"],"#u":{"browser":"./b.js","default":"s"}}}',
      "p/a/t.js": "",
      "p/a/b.js": "",
      "p/a/main.js": 'import "#s/x";\nimport "#t";\nimport "#u";',
      "p/s/package.json": '{"name":"s","exports":{".":"./i.js","./*":"./l/*.js"}}',
      "p/s/i.js": "",
      "p/s/l/x.js": "",
    },
    ["p/a/main.js -> p/a/t.js", "p/a/main.js -> p/s/i.js", "p/a/main.js -> p/s/l/x.js"],
  ],
  [
    "setuptools' package directories in pyproject.toml",
    {
      "pyproject.toml": '[tool.setuptools.package-dir]\n"" = "lib"\n"other" = "oth/src"\n',
      "lib/p/__init__.py": "",
      "lib/p/m.py": "from other.z import q",
      "oth/src/__init__.py": "",
      "oth/src/z.py": "q = 1",
      "run.py": "from p.m import x",
    },
    ["lib/p/m.py -> oth/src/z.py", "run.py -> lib/p/m.py"],
  ],
  [
    "paths of Rust's modules under conditions, in and on inline modules",
    {
      "Cargo.toml": '[package]\nname = "r"\n',
      "src/lib.rs":
        '#[cfg_attr(unix, path = "unix.rs")]\n#[cfg_attr(windows, path = "win.rs")]\nmod sys;\n' +
        'mod thread {\n  #[path = "other.rs"]\n  pub mod local;\n}\n#[path = "d"]\nmod dd {\n  pub mod e;\n}\n',
      "src/unix.rs": "",
      "src/win.rs": "",
      "src/thread/other.rs": "",
      "src/d/e.rs": "",
    },
    [
      "src/lib.rs -> src/d/e.rs",
      "src/lib.rs -> src/thread/other.rs",
      "src/lib.rs -> src/unix.rs",
      "src/lib.rs -> src/win.rs",
    ],
  ],
  [
    "templates of headers under other names",
    {
      "CMakeLists.txt":
        "configure_file(cfg/app_config.in.h ${CMAKE_BINARY_DIR}/app_config.h)\nconfigure_file(v.h.cmake version.h @ONLY)\n",
      "cfg/app_config.in.h": "#cmakedefine X",
      "v.h.cmake": "#define V @V@",
      "src/a.c": '#include "app_config.h"\n#include <version.h>\n',
    },
    ["src/a.c -> cfg/app_config.in.h", "src/a.c -> v.h.cmake"],
  ],
  [
    "scripts and styles that components name, module scripts of Svelte, scripts of Astro",
    {
      "A.vue": '<script setup lang="ts" src="./a.ts"></script>\n<style src="./a.css"></style>',
      "a.ts": "",
      "a.css": "p {}",
      "C.svelte":
        '<script module>\nimport "./a.ts";\n</script>\n<script>\nimport D from "./D.svelte";\n</script>',
      "D.svelte": "<p>x</p>",
      "E.astro": '---\nimport A from "./A.vue";\n---\n<A/>\n<script>import "./a.ts";</script>',
    },
    [
      "A.vue -> a.css",
      "A.vue -> a.ts",
      "C.svelte -> D.svelte",
      "C.svelte -> a.ts",
      "E.astro -> A.vue",
      "E.astro -> a.ts",
    ],
  ],
  [
    "shared and service workers, assets, scripts that a worker imports",
    {
      "m.js":
        'new SharedWorker(new URL("./w.js", import.meta.url));\n' +
        'navigator.serviceWorker.register(new URL("./sw.js", import.meta.url));\n' +
        'new URL("./x.json", import.meta.url);',
      "w.js": 'importScripts("./i.js", "./j.js");',
      "sw.js": "",
      "x.json": "{}",
      "i.js": "",
      "j.js": "",
    },
    ["m.js -> sw.js", "m.js -> w.js", "m.js -> x.json", "w.js -> i.js", "w.js -> j.js"],
  ],
  [
    "globs without what they exclude, from the root too",
    {
      "m.js":
        'import.meta.glob(["./p/*.js", "!./p/b.js"]);\nimport.meta.glob("/q/b.js", { eager: true });',
      "p/a.js": "",
      "p/b.js": "",
      "q/b.js": "",
    },
    ["m.js -> p/a.js", "m.js -> q/b.js"],
  ],
];

test.each(situations)("%s", async (_name, files, expected) => {
  expect(edges(await indexOf(files))).toEqual(expected);
});

test("computed imports of every form are dynamic", async () => {
  const index = await indexOf({
    "m.js": "import(n);\nrequire(n + '.js');\nimport(`./l/${n}.js`);",
    "a.py": "import importlib\nimportlib.import_module(f'x.{n}')\n__import__(name)\n",
  });
  expect(index.unresolved.map(({ from, reason }) => [from, reason])).toEqual([
    ["a.py", "dynamic"],
    ["a.py", "dynamic"],
    ["m.js", "dynamic"],
    ["m.js", "dynamic"],
    ["m.js", "dynamic"],
  ]);
});
