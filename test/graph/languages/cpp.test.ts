import { expect, test } from "vitest";
import { plainC } from "../../../graph/languages/c/prepare/index.ts";
import { isCppHeader } from "../../../graph/languages/cpp/header.ts";
import { cppVocabulary } from "../../../graph/languages/cpp/vocabulary.ts";
import { edges, indexOf } from "../tree.ts";
import { recordOf } from "./language.ts";

test("outline: classes, templates, namespaces, access", async () => {
  const index = await indexOf({
    "store.hpp": `#pragma once
#include <vector>
namespace shop::core {
namespace { int hidden; }
/// A store.
template <typename T, int N = 3>
class LIB_EXPORT Store final : public Base<T>, private other::Base2 {
 public:
  explicit Store(int size) : size_(size), items_{secret()} {}
  Store(const Store&) = delete;
  virtual ~Store() = default;
  static int count(const std::string& name = "secret") noexcept { return name.size(); }
  bool operator==(const Store& other) const;
  template <class U> void convert(U&& value) { throw value; }
  using Item = T;
  enum class Kind : int { First, Second = 2 };
  struct Inner { int x; };
  friend class Friend;
 protected:
  virtual void draw() = 0;
 private:
  T* items_ = nullptr, *spare_;
  mutable int size_ GUARDED_BY(mutex_);
};
template <class T> using Vec = std::vector<T>;
template <typename T> concept Drawable = requires(T t) { t.draw(); };
constexpr int kLimit = compute(3);
inline int total(int a) { try { return [](int b) { return b; }(a); } catch (...) { co_await next(); } }
}
template <typename T> int shop::core::Store<T>::size(int x) { for (auto& item : items_) { use(item); } return 0; }
Store::Store() {}
extern "C" void plain_c(int);
`,
  });
  const record = index.files.get("store.hpp")?.record;
  expect(record?.syntaxError).toBe(false);
  expect(
    record?.symbols.map(
      (item) => `${"  ".repeat(item.depth)}${item.kind} ${item.signature} (${item.visibility})`,
    ),
  ).toEqual([
    "namespace namespace shop::core (public)",
    "variable int hidden (public)",
    "class template <typename T, int N = 3> class LIB_EXPORT Store final : public Base<T>, private other::Base2 (public)",
    "  constructor explicit Store(int size) (public)",
    "  constructor Store(const Store&) (public)",
    "  method virtual ~Store() (public)",
    '  method static int count(const std::string& name = "…") noexcept (public)',
    "  method bool operator==(const Store& other) const (public)",
    "  method template <class U> void convert(U&& value) (public)",
    "  type using Item (public)",
    "  enum enum class Kind : int (public)",
    "    member First (public)",
    "    member Second (public)",
    "  struct struct Inner (public)",
    "    property int x (public)",
    "  method virtual void draw() = 0 (protected)",
    "  property T* items_ (private)",
    "  property T *spare_ (private)",
    "  property mutable int size_ (private)",
    "type template <class T> using Vec (public)",
    "concept concept Drawable (public)",
    "variable constexpr int kLimit (public)",
    "function inline int total(int a) (public)",
    "  method template <typename T> int shop::core::Store<T>::size(int x) (public)",
    "  constructor Store::Store() (public)",
    "function void plain_c(int) (public)",
  ]);
  const find = (name: string) => record?.symbols.find((item) => item.name === name);
  expect(find("Store")).toMatchObject({ bases: ["Base", "Base2"], doc: { text: "A store." } });
  expect(find("size")).toMatchObject({ parent: "Store", flow: ["loops"] });
  expect(find("total")?.flow).toEqual(["catches", "awaits"]);
  expect(find("convert")?.flow).toEqual(["throws"]);
});

test.each([
  ["template <typename T, LIB_ENABLE_IF(!is_same<T, int>())>\nclass A : B<T> { A(); };", "A A"],
  ["template <LIB_ENABLE_IF(sizeof(int) > 2), typename T> void f(T);\nint g();", "f g"],
  ["namespace n {\nLIB_DEFINE_(bool, false);\nLIB_MAKE(void, );\nclass A {};\n}", "n A"],
  ["LIB_DECLARE_bool_(x);\nclass LIB_API_ [[nodiscard]] A { friend class B; int f(); };", "A f"],
  [
    "class A { operator bool() const; explicit operator T*() { return t; } };",
    "A operator bool operator T*",
  ],
  ["A::operator int() const { return 1; }", "operator int"],
  ["class A { LIB_CONSTEXPR20 ~A() = default; };", "A ~A"],
  [
    "struct A {\n LIB_NO_UNIQUE_ADDRESS B b;\n LIB_EXPLICIT operator int();\n};",
    "A b operator int",
  ],
  ["template <class T> LIB_CONSTEXPR void f(T) {}", "f"],
  ["void f() { if LIB_CONSTEXPR (a) return; }\nint g();", "f g"],
  ["void f() {\n LIB_TRY { g(); }\n LIB_CATCH(...) {}\n}\nint h();", "f h"],
  ["struct A { A(int* x LIB_BUILTIN) : x(x) {} int* x; };", "A A x"],
  ["enum : unsigned { first };\nint g();", "first g"],
  ["template <class T>\n#if LIB_CLANG\n__attribute__((x))\n#endif\nvoid f(T) {}", "f"],
  ["int f(int a,\n#if A\n  int b\n#else\n  long b\n#endif\n);\nint g();", "f g"],
  ['void f() {\n  LIB_CHECK(a(), "x")\n  LIB_CHECK(g(), b);\n}\nint h();', "f h"],
  ["#define LIB_A(x) \\\n  LIB_B(, x)\n#define LIB_C 1\nint g();", "LIB_A LIB_C g"],
  ["struct Abc {\n  Abc(int x)\n      : x(x) {}\n  int x;\n};", "Abc Abc x"],
  ["extern template class A<int>;\nint g();", "g"],
])("definitions of %j are %s", async (text, names) => {
  const { symbols } = await recordOf("a.hpp", text);
  expect(symbols.map(({ name }) => name).join(" ")).toBe(names);
});

test("what is blanked for the grammar keeps length and lines", () => {
  for (const part of [
    "<LIB_ENABLE_IF(",
    "\nLIB_A_(void,",
    "#if A\nx\n",
    "HAS_INCLUDE(<",
    "enum : a ",
  ]) {
    const text = part.repeat(50_000);
    const plain = plainC(text);
    expect(plain).toHaveLength(text.length);
    expect(plain.split("\n")).toHaveLength(text.split("\n").length);
  }
});

test("headers of both languages include each other", async () => {
  const index = await indexOf({
    "CMakeLists.txt": 'target_include_directories(x PRIVATE "${CMAKE_CURRENT_LIST_DIR}/include")\n',
    "src/a.cc":
      '#include "app/a.h"\n#include <app/c.h>\n#include <memory>\n#include "a-inl.h"\n#include <gtest/gtest.h>\n',
    "src/a-inl.h": "template <class T> void f();\n",
    "include/app/a.h": '#include "c.h"\nclass A;\n',
    "include/app/c.h": "int f(void);\n",
    "src/b.c": "#include <app/c.h>\n",
  });
  expect(edges(index)).toEqual([
    "include/app/a.h -> include/app/c.h",
    "src/a.cc -> include/app/a.h",
    "src/a.cc -> include/app/c.h",
    "src/a.cc -> src/a-inl.h",
    "src/b.c -> include/app/c.h",
  ]);
  expect(index.external.map((item) => [item.package, item.builtin])).toEqual([
    ["memory", true],
    ["gtest", false],
  ]);
  expect(index.files.get("include/app/a.h")?.language).toBe("cpp");
  expect(index.files.get("include/app/c.h")?.language).toBe("c");
});

test.each([
  ["class A {};", true],
  ["namespace a {", true],
  ["enum class Shade { Dark };", true],
  ["struct A {\n  virtual int f() = 0;\n};", true],
  ["enum class { A };\nint virtual_of(int virtual);", false],
  ["#include <vector>\n", true],
  ["#include <cstdint>\n", true],
  ["std::string f();", true],
  ["template <typename T>\nvoid f();", true],
  ["struct A { int x; };\n#include <stdint.h>", false],
  ["/* class A { */\n// namespace b\nint class_of(int namespace_id);", false],
  ['#ifdef __cplusplus\nextern "C" {\nnamespace x {}\n#endif\nint f(void);', false],
  ["", false],
])("whether %j can only be C++", (text, expected) => {
  expect(isCppHeader(text)).toBe(expected);
});

test("the vocabulary knows the language and its library", () => {
  const words = new Set(cppVocabulary());
  for (const word of "constexpr unique_ptr push_back unordered_map emplace_back string_view malloc co_await".split(
    " ",
  )) {
    expect(words, word).toContain(word);
  }
  for (const word of ["FetchLedger", "cart_store"]) expect(words).not.toContain(word);
});
