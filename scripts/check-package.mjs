// Packs the project as npm would publish it, installs the tarball in an empty project with strict
// TypeScript, runs an agent, a run, a verification and a replay from code there, and types what
// docs/plugins.md says, on a cluster too where there is a nats-server.
import { execFileSync, spawnSync } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const server = process.env.NATS_SERVER ?? "nats-server";
const place = await mkdtemp(path.join(tmpdir(), "hindcast-package-"));
const call = (command, args, cwd = place) =>
  execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });

try {
  const pack = ["pack", "--ignore-scripts", "--json", "--pack-destination", place];
  const [{ filename, files, size }] = JSON.parse(call("npm", pack, root));
  checkFiles(files.map((file) => file.path));
  await project(filename);
  call("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts"]);
  call(path.join(root, "node_modules/.bin/tsc"), ["-p", "."]);
  process.stdout.write(call(process.execPath, ["program.js"]));
  await followPlugins();
  process.stdout.write(`${files.length} files, ${Math.round(size / 1000)} kB\n`);
} finally {
  await rm(place, { recursive: true, force: true });
}

/** What docs/plugins.md has its reader type, word for word but for the place of the package. */
async function followPlugins() {
  const text = await readFile(path.join(root, "docs/plugins.md"), "utf8");
  const guide = text.slice(0, text.indexOf("## A change to a built-in agent"));
  const blocks = [...guide.matchAll(/^```\n(.*?)^```$/gms)].map(([, block]) => block);
  const [start, here, cluster] = blocks;
  if (blocks.length !== 3) throw new Error(`docs/plugins.md has ${blocks.length} blocks to type`);
  // Whatever the package should hold is there: modules, grammars, threads.
  shell(["npx hindcast doctor"]);
  const made = start.split("\n").filter((line) => !line.startsWith("npm "));
  shell([...made, here.replaceAll("REPO", "repository")]);
  if (!isThere(server)) {
    if (process.env.CI) throw new Error(`${server} is needed for the cluster of docs/plugins.md`);
    process.stdout.write(`no ${server}: the cluster of docs/plugins.md was not tried\n`);
    return;
  }
  const port = await freePort();
  const commands = cluster
    .replaceAll("REPO", "repository")
    .replaceAll("4222", port)
    .replace(/^nats-server (.*)$/m, (_, options) => {
      const ready = `until (: > /dev/tcp/127.0.0.1/${port}) 2>/dev/null; do sleep 0.1; done`;
      return `${server} -p ${port} ${options}\n${ready}`;
    });
  // Each job is a process group of its own, which ends with all that it started.
  const end = 'for job in $(jobs -p); do kill -- -"$job"; done; wait';
  shell(["set -m", `trap '${end}' EXIT`, commands, "npx hindcast verify collected"]);
}

function shell(commands) {
  call("bash", ["-euc", commands.join("\n")]);
}

function isThere(command) {
  return spawnSync(command, ["--version"]).error === undefined;
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(String(port)));
    });
  });
}

/** What a user needs, and nothing else. */
function checkFiles(names) {
  const needed = [
    "README.md",
    "LICENSE",
    "dist/app/index.js",
    "dist/app/index.d.ts",
    "dist/cli/hindcast.js",
    "dist/graph/grammars/NOTICE.txt",
    "dist/graph/grammars/tree-sitter-c.LICENSE",
    "dist/graph/grammars/tree-sitter-c.wasm",
    "dist/viewer/page/page.js",
    "dist/protocols/index.d.ts",
    "docs/README.md",
    "examples/terse-coder.ts",
  ];
  const missing = needed.filter((name) => !names.includes(name));
  const unwanted = /^(test|bench|scripts|dist\/bench|dist\/test)\/|\.map$|\.tsbuildinfo$/;
  const extra = names.filter((name) => unwanted.test(name));
  const tooMuch = names.filter((name) => !/^(dist|docs|examples)\/|^[\w.-]+$/.test(name));
  const problems = [
    ...missing.map((name) => `${name} is missing`),
    ...[...extra, ...tooMuch].map((name) => `${name} does not belong in the package`),
  ];
  if (problems.length > 0) throw new Error(problems.join("\n"));
}

async function project(tarball) {
  const json = (value) => `${JSON.stringify(value, undefined, 2)}\n`;
  await writeFile(
    path.join(place, "package.json"),
    json({
      name: "user-of-hindcast",
      private: true,
      type: "module",
      dependencies: { hindcast: `file:${tarball}`, "@types/node": "20" },
    }),
  );
  await writeFile(
    path.join(place, "tsconfig.json"),
    json({
      compilerOptions: {
        target: "es2023",
        module: "nodenext",
        strict: true,
        exactOptionalPropertyTypes: true,
        noUncheckedIndexedAccess: true,
        types: ["node"],
        skipLibCheck: true,
      },
      files: ["program.ts"],
    }),
  );
  await cp(path.join(root, "examples/terse-coder.ts"), path.join(place, "terse-coder.ts"));
  await cp(path.join(root, "examples/program.ts"), path.join(place, "program.ts"));
  await mkdir(path.join(place, "repository"));
  await writeFile(path.join(place, "repository/one.js"), "export const one = 1;\n");
  await writeFile(
    path.join(place, "repository/two.js"),
    'import { one } from "./one.js";\nexport const two = one + one;\n',
  );
}
