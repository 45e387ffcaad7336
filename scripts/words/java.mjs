// Adds the public types of the platform's packages, and the public members of its most used types,
// of the installed JDK to the words of Java:
//   npx tsx scripts/words/java.mjs
import { execFileSync } from "node:child_process";
import path from "node:path";
import { wordsIn } from "../../graph/languages/words.ts";
import { addWords } from "./file.mjs";

const root = path.join(import.meta.dirname, "../..");
const packages = wordsIn(path.join(root, "graph/languages/java"))("packages");

// Types whose members a program is likely to name; what they inherit is named at other types here.
const used = {
  "java.io": "BufferedReader File InputStream OutputStream PrintStream Reader Writer",
  "java.lang":
    "Boolean Byte Character Class ClassLoader Double Enum Integer Long Math Object Runtime String " +
    "StringBuilder System Thread ThreadLocal Throwable",
  "java.lang.annotation": "Annotation",
  "java.lang.reflect": "Constructor Field Method Modifier ParameterizedType",
  "java.math": "BigDecimal BigInteger",
  "java.net": "URI URL",
  "java.nio": "ByteBuffer",
  "java.nio.charset": "Charset StandardCharsets",
  "java.nio.file": "Files Path",
  "java.time": "Duration Instant LocalDate LocalDateTime",
  "java.util":
    "ArrayDeque ArrayList Arrays BitSet Collection Collections Comparator EnumSet Iterator " +
    "ListIterator Locale Map Map$Entry Objects Optional Properties Random Scanner SortedSet " +
    "StringJoiner TreeMap UUID",
  "java.util.concurrent":
    "CompletableFuture ConcurrentHashMap CountDownLatch ExecutorService Executors Semaphore TimeUnit",
  "java.util.concurrent.atomic": "AtomicInteger",
  "java.util.concurrent.locks": "Condition ReentrantLock",
  "java.util.function": "BiPredicate Function",
  "java.util.regex": "Matcher Pattern",
  "java.util.stream": "Collector Collectors IntStream Stream",
};

const words = { types: new Set(), members: new Set() };
const listing = execFileSync(
  "java",
  [path.join(import.meta.dirname, "Platform.java"), ...packages],
  {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  },
);
for (const line of listing.trim().split("\n")) {
  const [packageName, binaryName, simpleName, ...members] = line.split(" ");
  words.types.add(simpleName);
  if (used[packageName]?.split(" ").includes(binaryName) !== true) continue;
  for (const name of members) words.members.add(name);
}
addWords("java", { types: [...words.types], members: [...words.members] });
