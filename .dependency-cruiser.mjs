/**
 * Every layer, from the bottom up: what it may import beside itself, and why no more.
 */
const layers = [
  {
    name: "protocols",
    may: [],
    why: "What a message says does not depend on who sends it or what carries it.",
  },
  {
    name: "model-servers",
    may: ["protocols"],
    why: "What authors and scorers share about servers knows neither of them.",
  },
  {
    name: "runtime",
    may: ["protocols", "model-servers"],
    why: "The runtime carries any agent; it knows none of them.",
  },
  {
    name: "graph",
    may: ["protocols", "runtime/files", "runtime/threads"],
    why: "The index of a repository knows no actor: agents, commands and tests use it alike.",
  },
  {
    name: "guard",
    may: ["protocols", "model-servers"],
    why: "What a thought may hold is decided from texts: agents, scoring and app ask the same code.",
  },
  {
    name: "agents",
    may: [
      "protocols",
      "model-servers",
      "runtime/define",
      "runtime/files",
      "runtime/threads",
      "graph",
      "guard",
    ],
    why: "Agents see how actors are defined, never how they are hosted, and know scoring by messages alone.",
  },
  {
    name: "scoring",
    may: [
      "protocols",
      "model-servers",
      "runtime/define",
      "runtime/files",
      "runtime/threads",
      "guard",
    ],
    why: "Scoring sees how actors are defined, never how they are hosted, and knows agents by messages alone.",
  },
  {
    name: "export",
    may: ["protocols", "runtime/files", "graph", "scoring/tokens"],
    why: "Data formats are derived from trajectories; they do not ask how those came to be.",
  },
  {
    name: "app",
    may: ["protocols", "model-servers", "runtime", "graph", "guard", "agents", "scoring", "export"],
    why: "A program can call it: no arguments, no colours, no standard streams.",
  },
  {
    name: "viewer",
    may: ["protocols", "model-servers", "runtime", "graph", "app"],
    why: "What people look at is read through the same functions that a program calls.",
  },
  {
    name: "cli",
    may: [
      "protocols",
      "model-servers",
      "runtime",
      "graph",
      "guard",
      "agents",
      "scoring",
      "export",
      "app",
      "viewer",
    ],
    why: "Commands parse and print; nothing asks for a command.",
  },
];

const product = layers.map(({ name }) => name).join("|");
const everything = `${product}|test|bench|examples`;

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    ...layers.map(({ name, may, why }) => ({
      name: `${name}-imports-only-what-is-below-it`,
      comment: why,
      severity: "error",
      from: { path: `^${name}/` },
      to: { path: `^(${everything})/`, pathNot: `^(${[name, ...may].join("|")})/` },
    })),
    {
      name: "folders-through-their-entry",
      comment:
        "A folder's entry file lists its public names; its other files are its own. A part that only some commands load has an entry of its own: model-servers/http and onnx, runtime/bus/nats.",
      severity: "error",
      from: {
        path: "^(protocols|runtime|graph|guard|agents|scoring|app|viewer|cli)/([^/]+)",
      },
      to: {
        path: "^(?!$1/$2/)(?:(?:agents|scoring|runtime|viewer)/[^/]+/(?!(?:nats/)?index\\.ts$)|model-servers/(?!(?:(?:http|onnx)/)?index\\.ts$))",
      },
    },
    {
      name: "scoring-folders-through-their-entry",
      comment: "The same for the folders within those of scoring.",
      severity: "error",
      from: { path: "^(scoring/[^/]+)/([^/]+)" },
      to: { path: "^(?!$1/$2/)scoring/[^/]+/[^/]+/(?!index\\.ts$)" },
    },
    {
      name: "the-page-knows-only-the-types-of-its-answers",
      comment: "It runs in a browser, where nothing of the program is.",
      severity: "error",
      from: { path: "^viewer/page/" },
      to: { path: `^(${everything})/`, pathNot: "^viewer/(page|contracts)/" },
    },
    {
      name: "nothing-imports-the-page",
      comment: "It is built, and served as a file.",
      severity: "error",
      from: { pathNot: "^(viewer/page|test)/" },
      to: { path: "^viewer/page/" },
    },
    {
      name: "no-circles",
      comment: "A circle of imports has no order in which it could be read.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "no-circles-of-types",
      comment: "Types that need each other belong in one file.",
      severity: "error",
      from: { path: "^(protocols|model-servers|graph|guard|agents|scoring|app|viewer|cli)/" },
      to: { circular: true },
    },
    {
      name: "no-development-packages-in-the-product",
      comment: "They are not there when the package is installed.",
      severity: "error",
      // The page is built into one file that holds what it uses.
      from: { path: `^(${product})/`, pathNot: "^viewer/page/" },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["npm-peer"] },
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
