import { spawnSync } from "node:child_process";
import { realpathSync } from "node:fs";
import path from "node:path";
import type { Found } from "./run.ts";

const largestOutput = 1 << 28;

/**
 * The directives of a file that take in others, as `#include <x.h>`. GCC takes the comments out;
 * told that the text is preprocessed, it leaves these directives as they are.
 * Where a directive has a name for its argument, each definition of the name in the file stands in.
 */
function directives(compiler: readonly string[], place: string): string[] {
  const [command = "", ...args] = compiler;
  const options = [...args, "-E", "-P", "-dD", "-fpreprocessed", place];
  // It fails where it takes a line of a macro for a directive, and writes the whole text all the same.
  const { stdout: text, error } = spawnSync(command, options, {
    encoding: "latin1",
    maxBuffer: largestOutput,
  });
  if (error !== undefined) throw error;
  const found = new Set<string>();
  for (const [, word, argument = ""] of text.matchAll(
    /^[ \t]*#[ \t]*(include\w*)[ \t]*(.+?)[ \t]*$/gm,
  )) {
    if (/^["<]/.test(argument)) found.add(`#${word} ${argument}`);
    else if (/^\w+$/.test(argument)) {
      const definition = new RegExp(
        String.raw`^[ \t]*#[ \t]*define[ \t]+${argument}[ \t]+(["<].+)$`,
        "gm",
      );
      for (const [, value] of text.matchAll(definition)) found.add(`#${word} ${value}`);
    }
  }
  return [...found];
}

/**
 * The file that GCC opens first for a directive that stands alone in a directory; `undefined` where
 * it finds none. The directories of the system are left out, for what they have is not in the checkout.
 */
function opened(
  compiler: readonly string[],
  directory: string,
  directive: string,
  include: readonly string[],
): string | undefined {
  const [command = "", ...args] = compiler;
  const options = [...args, "-E", "-H", "-w", "-nostdinc", ...include, "-o", "/dev/null", "-"];
  const { stderr, error } = spawnSync(command, options, {
    cwd: directory,
    encoding: "utf8",
    input: `${directive}\n`,
    maxBuffer: largestOutput,
  });
  if (error !== undefined) throw error;
  const first = /^\.+ (.+)$/m.exec(stderr)?.[1];
  return first === undefined ? undefined : realpathSync(path.resolve(directory, first));
}

/**
 * The files that C or C++ files include: each directive of each file is given to GCC alone, with the
 * file's own directory and the include directories. So every branch of `#if` counts.
 *
 * @param compiler GCC and the language, as `["gcc", "-x", "c"]`
 * @param include directories in which headers are looked for, relative to the root, in this order
 */
export function includedFiles(
  compiler: readonly string[],
  root: string,
  files: readonly string[],
  include: readonly string[],
): Found {
  const wanted = new Set(files);
  const options = include.map((directory) => `-I${path.join(root, directory)}`);
  const known = new Map<string, string | undefined>();
  const edges = new Set<string>();
  for (const file of files) {
    const directory = path.dirname(path.join(root, file));
    for (const directive of directives(compiler, path.join(root, file))) {
      const key = `${directory}\n${directive}`;
      if (!known.has(key)) known.set(key, opened(compiler, directory, directive, options));
      const target = known.get(key);
      const to = target === undefined ? undefined : path.relative(root, target);
      if (to !== undefined && to !== file && wanted.has(to)) edges.add(`${file} -> ${to}`);
    }
  }
  return { seen: wanted, edges };
}
