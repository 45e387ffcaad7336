import { expect, test } from "vitest";
import { phpVocabulary } from "../../../graph/languages/php/vocabulary.ts";
import { openIndex, surveyRepository } from "../../../graph/index.ts";
import { edges, emptyDirectory, indexOf, limits, write } from "../tree.ts";
import { externals, outlineLines, recordOf, unresolved } from "./language.ts";

test("outline: definitions with signatures, members and visibility", async () => {
  const record = await recordOf(
    "src/Cart.php",
    `<?php
declare(strict_types=1);

namespace Shop;

use Shop\\Api\\Store;

const LIMIT = 3;

/**
 * Holds items.
 */
#[Mark('hidden')]
abstract class Cart extends Base implements Store, \\Countable
{
    use Loud, Quiet { shout as protected whisper; }
    public const MAX = 1, MIN = 2;
    private ?Item $last = null, $first;
    public static int|string $count = 'hidden';
    public function __construct(private readonly Item $item, int ...$sizes) { $this->item = $item; }
    protected static function find(string $name = 'hidden', Item &$out = null): ?self
    {
        foreach ($list as $key => $value) { if ($value) { throw new Missing('hidden'); } }
        try { return self::find($name); } catch (Broken | \\Other $problem) { recover($problem); }
        function inner(int $secret) {}
        return match ($name) { 'a' => null, default => fn($x) => $x };
    }
    abstract public function empty(): bool;
}
interface Sized extends Store {}
trait Loud { function shout() {} }
enum Color: string { case Red = 'hidden'; const Default = self::Red; public function label(): string { return ''; } }
function total(Cart $cart, callable $each): int { yield 1; }
`,
  );
  expect(record.syntaxError).toBe(false);
  expect(JSON.stringify(record.symbols)).not.toContain('hidden"');
  expect(outlineLines(record)).toEqual([
    "namespace namespace Shop (public)",
    "constant const LIMIT (public, exported)",
    "class abstract class Cart extends Base implements Store, \\Countable (public, exported)",
    "  constant const MAX (public)",
    "  constant const MIN (public)",
    "  property private ?Item $last (private)",
    "  property private ?Item $first (private)",
    "  property public static int|string $count (public)",
    "  constructor public function __construct(private readonly Item $item, int ...$sizes) (public)",
    '  method protected static function find(string $name = "…", Item &$out = null): ?self (protected)',
    "    function function inner (public)",
    "  method abstract public function empty(): bool (public)",
    "interface interface Sized extends Store (public, exported)",
    "trait trait Loud (public, exported)",
    "  method function shout() (public)",
    "enum enum Color: string (public, exported)",
    "  member case Red (public)",
    "  constant const Default (public)",
    "  method public function label(): string (public)",
    "function function total(Cart $cart, callable $each): int (public, exported)",
  ]);
});

test("names made full, classes found as Composer does, functions, includes", async () => {
  const index = await indexOf({
    "composer.json": JSON.stringify({
      autoload: { "psr-4": { "Shop\\\\": ["src/", "gen"] }, "psr-0": { Old_: "old/" } },
      "autoload-dev": { "psr-4": { "Shop\\\\Tests\\\\": "tests/" } },
      require: { php: "^8", "psr/log": "*", "acme/http-client": "*" },
    }),
    "src/Main.php": `<?php
namespace Shop;
use Shop\\Api\\Store;
use Shop\\Api\\{Item as Thing, Deep\\Box};
use Shop\\Parts;
use function Shop\\helper;
use Psr\\Log\\LoggerInterface;
use Acme\\HttpClient\\Client;
use Unknown\\Package;
use Countable;
use Shop\\Api\\Gone;
require_once __DIR__ . '/functions.php';
include dirname(__DIR__) . "/config/settings.php";
include 'bootstrap.php';
require $path . '/late.php';
require '/etc/passwd';
require __DIR__ . '/../../out.php';
class Main extends Base implements Store, \\JsonSerializable {
  use Loud;
  public function run(?Sibling $a, Thing $b, int $Other): Parts\\One {
    helper(); strlen('x'); local(); global_one();
    try { new \\Old_Thing(); Made::class; namespace\\Near::x(); } catch (Api\\Oops $e) { require 'lazy.php'; }
    return $a instanceof Box ? static::y() : self::z();
  }
}`,
    "src/Base.php": "<?php namespace Shop; class Base {}",
    "src/Loud.php": "<?php namespace Shop; trait Loud {}",
    "src/Near.php": "<?php namespace Shop; class Near {}",
    "src/Sibling.php": "<?php namespace Shop; class Sibling {}",
    "src/Other.php": "<?php namespace Shop; class Other {}",
    "src/Parts/One.php": "<?php namespace Shop\\Parts; class One {}",
    "src/Api/Store.php": "<?php namespace Shop\\Api; interface Store {}",
    "src/Api/Item.php": "<?php namespace Shop\\Api; class Item {}",
    "src/Api/Oops.php": "<?php namespace Shop\\Api; class Oops extends \\Exception {}",
    "src/Api/Deep/Box.php": "<?php namespace Shop\\Api\\Deep; class Box {}",
    "gen/Made.php": "<?php namespace Shop; class Made {}",
    "old/Old/Thing.php": "<?php class Old_Thing {}",
    "src/functions.php": "<?php namespace Shop; function helper() {} function local() {}",
    "lib/global.php": "<?php function global_one() {}",
    "config/settings.php": "<?php return [];",
    "bootstrap.php": "<?php",
    "src/lazy.php": "<?php",
    "tests/MainTest.php":
      "<?php namespace Shop\\Tests; use Shop\\Main; class MainTest { function test() { new Main(); } }",
    "two.php": "<?php namespace A { class X {} } namespace B { class Y extends X {} class X {} }",
  });
  const main = "src/Main.php";
  expect(edges(index)).toEqual([
    `${main} -> bootstrap.php`,
    `${main} -> config/settings.php`,
    `${main} -> gen/Made.php`,
    `${main} -> lib/global.php`,
    `${main} -> old/Old/Thing.php`,
    `${main} -> src/Api/Deep/Box.php`,
    `${main} -> src/Api/Item.php`,
    `${main} -> src/Api/Oops.php`,
    `${main} -> src/Api/Store.php`,
    `${main} -> src/Base.php`,
    `${main} -> src/Loud.php`,
    `${main} -> src/Near.php`,
    `${main} -> src/Parts/One.php`,
    `${main} -> src/Sibling.php`,
    `${main} -> src/functions.php`,
    `${main} -> src/lazy.php`,
    `tests/MainTest.php -> ${main}`,
  ]);
  expect(externals(index)).toEqual([
    ["Unknown", false],
    ["acme/http-client", false],
    ["php", true],
    ["psr/log", false],
  ]);
  expect(unresolved(index)).toEqual([
    ["../../out.php", "outside"],
    ["/etc/passwd", "outside"],
    ["Shop\\Api\\Gone", "missing"],
    ["…/late.php", "dynamic"],
  ]);
});

test("what has no namespace is PHP's, and a vendor may shorten its name", async () => {
  const index = await indexOf({
    "composer.json":
      '{"require":{"sebastian/diff":"*","sebastian/version":"*"},"autoload":{"classmap":["src/"]}}',
    "src/a.php": `<?php namespace Shop;
use function pcntl_fork;
use const SIGINT;
use SebastianBergmann\\Diff\\Differ;
class A extends B { function c() { return new Differ(); } }
`,
    "src/odd/b.class.php": "<?php namespace Shop; class B {}\n",
  });
  expect(edges(index)).toEqual(["src/a.php -> src/odd/b.class.php"]);
  expect(externals(index)).toEqual([
    ["php", true],
    ["sebastian/diff", false],
  ]);
});

test("a lock file that is not left out names packages by their namespaces", async () => {
  const root = write(emptyDirectory(), {
    "composer.lock": JSON.stringify({
      packages: [{ name: "vendor/kit", autoload: { "psr-4": { "Kit\\Core\\": "src" } } }],
    }),
    "a.php": "<?php use Kit\\Core\\Tool; use Kit\\Other;",
  });
  const { bytes } = await surveyRepository(root, { ...limits, keep: ["lock"] });
  expect(externals(await openIndex(bytes, { threads: 0 }))).toEqual([
    ["Kit", false],
    ["vendor/kit", false],
  ]);
});

test("a test's replacement for a PHP function is not the function that other code calls", async () => {
  const index = await indexOf({
    "src/A.php": "<?php namespace Shop; class A { function f() { return time() + own(); } }",
    "src/own.php": "<?php namespace Shop; function own() {}",
    "tests/ATest.php": "<?php namespace Shop; function time() { return 1; }",
  });
  expect(edges(index)).toEqual(["src/A.php -> src/own.php"]);
});

test("the vocabulary has the words of the language and of its library", () => {
  const words = new Set(phpVocabulary());
  for (const word of [
    "foreach",
    "array_map",
    "Countable",
    "PHP_EOL",
    "__construct",
    "DateTimeImmutable",
  ])
    expect(words).toContain(word);
});
