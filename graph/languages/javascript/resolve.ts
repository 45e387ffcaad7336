import type { FileSet } from "../../resolve/file-set.ts";
import { javascriptPreference } from "../../resolve/modules/load.ts";
import { moduleResolver } from "../../resolve/modules/resolve.ts";
import type { Resolver } from "../../resolve/resolver.ts";

/** Imports of JavaScript files. */
export function javascriptResolver(files: FileSet): Resolver {
  return moduleResolver(files, javascriptPreference);
}
