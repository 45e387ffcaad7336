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
    const pinned =
      /(?:^|["'\s,/])((?:@[\w.-]{1,100}\/)?[\w.-]{1,100})(?:["']?:|["']?@)|node_modules\/((?:@[\w.-]{1,100}\/)?[\w.-]{1,100})"/gm;
    for (const [, name, other] of text.matchAll(pinned)) yield name ?? other ?? "";
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
  for (const [, name = ""] of text.matchAll(
    /^\s{0,8}(?:require\s{1,4})?"?([\w.-]+\.[\w.-]+\/[^\s"]+)"?\s/gm,
  ))
    yield name;
  for (const [, name = ""] of text.matchAll(
    /^\s{0,8}(?:name = |- package: )"?([\w.-]+\.[\w.-]+\/[^\s"]+)/gm,
  ))
    yield name;
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

/** Groups and artifacts that Maven, Gradle and Bazel require. */
export function* mavenNames(text: string, file: string): Generator<string> {
  const blocks =
    file === "pom.xml"
      ? [
          ...text.matchAll(
            /<(?:dependency|plugin|parent)>[\s\S]{0,600}?<groupId>([\w.-]+)<\/groupId>/g,
          ),
        ]
      : [
          ...text.matchAll(
            /["']([\w.-]+):[\w.-]+(?::[^"'\n]{0,100})?["']|group(?:\s*=|:)\s*["']([\w.-]+)["']/g,
          ),
        ];
  for (const [, one, other] of blocks) {
    const group = one ?? other ?? "";
    yield group;
    // `com.google.guava` has the packages of `com.google.common`.
    const parts = group.split(".");
    if (parts.length > 2) yield parts.slice(0, 2).join(".");
  }
}

/** Packages of NuGet, in lower case. */
export function* nugetNames(text: string): Generator<string> {
  const named =
    /<(?:PackageReference|PackageVersion|package|FrameworkReference|Reference)\s[^>]{0,400}?(?:Include|Update|id)="([\w.-]+)|^[ \t]*nuget[ \t]+([\w.-]+)|"([\w.-]+)":\s*\{/gim;
  for (const [, one, two, three] of text.matchAll(named))
    yield (one ?? two ?? three ?? "").toLowerCase();
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

/** Gems of a Gemfile, a gemspec or a lock file. */
export function* gemNames(text: string): Generator<string> {
  const named =
    /\b(?:gem|add(?:_runtime|_development)?_dependency)\s*\(?\s*["']([\w.-]+)["']|^ {4,6}([\w.-]+)(?: \(|$)/gm;
  for (const [, one, other] of text.matchAll(named)) yield one ?? other ?? "";
}

/** Libraries that a build of C or C++ looks for, in lower case. */
export function* nativeNames(text: string): Generator<string> {
  const named =
    /\b(?:find_package|dependency|find_library|add_requires|bazel_dep|FetchContent_Declare|CPMAddPackage|PKG_CHECK_MODULES|AC_CHECK_LIB|pkg_check_modules)\s*\(\s*(?:name\s*=\s*)?["'[]?([\w.+-]+)|^[ \t]*"?([\w.+-]+)\/[\d.]+(?:@|"|$)|"name":\s*"([\w.+-]+)"/gim;
  for (const [, one, two, three] of text.matchAll(named))
    yield (one ?? two ?? three ?? "").toLowerCase();
}
