import { fileURLToPath, pathToFileURL } from "node:url";
import path from "node:path";

export { atOnce, inTurns, pauses } from "./pauses.ts";

const here = fileURLToPath(import.meta.url);
const fromSource = here.endsWith(".ts");
const sourceRoot = path.resolve(path.dirname(here), fromSource ? "../.." : "../../..");

/**
 * The compiled JavaScript file of a module, as a file URL that a worker thread can load. Node 20
 * cannot load TypeScript in a thread, so code that runs from source (tests) gets the file that
 * `npm run build` made.
 *
 * @param importer `import.meta.url` of the calling module
 * @param relative the thread's module relative to it, ending in `.ts`
 */
export function threadModule(importer: string, relative: string): string {
  const wanted = fileURLToPath(new URL(relative, importer)).replace(/\.ts$/, ".js");
  if (!fromSource) return pathToFileURL(wanted).href;
  return pathToFileURL(path.join(sourceRoot, "dist", path.relative(sourceRoot, wanted))).href;
}
