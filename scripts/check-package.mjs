// Packs the project as npm would publish it, installs the tarball in an empty project with strict
// TypeScript, and runs an agent, a run, a verification and a replay from code there.
import { execFileSync } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
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
  followPlugins();
  process.stdout.write(`${files.length} files, ${Math.round(size / 1000)} kB\n`);
} finally {
  await rm(place, { recursive: true, force: true });
}

/** What docs/plugins.md tells its reader to type, as far as it needs no server. */
function followPlugins() {
  const commands = [
    "npx hindcast doctor",
    "npx hindcast agents new hunch",
    "npx hindcast agents check hunch.ts",
    "npx tsx --test hunch.test.ts",
    "npx hindcast run repository --agents hunch.ts --out out-hunch",
    "npx hindcast verify out-hunch",
    "npx hindcast replay out-hunch/log.hlog",
  ];
  for (const command of commands) call("sh", ["-c", command]);
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
