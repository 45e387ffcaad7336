import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { Language as Grammar, Parser, Query } from "web-tree-sitter";
import { languages } from "../../graph/languages/index.ts";
import type { Language } from "../../graph/languages/language.ts";
import { languageOf } from "../../graph/languages/names.ts";
import { fileSetOf } from "../../graph/resolve/file-set.ts";
import { indexOf } from "./tree.ts";

const root = path.join(import.meta.dirname, "../..");
const folders = readdirSync(path.join(root, "graph/languages"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** A documented definition that calls another one, and an import, in each language. */
const samples: Readonly<Record<string, { path: string; text: string }>> = {
  typescript: {
    path: "a.ts",
    text: `import { other } from "other";\n/** Says hello. */\nexport function hello(name: string): void {\n  if (name) other(name);\n}\n`,
  },
  javascript: {
    path: "a.js",
    text: `import { other } from "other";\n/** Says hello. */\nexport function hello(name) {\n  if (name) other(name);\n}\n`,
  },
  python: {
    path: "a.py",
    text: `import other\n\ndef hello(name):\n    """Says hello."""\n    if name:\n        other.run(name)\n`,
  },
  go: {
    path: "a.go",
    text: `package a\n\nimport "example.com/other"\n\n// Says hello.\nfunc hello(name string) {\n\tif name != "" {\n\t\tother.Run(name)\n\t}\n}\n`,
  },
  rust: {
    path: "src/a.rs",
    text: `use other::run;\n\n/// Says hello.\npub fn hello(name: &str) {\n    if name.len() > 0 {\n        run(name);\n    }\n}\n`,
  },
  c: {
    path: "a.c",
    text: `#include <other.h>\n\n/* Says hello. */\nvoid hello(const char *name) {\n  if (name) run(name);\n}\n`,
  },
  cpp: {
    path: "a.cpp",
    text: `#include <other.hpp>\n\n// Says hello.\nvoid hello(const char *name) {\n  if (name) run(name);\n}\n`,
  },
  java: {
    path: "A.java",
    text: `import other.Runner;\n\nclass A {\n  /** Says hello. */\n  void hello(String name) {\n    if (name != null) Runner.run(name);\n  }\n}\n`,
  },
  kotlin: {
    path: "A.kt",
    text: `import other.run\n\n/** Says hello. */\nfun hello(name: String) {\n    if (name != "") run(name)\n}\n`,
  },
  csharp: {
    path: "A.cs",
    text: `using Other;\n\nclass A {\n  /// Says hello.\n  void hello(string name) {\n    if (name != null) Runner.Run(name);\n  }\n}\n`,
  },
  php: {
    path: "a.php",
    text: `<?php\nuse Other\\Runner;\n\n/** Says hello. */\nfunction hello($name) {\n  if ($name) Runner::run($name);\n}\n`,
  },
  vue: {
    path: "A.vue",
    text: `<template><p /></template>\n<script lang="ts">\nimport { other } from "other";\n/** Says hello. */\nexport function hello(name: string): void {\n  if (name) other(name);\n}\n</script>\n`,
  },
  svelte: {
    path: "A.svelte",
    text: `<script module>\nimport { other } from "other";\n/** Says hello. */\nexport function hello(name) {\n  if (name) other(name);\n}\n</script>\n<p />\n`,
  },
  astro: {
    path: "A.astro",
    text: `---\nimport { other } from "other";\n/** Says hello. */\nexport function hello(name: string): void {\n  if (name) other(name);\n}\n---\n<p />\n`,
  },
  ruby: {
    path: "a.rb",
    text: `require "other"\n\n# Says hello.\ndef hello(name)\n  if name\n    Runner.run(name)\n  end\nend\n`,
  },
};

/** The captures that make a record of a file. */
const meant =
  /^(?:def|scope|import|export|call|use|bind|_\w+|mention\.(?:type|value|base|annotation|member|none)|flow\.(?:branches|loops|throws|catches|awaits|yields))$/;

/** What a folder of a language lacks, as sentences; the guide in docs/languages.md names them. */
async function missingParts(folder: string, known: readonly Language[]): Promise<string[]> {
  const language = known.find(({ name }) => name === folder);
  if (language === undefined) return [`${folder} is not in languages/index.ts`];
  const missing: string[] = [];
  const need = (holds: boolean, what: string): void => {
    if (!holds) missing.push(`${folder} lacks ${what}`);
  };
  need(language.grammars.length > 0, "a grammar");
  for (const { name, wasm, query } of language.grammars) {
    const file = createRequire(import.meta.url).resolve(wasm);
    const captures = new Query(await Grammar.load(file), query).captureNames;
    for (const capture of ["def", "import", "use", "bind", "call"]) {
      need(
        captures.includes(capture) || (capture === "import" && captures.includes("call")),
        `@${capture} in the query of ${name}`,
      );
    }
    for (const capture of captures)
      need(meant.test(capture), `a meaning of @${capture} in ${name}`);
    need(
      captures.some((capture) => capture.startsWith("flow.")),
      `@flow in the query of ${name}`,
    );
  }
  const sample = samples[folder];
  need(sample !== undefined, "a sample in this test");
  const place = sample?.path ?? "";
  need(languageOf(place) === folder, "its extensions in names.ts");
  need(
    language.grammars.some(({ name }) => name === language.grammarFor(place, sample?.text ?? "")),
    "grammarFor",
  );
  need(new Set(language.vocabulary()).size >= 30, "a vocabulary");
  const files = fileSetOf(
    [],
    () => undefined,
    () => undefined,
  );
  need(typeof language.resolver(files) === "function", "a resolver");
  need(
    existsSync(path.join(root, `docs/accuracy/${folder}.md`)) || inOverview.has(folder),
    "its page of accuracy",
  );
  return missing;
}

const inOverview = new Set(["javascript", "typescript", "python", "vue", "svelte", "astro"]);

await Parser.init();

describe.each(folders)("%s", (folder) => {
  test("has every part", async () => {
    expect(await missingParts(folder, languages)).toEqual([]);
  });

  test("reads a definition with its documentation, its body and an import", async () => {
    const sample = samples[folder] ?? { path: "", text: "" };
    const index = await indexOf({ [sample.path]: sample.text });
    const record = index.files.get(sample.path)?.record;
    expect(record?.syntaxError).toBe(false);
    const hello = record?.symbols.find(({ name }) => name === "hello");
    expect(hello).toMatchObject({ doc: { text: "Says hello." } });
    expect(hello?.signature).toContain("hello");
    expect(hello?.signature).not.toContain("if");
    expect(hello?.binds).toContain("name");
    expect(hello?.flow).toContain("branches");
    expect([...index.external, ...index.unresolved]).not.toEqual([]);
  });
});

test("a language without a part is named", async () => {
  const [first] = languages;
  if (first === undefined) throw new Error("there are no languages");
  const broken: Language = {
    ...first,
    name: "ruby",
    grammars: first.grammars.map((grammar) => ({ ...grammar, query: "(comment) @other" })),
    vocabulary: () => [],
  };
  const missing = await missingParts("ruby", [broken]);
  expect(missing).toContain("ruby lacks a vocabulary");
  expect(missing).toContain("ruby lacks @flow in the query of typescript");
  expect(missing).toContain("ruby lacks @def in the query of typescript");
  expect(await missingParts("cobol", languages)).toEqual(["cobol is not in languages/index.ts"]);
});

test("other text files are in the tree and in the plan, without symbols", async () => {
  const files = {
    "README.md": "# Title\n",
    "conf.toml": "a = 1\n",
    "data.json": "{}",
    "ci.yaml": "on: push\n",
    "run.sh": "echo 1\n",
    "page.html": "<h1>Page</h1>\n",
    "style.css": "a { color: red }\n",
    "schema.sql": "CREATE TABLE a (id INT);\n",
    "notes.unknown": "anything\n",
  };
  const index = await indexOf(files);
  expect([...index.order].sort()).toEqual(Object.keys(files).sort());
  for (const [name, file] of index.files) {
    expect(file.record).toBeNull();
    expect(file.text).toBe(files[name as keyof typeof files]);
  }
});
