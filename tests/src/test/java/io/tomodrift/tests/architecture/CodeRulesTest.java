package io.tomodrift.tests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What no class of the product does. */
class CodeRulesTest {

  @Test
  void onlyThePipelinePrints() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.tomodrift.pipeline..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(Throwable.class, "printStackTrace")
        .check(MainClasses.all());
  }

  @Test
  void onlyTheStartEndsTheProcess() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("io.tomodrift.pipeline.Tomodrift")
        .should()
        .callMethod(System.class, "exit", int.class)
        .check(MainClasses.all());
  }

  @Test
  void nothingStaticChanges() {
    fields().that().areStatic().should().beFinal().check(MainClasses.all());
  }

  @Test
  void publicFieldsAreConstants() {
    noFields()
        .that()
        .arePublic()
        .should()
        .notBeFinal()
        .orShould()
        .notBeStatic()
        .check(MainClasses.all());
  }

  @Test
  void randomNumbersComeFromSeeds() {
    noClasses()
        .should()
        .callMethod(Math.class, "random")
        .orShould()
        .callConstructor(java.util.Random.class)
        .check(MainClasses.all());
  }

  /**
   * DJL wraps a Number in memory that may be reused before the backward pass reads it, so gradients
   * are wrong after a garbage collection; its losses do the same inside.
   */
  @Test
  void graphsHoldNoNumbersOfTheHeap() {
    noClasses()
        .should(callUnsafeArithmetic())
        .orShould()
        .dependOnClassesThat()
        .resideInAPackage("ai.djl.training.loss..")
        .check(MainClasses.all());
    // The rule finds what it should: this class does it below.
    assertThrows(
        AssertionError.class,
        () ->
            noClasses()
                .should(callUnsafeArithmetic())
                .check(new ClassFileImporter().importClasses(CodeRulesTest.class)));
  }

  private static ArchCondition<JavaClass> callUnsafeArithmetic() {
    Set<String> names =
        Set.of(
            "mul",
            "muli",
            "div",
            "divi",
            "pow",
            "powi",
            "maximum",
            "minimum",
            "mod",
            "modi",
            "floorMod");
    return ArchConditions.callMethodWhere(
        new DescribedPredicate<JavaMethodCall>("hands a Number to arithmetic of NDArray") {
          @Override
          public boolean test(JavaMethodCall call) {
            return call.getTargetOwner().isAssignableTo(NDArray.class)
                && names.contains(call.getName())
                && call.getTarget().getRawParameterTypes().stream()
                    .anyMatch(type -> type.isEquivalentTo(Number.class));
          }
        });
  }

  static NDArray unsafe(NDArray array) {
    return array.mul(3f);
  }

  @Test
  void nothingUsesObjectSerialisation() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName(java.io.ObjectInputStream.class.getName())
        .check(MainClasses.all());
  }
}
