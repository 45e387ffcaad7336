/** The path of a constant by the common convention: `Foo::HTTPBar` is `foo/http_bar`. */
export function underscored(name: string): string {
  return name
    .replaceAll("::", "/")
    .replace(/([A-Z])(?=[A-Z][a-z])/g, "$1_")
    .replace(/([a-z\d])([A-Z])/g, "$1_$2")
    .toLowerCase();
}
