import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const read = (file: string): string =>
  readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");

interface Locked {
  readonly license?: string;
  readonly hasInstallScript?: boolean;
  readonly dev?: boolean;
  readonly optional?: boolean;
}

const manifest = JSON.parse(read("package.json")) as Record<
  "dependencies" | "peerDependencies" | "allowScripts",
  Record<string, unknown>
> & { readonly peerDependenciesMeta: Record<string, { readonly optional?: boolean }> };
const locked = (JSON.parse(read("package-lock.json")) as { packages: Record<string, Locked> })
  .packages;

/** The cells of each row of the table whose first cell is a package. */
const rows = read("docs/dependencies.md")
  .split("\n")
  .filter((line) => line.startsWith("| `"))
  .map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

test("the page lists each package of production with its licence and its script", () => {
  const own = Object.keys(manifest.dependencies).map((name) => ["`" + name + "`", name]);
  const peers = Object.keys(manifest.peerDependencies)
    .filter((name) => manifest.peerDependenciesMeta[name]?.optional !== true)
    .map((name) => [`\`${name}\` (peer)`, name]);
  const expected = [...own, ...peers].map(([shown = "", name = ""]) => {
    const { license, hasInstallScript = false } = locked[`node_modules/${name}`] ?? {};
    return [shown, license, hasInstallScript ? "yes" : "no"];
  });
  expect(rows.map(([shown, , , licence, script]) => [shown, licence, script])).toEqual(expected);
  for (const [, reason, size] of rows) {
    expect(reason).not.toBe("");
    expect(size).toMatch(/^\d+\.\d MB$/);
  }
});

test("no package with a script is installed unless it is named and forbidden", () => {
  const scripts = Object.entries(locked)
    .filter(([, { hasInstallScript, dev }]) => hasInstallScript === true && dev !== true)
    .map(([place]) => place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length));
  expect(scripts).toEqual(["esbuild", "msgpackr-extract"]);
  for (const name of scripts) expect(manifest.allowScripts[name]).toBe(false);
});
