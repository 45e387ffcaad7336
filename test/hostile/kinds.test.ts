import { execFileSync } from "node:child_process";
import { mkdir, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { expect, test } from "vitest";
import { runHere as run, succeedHere as succeed, workplace } from "../cli/harness/command.ts";
import { filesBelow, summaryOf } from "../cli/harness/output-files.ts";
import { plant } from "../cli/harness/repositories.ts";
import { expectReconstructed, survive } from "./check.ts";

const place = workplace();
const good = { "good.py": "def good():\n    return 1\n" };

test("links lead nowhere: out of the root, round in circles, to nothing", async () => {
  await plant(place.at("links", "secret"), { "secret.py": "password = 'QXZJ7431'\n" });
  const repo = await plant(place.at("links", "repo"), { ...good, "dir/inner.py": "x = 1\n" });
  const at = (name: string) => place.at("links", "repo", name);
  await symlink("../secret/secret.py", at("file-out.py"));
  await symlink("../secret", at("dir-out"));
  await symlink("/etc", at("absolute"));
  await symlink("/etc/passwd", at("passwd.py"));
  await symlink(".", at("self"));
  await symlink("..", at("dir/up"));
  await symlink("loop-b", at("loop-a"));
  await symlink("loop-a", at("loop-b"));
  await symlink("nothing", at("dangling.py"));
  await symlink("good.py", at("inside.py"));
  const entries = await expectReconstructed(repo, place.at("out-links"));
  const reasons = Object.fromEntries([...entries].map(([name, { reason }]) => [name, reason]));
  for (const name of ["file-out.py", "passwd.py", "dangling.py", "loop-a", "dir-out", "self"]) {
    expect(reasons).toHaveProperty([name], "symlink");
  }
  const { stdout } = await run(["log", "show", `${place.at("out-links")}/log.hlog`, "--json"]);
  expect(stdout).not.toContain("QXZJ7431");
});

test("a repository given as a link is the directory that it points to", async () => {
  const real = await plant(place.at("real", "repo"), good);
  await symlink(real, place.at("real", "link"));
  const { code } = await survive(place.at("real", "link"), place.at("out-real"));
  expect(code).toBe(0);
  expect((await summaryOf(place.at("out-real"))).sessions[0]?.repository).toBe(real);
});

test("pipes, sockets and devices are not opened for reading", async () => {
  const repo = await plant(place.at("special", "repo"), good);
  execFileSync("mkfifo", [`${repo}/pipe.py`]);
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(`${repo}/socket.py`, resolve));
  try {
    const entries = await expectReconstructed(repo, place.at("out-special"));
    expect(entries.get("pipe.py")).toMatchObject({ included: false, reason: "special" });
    expect(entries.get("socket.py")).toMatchObject({ included: false, reason: "special" });
  } finally {
    server.close();
  }
});

test("large, minified, generated and binary files are left out, each with its reason", async () => {
  const minified = `var a=1;${"function b(c){return c+a};".repeat(800)}`;
  const repo = await plant(place.at("large", "repo"), {
    ...good,
    "bundle.min.js": minified,
    "app.js": minified,
    "package-lock.json": '{ "lockfileVersion": 3 }\n',
    "image.png": Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
    "nul.py": "x = 1\n\0\n",
    "utf16.py": Buffer.from("\uFEFFx = 1\n", "utf16le"),
    "many.py": "x = 1\n".repeat(100_000),
    "node_modules/left/index.js": "module.exports = 1;\n",
  });
  await writeFile(place.at("large", "repo", "sparse.py"), "");
  await truncate(place.at("large", "repo", "sparse.py"), 50 * 2 ** 20);
  const entries = await expectReconstructed(repo, place.at("out-large"));
  const reason = (name: string) => entries.get(name)?.reason;
  // Fifty megabytes of zeros: more room would not make a text of them.
  expect(reason("sparse.py")).toBe("binary");
  expect(reason("many.py")).toBe("too_large");
  expect(reason("bundle.min.js")).toBe("minified");
  expect(reason("app.js")).toBe("minified");
  expect(reason("image.png")).toBe("binary");
  expect(reason("nul.py")).toBe("binary");
  expect(reason("utf16.py")).toBe("encoding");
  expect(reason("package-lock.json")).toBe("lock");
  expect([...entries.keys()].filter((name) => name.startsWith("node_modules/left/"))).toEqual([]);
});

test("line ends, byte-order marks and Latin-1 come back as they were", async () => {
  const repo = await plant(place.at("texts", "repo"), {
    "crlf.py": "def a():\r\n    return 1\r\n",
    "cr.py": "x = 1\ry = 2\r",
    "mixed.py": "x = 1\r\ny = 2\nz = 3\r",
    "bom.py": "\uFEFFx = 1\n",
    "bom.ts": "\uFEFFexport const x = 1;\r\n",
    "latin1.py": Buffer.from("# caf\xE9 \xFC\nname = '\xDF'\n", "latin1"),
    "no-end.py": "x = 1",
    "empty.py": "",
    "blank.py": "\n\n\n",
    "form-feed.py": "x = 1\n\f\ny = 2\n",
    "surrogate.js": 'const s = "\\uD800";\n',
    "astral.py": "x = '\u{1F600}'\n",
    "separators.js": 'const s = "\u2028\u2029";\n',
  });
  const entries = await expectReconstructed(repo, place.at("out-texts"));
  const left = [...entries.values()].filter(({ included }) => !included);
  expect(left).toEqual([]);
  expect(entries.get("latin1.py")?.encoding).toBe("latin1");
});

test.each([
  ["an empty directory", {}],
  ["only binaries", { "a.bin": Buffer.from([0, 1, 2]), "b.png": Buffer.from([0, 0]) }],
  ["only what is ignored", { ".gitignore": "*\n", "a.py": "x = 1\n" }],
])("%s: the session fails and says where to look", async (name, files) => {
  const slug = name.replaceAll(" ", "-");
  const repo = await plant(place.at(slug, "repo"), files);
  const { code, stdout } = await survive(repo, place.at(`out-${slug}`));
  expect(code).toBe(1);
  expect(stdout).toContain("REPOSITORY_EMPTY");
  const [session] = (await summaryOf(place.at(`out-${slug}`))).sessions;
  expect(session).toMatchObject({ status: "failed", code: "REPOSITORY_EMPTY" });
});

test("more files than one session may hold fail with a clear error, and graph shows them", async () => {
  const many = Object.fromEntries(
    Array.from({ length: 3000 }, (_, at) => [`d${at % 50}/f${at}.py`, `x = ${at}\n`]),
  );
  const repo = await plant(place.at("many", "repo"), many);
  const { code } = await survive(repo, place.at("out-many"));
  expect(code).toBe(1);
  expect((await summaryOf(place.at("out-many"))).sessions).toMatchObject([
    { status: "failed", code: "REPOSITORY_TOO_LARGE" },
  ]);
  expect(await succeed(["graph", repo])).toContain("f2999.py");
});

test("a repository that is gone when it is read fails its session, not the run", async () => {
  const gone = await plant(place.at("gone", "repo"), good);
  const there = await plant(place.at("there", "repo"), good);
  const out = place.at("out-gone");
  const { code } = await run(["run", gone, there, "--out", out, "--search", "none"]);
  expect(code).toBe(0);
  await rm(gone, { recursive: true });
  const verified = await run(["verify", out, "--repository", gone]);
  expect(verified.code).toBe(1);
  expect(verified.stdout).toContain("cannot be read");
});

test("the output directory may be inside the repository, and is not read", async () => {
  const repo = await plant(place.at("inner", "repo"), good);
  await mkdir(place.at("inner", "repo", "results"));
  const out = place.at("inner", "repo", "results", "one");
  const { code } = await run(["run", repo, "--out", out, "--search", "none"]);
  expect(code).toBe(0);
  expect((await filesBelow(repo)).filter((name) => !name.startsWith("results/"))).toEqual([
    "good.py",
  ]);
  const [session] = (await summaryOf(out)).sessions;
  expect(session?.files.map((file) => file.path)).toEqual(["good.py"]);
  // Neither is what an earlier run wrote.
  const next = place.at("inner", "repo", "results", "two");
  expect((await run(["run", repo, "--out", next, "--search", "none"])).code).toBe(0);
  const [again] = (await summaryOf(next)).sessions;
  expect(again?.files.map((file) => file.path)).toEqual(["good.py"]);
});
