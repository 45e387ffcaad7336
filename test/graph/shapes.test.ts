import { expect, test } from "vitest";
import type { RepositoryIndex } from "../../graph/index.ts";
import { indexOf } from "./tree.ts";

/** What each import of a repository leads to, in order. */
function leads(index: RepositoryIndex): Record<string, string> {
  return Object.fromEntries([
    ...index.imports.map(({ specifier, to, rule }) => [specifier, rule ? `${to} (${rule})` : to]),
    ...index.external.map(({ specifier, package: name, evidence }) => [
      specifier,
      `${name}: ${evidence}`,
    ]),
    ...index.unresolved.map(({ specifier, reason }) => [specifier, reason]),
  ]) as Record<string, string>;
}

test("Unreal Engine: headers of the engine are in quotes, and generated ones are not there", async () => {
  const index = await indexOf({
    "Source/Game/Game.Build.cs":
      'using UnrealBuildTool;\npublic class Game : ModuleRules {\n  public Game(ReadOnlyTargetRules t) : base(t) { PublicDependencyModuleNames.AddRange(new string[] { "Core" }); }\n}\n',
    "Source/Game/Public/Hero.h":
      '#include "CoreMinimal.h"\n#include "GameFramework/Character.h"\n#include "Hero.generated.h"\n',
    "Source/Game/Private/Hero.cpp": '#include "Hero.h"\n',
    "Tools/pack.c": '#include "CoreLess.h"\n',
  });
  expect(leads(index)).toMatchObject({
    "CoreMinimal.h": "UnrealEngine: manifest",
    "GameFramework/Character.h": "UnrealEngine: manifest",
    "Hero.generated.h": "missing",
    "Hero.h": "Source/Game/Public/Hero.h (suffix)",
    "CoreLess.h": "missing",
  });
});

test("CUDA: headers of the toolkit, and one below the own directory that the build makes", async () => {
  const index = await indexOf({
    "CMakeLists.txt":
      "find_package(CUDAToolkit REQUIRED)\ntarget_include_directories(rmm PUBLIC include)\n",
    "include/rmm/pool.hpp":
      "#include <cuda_runtime_api.h>\n#include <cooperative_groups/reduce.h>\n#include <rmm/made/logger.hpp>\n",
    "tests/pool.cu": '#include "driver_types.h"\n#include <rmm/pool.hpp>\n',
  });
  expect(leads(index)).toEqual({
    "<cuda_runtime_api.h>": "cuda: manifest",
    "<cooperative_groups/reduce.h>": "cuda: manifest",
    "<rmm/made/logger.hpp>": "missing",
    "driver_types.h": "cuda: manifest",
    "<rmm/pool.hpp>": "include/rmm/pool.hpp",
  });
});

test("Bazel: a header in quotes is a library's where a rule depends on it", async () => {
  const index = await indexOf({
    "lookup/BUILD.bazel":
      'cc_library(name = "lookup", deps = ["@sqlite3", "@googletest//:gtest_main"])\n',
    "lookup/lookup.cc": '#include "sqlite3.h"\n#include "gtest/gtest.h"\n#include "lost.h"\n',
  });
  expect(leads(index)).toEqual({
    "sqlite3.h": "sqlite3: manifest",
    "gtest/gtest.h": "gtest: manifest",
    "lost.h": "missing",
  });
});

test("`paths` that claim a specifier and lead nowhere: missing, unless a manifest has the package", async () => {
  const index = await indexOf({
    "package.json": '{"dependencies": {"@acme/far": "1"}}',
    "tsconfig.json": '{"compilerOptions": {"paths": {"@acme/*": ["./projects/*/api.ts"]}}}',
    "main.ts": 'import "@acme/lost"; import "@acme/far"; import "@acme/near";',
    "projects/near/api.ts": "",
  });
  expect(leads(index)).toEqual({
    "@acme/lost": "missing",
    "@acme/far": "@acme/far: manifest",
    "@acme/near": "projects/near/api.ts",
  });
});

test("Docusaurus: `@site` is the directory of the site, `@theme` first what the site puts over it", async () => {
  const index = await indexOf({
    "docs/package.json": '{"dependencies": {"@docusaurus/core": "3"}}',
    "docs/docusaurus.config.ts": "export default {};\n",
    "docs/src/pages/index.tsx":
      'import "@site/src/card"; import "@site/gone"; import "@theme/Bar"; import "@theme/Layout"; import "@docusaurus/Link";',
    "docs/src/card.tsx": "export const card = 1;\n",
    "docs/src/theme/Bar/index.tsx": "export const bar = 1;\n",
    "app/main.ts": 'import "@site/other";',
  });
  expect(leads(index)).toEqual({
    "@site/src/card": "docs/src/card.tsx (layout)",
    "@site/gone": "alias",
    "@theme/Bar": "docs/src/theme/Bar/index.tsx (layout)",
    "@theme/Layout": "@theme/Layout: manifest",
    "@docusaurus/Link": "@docusaurus/Link: manifest",
    "@site/other": "@site/other: absence",
  });
});

test("Rails brings its parts, and packages of NuGet namespaces above and beside their names", async () => {
  const index = await indexOf({
    Gemfile: 'gem "rails", "~> 8"\n',
    "config/application.rb":
      'require "active_support/core_ext"\nrequire "action_controller/railtie"\nrequire "elsewhere"\n',
    "Tests.csproj":
      '<Project><ItemGroup><PackageReference Version="4"\n Include="Microsoft.CodeAnalysis.CSharp" /><PackageReference Include="Verify.Xunit" /></ItemGroup></Project>',
    "A.cs": "using Microsoft.CodeAnalysis.Text;\nusing VerifyXunit;\nusing Mono.Cecil;\n",
  });
  expect(index.external.map(({ specifier, evidence }) => `${specifier}: ${evidence}`)).toEqual([
    "Microsoft.CodeAnalysis.Text: manifest",
    "VerifyXunit: manifest",
    "Mono.Cecil: absence",
    "active_support/core_ext: manifest",
    "action_controller/railtie: manifest",
    "elsewhere: absence",
  ]);
});

test("a module of Cython leads to the file that it is compiled from", async () => {
  const index = await indexOf({
    "rmm/__init__.py": "from rmm.stream import Stream\n",
    "rmm/stream.pyx": "cdef class Stream:\n    pass\n",
    "rmm/typed.pyi": "from rmm.stream import Stream\n",
  });
  expect(index.imports.map(({ from, to, rule }) => [from, to, rule])).toEqual([
    ["rmm/__init__.py", "rmm/stream.pyx", "source"],
    ["rmm/typed.pyi", "rmm/stream.pyx", "source"],
  ]);
});

test("manifests are read as before by expressions that take no longer than the text", async () => {
  const index = await indexOf({
    "pom.xml":
      "<project><groupId>own.group</groupId><dependencies><dependency>\n <groupId>org.apache.commons</groupId></dependency></dependencies></project>",
    "A.java": "import org.apache.commons.lang3.StringUtils;\nimport own.group.Lost;\n",
    "go.mod":
      "module example.com/m\nrequire (\n\tgithub.com/a/b v1.0.0\n)\nrequire gopkg.in/yaml.v3 v3.0.1\n",
    "m.go": 'package m\nimport (\n"github.com/a/b/c"\n"gopkg.in/yaml.v3"\n)\n',
    "requirements.txt": 'requests[socks] >= 2 ; python_version < "4"\nplain words here\n',
    "a.py": "import requests, plain\n",
    "paket.dependencies": "nuget Serilog ~> 3\n",
    "B.cs": "using Serilog;\n",
  });
  expect(
    [
      ...new Set(index.external.map(({ package: name, evidence }) => `${name}: ${evidence}`)),
    ].sort(),
  ).toEqual([
    "Serilog: manifest",
    "github.com/a/b: manifest",
    "gopkg.in/yaml.v3: manifest",
    expect.stringMatching(/^org\.apache\.commons.*: manifest$/),
    expect.stringMatching(/^own\.group.*: absence$/),
    "plain: absence",
    "requests: manifest",
  ]);
});
