import { defineConfig } from "vitest/config";

/** Tests that need modules of their own: what they share registers hooks when it is loaded. */
const APART = [
  "test/agents/author/openai*.test.ts",
  "test/app/input/table-run.test.ts",
  "test/examples/terse-coder.test.ts",
  "test/export/*.test.ts",
  "test/plugins/*.test.ts",
];

/**
 * Most files share the processes of their worker: starting one and loading the modules again takes
 * longer than the tests of a file.
 */
export default defineConfig({
  test: {
    pool: "forks",
    maxWorkers: 2,
    coverage: {
      provider: "v8",
      include: [
        "{protocols,model-servers,runtime,graph,guard,agents,scoring,export,app,cli}/**/*.ts",
      ],
    },
    reporters: ["default", "./test/optional/reporter.ts"],
    projects: [
      {
        extends: true,
        test: {
          name: "shared",
          include: ["test/**/*.test.ts"],
          exclude: APART,
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "apart",
          include: APART,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
