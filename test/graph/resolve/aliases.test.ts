import { expect, test } from "vitest";
import { edges, indexOf } from "../tree.ts";

/** A situation, its files, the edges of its imports, and what is unresolved with the reason. */
type Situation = [
  name: string,
  files: Record<string, string>,
  edges: string[],
  unresolved: string[],
];

const situations: Situation[] = [
  [
    "aliases of Vite: paths below the configuration, packages, and computed ones",
    {
      "vite.config.ts":
        "import path from 'path';\nexport default defineConfig({ resolve: { alias: {\n  // words, with a comma\n  '@app': path.resolve(__dirname, 'client/app'), kit: '/client/kit.js', \"old\": \"new-lib\",\n  react: path.resolve(__dirname, 'node_modules/preact/compat'), '@made': computed(),\n} } });",
      "package.json": '{"dependencies":{"new-lib":"1","preact":"1"}}',
      "client/app/m.ts": "",
      "client/kit.js": "",
      "client/main.ts":
        "import '@app/m'; import 'kit'; import 'old'; import 'react'; import '@made/x'; import '@app/gone'",
    },
    ["client/main.ts -> client/app/m.ts", "client/main.ts -> client/kit.js"],
    ["@app/gone: missing", "@made/x: alias"],
  ],
  [
    "aliases of Vite as a list, with patterns",
    {
      "p/vite.config.mts":
        "export default { resolve: { alias: [ { find: /^@\\//, replacement: fileURLToPath(new URL('./ui/', import.meta.url)) }, { find: 'lib', replacement: join(__dirname, '..', 'lib') } ] } }",
      "p/ui/a.ts": "",
      "lib/b.ts": "",
      "p/x/m.ts": "import '@/a'; import 'lib/b'",
    },
    ["p/x/m.ts -> lib/b.ts", "p/x/m.ts -> p/ui/a.ts"],
    [],
  ],
  [
    "aliases of webpack in a directory of build programs",
    {
      "build/webpack.base.conf.js":
        "module.exports = { resolve: { alias: { 'vue$': 'vue/dist/vue.esm.js', '~src': path.join(__dirname, '../src') } } }; config.resolve.alias['Comp'] = path.join(__dirname, '../src/comp');",
      "package.json": '{"dependencies":{"vue":"2"}}',
      "src/comp/A.js": "",
      "src/b.js": "",
      "src/m.js": "import 'vue'; import '~src/b'; import 'Comp/A'",
    },
    ["src/m.js -> src/b.js", "src/m.js -> src/comp/A.js"],
    [],
  ],
  [
    "aliases of Babel's module-resolver and of SvelteKit",
    {
      ".babelrc": '{"plugins":[["module-resolver",{"alias":{"components":"./src/components"}}]]}',
      "src/components/B.js": "",
      "src/m.js": "import 'components/B'",
      "kit/svelte.config.js": "export default { kit: { alias: { $ui: 'src/ui' } } }",
      "kit/src/ui/Z.js": "",
      "kit/src/m.js": "import '$ui/Z'",
    },
    ["kit/src/m.js -> kit/src/ui/Z.js", "src/m.js -> src/components/B.js"],
    [],
  ],
  [
    "C: separators and cases of another file system, where one file can be meant",
    {
      "src/a.cpp": '#include "sub\\x.h"\n#include "Sub/Y.h"\n#include "Gone.h"\n',
      "src/sub/x.h": "",
      "src/sub/y.h": "",
      "src/sub/both.h": "",
      "src/sub/Both.h": "",
      "src/b.c": '#include "sub/BOTH.h"\n',
    },
    ["src/a.cpp -> src/sub/x.h", "src/a.cpp -> src/sub/y.h"],
    ["Gone.h: missing", "sub/BOTH.h: missing"],
  ],
  [
    "queries and fragments of a specifier",
    {
      "a.ts":
        "import s from './i.svg?react'; import t from './t.txt?raw'; import w from './w?worker'; import u from './u.ts#x';",
      "i.svg": "<svg/>",
      "t.txt": "",
      "w.ts": "",
      "u.ts": "",
    },
    ["a.ts -> i.svg", "a.ts -> t.txt", "a.ts -> u.ts", "a.ts -> w.ts"],
    [],
  ],
  [
    "declarations that a directive, a type and an assignment name",
    {
      "a.ts":
        '/// <reference path="./b.d.ts" />\n/// <reference types="./c" />\nimport type { X } from "./d.js";\nexport type Y = typeof import("./e");\nimport f = require("./f");\nexport = f;',
      "b.d.ts": "",
      "c.d.ts": "",
      "d.ts": "",
      "e.ts": "",
      "f.ts": "",
    },
    ["a.ts -> b.d.ts", "a.ts -> c.d.ts", "a.ts -> d.ts", "a.ts -> e.ts", "a.ts -> f.ts"],
    [],
  ],
  [
    "${configDir} of an inherited configuration",
    {
      "base/tsconfig.json": '{"compilerOptions":{"paths":{"~/*":["${configDir}/lib/*"]}}}',
      "app/tsconfig.json": '{"extends":"../base/tsconfig.json"}',
      "app/lib/q.ts": "export{}",
      "app/m.ts": "import '~/q'",
    },
    ["app/m.ts -> app/lib/q.ts"],
    [],
  ],
  [
    "endings that stand for those of sources",
    {
      "a.mts": "import './b.mjs'; import './c.js'; import './d.cjs'; import './e.jsx'",
      "b.mts": "",
      "c.ts": "",
      "d.cts": "",
      "e.tsx": "",
    },
    ["a.mts -> b.mts", "a.mts -> c.ts", "a.mts -> d.cts", "a.mts -> e.tsx"],
    [],
  ],
  [
    "scopes of an import map",
    {
      "deno.jsonc":
        '{// c\n"imports":{"@std/x":"jsr:@std/x","~/":"./src/","lib":"./src/lib.ts"},"scopes":{"./test/":{"lib":"./test/lib.ts"}}}',
      "src/lib.ts": "",
      "src/u.ts": "",
      "test/lib.ts": "",
      "main.ts": "import 'lib'; import '~/u.ts'; import '@std/x'",
      "test/t.ts": "import 'lib'",
    },
    ["main.ts -> src/lib.ts", "main.ts -> src/u.ts", "test/t.ts -> test/lib.ts"],
    [],
  ],
];

test.each(situations)("%s", async (_name, files, expected, unresolved) => {
  const index = await indexOf(files);
  expect(edges(index)).toEqual(expected);
  const left = index.unresolved.map(({ specifier, reason }) => `${specifier}: ${reason}`);
  expect(left.toSorted()).toEqual(unresolved);
});
