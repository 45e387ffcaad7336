import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Names of types that stand in Java sources, as javac's attribution resolves them.
 *
 * <p>{@code java JavaNames.java ROOT [CLASSPATH]} reads relative paths from standard input. It
 * writes each file that it read, and {@code from TAB to} for each name of a type that another of
 * the files declares. Types that are not there are errors to javac, which does not stop it.
 */
final class JavaNames {
  public static void main(String[] arguments) throws Exception {
    Path root = Path.of(arguments[0]).toRealPath();
    List<Path> files =
        new BufferedReader(new InputStreamReader(System.in)).lines().map(root::resolve).toList();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null);
    List<String> options =
        List.of("-proc:none", "-implicit:none", "-cp", arguments.length > 1 ? arguments[1] : "");
    Iterable<? extends JavaFileObject> sources = manager.getJavaFileObjectsFromPaths(files);
    JavacTask task =
        (JavacTask) compiler.getTask(null, manager, problem -> {}, options, null, sources);
    Map<JavaFileObject, String> names = new HashMap<>();
    TreeSet<String> lines = new TreeSet<>();
    Iterable<? extends CompilationUnitTree> units = task.parse();
    for (CompilationUnitTree unit : units) {
      String name = root.relativize(Path.of(unit.getSourceFile().toUri())).toString();
      names.put(unit.getSourceFile(), name);
      lines.add(name);
    }
    task.analyze();
    Trees trees = Trees.instance(task);
    for (CompilationUnitTree unit : units) {
      String from = names.get(unit.getSourceFile());
      new TreePathScanner<Void, Void>() {
        @Override
        public Void visitIdentifier(IdentifierTree tree, Void nothing) {
          addType(tree);
          return super.visitIdentifier(tree, nothing);
        }

        @Override
        public Void visitMemberSelect(MemberSelectTree tree, Void nothing) {
          addType(tree);
          return super.visitMemberSelect(tree, nothing);
        }

        private void addType(Tree tree) {
          // javac puts in the types that it infers, such as those of a lambda's parameters.
          if (trees.getSourcePositions().getEndPosition(unit, tree) < 0) return;
          Element element = trees.getElement(getCurrentPath());
          TreePath place = element instanceof TypeElement ? trees.getPath(element) : null;
          if (place == null) return;
          String to = names.get(place.getCompilationUnit().getSourceFile());
          if (to != null && !to.equals(from)) lines.add(from + "\t" + to);
        }
      }.scan(unit, null);
    }
    lines.forEach(System.out::println);
  }
}
