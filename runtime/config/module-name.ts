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

/**
 * Prompts as a configuration holds them: the absolute path of a directory, or the name of those that
 * a plug-in brings. A text that could be both is the directory where there is one.
 */
export function promptsName(given: string, base: string): string {
  const directory = resolve(base, given);
  return /^[a-z][a-z0-9-]*$/.test(given) && !existsSync(directory) ? given : directory;
}
