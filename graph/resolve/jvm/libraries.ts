import { within } from "../paths.ts";
import type { FileSet } from "../file-set.ts";

/** Packages that come with the Java platform or with Kotlin, by their beginnings. */
const standard =
  /^(?:java|jdk|sun|com\.sun|kotlin|netscape\.javascript|org\.(?:w3c\.dom|xml\.sax|ietf\.jgss)|javax\.(?:accessibility|annotation\.processing|crypto|imageio|lang\.model|management|naming|net|print|rmi|script|security|smartcardio|sound|sql|swing|tools|transaction\.xa|xml))(?:\.|$)/;

/** Where widely used packages come from, when a group's name is no beginning of them. */
const wellKnown: readonly (readonly [prefix: string, artifact: string])[] = [
  ["org.junit.jupiter", "org.junit.jupiter:junit-jupiter"],
  ["org.junit", "junit:junit"],
  ["junit.framework", "junit:junit"],
  ["org.hamcrest", "org.hamcrest:hamcrest"],
  ["org.mockito", "org.mockito:mockito-core"],
  ["org.assertj", "org.assertj:assertj-core"],
  ["org.slf4j", "org.slf4j:slf4j-api"],
  ["org.apache.commons.lang3", "org.apache.commons:commons-lang3"],
  ["org.apache.commons.io", "commons-io:commons-io"],
  ["org.apache.commons.codec", "commons-codec:commons-codec"],
  ["org.apache.commons.logging", "commons-logging:commons-logging"],
  ["com.google.common", "com.google.guava:guava"],
  ["com.google.errorprone.annotations", "com.google.errorprone:error_prone_annotations"],
  ["com.google.gson", "com.google.code.gson:gson"],
  ["com.fasterxml.jackson.databind", "com.fasterxml.jackson.core:jackson-databind"],
  ["com.fasterxml.jackson.annotation", "com.fasterxml.jackson.core:jackson-annotations"],
  ["javax.annotation", "com.google.code.findbugs:jsr305"],
  ["javax.inject", "javax.inject:javax.inject"],
  ["javax.servlet", "javax.servlet:javax.servlet-api"],
  ["okhttp3", "com.squareup.okhttp3:okhttp"],
  ["okio", "com.squareup.okio:okio"],
  ["kotlinx.coroutines", "org.jetbrains.kotlinx:kotlinx-coroutines-core"],
  ["kotlinx.serialization", "org.jetbrains.kotlinx:kotlinx-serialization-core"],
  ["org.jetbrains.annotations", "org.jetbrains:annotations"],
  ["lombok", "org.projectlombok:lombok"],
];

/** Whether a package comes with the platform. */
export function isStandard(name: string): boolean {
  return standard.test(name);
}

/** Names the library that a package is of. */
export type LibraryNamer = (packageName: string) => string;

/**
 * Names libraries by what the build files declare: `group:artifact` when one artifact of the
 * longest fitting group is declared, the group when there are several, the well-known artifact, and
 * the package itself when nothing is known.
 */
export function libraryNamer(files: FileSet): LibraryNamer {
  const artifacts = new Map<string, Set<string>>();
  for (const path of files.paths) {
    for (const [group, artifact] of declaredArtifacts(path, files.text(path) ?? "")) {
      artifacts.set(group, (artifacts.get(group) ?? new Set()).add(artifact));
    }
  }
  return (packageName) => {
    for (const [prefix, artifact] of wellKnown) {
      const isPart = packageName === prefix || packageName.startsWith(`${prefix}.`);
      if (isPart) return artifact;
    }
    for (let group = packageName; group !== ""; group = parentOf(group)) {
      const known = artifacts.get(group);
      const [only = ""] = known ?? [];
      if (known !== undefined) return known.size === 1 ? `${group}:${only}` : group;
    }
    return packageName;
  };
}

/**
 * Names libraries by the modules that they are: as packages are named, and by the name that a
 * library without a declaration gets from its file, `spring.core` of `spring-core-6.jar`.
 */
export function moduleNamer(files: FileSet, library: LibraryNamer): LibraryNamer {
  let automatic: Map<string, string> | undefined;
  return (name) => {
    const known = library(name);
    if (known !== name) return known;
    if (automatic === undefined) {
      automatic = new Map();
      for (const path of files.paths) {
        for (const [group, artifact] of declaredArtifacts(path, files.text(path) ?? "")) {
          automatic.set(artifact.replace(/[^A-Za-z0-9]+/g, "."), `${group}:${artifact}`);
        }
      }
    }
    return automatic.get(name) ?? name;
  };
}

function parentOf(name: string): string {
  return name.slice(0, Math.max(0, name.lastIndexOf(".")));
}

function* declaredArtifacts(path: string, text: string): Generator<[string, string]> {
  if (/(?:^|\/)pom\.xml$/.test(path)) {
    for (const piece of text.split("<dependency>").slice(1)) {
      const [block = ""] = piece.split("</dependency>", 1);
      const group = /<groupId>\s*([\w.-]+)\s*</.exec(block)?.[1];
      const artifact = /<artifactId>\s*([\w.-]+)\s*</.exec(block)?.[1];
      if (group !== undefined && artifact !== undefined) yield [group, artifact];
    }
  } else if (/\.gradle(?:\.kts)?$|(?:^|\/)gradle\/[\w.-]+\.toml$/.test(path)) {
    const shorts = /["']([A-Za-z][\w-]*(?:\.[\w-]+)*):([\w.-]+)(?::[^"']*)?["']/g;
    for (const [, group = "", artifact = ""] of text.matchAll(shorts)) yield [group, artifact];
    const longs = /group\s*[:=]\s*["']([\w.-]+)["']\s*,\s*name\s*[:=]\s*["']([\w.-]+)["']/g;
    for (const [, group = "", artifact = ""] of text.matchAll(longs)) yield [group, artifact];
  }
}

/** The directories that hold the packages of source files: their place less their package. */
export function sourceRoots(
  directories: Iterable<readonly [directory: string, packageName: string]>,
): Set<string> {
  const roots = new Set<string>();
  for (const [directory, packageName] of directories) {
    const inner = packageName.replaceAll(".", "/");
    if (directory === inner) roots.add("");
    else if (inner === "") roots.add(directory);
    else if (directory.endsWith(`/${inner}`)) roots.add(directory.slice(0, -inner.length - 1));
  }
  return roots;
}

/** The paths that a type of a full name may have below the roots. */
export function* typePaths(roots: Iterable<string>, name: string): Generator<string> {
  for (const root of roots) {
    const place = within(root, name.replaceAll(".", "/"));
    yield `${place}.java`;
    yield `${place}.kt`;
  }
}
