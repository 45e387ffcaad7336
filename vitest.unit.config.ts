import { defineConfig } from "vitest/config";

/** Tests that start neither the command, nor a NATS server, nor a whole run: the fast inner loop. */
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: [
      "test/bench/**",
      "test/cli/*.test.ts",
      "test/cluster/**",
      "test/examples/**",
      "test/graph/scale*.test.ts",
      "test/hostile/**",
      "test/nats/**",
      "test/plugins/**",
      "test/recovery/**",
      "test/runtime/bus/**",
      "test/scoring/pool/**",
      "test/viewer/pages.test.ts",
      "test/scoring/serve/**",
      "test/scoring/offline/**",
    ],
    pool: "forks",
    maxWorkers: 2,
  },
});
