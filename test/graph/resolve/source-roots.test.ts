import { describe, expect, test } from "vitest";
import { graphJson } from "../../../graph/index.ts";
import { indexOf } from "../tree.ts";

/** The imports of a tree as `from -> to`, and those that lead to no file. */
async function importsOf(files: Readonly<Record<string, string>>): Promise<{
  edges: string[];
  external: string[];
  unresolved: string[];
}> {
  const { imports, external, unresolved } = graphJson(await indexOf(files));
  return {
    edges: [...new Set(imports.map(({ from, to }) => `${from} -> ${to}`))].sort(),
    external: external.filter(({ builtin }) => !builtin).map(({ name }) => name),
    unresolved: unresolved.map(({ specifier, reason }) => `${specifier}: ${reason}`),
  };
}

describe("Python", () => {
  test("a namespace package has its parts in every directory that makes an import resolve", async () => {
    const found = await importsOf({
      "services/py/org/mail/send.py": "from org.text.wrap import fold\nimport org.clock.now\n",
      "services/py/org/text/wrap.py": "def fold(): pass\n",
      "third/py/org/clock/now.py": "x = 1\n",
      "docs/yaml/notes.py": "import yaml\nfrom yaml import load\n",
    });
    expect(found.edges).toEqual([
      "services/py/org/mail/send.py -> services/py/org/text/wrap.py",
      "services/py/org/mail/send.py -> third/py/org/clock/now.py",
    ]);
    expect(found.external).toEqual(["yaml"]);
  });

  test.each([
    ["setup.py", 'setup(package_dir={"gears": "code", "gears.small": "code/tiny"})\n'],
    ["setup.cfg", "[options]\npackage_dir =\n    gears = code\n    gears.small = code/tiny\n"],
    [
      "pyproject.toml",
      '[tool.setuptools.package-dir]\ngears = "code"\n"gears.small" = "code/tiny"\n',
    ],
    [
      "pyproject.toml",
      '[tool.hatch.build.targets.wheel.force-include]\n"code" = "gears"\n"code/tiny" = "gears/small"\n',
    ],
  ])("%s says that a package is in a directory of another name", async (name, text) => {
    const found = await importsOf({
      [name]: text,
      "code/__init__.py": "from gears.small import cog\n",
      "code/tiny/__init__.py": "",
      "code/tiny/cog.py": "import gears.wheel\n",
      "code/wheel.py": "",
      "checks/test_cog.py": "from gears.small.cog import Cog\n",
    });
    expect(found.external).toEqual([]);
    expect(found.unresolved).toEqual([]);
    expect(found.edges).toEqual([
      "checks/test_cog.py -> code/tiny/cog.py",
      "code/__init__.py -> code/tiny/cog.py",
      "code/tiny/cog.py -> code/wheel.py",
    ]);
  });

  test.each([
    ["pyproject.toml", '[tool.poetry]\npackages = [{ include = "gears", from = "code" }]\n'],
    ["pyproject.toml", '[tool.pdm.build]\npackage-dir = "code"\n'],
    ["pyproject.toml", '[tool.maturin]\npython-source = "code"\n'],
    ["pyproject.toml", '[tool.uv.build-backend]\nmodule-root = "code"\n'],
    ["pyproject.toml", '[tool.hatch.build.targets.wheel]\npackages = ["code/gears"]\n'],
    ["pyproject.toml", '[tool.pytest.ini_options]\npythonpath = ["code"]\n'],
    ["setup.cfg", "[options.packages.find]\nwhere = code\n"],
    ["pants.toml", '[source]\nroot_patterns = ["code"]\n'],
    ["BUILD.bazel", 'py_library(name = "x", imports = ["code"])\n'],
  ])("%s names a source root: %s", async (name, text) => {
    const found = await importsOf({
      [name]: text,
      "code/gears/cog.py": "teeth = 8\n",
      "checks/cog.py": "from gears.cog import teeth\n",
    });
    expect(found.edges).toEqual(["checks/cog.py -> code/gears/cog.py"]);
  });

  test("a carriage return alone ends a line", async () => {
    const index = await indexOf({ "a.py": "# old\rimport b\rdef f():\r    pass\r", "b.py": "" });
    const file = index.files.get("a.py");
    expect(file?.lines).toBe(4);
    expect(file?.record?.symbols.map(({ name, line }) => `${name} ${line}`)).toEqual(["f 3"]);
    expect(graphJson(index).imports.map(({ to }) => to)).toEqual(["b.py"]);
  });
});

describe("Rust", () => {
  test("#[path] moves the directory of an inline module, in the root of a crate and elsewhere", async () => {
    const found = await importsOf({
      "Cargo.toml": '[package]\nname = "p"\nversion = "0.1.0"\n',
      "src/lib.rs":
        '#[path = "moved"]\nmod a {\n    pub mod one;\n    #[path = "other.rs"]\n    pub mod two;\n    pub mod deep { pub mod three; }\n}\nmod beside;\n',
      "src/moved/one.rs": "",
      "src/moved/other.rs": "",
      "src/moved/deep/three.rs": "",
      "src/beside.rs":
        'mod b { #[path = "moved"] mod c { mod four; } }\n#[path = "flat"]\nmod d { mod five; }\n',
      "src/beside/b/moved/four.rs": "",
      "src/flat/five.rs": "",
    });
    expect(found.unresolved).toEqual([]);
    expect(found.edges).toEqual([
      "src/beside.rs -> src/beside/b/moved/four.rs",
      "src/beside.rs -> src/flat/five.rs",
      "src/lib.rs -> src/beside.rs",
      "src/lib.rs -> src/moved/deep/three.rs",
      "src/lib.rs -> src/moved/one.rs",
      "src/lib.rs -> src/moved/other.rs",
    ]);
  });
});

describe("Ruby", () => {
  test("loaders: namespaces of directories, collapsed ones by pattern, ignored ones, inflections", async () => {
    const found = await importsOf({
      "lib/shop.rb":
        'loader = Zeitwerk::Loader.new\nloader.push_dir("#{__dir__}/shop", namespace: Shop)\nloader.collapse("#{__dir__}/shop/*/parts")\nloader.ignore("#{__dir__}/shop/old")\nloader.inflector.inflect "csv_file" => "CSVFile"\nmodule Shop\n  def self.go = [CSVFile, Cart::Wheel, Old::Thing]\nend\n',
      "lib/shop/csv_file.rb": "module Shop; class CSVFile; end; end\n",
      "lib/shop/cart.rb": "module Shop; module Cart; end; end\n",
      "lib/shop/cart/parts/wheel.rb": "module Shop::Cart; class Wheel; end; end\n",
      "lib/shop/old/thing.rb": "module Shop::Old; class Thing; end; end\n",
    });
    expect(found.edges).toContain("lib/shop.rb -> lib/shop/csv_file.rb");
    expect(found.edges).toContain("lib/shop.rb -> lib/shop/cart/parts/wheel.rb");
    expect(found.edges).not.toContain("lib/shop.rb -> lib/shop/old/thing.rb");
  });

  test("an acronym of an application is one word in names of files", async () => {
    const found = await importsOf({
      "config/application.rb": "module Shop; class Application; end; end\n",
      "config/initializers/inflections.rb":
        'ActiveSupport::Inflector.inflections(:en) do |inflect|\n  inflect.acronym "OAuth"\nend\n',
      "app/models/oauth_token.rb": "class OAuthToken; end\n",
      "app/models/user.rb": "class User; def t = OAuthToken; end\n",
    });
    expect(found.edges).toEqual(["app/models/user.rb -> app/models/oauth_token.rb"]);
  });
});

describe("C and C++", () => {
  test.each([
    ["configure.ac", "AC_CONFIG_HEADERS([conf.h:conf.hin])\n", "conf.hin"],
    [
      "CMakeLists.txt",
      "configure_file(cmake/conf.tmpl ${CMAKE_BINARY_DIR}/conf.h)\n",
      "cmake/conf.tmpl",
    ],
    [
      "meson.build",
      "configure_file(input : 'conf.h.meson', output : 'conf.h', configuration : c)\n",
      "conf.h.meson",
    ],
  ])("%s names the template of a header", async (name, text, template) => {
    const found = await importsOf({
      [name]: text,
      [template]: "#undef X\n",
      "src/a.c": "#include <conf.h>\n",
    });
    expect(found.edges).toEqual([`src/a.c -> ${template}`]);
  });

  test("a header that the build makes from nothing is missing and no library", async () => {
    const found = await importsOf({
      "configure.ac": "AC_CONFIG_HEADERS([conf.h])\n",
      "src/a.c": "#include <conf.h>\n#include <zlib.h>\n",
    });
    expect(found.unresolved).toEqual(["<conf.h>: missing"]);
    expect(found.external).toEqual(["zlib"]);
  });

  test("a header is of the language that its partner and its content say", async () => {
    const index = await indexOf({
      "a/point.h": "struct P { int x; P(int y); };\n",
      "a/point.cc": '#include "point.h"\n',
      "b/board.h": "typedef struct { int class; } Board;\n",
      "b/board.c": '#include "board.h"\n',
      "c/View.h": "#import <UIKit/UIKit.h>\n@interface View : NSObject\n@end\n",
      "d/kernel.cuh": "__device__ int twice(int x);\n",
      "d/kernel.cu":
        '#include "kernel.cuh"\n__global__ void run(int *a) { a[0] = twice(1); }\nvoid go(int *a) { run<<<1, 32>>>(a); }\n',
    });
    const language = (path: string): unknown => index.files.get(path)?.language;
    expect(language("a/point.h")).toBe("cpp");
    expect(language("b/board.h")).toBe("c");
    expect(language("c/View.h")).toBeNull();
    const kernel = index.files.get("d/kernel.cu");
    expect(kernel?.record?.syntaxError).toBe(false);
    expect(kernel?.record?.symbols.map(({ name }) => name)).toEqual(["run", "go"]);
    expect(graphJson(index).imports.map(({ from, to }) => `${from} ${to}`)).toContain(
      "d/kernel.cu d/kernel.cuh",
    );
  });
});

test("Java imports a whole module of the platform or of the repository", async () => {
  const found = await importsOf({
    "app/Main.java": "import module java.base;\nimport module com.acme.tools;\nclass Main {}\n",
    "tools/module-info.java": "module com.acme.tools {}\n",
  });
  expect(found.edges).toEqual(["app/Main.java -> tools/module-info.java"]);
  expect(found.external).toEqual([]);
});
