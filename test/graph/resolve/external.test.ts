import { describe, expect, test } from "vitest";
import { explainFile, explanationText, summaryLine } from "../../../graph/index.ts";
import type { RepositoryIndex } from "../../../graph/index.ts";
import { unresolved } from "../languages/language.ts";
import { indexOf } from "../tree.ts";

/** Packages with what says that they are outside, sorted. */
function evidence(index: RepositoryIndex): string[] {
  return [...new Set(index.external.map((item) => `${item.package}: ${item.evidence}`))].sort();
}

describe("an external import has evidence", () => {
  test("JavaScript: manifests, types, engines, addresses; own names and scopes are none", async () => {
    const index = await indexOf({
      "package.json": JSON.stringify({
        name: "@acme/app",
        dependencies: { react: "1", "@acme/far": "1", "file-system": "npm:left-pad@1" },
        devDependencies: { "@types/estree": "1", "@types/babel__core": "1" },
        engines: { vscode: "^1" },
      }),
      "src/a.ts": `import "react/jsx-runtime"; import "@acme/far"; import "@acme/gone"; import "estree";
        import "@babel/core"; import "vscode"; import "node:fs"; import "bun:test"; import "https://a.b/c.js";
        import "utils/x"; import "plain"; import "nothing-like-it"; import "virtual:pwa";`,
      "src/utils/y.ts": "",
      "src/plain.ts": "",
    });
    expect(evidence(index)).toEqual([
      "@acme/far: manifest",
      "@babel/core: manifest",
      "bun:test: standard",
      "estree: manifest",
      "fs: standard",
      "https:: address",
      "nothing-like-it: absence",
      "react: manifest",
      "vscode: manifest",
    ]);
    expect(unresolved(index)).toEqual([
      ["@acme/gone", "undeclared"],
      ["plain", "undeclared"],
      ["utils/x", "undeclared"],
      ["virtual:pwa", "alias"],
    ]);
  });

  test("Python: requirements of every form, and names that differ from the distribution's", async () => {
    const index = await indexOf({
      "pyproject.toml": `[project]\nname = "a"\ndependencies = ["requests>=2", "PyYAML"]\n[tool.poetry.dependencies]\nflask-login = "^1"\n`,
      "requirements/dev.txt": "pytest==8\n",
      "dev-requirements.txt": "pillow\n",
      "tool/a.py": "import os, requests, yaml, flask_login, pytest, PIL.Image, mystery, helpers\n",
      "tool/helpers/notes.txt": "",
      "lib/helpers/b.py": "",
    });
    expect(evidence(index)).toEqual([
      "PIL: manifest",
      "flask_login: manifest",
      "mystery: absence",
      "os: standard",
      "pytest: manifest",
      "requests: manifest",
      "yaml: manifest",
    ]);
  });

  test("Go, Rust, Java, C#, PHP, Ruby, C: the manifest of each", async () => {
    const index = await indexOf({
      "go/go.mod":
        "module example.com/own\n\nrequire (\n\tgithub.com/a/b/v2 v2.0.0 // indirect\n)\n",
      "go/a.go": `package a\n\nimport (\n\t"fmt"\n\t"github.com/a/b/v2/inner"\n\t"github.com/c/d"\n)\n`,
      "rust/Cargo.toml": `[package]\nname = "own"\n[dependencies]\nserde-json = "1"\n`,
      "rust/src/lib.rs": "use serde_json::Value;\n",
      "java/pom.xml": `<project><groupId>com.own</groupId><dependencies><dependency><groupId>org.junit.jupiter</groupId><artifactId>junit</artifactId></dependency></dependencies></project>`,
      "java/src/main/java/com/own/A.java":
        "package com.own;\nimport org.junit.jupiter.api.Test;\nimport java.util.List;\nimport com.own.gone.B;\nimport org.far.C;\nclass A {}\n",
      "cs/a.csproj": `<Project><ItemGroup><PackageReference Include="Serilog.Sinks.Console" Version="1" /></ItemGroup></Project>`,
      "cs/A.cs": "using Serilog;\nusing Far.Away;\nnamespace Own.App { class A {} }\n",
      "php/composer.json": `{ "require": { "symfony/console": "^7" } }`,
      "php/a.php":
        "<?php\nnamespace Own;\nuse Symfony\\Component\\Console\\Command;\nclass A extends Command {}\n",
      "ruby/Gemfile": `gem "active-thing"\n`,
      "ruby/a.rb": `require "active/thing"\nrequire "json"\n`,
      "c/CMakeLists.txt": "find_package(Zstd REQUIRED)\n",
      "c/a.c": `#include <zstd/zstd.h>\n#include <stdio.h>\n#include <parts/none.h>\n`,
      "c/deep/parts/some.h": "",
    });
    const found = evidence(index);
    for (const line of [
      "github.com/a/b/v2: manifest",
      "github.com/c/d: absence",
      "fmt: standard",
      "serde-json: manifest",
      "org.far: absence",
      "java.util: standard",
      "stdio.h: standard",
      "zstd: manifest",
    ]) {
      expect(found).toContain(line);
    }
    const others = (start: string): string[] => found.filter((line) => line.startsWith(start));
    expect(others("org.junit")).toEqual([expect.stringContaining(": manifest")]);
    expect(others("Serilog")).toEqual([expect.stringContaining(": manifest")]);
    expect(others("symfony")).toEqual(["symfony/console: manifest"]);
    expect(others("active")).toEqual(["active-thing: manifest"]);
    expect(unresolved(index)).toEqual([
      ["<parts/none.h>", "undeclared"],
      ["com.own.gone.B", "missing"],
    ]);
  });
});

describe("what the graph says of itself", () => {
  const tree = {
    "package.json": `{ "dependencies": { "left-pad": "1" } }`,
    ".gitignore": "out/\n",
    "out/a.js": "",
    "a.js": `import "left-pad"; import "./b"; import "./none"; import(x);`,
    "b.js": "",
    "c.txt": "",
  };

  test("a line with files, edges, unresolved by reason, external by evidence", async () => {
    expect(summaryLine(await indexOf(tree))).toBe(
      "5 files (1 left out), 1 edges, 2 unresolved (dynamic 1, missing 1), 1 external (manifest 1)",
    );
  });

  test("why a file is in or out, and what its imports were looked for", async () => {
    const index = await indexOf(tree);
    const explanation = explainFile(index, "a.js");
    expect(explanation).toMatchObject({ included: true, language: "javascript" });
    expect(
      explanation?.imports.map(({ specifier, tried }) => [specifier, tried.slice(0, 2)]),
    ).toEqual([
      ["left-pad", []],
      ["./b", ["b", "b.js"]],
      ["./none", ["none", "none.js"]],
      ["x", []],
    ]);
    expect(explanationText(explanation!)).toContain(
      "line 1: left-pad (static)\n    -> package left-pad (external: manifest)\n",
    );
    expect(explainFile(index, "out/a.js")).toMatchObject({ included: false, reason: "ignored" });
    expect(explainFile(index, "c.txt")).toMatchObject({ included: true, imports: [] });
    expect(explainFile(index, "nothing.js")).toBeUndefined();
  });
});
