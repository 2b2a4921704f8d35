package io.tomodrift.tests.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The compiled main classes of every module, and who may use whom. */
final class MainClasses {

  /** Each module with the modules its classes may use; the root package is named like it. */
  static final Map<String, Set<String>> MODULES =
      Map.of(
          "geometry", Set.of(),
          "formats", Set.of("geometry"),
          "sinograms", Set.of("geometry", "formats"),
          "phantoms", Set.of("geometry"),
          "projectors", Set.of("geometry"),
          "fbp", Set.of("geometry", "projectors"),
          "metrics", Set.of("geometry"),
          "learned",
              Set.of(
                  "geometry", "formats", "sinograms", "phantoms", "projectors", "fbp", "metrics"),
          "pipeline",
              Set.of(
                  "geometry",
                  "formats",
                  "sinograms",
                  "phantoms",
                  "projectors",
                  "fbp",
                  "metrics",
                  "learned"));

  /** Folders of modules inside the folder of another; their packages count as the outer one's. */
  static final List<String> NESTED =
      List.of("projectors/iterative", "projectors/simd", "projectors/opencl", "projectors/cuda");

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .importPackages("io.tomodrift")
          .that(
              new DescribedPredicate<>("belong to a module of the product") {
                @Override
                public boolean test(JavaClass type) {
                  return !type.getPackageName().startsWith("io.tomodrift.tests");
                }
              });

  private MainClasses() {}

  static JavaClasses all() {
    return ALL;
  }

  /** The module of a class: the third part of its package. */
  static String moduleOf(JavaClass type) {
    String[] parts = type.getPackageName().split("\\.", -1);
    return parts.length < 3 ? "" : parts[2];
  }
}
