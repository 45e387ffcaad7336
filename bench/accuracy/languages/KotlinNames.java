import com.intellij.openapi.util.Disposer;
import com.intellij.openapi.vfs.VirtualFile;
import com.intellij.psi.PsiElement;
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jetbrains.kotlin.analyzer.AnalysisResult;
import org.jetbrains.kotlin.cli.common.CLIConfigurationKeys;
import org.jetbrains.kotlin.cli.common.config.ContentRootsKt;
import org.jetbrains.kotlin.cli.common.messages.MessageCollector;
import org.jetbrains.kotlin.cli.jvm.compiler.CliBindingTrace;
import org.jetbrains.kotlin.cli.jvm.compiler.EnvironmentConfigFiles;
import org.jetbrains.kotlin.cli.jvm.compiler.KotlinCoreEnvironment;
import org.jetbrains.kotlin.cli.jvm.compiler.TopDownAnalyzerFacadeForJVM;
import org.jetbrains.kotlin.cli.jvm.config.JvmContentRootsKt;
import org.jetbrains.kotlin.config.CommonConfigurationKeys;
import org.jetbrains.kotlin.config.CommonConfigurationKeysKt;
import org.jetbrains.kotlin.config.CompilerConfiguration;
import org.jetbrains.kotlin.config.ApiVersion;
import org.jetbrains.kotlin.config.LanguageFeature;
import org.jetbrains.kotlin.config.LanguageVersion;
import org.jetbrains.kotlin.config.LanguageVersionSettingsImpl;
import org.jetbrains.kotlin.descriptors.ClassDescriptor;
import org.jetbrains.kotlin.descriptors.ConstructorDescriptor;
import org.jetbrains.kotlin.descriptors.DeclarationDescriptor;
import org.jetbrains.kotlin.descriptors.PackageFragmentDescriptor;
import org.jetbrains.kotlin.descriptors.PropertyAccessorDescriptor;
import org.jetbrains.kotlin.descriptors.impl.TypeAliasConstructorDescriptor;
import org.jetbrains.kotlin.psi.KtFile;
import org.jetbrains.kotlin.psi.KtExpression;
import org.jetbrains.kotlin.psi.KtSimpleNameExpression;
import org.jetbrains.kotlin.resolve.BindingContext;
import org.jetbrains.kotlin.resolve.DescriptorToSourceUtils;

/**
 * Names of types and of top-level functions and properties that stand in Kotlin sources, as the
 * Kotlin compiler's analysis resolves them.
 *
 * <p>{@code java -cp kotlin-compiler.jar KotlinNames.java ROOT STDLIB} reads relative paths from
 * standard input. It writes each file that it read, and {@code from TAB to} for each name of a
 * declaration of another of the files. Members lead nowhere. Declarations of libraries that are not
 * there are errors to the compiler, which do not stop it.
 */
final class KotlinNames {
  public static void main(String[] arguments) throws Exception {
    Path root = Path.of(arguments[0]).toRealPath();
    List<String> files =
        new BufferedReader(new InputStreamReader(System.in))
            .lines()
            .map(line -> root.resolve(line).toString())
            .toList();
    CompilerConfiguration configuration = new CompilerConfiguration();
    configuration.put(CLIConfigurationKeys.MESSAGE_COLLECTOR_KEY, MessageCollector.Companion.getNONE());
    configuration.put(CommonConfigurationKeys.MODULE_NAME, "names");
    CommonConfigurationKeysKt.setLanguageVersionSettings(
        configuration,
        new LanguageVersionSettingsImpl(
            LanguageVersion.LATEST_STABLE,
            ApiVersion.LATEST_STABLE,
            Map.of(),
            Map.of(LanguageFeature.MultiPlatformProjects, LanguageFeature.State.ENABLED)));
    List<String> kotlin = files.stream().filter(name -> name.endsWith(".kt")).toList();
    ContentRootsKt.addKotlinSourceRoots(configuration, kotlin);
    JvmContentRootsKt.addJavaSourceRoots(
        configuration, files.stream().filter(name -> name.endsWith(".java")).map(File::new).toList(), null);
    JvmContentRootsKt.addJvmClasspathRoots(configuration, List.of(new File(arguments[1])));
    KotlinCoreEnvironment environment =
        KotlinCoreEnvironment.createForProduction(
            Disposer.newDisposable(), configuration, EnvironmentConfigFiles.JVM_CONFIG_FILES);
    AnalysisResult result =
        TopDownAnalyzerFacadeForJVM.analyzeFilesWithJavaIntegration(
            environment.getProject(),
            environment.getSourceFiles(),
            new CliBindingTrace(),
            configuration,
            environment::createPackagePartProvider);
    TreeSet<String> lines = new TreeSet<>();
    for (KtFile file : environment.getSourceFiles()) lines.add(nameOf(root, file.getVirtualFilePath()));
    BindingContext context = result.getBindingContext();
    context
        .getSliceContents(BindingContext.REFERENCE_TARGET)
        .forEach((user, found) -> add(lines, root, user, found));
    // An import of a name that several files give to functions.
    context
        .getSliceContents(BindingContext.AMBIGUOUS_REFERENCE_TARGET)
        .forEach((user, all) -> all.forEach(found -> add(lines, root, user, found)));
    lines.forEach(System.out::println);
  }

  private static void add(
      TreeSet<String> lines, Path root, KtExpression user, DeclarationDescriptor found) {
    DeclarationDescriptor named = declared(found);
    VirtualFile from = user.getContainingKtFile().getVirtualFile();
    if (!(user instanceof KtSimpleNameExpression) || named == null || from == null) return;
    PsiElement place = DescriptorToSourceUtils.descriptorToDeclaration(named);
    VirtualFile to = place == null ? null : place.getContainingFile().getVirtualFile();
    if (to == null || from.equals(to)) return;
    lines.add(nameOf(root, from.getPath()) + "\t" + nameOf(root, to.getPath()));
  }

  private static String nameOf(Path root, String path) {
    return root.relativize(Path.of(path)).toString();
  }

  /** The type or top-level declaration that is named; null for members. */
  private static DeclarationDescriptor declared(DeclarationDescriptor found) {
    if (found instanceof TypeAliasConstructorDescriptor alias) return alias.getTypeAliasDescriptor();
    if (found instanceof ConstructorDescriptor constructor) return constructor.getContainingDeclaration();
    if (found instanceof PropertyAccessorDescriptor accessor)
      return declared(accessor.getCorrespondingProperty());
    if (found instanceof ClassDescriptor) return found;
    return found.getContainingDeclaration() instanceof PackageFragmentDescriptor ? found : null;
  }
}
