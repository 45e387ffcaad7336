import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    coverage: {
      provider: "v8",
      include: [
        "{protocols,model-servers,runtime,graph,guard,agents,scoring,export,app,cli}/**/*.ts",
      ],
    },
    reporters: ["default", "./test/optional/reporter.ts"],
  },
});
