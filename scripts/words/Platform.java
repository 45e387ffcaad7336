import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Prints the public types of packages of the running JDK, one a line: package, binary name, simple
 * name, and the names of the public methods and fields that the type declares.
 */
class Platform {
  public static void main(String[] packages) throws Exception {
    FileSystem image = FileSystems.getFileSystem(URI.create("jrt:/"));
    for (String name : packages) {
      try (DirectoryStream<Path> modules =
          Files.newDirectoryStream(image.getPath("/packages", name))) {
        for (Path module : modules) {
          Path folder =
              image.getPath("/modules", module.getFileName().toString(), name.replace('.', '/'));
          if (Files.isDirectory(folder)) print(name, folder);
        }
      }
    }
  }

  private static void print(String packageName, Path folder) throws Exception {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.class")) {
      for (Path file : files) {
        String binaryName = file.getFileName().toString().replaceFirst("\\.class$", "");
        if (binaryName.equals("package-info")) continue;
        Class<?> type =
            Class.forName(
                packageName + "." + binaryName, false, ClassLoader.getSystemClassLoader());
        if (type.isAnonymousClass() || !isPublic(type)) continue;
        StringBuilder line = new StringBuilder(packageName);
        line.append(' ').append(binaryName).append(' ').append(type.getSimpleName());
        for (Method method : type.getDeclaredMethods()) {
          if (Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
            line.append(' ').append(method.getName());
        }
        for (Field field : type.getDeclaredFields()) {
          if (Modifier.isPublic(field.getModifiers())) line.append(' ').append(field.getName());
        }
        System.out.println(line);
      }
    }
  }

  private static boolean isPublic(Class<?> type) {
    for (Class<?> at = type; at != null; at = at.getEnclosingClass()) {
      if (!Modifier.isPublic(at.getModifiers())) return false;
    }
    return true;
  }
}
