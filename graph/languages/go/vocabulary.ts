import { serviceNames } from "./standard-services.ts";
import { standardNames, standardPackages } from "./standard-library.ts";

const words =
  "break case chan const continue default defer else fallthrough for func go goto if import " +
  "interface map package range return select struct switch type var any bool byte comparable " +
  "complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string uint uint8 " +
  "uint16 uint32 uint64 uintptr true false iota nil append cap clear close complex copy delete " +
  "imag len make max min new panic print println real recover init main testdata vendor internal " +
  "goroutine goroutines gofmt GOPATH GOROOT GOOS GOARCH GOMAXPROCS GOPROXY cgo golang";

/** Words of Go: keywords, predeclared names, the standard library's packages and their names. */
export function* goVocabulary(): Generator<string> {
  yield* words.split(" ");
  for (const path of standardPackages.split(" ")) {
    yield path;
    yield* path.split("/");
  }
  yield* standardNames.split(" ");
  yield* serviceNames.split(" ");
}
