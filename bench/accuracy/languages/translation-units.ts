import { spawnSync } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import path from "node:path";

const largestOutput = 1 << 26;

/**
 * The files that GCC reads for each translation unit, as `unit -> file`, by `-MM`: with the
 * conditions of this machine, and by whatever way one file leads to the next. A header that is not
 * there is passed over (`-MG`); those of the system are left out.
 *
 * @param compiler GCC and the language, as `["gcc", "-x", "c"]`
 * @param units sources among the files, relative to the root
 * @param include directories in which headers are looked for, relative to the root, in this order
 */
export function filesOfUnits(
  compiler: readonly string[],
  root: string,
  units: readonly string[],
  files: ReadonlySet<string>,
  include: readonly string[],
): Set<string> {
  const [command = "", ...args] = compiler;
  const options = include.map((directory) => `-I${path.join(root, directory)}`);
  const pairs = new Set<string>();
  for (const unit of units) {
    const place = path.join(root, unit);
    const { stdout, error } = spawnSync(command, [...args, "-MM", "-MG", "-w", ...options, place], {
      cwd: path.dirname(place),
      encoding: "utf8",
      maxBuffer: largestOutput,
    });
    if (error !== undefined) throw error;
    for (const name of prerequisites(stdout)) {
      const file = path.resolve(path.dirname(place), name);
      const to = existsSync(file) ? path.relative(root, realpathSync(file)) : "";
      if (to !== unit && files.has(to)) pairs.add(`${unit} -> ${to}`);
    }
  }
  return pairs;
}

/** The files after the colon of a rule as GCC writes it for make. */
function prerequisites(rule: string): string[] {
  const list = rule.slice(rule.indexOf(":") + 1).replace(/\\\r?\n/g, " ");
  const names = list.match(/(?:\\.|\S)+/g) ?? [];
  return names.map((name) => name.replace(/\\([ #\\])/g, "$1").replaceAll("$$", "$"));
}
