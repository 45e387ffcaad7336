import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { plainC } from "../../../graph/languages/c/prepare/index.ts";
import { cVocabulary } from "../../../graph/languages/c/vocabulary.ts";
import { edges, indexOf } from "../tree.ts";

test("outline: definitions with signatures, members and visibility", async () => {
  const index = await indexOf({
    "list.c": `/* A list. */
#include "list.h"
#define LIMIT 3
#define MAX(a, b) ((a) > (b) ? (a) : (b))

/* A node. */
typedef struct node {
  int value, *spare;
  struct node *next;
  unsigned flag : 3;
  union { int a; float b; } both;
} node_t;
typedef int (*compare_fn)(const void *, const void *);
enum color { RED, GREEN = 2 };
struct plain { char name[16]; };
struct forward;
extern int counter;
static const char *names[] = { "secret" };
int (*handler)(int);
LIB_API int open_list(const char *path, int flags);
static inline node_t *push(node_t *head, int value) {
  node_t *fresh = malloc(sizeof(node_t));
  for (int i = 0; i < 3; i++) { if (value) push(head, i); }
  struct local { int x; };
  return fresh;
}
int old_style(a, b) int a; char b; { return a; }
`,
    "list.h": `#ifndef LIST_H
#define LIST_H
#ifdef __cplusplus
extern "C" {
#endif
int list_size(void);
#ifdef __cplusplus
}
#endif
#endif
`,
  });
  const record = index.files.get("list.c")?.record;
  expect(record?.syntaxError).toBe(false);
  expect(
    record?.symbols.map(
      (item) => `${"  ".repeat(item.depth)}${item.kind} ${item.signature} (${item.visibility})`,
    ),
  ).toEqual([
    "macro #define LIMIT (public)",
    "macro #define MAX(a, b) (public)",
    "struct typedef struct node node_t (public)",
    "  property int value (public)",
    "  property int *spare (public)",
    "  property struct node *next (public)",
    "  property unsigned flag (public)",
    "  property union both (public)",
    "    property int a (public)",
    "    property float b (public)",
    "type typedef int (*compare_fn)(const void *, const void *) (public)",
    "enum enum color (public)",
    "  member RED (public)",
    "  member GREEN (public)",
    "struct struct plain (public)",
    "  property char name[16] (public)",
    "variable extern int counter (public)",
    "variable static const char *names[] (private)",
    "variable int (*handler)(int) (public)",
    "function int open_list(const char *path, int flags) (public)",
    "function static inline node_t *push(node_t *head, int value) (private)",
    "  struct struct local (public)",
    "function int old_style(a, b) int a; char b (public)",
  ]);
  const push = record?.symbols.find((item) => item.name === "push");
  expect(push).toMatchObject({ exported: false, flow: ["loops", "branches", "recurses"] });
  expect(record?.symbols.find((item) => item.name === "node_t")?.doc?.text).toBe("A node.");
  const header = index.files.get("list.h")?.record;
  expect(header?.syntaxError).toBe(false);
  expect(header?.symbols.map((item) => item.signature)).toEqual(["int list_size(void)"]);
});

describe("includes", () => {
  test("every form, comments, dead code, tables, macros", async () => {
    const index = await indexOf({
      "src/main.c": `#include "near.h"
#  include <stdio.h> // "not.h"
/* #include "commented.h" */
// #include "commented.h"
const char *text = "#include \\"string.h\\"";
#if 0
#include "dead.h"
#else
#include "alive.h"
#endif
int table[] = {
#include "table.def"
};
#define CONFIG "config.h"
#include CONFIG
#include UNKNOWN_HEADER
#include_next <near.h>
#include "../../out.h"
#include <sys/socket.h>
#include <openssl/ssl.h>
#include "vendor_lib/api.h"
#include "lost.h"
#include <unistd.h>
`,
      "src/near.h": "",
      "src/alive.h": "",
      "src/table.def": "",
      "src/config.h": "",
      "src/dead.h": "",
    });
    expect(edges(index)).toEqual([
      "src/main.c -> src/alive.h",
      "src/main.c -> src/config.h",
      "src/main.c -> src/near.h",
      "src/main.c -> src/table.def",
    ]);
    expect(index.external.map((item) => [item.package, item.builtin])).toEqual([
      ["stdio.h", true],
      ["sys/socket.h", true],
      ["openssl", false],
      ["vendor_lib", false],
      ["unistd.h", true],
    ]);
    expect(
      index.unresolved.map(({ specifier, reason, line }) => [specifier, reason, line]),
    ).toEqual([
      ["(UNKNOWN_HEADER)", "dynamic", 16],
      ["../../out.h", "outside", 18],
      ["lost.h", "missing", 22],
    ]);
  });

  test("directories that build files declare come before guesses", async () => {
    const header = "int x;\n";
    const index = await indexOf({
      "CMakeLists.txt": `project(top)
set(EXTRA \${CMAKE_CURRENT_SOURCE_DIR}/extra)
include_directories(SYSTEM \${PROJECT_SOURCE_DIR}/include "\${EXTRA}") # not/this
target_include_directories(app PUBLIC $<BUILD_INTERFACE:\${CMAKE_CURRENT_SOURCE_DIR}/api> $<INSTALL_INTERFACE:other>)
`,
      "tool/Makefile": "TOP = ..\nCFLAGS += -I$(TOP)/made -Ilocal -I/usr/include\n",
      "tool/a.c":
        '#include "declared.h"\n#include <lib/x.h>\n#include <in_api.h>\n#include "made.h"\n#include "deep.h"\n',
      "include/declared.h": header,
      "include/lib/x.h": header,
      "extra/extra.h": header,
      "api/in_api.h": header,
      "made/made.h": header,
      "other/deep.h": header,
      "other/declared.h": header,
      "src/b.c": '#include "extra.h"\n#include "config.h"\n',
      "include/config.h.in": "",
    });
    expect(index.imports.map(({ from, to, rule }) => [from, to, rule])).toEqual([
      ["src/b.c", "extra/extra.h", undefined],
      ["src/b.c", "include/config.h.in", "source"],
      ["tool/a.c", "include/declared.h", undefined],
      ["tool/a.c", "include/lib/x.h", undefined],
      ["tool/a.c", "api/in_api.h", undefined],
      ["tool/a.c", "made/made.h", undefined],
      ["tool/a.c", "other/deep.h", "suffix"],
    ]);
  });

  test("compile_commands.json of another machine", async () => {
    const index = await indexOf({
      "build/compile_commands.json": JSON.stringify([
        {
          directory: "/home/me/project/build",
          file: "../src/a.c",
          command: "cc -I../right -isystem /home/me/project/sys -I/usr/include -c ../src/a.c",
        },
        {
          directory: "/home/me/project",
          file: "/home/me/project/src/b.c",
          arguments: ["cc", "-I", "left"],
        },
        { directory: 3 },
      ]),
      "src/a.c": '#include "x.h"\n#include <s.h>\n',
      "src/b.c": '#include "x.h"\n',
      "right/x.h": "",
      "left/x.h": "",
      "sys/s.h": "",
    });
    expect(index.imports.map(({ from, to, rule }) => [from, to, rule])).toEqual([
      ["src/a.c", "right/x.h", undefined],
      ["src/a.c", "sys/s.h", undefined],
      ["src/b.c", "left/x.h", undefined],
    ]);
  });

  test("an excluded header says why, a hostile build file reaches nothing", async () => {
    const index = await indexOf({
      ".gitignore": "generated.h\n",
      "generated.h": "",
      Makefile: "CFLAGS = -I../../../etc -I$(shell pwd) -I\n",
      "a.c": '#include "generated.h"\n#include <passwd>\n',
      "compile_commands.json":
        '[{"directory":"/","file":"a.c","command":"cc -I/etc -I../.. a.c"}, 7]',
    });
    expect(edges(index)).toEqual([]);
    expect(index.unresolved).toMatchObject([
      { specifier: "generated.h", reason: "excluded: ignored" },
    ]);
  });
});

test("what the grammar does not know is blanked, and nothing moves", () => {
  const text =
    "BOOL WINAPI run(int a);\nint n GUARDED_BY(lock);\nLIB_NAMESPACE_BEGIN\nenum { A_B, C_D };\n";
  expect(plainC(text)).toBe(
    `BOOL        run(int a);\nint n                 ;\n${" ".repeat(19)}\nenum { A_B, C_D };\n`,
  );
  fc.assert(
    fc.property(fc.string(), (random) => {
      expect(plainC(random)).toHaveLength(random.length);
    }),
  );
});

test("any text gives a record", async () => {
  const piece = fc.constantFrom(
    ...'# include define if 0 endif "a.h" <b> struct typedef enum int f ( ) { } ; * , = \' \\ \n \n'.split(
      " ",
    ),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 40 }), async (parts) => {
      const index = await indexOf({ "a.c": parts.join(" ") });
      expect(index.files.get("a.c")?.record?.failure).toBeUndefined();
    }),
    { numRuns: 25 },
  );
});

test("the vocabulary knows the language and its library", () => {
  const words = new Set(cVocabulary());
  for (const word of "restrict malloc size_t EAGAIN pthread_mutex_lock fprintf uint32_t SIGINT offsetof".split(
    " ",
  )) {
    expect(words, word).toContain(word);
  }
  for (const word of ["fetch_ledger", "cart_store"]) expect(words).not.toContain(word);
});
