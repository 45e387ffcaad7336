import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { HindcastError, reasonOf } from "../../protocols/index.ts";

/** The built page. All of it is in memory: a request never becomes a path. */
export interface PageFiles {
  readonly html: string;
  readonly script: string;
  readonly style: string;
}

const require = createRequire(import.meta.url);

/** Reads the page that the build made. Throws USAGE when it was not built. */
export async function readPage(): Promise<PageFiles> {
  const folder = path.join(
    path.dirname(require.resolve("hindcast/package.json")),
    "dist/viewer/page",
  );
  try {
    const [html, script, style] = await Promise.all(
      ["index.html", "page.js", "page.css"].map((name) =>
        readFile(path.join(folder, name), "utf8"),
      ),
    );
    return { html: html ?? "", script: script ?? "", style: style ?? "" };
  } catch (error) {
    const what = `the page in ${folder} is not there (${reasonOf(error)}): build it with \`npm run build\``;
    throw new HindcastError("USAGE", what, { cause: error });
  }
}
