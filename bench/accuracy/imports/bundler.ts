import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Edges } from "./compare.ts";

interface Esbuild {
  build: (options: object) => Promise<{
    metafile: { inputs: Record<string, { imports: { path: string; external?: boolean }[] }> };
  }>;
}

/** esbuild comes with tsx, which is what asks for it. */
function esbuild(): Esbuild {
  const own = createRequire(import.meta.url);
  return createRequire(own.resolve("tsx/package.json"))("esbuild") as Esbuild;
}

/**
 * The edges between files of a checkout as esbuild's metafile has them: what a bundle would load,
 * so no type-only imports. Files that it cannot build with are left out and named.
 *
 * @param files relative paths that take part
 */
export async function bundlerEdges(
  root: string,
  files: readonly string[],
): Promise<{ edges: Edges; built: ReadonlySet<string> }> {
  const configurations = verbatimConfigurations(root);
  try {
    return await buildAll(root, files, configurations.of);
  } finally {
    configurations.close();
  }
}

async function buildAll(
  root: string,
  files: readonly string[],
  configurationOf: (file: string) => string,
): Promise<{ edges: Edges; built: ReadonlySet<string> }> {
  const wanted = new Set(files);
  const edges = new Set<string>();
  const built = new Set<string>();
  for (const file of files) {
    let inputs: Awaited<ReturnType<Esbuild["build"]>>["metafile"]["inputs"];
    try {
      const { metafile } = await esbuild().build({
        absWorkingDir: root,
        entryPoints: [file],
        bundle: true,
        write: false,
        metafile: true,
        logLevel: "silent",
        platform: "node",
        format: "esm",
        packages: "external",
        outdir: path.join(root, ".never-written"),
        loader: { ".node": "empty", ".html": "text", ".css": "empty" },
        tsconfig: configurationOf(file),
      });
      inputs = metafile.inputs;
    } catch {
      continue;
    }
    const own = inputs[file];
    if (own === undefined) continue;
    built.add(file);
    for (const { path: to, external } of own.imports) {
      if (external !== true && wanted.has(to) && to !== file) edges.add(`${file} -> ${to}`);
    }
  }
  return { edges, built };
}

/**
 * The configuration nearest to a file with `verbatimModuleSyntax` on top, since otherwise imports
 * that no value uses would be dropped.
 */
function verbatimConfigurations(root: string): {
  of: (file: string) => string;
  close: () => void;
} {
  const directory = mkdtempSync(path.join(tmpdir(), "hindcast-bundler-"));
  const made = new Map<string | undefined, string>();
  const nearest = (file: string): string | undefined => {
    for (let place = path.dirname(file); ; place = path.dirname(place)) {
      for (const name of ["tsconfig.json", "jsconfig.json"]) {
        const candidate = path.join(root, place, name);
        if (existsSync(candidate)) return candidate;
      }
      if (place === ".") return undefined;
    }
  };
  return {
    of(file) {
      const base = nearest(file);
      let found = made.get(base);
      if (found === undefined) {
        found = path.join(directory, `${made.size}.json`);
        const compilerOptions = { verbatimModuleSyntax: true };
        writeFileSync(found, JSON.stringify({ extends: base, compilerOptions }));
        made.set(base, found);
      }
      return found;
    },
    close: () => {
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
