package io.tomodrift.tests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may use whom: modules among themselves, and the libraries of others. */
class DependencyRulesTest {

  private static Stream<String> modules() {
    return MainClasses.MODULES.keySet().stream().sorted();
  }

  private static String[] packages(Set<String> modules) {
    return modules.stream().map(module -> "io.tomodrift." + module + "..").toArray(String[]::new);
  }

  @Test
  void everyModuleIsListedAndHasClasses() {
    Set<String> found =
        MainClasses.all().stream()
            .map(MainClasses::moduleOf)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(new TreeSet<>(MainClasses.MODULES.keySet()), found);
    for (String module : found) {
      long count = MainClasses.all().stream().filter(isIn(module)).count();
      assertTrue(count >= 10, module + " has only " + count + " classes");
    }
  }

  private static java.util.function.Predicate<JavaClass> isIn(String module) {
    return type -> MainClasses.moduleOf(type).equals(module);
  }

  @ParameterizedTest
  @MethodSource("modules")
  void modulesUseOnlyWhatIsBelowThem(String module) {
    Set<String> others = new TreeSet<>(MainClasses.MODULES.keySet());
    others.remove(module);
    others.removeAll(MainClasses.MODULES.get(module));
    if (others.isEmpty()) {
      assertEquals("pipeline", module, "only the topmost module may use all others");
      return;
    }
    noClasses()
        .that()
        .resideInAPackage("io.tomodrift." + module + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages(others))
        .check(MainClasses.all());
  }

  /** The library, and the packages that may use it, separated by blanks. */
  @ParameterizedTest
  @CsvSource({
    "picocli.., io.tomodrift.pipeline.cli..",
    "us.hebi.matlab.., io.tomodrift.formats.matlab..",
    "io.jhdf.., io.tomodrift.formats.hdf5..",
    "org.knowm.xchart.., io.tomodrift.pipeline.report..",
    "org.jtransforms.., io.tomodrift.fbp.. io.tomodrift.metrics..",
    "pl.edu.icm.., io.tomodrift.fbp.. io.tomodrift.metrics..",
    "org.apache.commons.rng.., io.tomodrift.sinograms..",
    "com.fasterxml.jackson.., io.tomodrift.formats.geometry.. io.tomodrift.formats.text.. io.tomodrift.learned.. io.tomodrift.pipeline..",
    "ch.qos.logback.., none",
    "org.apache.commons.math3.., none",
    "org.jocl.., io.tomodrift.projectors.opencl..",
    "jcuda.., io.tomodrift.projectors.cuda..",
    "ai.djl.., io.tomodrift.learned..",
    "org.apache.spark.., none",
    "org.dcm4che3.., io.tomodrift.formats.dcm4che..",
    "java.awt.., io.tomodrift.formats.png.. io.tomodrift.pipeline.report..",
    "sun.., none",
    "com.sun.., none"
  })
  void librariesStayInTheirRoom(String library, String rooms) {
    noClasses()
        .that()
        .resideInAPackage("io.tomodrift..")
        .and()
        .resideOutsideOfPackages(rooms.split(" ", -1))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(MainClasses.all());
  }

  @Test
  void geometryNeedsTheJdkOnly() {
    noClasses()
        .that()
        .resideInAPackage("io.tomodrift.geometry..")
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages("java..", "io.tomodrift.geometry..")
        .check(MainClasses.all());
  }

  @Test
  void compiledBackendsAreReachedByServiceLoaderOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.tomodrift.projectors..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.tomodrift.projectors.cpu..",
            "io.tomodrift.projectors.device..",
            "io.tomodrift.projectors.opencl..",
            "io.tomodrift.projectors.cuda..")
        .check(MainClasses.all());
  }

  /** A driver can be left out, and another added, without touching anything else. */
  @Test
  void driversKnowNothingOfEachOther() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.tomodrift.projectors.opencl..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.tomodrift.projectors.opencl..")
        .check(MainClasses.all());
    noClasses()
        .that()
        .resideOutsideOfPackage("io.tomodrift.projectors.cuda..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.tomodrift.projectors.cuda..")
        .check(MainClasses.all());
  }

  @Test
  void theVectorApiStaysInItsModule() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.tomodrift.projectors.simd..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jdk.incubator..")
        .check(MainClasses.all());
  }

  @Test
  void solversKnowProjectorsByTheirInterfacesOnly() {
    noClasses()
        .that()
        .resideInAPackage("io.tomodrift.projectors.iterative..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.tomodrift.projectors.cpu..", "io.tomodrift.projectors.device..")
        .check(MainClasses.all());
    noClasses()
        .that()
        .resideInAPackage("io.tomodrift.projectors..")
        .and()
        .resideOutsideOfPackage("io.tomodrift.projectors.iterative..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.tomodrift.projectors.iterative..")
        .check(MainClasses.all());
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching("io.tomodrift.(**)").should().beFreeOfCycles().check(MainClasses.all());
  }

  /** The rule above finds nothing if the packages are not told apart; here it must find one. */
  @Test
  void theRulesCanFail() {
    String[] all = packages(MainClasses.MODULES.keySet());
    var rule =
        noClasses()
            .that()
            .resideInAPackage("io.tomodrift.pipeline..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(all);
    AssertionError failure =
        assertThrows(AssertionError.class, () -> rule.check(MainClasses.all()));
    assertTrue(failure.getMessage().contains("io.tomodrift.pipeline"), Arrays.toString(all));
  }
}
