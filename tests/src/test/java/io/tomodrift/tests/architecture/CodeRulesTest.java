package io.tomodrift.tests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

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

  @Test
  void nothingUsesObjectSerialisation() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName(java.io.ObjectInputStream.class.getName())
        .check(MainClasses.all());
  }
}
