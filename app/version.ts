import { createRequire } from "node:module";

// The package's own file is found by its name, from source as well as from the compiled folder.
const require = createRequire(import.meta.url);

/** Version of this package. */
export const version = (require("hindcast/package.json") as { version: string }).version;
