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
    "the last of several bases with paths, with a byte order mark",
    {
      "tsconfig.json": '{"extends":["./a.json","./b.json"],}',
      "a.json": '{"compilerOptions":{"paths":{"@/*":["./x/*"]}}}',
      "b.json": '\ufeff{/*c*/"compilerOptions":{"paths":{"@/*":["./y/*"]}}}',
      "x/m.ts": "export{}",
      "y/m.ts": "export{}",
      "src/i.ts": "import '@/m';\r\n",
    },
    ["src/i.ts -> y/m.ts"],
    [],
  ],
  [
    "lists, patterns with an ending and forbidden paths of exports",
    {
      "package.json": '{"name":"r","workspaces":["p/*"]}',
      "p/a/package.json":
        '{"name":"a","exports":{".":["./none.js","./ok.js"],"./f/*.js":"./lib/*.js","./f/priv/*":null}}',
      "p/a/ok.js": "",
      "p/a/lib/x.js": "",
      "p/a/lib/priv/y.js": "",
      "p/b/package.json": '{"name":"b"}',
      "p/b/i.js": "import 'a'; import 'a/f/x.js'; import 'a/f/priv/y.js'",
    },
    ["p/b/i.js -> p/a/lib/x.js", "p/b/i.js -> p/a/ok.js"],
    ["a/f/priv/y.js: missing"],
  ],
  [
    "a package that imports itself under conditions",
    {
      "package.json":
        '{"name":"self","exports":{".":"./src/index.js","./t":{"browser":"./src/b.js","node":{"import":"./src/t.mjs","require":"./src/t.cjs"}}}}',
      "src/index.js": "",
      "src/t.mjs": "",
      "src/t.cjs": "",
      "src/b.js": "",
      "test/a.mjs": "import 'self'; import 'self/t'",
      "test/b.cjs": "require('self/t')",
    },
    ["test/a.mjs -> src/index.js", "test/a.mjs -> src/t.mjs", "test/b.cjs -> src/t.cjs"],
    [],
  ],
  [
    "dependencies by file: and link:",
    {
      "package.json":
        '{"name":"r","dependencies":{"ext":"file:./vendor-ext","lnk":"link:libs/lnk"}}',
      "vendor-ext/package.json": '{"name":"other-name","main":"m.js"}',
      "vendor-ext/m.js": "",
      "libs/lnk/package.json": '{"name":"lnk"}',
      "libs/lnk/index.js": "",
      "a.js": "require('ext');require('lnk')",
    },
    ["a.js -> libs/lnk/index.js", "a.js -> vendor-ext/m.js"],
    [],
  ],
  [
    "search directories of compile_commands.json, included macros",
    {
      "build/compile_commands.json":
        '[{"directory":"/home/u/proj/build","command":"cc -I../inc -isystem../sys -iquote ../q -c ../src/a.c","file":"../src/a.c"}]',
      "inc/i.h": "",
      "sys/s.h": "",
      "q/k.h": "",
      "src/a.c":
        '#include <i.h>\n#include <s.h>\n#include "k.h"\n#define H "i.h"\n#include H\n#  include  /* c */ "k.h"\n#include_next <i.h>\n',
    },
    ["src/a.c -> inc/i.h", "src/a.c -> q/k.h", "src/a.c -> sys/s.h"],
    [],
  ],
  [
    "global usings of a file and of a project",
    {
      "A/A.csproj":
        '<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><ProjectReference Include="..\\B\\B.csproj"/><Using Include="B.Inner" /></ItemGroup></Project>',
      "A/G.cs": "global using B.Core;",
      "A/P.cs": "namespace A; class P { Thing t; Deep d; }",
      "B/B.csproj": '<Project Sdk="Microsoft.NET.Sdk"/>',
      "B/T.cs": "namespace B.Core; public class Thing {}",
      "B/D.cs": "namespace B.Inner { public class Deep {} }",
    },
    ["A/P.cs -> B/D.cs", "A/P.cs -> B/T.cs"],
    [],
  ],
  [
    "several roots, class maps, files and a root without a namespace of Composer",
    {
      "composer.json":
        '{"autoload":{"psr-4":{"App\\\\":["src/","gen/"],"":"fallback/"},"classmap":["legacy/"],"files":["f/helpers.php"],"psr-0":{"Old_":"old/"}},"autoload-dev":{"psr-4":{"Tests\\\\":"tests"}}}',
      "src/A.php":
        "<?php namespace App; use App\\B; use Leg; use Root\\X; use Tests\\T; class A { function f(){ new Old_Thing; helper(); } }",
      "gen/B.php": "<?php namespace App; class B {}",
      "legacy/x/any.php": "<?php class Leg {}",
      "fallback/Root/X.php": "<?php namespace Root; class X {}",
      "f/helpers.php": "<?php function helper() {}",
      "tests/T.php": "<?php namespace Tests; class T {}",
      "old/Old/Thing.php": "<?php class Old_Thing {}",
    },
    [
      "src/A.php -> f/helpers.php",
      "src/A.php -> fallback/Root/X.php",
      "src/A.php -> gen/B.php",
      "src/A.php -> legacy/x/any.php",
      "src/A.php -> tests/T.php",
    ],
    [],
  ],
  [
    "a Go workspace with CRLF",
    {
      "go.work": "go 1.22\r\nuse (\r\n\t./a\r\n\t./b // c\r\n)\r\n",
      "a/go.mod": "module ex.com/a\n",
      "a/m.go": 'package main\nimport "ex.com/b/lib"\nfunc main(){ lib.F() }',
      "b/go.mod": "module ex.com/b\n",
      "b/lib/l.go": "package lib\nfunc F(){}",
    },
    ["a/m.go -> b/lib/l.go"],
    [],
  ],
  [
    "a replaced Go module",
    {
      "go.mod":
        "module ex.com/r\nrequire ex.com/fork v1.0.0\nreplace ex.com/fork v1.0.0 => ./fork\n",
      "m.go": 'package r\nimport f "ex.com/fork/x"\nvar _ = f.A',
      "fork/go.mod": "module ex.com/fork",
      "fork/x/x.go": "package x\nvar A=1",
    },
    ["m.go -> fork/x/x.go"],
    [],
  ],
  [
    "a renamed dependency that a Cargo workspace declares",
    {
      "Cargo.toml":
        '[workspace]\nmembers=["crates/*"]\n[workspace.dependencies]\nkore = { path = "crates/core-lib", package = "core-lib" }\n',
      "crates/core-lib/Cargo.toml": '[package]\nname="core-lib"\n[lib]\nname="corelib"\n',
      "crates/core-lib/src/lib.rs": "pub mod a;",
      "crates/core-lib/src/a.rs": "pub fn f(){}",
      "crates/app/Cargo.toml":
        '[package]\nname="app"\n[dependencies]\nkore = { workspace = true }\n',
      "crates/app/src/main.rs": "use kore::a::f; fn main(){ f() }",
    },
    [
      "crates/app/src/main.rs -> crates/core-lib/src/a.rs",
      "crates/core-lib/src/lib.rs -> crates/core-lib/src/a.rs",
    ],
    [],
  ],
  [
    "a Gradle project in another directory",
    {
      "settings.gradle.kts":
        'include(":lib:core", ":app")\nproject(":lib:core").projectDir = file("modules/core")',
      "app/src/main/java/app/A.java": "package app; import core.C; class A {}",
      "modules/core/src/main/java/core/C.java": "package core; public class C {}",
    },
    ["app/src/main/java/app/A.java -> modules/core/src/main/java/core/C.java"],
    [],
  ],
  [
    "the forms of require",
    {
      "x.gemspec": 'Gem::Specification.new { |s| s.name="x"; s.require_paths = ["lib","ext"] }',
      "lib/x.rb":
        "require_relative 'x/a'\nrequire 'x/b'\nautoload :C, 'x/c'\nload 'x/d.rb'\nrequire File.join(__dir__, 'x', 'e')\nrequire \"#{__dir__}/x/f\"",
      "lib/x/a.rb": "",
      "lib/x/b.rb": "",
      "lib/x/c.rb": "",
      "lib/x/d.rb": "",
      "lib/x/e.rb": "",
      "lib/x/f.rb": "",
    },
    [
      "lib/x.rb -> lib/x/a.rb",
      "lib/x.rb -> lib/x/b.rb",
      "lib/x.rb -> lib/x/c.rb",
      "lib/x.rb -> lib/x/d.rb",
      "lib/x.rb -> lib/x/e.rb",
      "lib/x.rb -> lib/x/f.rb",
    ],
    [],
  ],
  [
    "generator expressions of CMake",
    {
      "CMakeLists.txt":
        'target_include_directories(x PUBLIC ${CMAKE_CURRENT_SOURCE_DIR}/public $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/iface>)\nconfigure_file("v.h.in" "${CMAKE_CURRENT_BINARY_DIR}/gen/v.h")',
      "public/p/p.h": "",
      "iface/q/q.h": "",
      "v.h.in": "",
      "src/a.cc": '#include <p/p.h>\n#include <q/q.h>\n#include "gen/v.h"\n',
    },
    ["src/a.cc -> iface/q/q.h", "src/a.cc -> public/p/p.h", "src/a.cc -> v.h.in"],
    [],
  ],
];

test.each(situations)("%s", async (_name, files, expected, unresolved) => {
  const index = await indexOf(files);
  expect(edges(index)).toEqual(expected);
  const left = index.unresolved.map(({ specifier, reason }) => `${specifier}: ${reason}`);
  expect(left.toSorted()).toEqual(unresolved);
});
