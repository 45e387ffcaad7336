// Builds the page of `hindcast view` into one script and one style sheet, which the server sends and
// a report holds in its own file.
import { fileURLToPath } from "node:url";
import { build } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));
await build({
  configFile: false,
  root: `${root}viewer/page`,
  base: "./",
  logLevel: "warn",
  build: {
    outDir: `${root}dist/viewer/page`,
    emptyOutDir: true,
    target: "es2023",
    modulePreload: false,
    reportCompressedSize: false,
    cssCodeSplit: false,
    rolldownOptions: {
      output: {
        format: "iife",
        entryFileNames: "page.js",
        assetFileNames: "page[extname]",
      },
    },
  },
});
