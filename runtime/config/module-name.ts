import { existsSync } from "node:fs";
import { resolve } from "node:path";

const PACKAGE = /^(?:@[a-z0-9~][\w.~-]*\/)?[a-z0-9~][\w.~-]*(?:\/[\w./~-]+)?$/;

/**
 * A module as a configuration holds it: the absolute path of a file, or the name of a package. A
 * text that could be both is the file where there is one.
 */
export function moduleName(given: string, base: string): string {
  const file = resolve(base, given);
  const isCode = /\.[cm]?[jt]sx?$/.test(given);
  return isCode || !PACKAGE.test(given) || existsSync(file) ? file : given;
}
