import { parse as parseToml } from "smol-toml";
import { packageKey, requirementNames } from "../../languages/python/requirements.ts";
import { isRecord, parseJsonc } from "../jsonc.ts";

/** Names under which Python imports what the index has under another one; the usual ones. */
export const distributions: ReadonlyMap<string, readonly string[]> = new Map(
  (
    "yaml:pyyaml PIL:pillow cv2:opencv-python,opencv-python-headless sklearn:scikit-learn " +
    "skimage:scikit-image bs4:beautifulsoup4 dateutil:python-dateutil dotenv:python-dotenv " +
    "jwt:pyjwt git:gitpython attr:attrs OpenSSL:pyopenssl Crypto:pycryptodome,pycrypto " +
    "serial:pyserial google:protobuf,google-cloud-storage,google-api-core,google-auth " +
    "pkg_resources:setuptools setuptools:setuptools _pytest:pytest mpl_toolkits:matplotlib " +
    "zmq:pyzmq magic:python-magic docx:python-docx pptx:python-pptx slugify:python-slugify " +
    "jose:python-jose multipart:python-multipart MySQLdb:mysqlclient " +
    "psycopg2:psycopg2-binary psycopg:psycopg rest_framework:djangorestframework " +
    "corsheaders:django-cors-headers environ:django-environ websocket:websocket-client " +
    "kafka:kafka-python ruamel:ruamel.yaml nacl:pynacl faiss:faiss-cpu,faiss-gpu " +
    "Levenshtein:python-levenshtein,levenshtein usb:pyusb gi:pygobject ldap:python-ldap " +
    "sphinx:sphinx pylab:matplotlib win32api:pywin32 wx:wxpython"
  )
    .split(" ")
    .map((entry) => {
      const [name = "", list = ""] = entry.split(":");
      return [name, list.split(",")];
    }),
);

const npmFields = [
  "dependencies",
  "devDependencies",
  "peerDependencies",
  "optionalDependencies",
  "bundledDependencies",
  "engines",
  "resolutions",
  "overrides",
  "imports",
];

/** Packages of package.json, deno.json and of the lock files of npm, Yarn, pnpm and Bun. */
export function* npmNames(text: string, file: string): Generator<string> {
  if (!file.startsWith("package.json") && /lock|shrinkwrap/.test(file)) {
    const pinned = /(?:^|["'\s,/])((?:@[\w.-]+\/)?[\w.-]+)["']?[:@]/gm;
    const installed = /node_modules\/((?:@[\w.-]+\/)?[\w.-]+)"/g;
    yield* namesIn(text, pinned);
    yield* namesIn(text, installed);
    return;
  }
  const json = parseJsonc(text) ?? {};
  for (const field of npmFields) {
    const listed = json[field];
    if (Array.isArray(listed)) yield* listed.filter((item) => typeof item === "string");
    else if (isRecord(listed)) yield* Object.keys(listed);
  }
}

/** Requirements of Python, by {@link packageKey}. */
export function* pythonNames(text: string, file: string): Generator<string> {
  yield* requirementNames(text);
  if (!file.endsWith(".toml") && !/^Pipfile|\.lock$/.test(file)) return;
  // Poetry and Pipenv have the names as keys, lock files as values.
  for (const [, key, value] of text.matchAll(
    /^\s{0,4}(?:"?([\w.-]+)"?\s{0,8}=|name = "([\w.-]+)")/gm,
  )) {
    yield packageKey(value ?? key ?? "");
  }
}

/** Module paths of go.mod and go.sum. */
export function* goNames(text: string): Generator<string> {
  yield* namesIn(text, /^[ \t]*(?:require[ \t]+)?"?([\w-]+(?:\.[\w-]+)+\/[^\s"]+)/gm);
  yield* namesIn(text, /^[ \t]*(?:name = |- package: )"?([\w-]+(?:\.[\w-]+)+\/[^\s"]+)/gm);
}

/** Crates of Cargo.toml under the names that code uses, and of Cargo.lock. */
export function* cargoNames(text: string): Generator<string> {
  let json: Record<string, unknown>;
  try {
    json = parseToml(text);
  } catch {
    return;
  }
  const pinned = json["package"];
  if (Array.isArray(pinned)) {
    for (const item of pinned)
      if (isRecord(item) && typeof item["name"] === "string")
        yield item["name"].replaceAll("-", "_");
  }
  const target = isRecord(json["target"]) ? Object.values(json["target"]) : [];
  for (const table of [json, json["workspace"], ...target]) {
    if (!isRecord(table)) continue;
    for (const field of ["dependencies", "dev-dependencies", "build-dependencies"]) {
      const listed = table[field];
      if (isRecord(listed)) for (const name of Object.keys(listed)) yield name.replaceAll("-", "_");
    }
  }
}

/** How far the group of a dependency of Maven is looked for, in UTF-16 units. */
const longestBlock = 640;

/** Groups and artifacts that Maven, Gradle and Bazel require. */
export function* mavenNames(text: string, file: string): Generator<string> {
  const groups =
    file === "pom.xml"
      ? text
          .split(/<(?:dependency|plugin|parent)>/)
          .slice(1)
          .map((block) => /<groupId>\s*([\w.-]+)/.exec(block.slice(0, longestBlock))?.[1] ?? "")
      : [
          ...namesIn(text, /["']([\w.-]+):[\w.-]+(?::[^"'\n]*)?["']/g),
          ...namesIn(text, /group(?:\s*=|:)\s*["']([\w.-]+)["']/g),
        ];
  for (const group of groups) {
    yield group;
    // `com.google.guava` has the packages of `com.google.common`.
    const parts = group.split(".");
    if (parts.length > 2) yield parts.slice(0, 2).join(".");
  }
}

/** Packages of NuGet, in lower case. */
export function* nugetNames(text: string): Generator<string> {
  const elements =
    /<(?:PackageReference|PackageVersion|package|FrameworkReference|Reference)\s([^<>]*)/gi;
  for (const attributes of namesIn(text, elements)) {
    const name = /\b(?:Include|Update|id)="([\w.-]+)/i.exec(attributes)?.[1] ?? "";
    yield name.toLowerCase();
    // `Microsoft.CodeAnalysis.CSharp` has namespaces of `Microsoft.CodeAnalysis`, `Verify.Xunit` has `VerifyXunit`.
    const parts = name.toLowerCase().split(".");
    if (parts.length > 2) yield parts.slice(0, 2).join(".");
    if (parts.length > 1) yield parts.join("");
  }
  for (const name of namesIn(text, /^[ \t]*nuget[ \t]+([\w.-]+)/gim)) yield name.toLowerCase();
  for (const name of namesIn(text, /"([\w.-]+)":\s*\{/g)) yield name.toLowerCase();
}

/** Packages of Composer and their vendors, in lower case. */
export function* composerNames(text: string, file: string): Generator<string> {
  const json = parseJsonc(text) ?? {};
  const names =
    file === "composer.lock"
      ? [...text.matchAll(/"name": "([\w.-]+\/[\w.-]+)"/g)].map(([, name = ""]) => name)
      : ["require", "require-dev", "suggest", "conflict"].flatMap((field) =>
          isRecord(json[field]) ? Object.keys(json[field]) : [],
        );
  for (const name of names) {
    yield name.toLowerCase();
    for (const part of name.toLowerCase().split("/")) yield part.replaceAll("-", "");
  }
  // The framework's packages are in one namespace.
  if (names.some((name) => name.startsWith("laravel/"))) yield "illuminate";
}

/** What the gem `rails` brings, by the names that are required. */
const rails =
  "action_cable action_controller action_mailbox action_mailer action_pack action_text action_view " +
  "active_job active_model active_record active_storage active_support";

/** Gems of a Gemfile, a gemspec or a lock file. */
export function* gemNames(text: string): Generator<string> {
  const required =
    /\b(?:gem|add(?:_runtime|_development)?_dependency)[ \t]*(?:\(\s*)?["']([\w.-]+)["']/g;
  for (const name of namesIn(text, required)) {
    yield name;
    if (name === "rails") yield* rails.split(" ");
  }
  yield* namesIn(text, /^ {4,6}([\w.-]+)(?: \(|$)/gm);
}

/** Libraries that a build of C or C++ looks for, in lower case. */
export function* nativeNames(text: string): Generator<string> {
  const calls =
    /\b(?:find_package|dependency|find_library|add_requires|bazel_dep|http_archive|git_repository|new_git_repository|FetchContent_Declare|CPMAddPackage|PKG_CHECK_MODULES|AC_CHECK_LIB|pkg_check_modules)\s*\(\s*(?:name\s*=\s*)?["'[]?([\w.+-]+)/gi;
  const libraries =
    /\b(?:PKG_CHECK_MODULES|pkg_check_modules|dependency|check_library_exists)\s*\((?:[^()\n]{0,80},)?\s*["'[]{0,2}(?:lib)?([\w.+]+)/gi;
  const pinned = /^[ \t]*"?([\w.+-]+)\/[\d.]+(?:@|"|$)/gm;
  const labels = /"@@?([\w.+-]+)(?:\/\/|")/g;
  for (const pattern of [calls, pinned, labels, /"name":\s*"([\w.+-]+)"/g]) {
    for (const name of namesIn(text, pattern)) yield name.toLowerCase();
  }
  // pkg-config and the linker name many libraries with `lib`, whose headers are without.
  for (const name of namesIn(text, libraries)) yield name.toLowerCase();
}

/** What the first group of a pattern holds, wherever it matches. */
function* namesIn(text: string, pattern: RegExp): Generator<string> {
  for (const [, name = ""] of text.matchAll(pattern)) yield name;
}
