/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    {
      name: "protocols-import-nothing-of-ours",
      comment: "What is said does not depend on who says it or what carries it.",
      severity: "error",
      from: { path: "^protocols/" },
      to: { path: "^(runtime|agents|scoring|cli|test|bench)/" },
    },
    {
      name: "runtime-imports-protocols-only",
      comment: "The runtime carries any agent; it knows none of them.",
      severity: "error",
      from: { path: "^runtime/" },
      to: { path: "^(agents|scoring|cli|test|bench)/" },
    },
    {
      name: "actors-use-the-definition-api",
      comment: "Agents and scoring see how actors are defined, never how they are hosted.",
      severity: "error",
      from: { path: "^(agents|scoring)/" },
      to: { path: "^(runtime/(?!define/|threads/)|cli/|test/|bench/)" },
    },
    {
      name: "agents-and-scoring-do-not-meet",
      comment: "Those who speak and those who judge know each other by messages alone.",
      severity: "error",
      from: { path: "^agents/" },
      to: { path: "^scoring/" },
    },
    {
      name: "scoring-and-agents-do-not-meet",
      comment: "Those who judge and those who speak know each other by messages alone.",
      severity: "error",
      from: { path: "^scoring/" },
      to: { path: "^agents/" },
    },
    {
      name: "nothing-imports-the-command-line",
      comment: "Commands put the parts together; no part asks for a command.",
      severity: "error",
      from: { path: "^(protocols|runtime|agents|scoring)/" },
      to: { path: "^cli/" },
    },
    {
      name: "product-does-not-import-tests-or-benchmarks",
      comment: "What ships does not depend on what measures it.",
      severity: "error",
      from: { path: "^(protocols|runtime|agents|scoring|cli)/" },
      to: { path: "^(test|bench|examples)/" },
    },
    {
      name: "folders-through-their-entry",
      comment: "A folder's entry file lists its public names; its other files are its own.",
      severity: "error",
      from: { path: "^(agents|scoring|cli)/", pathNot: "^(agents|scoring)/[^/]+/" },
      to: { path: "^(agents|scoring|runtime)/[^/]+/(?!index\\.ts$)" },
    },
    {
      name: "no-circles",
      comment: "A circle of imports has no order in which it could be read.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "no-development-packages-in-the-product",
      comment: "They are not there when the package is installed.",
      severity: "error",
      from: { path: "^(protocols|runtime|agents|scoring|cli)/" },
      to: { dependencyTypes: ["npm-dev"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default"],
    },
  },
};
