import type { FileSet } from "../../resolve/file-set.ts";
import { typescriptPreference } from "../../resolve/modules/load.ts";
import { moduleResolver } from "../../resolve/modules/resolve.ts";
import type { Resolver } from "../../resolve/resolver.ts";

/** Imports of TypeScript files. */
export function typescriptResolver(files: FileSet): Resolver {
  return moduleResolver(files, typescriptPreference);
}
