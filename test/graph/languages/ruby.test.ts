import { expect, test } from "vitest";
import { rubyVocabulary } from "../../../graph/languages/ruby/vocabulary.ts";
import { edges, indexOf } from "../tree.ts";
import { externals, outlineLines, recordOf, unresolved } from "./language.ts";

test("outline: definitions with signatures, members and visibility", async () => {
  const record = await recordOf(
    "lib/shop/cart.rb",
    `# frozen_string_literal: true

require "json"

module Shop
  LIMIT = 3
  # Holds items.
  class Cart < Base::Store
    include Enumerable
    MAX = secret("hidden")
    attr_accessor :size, :name
    attr_reader :last

    def initialize(size, name = "hidden", *rest, key:, other: 1, **options, &block)
      @size = size
    end

    def self.load(path) = new(read(path))

    def each
      @items.each { |item, (left, right)| yield item }
      raise Missing, "hidden" unless size
    rescue Broken, Shop::Lost => problem
      recover(problem)
      while size do each end
      require "late"
      def inner(secret); end
    end

    def ==(other); end
    def size=(value); @size = value; end

    protected

    def guarded; end

    private

    def hidden_one
    end

    public def shown; end
  end

  class Cart::Error < StandardError; end
end

def helper(text) text end
`,
  );
  expect(record.syntaxError).toBe(false);
  expect(JSON.stringify(record.symbols)).not.toContain('hidden"');
  expect(outlineLines(record)).toEqual([
    "module module Shop (public, exported)",
    "  constant LIMIT (public)",
    "  class class Cart < Base::Store (public)",
    "    constant MAX (public)",
    "    property attr_accessor :size (public)",
    "    property attr_accessor :name (public)",
    "    property attr_reader :last (public)",
    '    constructor def initialize(size, name = "…", *rest, key:, other: 1, **options, &block) (public)',
    "    method def self.load(path) (public)",
    "    method def each (public)",
    "      function def inner (public)",
    "    method def ==(other) (public)",
    "    method def size=(value) (public)",
    "    method def guarded (protected)",
    "    method def hidden_one (private)",
    "    method def shown (public)",
    "  class class Cart::Error < StandardError (public)",
    "function def helper(text) (public, exported)",
  ]);
});

test("require along the load path, relative, autoload, paths put together", async () => {
  const index = await indexOf({
    "shop.gemspec": `Gem::Specification.new { |s| s.require_paths = ["lib", "extra"]; s.add_dependency "rack", "~> 3"; s.add_dependency("active-kit") }`,
    "lib/shop.rb": `require "shop/cart"
require_relative "shop/store"
require "json"
require "net/http"
require "rack/utils"
require "active/kit/core"
require "unknown_thing"
require "shop/gone"
require File.expand_path("../shop/one", __FILE__)
require File.join(File.dirname(__FILE__), "shop", "two")
require "#{__dir__}/shop/three"
require __dir__ + "/shop/four.rb"
require "bonus"
load "shop/task.rake"
Dir["x/*.rb"].each { |file| require file }
require "#{name}/late"
require "/etc/hosts"
require_relative "../../out"
module Shop
  autoload :Lazy, "shop/lazy"
  autoload :HTTPClient
  def self.late; require "shop/late"; end
  other.require "not/a/load"
end
`,
    "lib/shop/cart.rb": "",
    "lib/shop/store.rb": "",
    "lib/shop/one.rb": "",
    "lib/shop/two.rb": "",
    "lib/shop/three.rb": "",
    "lib/shop/four.rb": "",
    "lib/shop/task.rake": "",
    "lib/shop/lazy.rb": "",
    "lib/shop/late.rb": "",
    "lib/shop/http_client.rb": "",
    "extra/bonus.rb": "",
    "spec/spec_helper.rb": `require "shop"`,
    "spec/shop_spec.rb": `require "spec_helper"`,
  });
  expect(edges(index)).toEqual([
    "lib/shop.rb -> extra/bonus.rb",
    "lib/shop.rb -> lib/shop/cart.rb",
    "lib/shop.rb -> lib/shop/four.rb",
    "lib/shop.rb -> lib/shop/http_client.rb",
    "lib/shop.rb -> lib/shop/late.rb",
    "lib/shop.rb -> lib/shop/lazy.rb",
    "lib/shop.rb -> lib/shop/one.rb",
    "lib/shop.rb -> lib/shop/store.rb",
    "lib/shop.rb -> lib/shop/task.rake",
    "lib/shop.rb -> lib/shop/three.rb",
    "lib/shop.rb -> lib/shop/two.rb",
    "spec/shop_spec.rb -> spec/spec_helper.rb",
    "spec/spec_helper.rb -> lib/shop.rb",
  ]);
  expect(externals(index)).toEqual([
    ["active-kit", false],
    ["json", true],
    ["net", true],
    ["rack", false],
    ["unknown_thing", false],
  ]);
  expect(unresolved(index)).toEqual([
    ["../../out", "outside"],
    ["/etc/hosts", "outside"],
    ["shop/gone", "missing"],
    ["…", "dynamic"],
    ["…/late", "dynamic"],
  ]);
  const kinds = new Map(index.imports.map(({ to, kind }) => [to, kind]));
  expect(kinds.get("lib/shop/cart.rb")).toBe("require");
  expect(kinds.get("lib/shop/lazy.rb")).toBe("lazy");
  expect(kinds.get("lib/shop/late.rb")).toBe("lazy");
});

test("constants lead to files only where a project loads by names", async () => {
  const files = {
    "config/application.rb": "module Site; class Application < Rails::Application; end; end",
    "app/models/user.rb": "class User < ApplicationRecord; include Loud; end",
    "app/models/application_record.rb": "class ApplicationRecord; end",
    "app/models/concerns/loud.rb": "module Loud; end",
    "app/models/shop/item.rb": "module Shop; class Item; OWNER = User; end; end",
    "app/controllers/shop/items_controller.rb":
      "module Shop; class ItemsController; def index; Item.all; ::User.all; Hash.new; end; end; end",
  };
  expect(edges(await indexOf(files))).toEqual([
    "app/controllers/shop/items_controller.rb -> app/models/shop/item.rb",
    "app/controllers/shop/items_controller.rb -> app/models/user.rb",
    "app/models/shop/item.rb -> app/models/user.rb",
    "app/models/user.rb -> app/models/application_record.rb",
    "app/models/user.rb -> app/models/concerns/loud.rb",
  ]);
  const { "config/application.rb": application, ...plain } = files;
  expect(application).toContain("Rails");
  expect(edges(await indexOf(plain))).toEqual([]);
});

test("Zeitwerk loads from the directories that are pushed, and a module may be opened again", async () => {
  const index = await indexOf({
    "lib/shop/types.rb":
      'module Shop; module Types\nl = Zeitwerk::Loader.new\nroot = File.expand_path("..", __dir__)\nl.push_dir(root)\nl.push_dir("#{__dir__}/../../extra")\nend; end',
    "lib/shop/types/hash.rb":
      "module Shop; module Types; class Hash; def a = ::Hash.new; def b = Types[1]; end; end; end",
    "lib/shop/types/map.rb":
      "module Shop; module Types; class Map < Hash; def a = Other::Map.new; end; end; end",
    "extra/other.rb": "module Other; end",
  });
  expect(edges(index)).toEqual([
    "lib/shop/types/hash.rb -> lib/shop/types.rb",
    "lib/shop/types/map.rb -> extra/other.rb",
    "lib/shop/types/map.rb -> lib/shop/types/hash.rb",
  ]);
});

test("an application says what else is loaded by name, and what of lib is not", async () => {
  const index = await indexOf({
    "config/application.rb": [
      "module Site; class Application < Rails::Application",
      "  config.autoload_lib(ignore: %w[assets tasks])",
      "  config.autoload_paths.push(",
      '    "#{root}/extras",',
      '    "#{root}/more"',
      "  )",
      "end; end",
    ].join("\n"),
    "config/environments/test.rb": "config.autoload_paths += %w[ test/helpers ]\n",
    "lib/web_push/pool.rb": "module WebPush; class Pool; end; end",
    "lib/tasks/cleaner.rb": "class Cleaner; end",
    "extras/sponge.rb": "class Sponge; end",
    "more/soap.rb": "class Soap; end",
    "test/helpers/tap.rb": "module Tap; end",
    "app/models/user.rb": "class User; A = [WebPush::Pool, Cleaner, Sponge, Soap, Tap]; end",
  });
  expect(edges(index)).toEqual([
    "app/models/user.rb -> extras/sponge.rb",
    "app/models/user.rb -> lib/web_push/pool.rb",
    "app/models/user.rb -> more/soap.rb",
    "app/models/user.rb -> test/helpers/tap.rb",
  ]);
});

test("loaders of Zeitwerk leave out and inflect; every enclosing module of a name counts", async () => {
  const index = await indexOf({
    "lib/shop.rb": [
      "l = Zeitwerk::Loader.for_gem",
      'l.ignore("#{__dir__}/shop/old.rb")',
      'l.inflector.inflect("html" => "HyperText", "cli" => "CLI")',
      "module Shop; end",
    ].join("\n"),
    "lib/shop/old.rb": "module Shop; class Old; end; end",
    "lib/shop/html.rb": "module Shop; class HyperText; end; end",
    "lib/shop/cli.rb": "module Shop; class CLI; end; end",
    "lib/shop/key.rb": "module Shop; class Key; end; end",
    "lib/shop/cart.rb": "module Shop; class Cart; end; end",
    "lib/shop/cart/key.rb": "class Shop::Cart::Key; end",
    "lib/shop/array.rb": "module Shop; class Array; end; end",
    "lib/shop/user.rb": [
      "module Shop",
      "  class User",
      "    def a = [Old, HyperText, CLI, Key]",
      "    def b = Array(1)",
      "  end",
      "  class Cart",
      "    def c = Key",
      "  end",
      "end",
    ].join("\n"),
  });
  const own = index.imports.filter(({ from }) => from === "lib/shop/user.rb");
  expect(own.map(({ to }) => to).toSorted()).toEqual([
    "lib/shop/cart/key.rb",
    "lib/shop/cli.rb",
    "lib/shop/html.rb",
    "lib/shop/key.rb",
  ]);
});

test("the vocabulary has the words of the language and of its library", () => {
  const words = new Set(rubyVocabulary());
  for (const word of [
    "unless",
    "Enumerable",
    "each_with_index",
    "fileutils",
    "attr_accessor",
    "StringIO",
  ])
    expect(words).toContain(word);
});
