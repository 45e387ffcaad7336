import { cruise, type ICruiseResult } from "dependency-cruiser";
import extractTSConfig from "dependency-cruiser/config-utl/extract-ts-config";
import { existsSync } from "node:fs";
import path from "node:path";
import type { Edges } from "./compare.ts";

/**
 * The edges between files of a checkout as dependency-cruiser sees them, before compilation, so
 * that type-only imports count.
 *
 * @param files relative paths that take part
 */
export async function cruiserEdges(root: string, files: readonly string[]): Promise<Edges> {
  const config = path.join(root, "tsconfig.json");
  const tsConfig = readConfig(config);
  const before = process.cwd();
  // It resolves against the current directory, whatever `baseDir` says.
  process.chdir(root);
  try {
    const { output } = await cruise(
      [...files],
      {
        tsPreCompilationDeps: true,
        doNotFollow: { path: "node_modules" },
        // The name of the file is what `paths` and `baseUrl` are read from.
        ...(tsConfig !== undefined && { tsConfig: { fileName: config } }),
      },
      {
        exportsFields: ["exports"],
        conditionNames: ["import", "require", "node", "types", "default"],
        // Of a JavaScript file and the declaration beside it, the file is what runs.
        extensions: [
          ".js",
          ".mjs",
          ".cjs",
          ".jsx",
          ".ts",
          ".tsx",
          ".mts",
          ".cts",
          ".d.ts",
          ".json",
        ],
      },
      tsConfig === undefined ? undefined : { tsConfig },
    );
    const wanted = new Set(files);
    const edges = new Set<string>();
    for (const { source, dependencies } of (output as ICruiseResult).modules) {
      for (const { resolved } of dependencies) {
        if (wanted.has(source) && wanted.has(resolved) && source !== resolved) {
          edges.add(`${source} -> ${resolved}`);
        }
      }
    }
    return edges;
  } finally {
    process.chdir(before);
  }
}

/** A configuration that extends a package which is not installed cannot be read. */
function readConfig(file: string): ReturnType<typeof extractTSConfig> | undefined {
  try {
    return existsSync(file) ? extractTSConfig(file) : undefined;
  } catch {
    return undefined;
  }
}
