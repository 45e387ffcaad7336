// Names of package-level objects that stand in Go sources, as go/types resolves them.
//
// `go run GoNames.go ROOT` reads relative paths from standard input. It writes each file that it could
// parse, and `from TAB to` for each use of a package-level object that another of the files declares.
// All build tags are taken together, so an object may be declared in several files; each of them
// counts. A package is checked with its inner tests, its outer tests as a package of their own.
// Packages from outside are empty, and errors do not stop the checker; the standard library is read
// from its sources.
package main

import (
	"bufio"
	"fmt"
	"go/ast"
	"go/build"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"sort"
	"strconv"
	"strings"
)

// A unit is the files of one directory that give the same name to their package.
type unit struct {
	path    string
	sources []*ast.File
	tests   []*ast.File
	// For those that import it: without its tests, and with them.
	plain, whole *types.Package
}

type object struct{ path, name string }

type program struct {
	root  string
	set   *token.FileSet
	units map[string]*unit
	// The unit that an import path leads to.
	imported map[string]*unit
	declared map[object][]string
	standard types.Importer
	lines    map[string]bool
}

func main() {
	root, err := filepath.EvalSymlinks(os.Args[1])
	if err != nil {
		panic(err)
	}
	build.Default.CgoEnabled = false
	set := token.NewFileSet()
	all := &program{
		root:     root,
		set:      set,
		units:    map[string]*unit{},
		imported: map[string]*unit{},
		declared: map[object][]string{},
		standard: importer.ForCompiler(set, "source", nil),
		lines:    map[string]bool{},
	}
	input := bufio.NewScanner(os.Stdin)
	for input.Scan() {
		all.add(input.Text())
	}
	for _, one := range all.units {
		all.declare(one)
	}
	for _, one := range all.units {
		all.use(one)
	}
	lines := make([]string, 0, len(all.lines))
	for line := range all.lines {
		lines = append(lines, line)
	}
	sort.Strings(lines)
	fmt.Println(strings.Join(lines, "\n"))
}

// add parses a file and puts it to the others of its package.
func (all *program) add(name string) {
	file, err := parser.ParseFile(all.set, filepath.Join(all.root, name), nil, parser.SkipObjectResolution)
	if err != nil {
		return
	}
	all.lines[name] = true
	at := all.importPath(path.Dir(name))
	isTest := isTestFile(name)
	own := file.Name.Name
	key := at + " " + own
	one := all.units[key]
	if one == nil {
		one = &unit{path: key}
		all.units[key] = one
	}
	if isTest {
		one.tests = append(one.tests, file)
		return
	}
	one.sources = append(one.sources, file)
	// A program beside a package is kept apart by a build tag.
	if known := all.imported[at]; known == nil || strings.HasSuffix(known.path, " main") {
		all.imported[at] = one
	}
}

func isTestFile(name string) bool { return strings.HasSuffix(name, "_test.go") }

// importPath is the path of the nearest go.mod above a directory and what lies between them.
func (all *program) importPath(directory string) string {
	for at := directory; ; at = path.Dir(at) {
		text, err := os.ReadFile(filepath.Join(all.root, at, "go.mod"))
		if err == nil {
			rest, _ := filepath.Rel(at, directory)
			return path.Join(modulePath(string(text)), filepath.ToSlash(rest))
		}
		if at == "." {
			return directory
		}
	}
}

func modulePath(text string) string {
	for _, line := range strings.Split(text, "\n") {
		if words := strings.Fields(line); len(words) > 1 && words[0] == "module" {
			if plain, err := strconv.Unquote(words[1]); err == nil {
				return plain
			}
			return words[1]
		}
	}
	return ""
}

func (one *unit) all() []*ast.File {
	return append(append([]*ast.File{}, one.sources...), one.tests...)
}

// declare notes in which files the package-level names of a unit are declared.
func (all *program) declare(one *unit) {
	for _, file := range one.all() {
		note := func(name *ast.Ident) {
			key := object{one.path, name.Name}
			all.declared[key] = append(all.declared[key], all.nameOf(file.Pos()))
		}
		for _, declaration := range file.Decls {
			switch declaration := declaration.(type) {
			case *ast.FuncDecl:
				if declaration.Recv == nil {
					note(declaration.Name)
				}
			case *ast.GenDecl:
				for _, spec := range declaration.Specs {
					switch spec := spec.(type) {
					case *ast.TypeSpec:
						note(spec.Name)
					case *ast.ValueSpec:
						for _, name := range spec.Names {
							note(name)
						}
					}
				}
			}
		}
	}
}

func (all *program) nameOf(at token.Pos) string {
	name, _ := filepath.Rel(all.root, all.set.Position(at).Filename)
	return filepath.ToSlash(name)
}

// use checks a unit with its tests and writes down the names that it takes.
func (all *program) use(one *unit) {
	info := &types.Info{Uses: map[*ast.Ident]types.Object{}}
	all.check(one, one.all(), info)
	for name, used := range info.Uses {
		all.take(name, used)
	}
	for _, file := range one.all() {
		for _, spec := range file.Imports {
			// An import for its effects takes every source of the package.
			if spec.Name == nil || spec.Name.Name != "_" {
				continue
			}
			at, _ := strconv.Unquote(spec.Path.Value)
			if target := all.imported[at]; target != nil {
				for _, source := range target.sources {
					all.edge(all.nameOf(file.Pos()), all.nameOf(source.Pos()))
				}
			}
		}
	}
}

func (all *program) take(name *ast.Ident, used types.Object) {
	owner := used.Pkg()
	if owner == nil || used.Parent() != owner.Scope() {
		return
	}
	places := all.declared[object{owner.Path(), used.Name()}]
	from := all.nameOf(name.Pos())
	for _, place := range places {
		if place == from {
			return
		}
	}
	for _, place := range places {
		// Only the tests of a package see what its tests declare.
		if !isTestFile(place) || isTestFile(from) && path.Dir(from) == path.Dir(place) {
			all.edge(from, place)
		}
	}
}

func (all *program) edge(from, to string) {
	if from != to {
		all.lines[from+"\t"+to] = true
	}
}

func (all *program) check(one *unit, files []*ast.File, info *types.Info) *types.Package {
	config := &types.Config{
		Importer:                 importerFor{all, one},
		Error:                    func(error) {},
		FakeImportC:              true,
		DisableUnusedImportCheck: true,
	}
	found, _ := config.Check(one.path, all.set, files, info)
	return found
}

// importerFor reads what a unit imports.
type importerFor struct {
	all *program
	one *unit
}

func (from importerFor) Import(at string) (*types.Package, error) {
	all := from.all
	target := all.imported[at]
	switch {
	case target == nil && !strings.Contains(strings.SplitN(at, "/", 2)[0], "."):
		if found, err := all.standard.Import(at); err == nil {
			return found, nil
		}
		return empty(at), nil
	case target == nil:
		return empty(at), nil
	case from.one.path == target.path+"_test":
		// Outer tests see the exported names of the inner ones.
		if target.whole == nil {
			target.whole = empty(at) // All tags together may make a cycle.
			target.whole = all.check(target, target.all(), nil)
		}
		return target.whole, nil
	default:
		if target.plain == nil {
			target.plain = empty(at)
			target.plain = all.check(target, target.sources, nil)
		}
		return target.plain, nil
	}
}

var version = regexp.MustCompile(`[./]v\d+$`)

func empty(at string) *types.Package {
	found := types.NewPackage(at, path.Base(version.ReplaceAllString(at, "")))
	found.MarkComplete()
	return found
}
