import { describe, expect, test } from "vitest";
import { edges, indexOf } from "../tree.ts";

describe("Python", () => {
  test("roots, relative imports, submodules, namespaces, own names over the library's", async () => {
    const index = await indexOf({
      "src/pkg/__init__.py": "from .core import run\n",
      "src/pkg/core.py":
        "from pkg import util, missing_name\nfrom pkg.ns.leaf import x\nimport pkg.sub.mod\nimport json\n",
      "src/pkg/util.py":
        "from . import core\nfrom .sub import mod, nothing\nfrom .. import outside\n",
      "src/pkg/json.py": "",
      "src/pkg/ns/leaf.py": "from ..util import y\n",
      "src/pkg/sub/__init__.py": "",
      "src/pkg/sub/mod.py": "from ...a import b\n",
      "tests/test_core.py":
        "import pkg\nfrom pkg import core\nfrom helpers import h\nimport requests, os.path\nimport pkg.gone\n",
      "tests/helpers.py": "",
    });
    expect(edges(index)).toEqual([
      "src/pkg/__init__.py -> src/pkg/core.py",
      "src/pkg/core.py -> src/pkg/__init__.py",
      "src/pkg/core.py -> src/pkg/ns/leaf.py",
      "src/pkg/core.py -> src/pkg/sub/mod.py",
      "src/pkg/core.py -> src/pkg/util.py",
      "src/pkg/ns/leaf.py -> src/pkg/util.py",
      "src/pkg/util.py -> src/pkg/core.py",
      "src/pkg/util.py -> src/pkg/sub/__init__.py",
      "src/pkg/util.py -> src/pkg/sub/mod.py",
      "tests/test_core.py -> src/pkg/__init__.py",
      "tests/test_core.py -> src/pkg/core.py",
      "tests/test_core.py -> tests/helpers.py",
    ]);
    expect(index.external.map((item) => [item.package, item.builtin])).toEqual([
      ["json", true],
      ["requests", false],
      ["os", true],
    ]);
    expect(index.unresolved.map((item) => item.specifier)).toEqual(["...a", "..", "pkg.gone"]);
  });

  test("a directory without __init__ is ours unless a package of its name is required", async () => {
    const index = await indexOf({
      "pyproject.toml": '[project]\nname = "x"\ndependencies = ["redis>=4"]\n',
      "src/app.py": "x = 1\n",
      "redis/sample.py": "",
      "scripts/tool.py":
        "import src.nothing\nimport src.app\nfrom src import gone\nimport redis.client\nimport src\n",
      "plugins/extra/deep.py": "y = 1\n",
      "main.py": "import deep\n",
    });
    expect(edges(index)).toEqual([
      "main.py -> plugins/extra/deep.py",
      "scripts/tool.py -> src/app.py",
    ]);
    expect(index.imports.find(({ from }) => from === "main.py")?.rule).toBe("root");
    expect(index.imports.find(({ from }) => from !== "main.py")?.rule).toBeUndefined();
    expect(index.unresolved.map(({ specifier, reason }) => [specifier, reason])).toEqual([
      ["src.nothing", "missing"],
      ["src", "missing"],
      ["src", "missing"],
    ]);
    expect(index.external.map((item) => item.package)).toEqual(["redis"]);
  });

  test("a lone module far away is meant only where nothing else can be", async () => {
    const index = await indexOf({
      "server/util.py": "def load(): pass\n",
      "server/both.py": "",
      "client/both.py": "",
      "cases/a.py": "from util import load\nimport both\n",
      "cases/b.py": "from util import gone\n",
      "cases/deep/c.py": "import a\n",
    });
    expect(edges(index)).toEqual(["cases/a.py -> server/util.py", "cases/deep/c.py -> cases/a.py"]);
    expect(index.imports.every(({ rule }) => rule === "root")).toBe(true);
    expect(index.external.map((item) => item.package)).toEqual(["both", "util"]);
  });

  test("the packages of a project are imported from it or from its src, with or without __init__", async () => {
    const index = await indexOf({
      "libs/one/pyproject.toml": "",
      "libs/one/src/corp/one/__init__.py": "x = 1\n",
      "libs/one/src/corp/one/core.py": "from corp.one import x\nfrom corp.two.base import y\n",
      "libs/one/tests/test_core.py": "from corp.one.core import x\n",
      "libs/two/setup.py": "",
      "libs/two/corp/two/base.py": "y = 1\n",
      "libs/two/corp/two/more.py": "import corp.two.base\n",
    });
    expect(edges(index)).toEqual([
      "libs/one/src/corp/one/core.py -> libs/one/src/corp/one/__init__.py",
      "libs/one/src/corp/one/core.py -> libs/two/corp/two/base.py",
      "libs/one/tests/test_core.py -> libs/one/src/corp/one/core.py",
      "libs/two/corp/two/more.py -> libs/two/corp/two/base.py",
    ]);
    expect(index.imports.filter(({ rule }) => rule === "root").map(({ to }) => to)).toEqual([
      "libs/two/corp/two/base.py",
    ]);
  });

  test("a root that is a package knows its own name by what is imported from it", async () => {
    const index = await indexOf({
      "__init__.py": "from shop.cart import Cart\nfrom . import cart\n",
      "cart.py": "import shop.tax\nfrom django.utils import html\nclass Cart: pass\n",
      "tax.py": "from shop import Cart, gone\nfrom shop.missing import y\nrate = 1\n",
      "utils.py": "",
    });
    // `django.utils` is a module here too, but has no `html`; `gone` is no evidence for `shop`.
    expect(index.external.map((item) => item.package)).toEqual([
      "shop",
      "shop",
      "django",
      "shop",
      "shop",
    ]);
    const whole = await indexOf({
      "__init__.py": "from shop.cart import Cart\n",
      "cart.py": "import shop.tax\nfrom django.utils import html\nclass Cart: pass\n",
      "tax.py": "from shop import Cart, cart\nrate = 1\n",
      "utils.py": "",
    });
    expect(edges(whole)).toEqual([
      "__init__.py -> cart.py",
      "cart.py -> tax.py",
      "tax.py -> __init__.py",
      "tax.py -> cart.py",
    ]);
    expect(whole.imports.every(({ rule }) => rule === "root")).toBe(true);
    expect(whole.external.map((item) => item.package)).toEqual(["django"]);
  });

  test("a script inside a package finds modules in its directory", async () => {
    const index = await indexOf({
      "site/__init__.py": "",
      "site/manage.py": "",
      "site/urls.py": "from apps.maps import base\nfrom settings import *\n",
      "site/settings.py": "",
      "site/apps/__init__.py": "",
      "site/apps/maps.py": "",
      "pkg/__init__.py": "",
      "pkg/tool.py": 'import part\nif __name__ == "__main__":\n  pass\n',
      "pkg/other.py": "import part\n",
      "pkg/part.py": "",
    });
    expect(edges(index)).toEqual([
      "pkg/tool.py -> pkg/part.py",
      "site/urls.py -> site/apps/maps.py",
      "site/urls.py -> site/settings.py",
    ]);
    expect(index.external.map(({ from, package: name }) => [from, name])).toEqual([
      ["pkg/other.py", "part"],
    ]);
  });
});
